// SPDX-License-Identifier: MIT
// Domains as a part of what a trial must leave as it is (exec/integrity.h).
#pragma once

namespace alcove::nim {

void integrity_init();

} // namespace alcove::nim
