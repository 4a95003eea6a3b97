// SPDX-License-Identifier: MIT
// Module parameters: MODULE_PARM variables set from driver.conf, then from what insmod was given.
#pragma once
#include "nim/loader.h"

namespace alcove::nim {

/// Sets the parameters in the loaded modules. `words` is "a=1 b=2" (of any module of the bundle).
/// On error `message` names the parameter and what is wrong with it.
Result<void> apply_parameters(Domain& domain, const ModuleSet& modules, const DriverConf& conf,
                              const char* words, char* message, usize size);

} // namespace alcove::nim
