// SPDX-License-Identifier: MIT
// How boot starts TCP/IP: the parts in their order.
#include "exec/net/network.h"
#include "exec/net/core.h"
#include "exec/net/interface_base.h"
#include "exec/net/packet_memory.h"
#include "exec/net/traffic.h"

namespace alcove::exec {

void network_init() {
    packet_memory_init();
    core_init();
    loopback_init();
    interface_commands_init();
    traffic_init();
}

} // namespace alcove::exec
