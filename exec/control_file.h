// SPDX-License-Identifier: MIT
// The control channel's command `file`.
#pragma once

namespace alcove::exec {

void control_file_init(); ///< boot, after control_init

} // namespace alcove::exec
