// SPDX-License-Identifier: MIT
// The control command `net`: interfaces, TCP and packet memory as JSON lines.
#include "exec/control.h"
#include "exec/net/interface_base.h"
#include "exec/net/packet_memory.h"
#include "lwip/stats.h"

namespace alcove::exec {
namespace {

void print_interface(const InterfaceInfo& i) {
    char address[IP4ADDR_STRLEN_MAX];
    const ip4_addr_t a = {i.address};
    ip4addr_ntoa_r(&a, address, sizeof address);
    JsonLine line;
    line.field("interface", i.name).field("address", address).field("up", i.up).field("carrier", i.carrier);
    line.field("mtu", i.mtu).field("drivers", i.drivers);
    line.field("rx_packets", i.rx_packets).field("rx_bytes", i.rx_bytes).field("rx_dropped", i.rx_dropped);
    line.field("rx_batches", i.rx_batches);
    line.field("tx_packets", i.tx_packets).field("tx_bytes", i.tx_bytes).field("tx_dropped", i.tx_dropped);
    line.field("tx_batches", i.batches).field("tx_queued", i.tx_queued).field("tx_deferred", i.tx_deferred);
    line.field("tx_copied", i.tx_copied);
}

void print_driver(const InterfaceInfo& i) {
    JsonLine line;
    line.field("driver_of", i.name).field("rx_packets", i.driver_rx_packets);
    line.field("rx_errors", i.driver_rx_errors).field("rx_dropped", i.driver_rx_dropped);
    line.field("tx_packets", i.driver_tx_packets).field("tx_errors", i.driver_tx_errors);
    line.field("tx_dropped", i.driver_tx_dropped);
}

void print_core() {
    const stats_& s = lwip_stats;
    JsonLine()
        .field("tcp", true)
        .field("sent", s.tcp.xmit)
        .field("received", s.tcp.recv)
        .field("dropped", s.tcp.drop)
        .field("checksum_errors", s.tcp.chkerr)
        .field("memory_errors", s.tcp.memerr)
        .field("segments_used", u32{s.memp[MEMP_TCP_SEG]->used})
        .field("segments_most", u32{s.memp[MEMP_TCP_SEG]->max})
        .field("connections", u32{s.memp[MEMP_TCP_PCB]->used});
    const PacketMemoryStats m = packet_memory_stats();
    JsonLine()
        .field("packet_memory", true)
        .field("small_free", m.small_free)
        .field("small_total", m.small_total)
        .field("large_free", m.large_free)
        .field("large_total", m.large_total)
        .field("heap_blocks", m.heap_blocks);
}

int net_command(int, char**) {
    InterfaceInfo info;
    for (u32 i = 0; interface_info(i, info, true) == 0; i++) {
        print_interface(info);
        if (i > 0) print_driver(info);
    }
    print_core();
    return 0;
}

constexpr ControlCommand k_commands[] = {
    {"net", "net: interfaces, TCP and packet memory", net_command},
};

} // namespace

void interface_commands_init() { control_register(k_commands, 1); }

} // namespace alcove::exec
