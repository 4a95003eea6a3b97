// SPDX-License-Identifier: MIT
// How boot starts TCP/IP.
#pragma once

namespace alcove::exec {

/// Starts TCP/IP: packet memory, the loopback interface, the timer thread, control commands. Ethernet
/// interfaces come with their drivers (exec/net/interface.h). Once, when threads run.
void network_init();

} // namespace alcove::exec
