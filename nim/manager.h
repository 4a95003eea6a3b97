// SPDX-License-Identifier: MIT
// Parts of the isolation manager that register themselves at boot.
#pragma once

namespace alcove::nim {

/// Benchmark commands of the control channel (`bench xpc`). Boot.
void bench_init();

} // namespace alcove::nim
