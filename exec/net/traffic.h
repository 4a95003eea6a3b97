// SPDX-License-Identifier: MIT
// Bulk transfers from inside the executive, for benchmarks: control commands tcp-send, tcp-recv, udp-send,
// udp-recv.
#pragma once

namespace alcove::exec {

/// Registers the control commands. Boot.
void traffic_init();

} // namespace alcove::exec
