// SPDX-License-Identifier: MIT
// The table of interfaces, and the thread of each that takes packets through the core in batches.
#include "exec/net/interface_base.h"
#include "exec/clock.h"
#include "exec/log.h"
#include "lib/bytes.h"
#include "lwip/ip4.h"
#include <string.h>

namespace alcove::exec {
namespace {

/// Written with the core locked and interrupts off, so that either suffices for reading.
InterfaceBase* table[k_max_interfaces];

} // namespace

InterfaceBase* interface_at(u32 index) {
    if (index >= k_max_interfaces) return nullptr;
    IrqGuard guard;
    InterfaceBase* i = table[index];
    if (i) i->ref();
    return i;
}

InterfaceBase* interface_named(const char* name) {
    IrqGuard guard;
    for (InterfaceBase* i : table) {
        if (!i || strcmp(i->interface_name(), name) != 0) continue;
        i->ref();
        return i;
    }
    return nullptr;
}

u32 interface_free_number(const char* prefix) {
    const usize length = strlen(prefix);
    for (u32 number = 0;; number++) {
        bool taken = false;
        for (InterfaceBase* i : table) {
            if (!i || strncmp(i->interface_name(), prefix, length) != 0) continue;
            const char* digits = i->interface_name() + length;
            u32 theirs = 0;
            while (*digits >= '0' && *digits <= '9') theirs = theirs * 10 + (*digits++ - '0');
            taken |= theirs == number;
        }
        if (!taken) return number;
    }
}

void interfaces_flush(u32 mask) {
    for (u32 rest = mask; rest; rest &= rest - 1) {
        InterfaceBase* i = interface_at(__builtin_ctz(rest));
        if (!i) continue;
        i->flush();
        i->unref();
    }
}

void interfaces_flush_later(u32 mask) {
    IrqGuard guard;
    for (u32 rest = mask; rest; rest &= rest - 1)
        if (InterfaceBase* i = table[__builtin_ctz(rest)]) i->request(InterfaceBase::request_flush);
}

InterfaceBase::~InterfaceBase() {
    pbuf* p;
    while (received_.pop(p)) pbuf_free(p);
}

bool InterfaceBase::enter(const char* name) {
    for (u32 i = 0; i < k_max_interfaces; i++) {
        if (table[i]) continue;
        strncpy(name_, name, sizeof name_ - 1);
        index_ = i;
        IrqGuard guard;
        table[i] = this;
        return true;
    }
    return false;
}

void InterfaceBase::leave() {
    IrqGuard guard;
    if (table[index_] == this) table[index_] = nullptr;
}

Result<void> InterfaceBase::start_thread() {
    ref();
    Result<Thread*> t = Thread::create(name_, priority::network, thread_main, this);
    if (t.ok()) return {};
    unref();
    return t.error();
}

bool InterfaceBase::queue_received(pbuf* packet) {
    {
        IrqGuard guard;
        if (received_.push(packet)) [[likely]]
            return true;
        rx_dropped_++;
    }
    pbuf_free(packet);
    return false;
}

/// Frames that lwIP dropped, since boot, because they were not what their sender had sent.
u32 InterfaceBase::damaged_frames() {
    const stats_& s = lwip_stats;
    return s.etharp.lenerr + s.ip.chkerr + s.ip.lenerr + s.tcp.chkerr + s.tcp.lenerr + s.udp.chkerr +
           s.udp.lenerr + s.icmp.chkerr + s.icmp.lenerr;
}

/// Frames that lwIP dropped, since boot, because it knows nothing to do with them.
u32 InterfaceBase::strange_frames() { return lwip_stats.etharp.drop + lwip_stats.ip.drop; }

/// An ARP packet (RFC 826) that is cut, which lwIP takes for as long as it has to be, or an answer to
/// somebody else: switches send us none, so what it was for us is lost.
bool InterfaceBase::is_strange_arp(const pbuf& p) {
    constexpr u32 k_type = 12, k_ethernet = 14, k_operation = k_ethernet + 7, k_target = k_ethernet + 24;
    constexpr u8 k_reply = 2;
    const u8* const frame = static_cast<const u8*>(p.payload);
    if (p.len < k_ethernet || frame[k_type] != 0x08 || frame[k_type + 1] != 0x06) return false;
    if (p.len < k_target + sizeof(u32)) {
        rx_damaged_++;
        return true;
    }
    return frame[k_operation] == k_reply && load_u32(frame + k_target) != netif_ip4_addr(&netif_)->addr;
}

void InterfaceBase::input_frame(pbuf* p) {
    if (!is_strange_arp(*p)) return merge_.add(p);
    pbuf_free(p);
    rx_strange_++;
}

void InterfaceBase::input_batch() {
    const u32 damaged = damaged_frames(), strange = strange_frames();
    const bool ethernet = netif_.flags & NETIF_FLAG_ETHERNET;
    u32 n = 0;
    pbuf* p;
    for (; n < k_batch && received_.pop(p); n++) {
        rx_bytes_ += p->tot_len;
        if (ethernet)
            input_frame(p);
        else if (netif_.input(p, &netif_) != ERR_OK)
            pbuf_free(p);
    }
    merge_.flush();
    if (n == 0) return;
    rx_packets_ += n;
    rx_damaged_ += damaged_frames() - damaged;
    rx_strange_ += strange_frames() - strange;
    rx_batches_++;
    if (!received_.empty()) request(request_input);
}

/// A thread that finds more to do each time it is done would leave nothing to programs (receive livelock): it
/// becomes one among them until it has caught up. What comes too fast is lost where the queue is full.
void InterfaceBase::run() {
    u32 rested = ticks();
    for (;;) {
        u32 todo;
        {
            IrqGuard guard;
            if (!requests_) {
                thread_set_priority(priority::network);
                queue_.wait(patience());
                rested = ticks();
            } else if (ticks() - rested > k_most_ticks) {
                thread_set_priority(priority::user);
            }
            todo = requests_;
            requests_ = 0;
        }
        if (todo & request_end) return;
        before_core(todo);
        core_mutex.lock();
        input_batch();
        in_core(todo);
        core_mutex.unlock();
        if (core_take_transmits(1u << index_) || (todo & request_flush)) flush();
        if (const u32 others = core_take_transmits()) interfaces_flush_later(others);
        after_core(todo);
    }
}

void InterfaceBase::thread_main(void* argument) {
    InterfaceBase& i = *static_cast<InterfaceBase*>(argument);
    i.run();
    i.unref();
}

void InterfaceBase::fill_info(InterfaceInfo& info, bool) {
    CoreGuard guard;
    strncpy(info.name, name_, sizeof info.name - 1);
    info.up = netif_is_up(&netif_);
    info.carrier = true;
    info.address = netif_ip4_addr(&netif_)->addr;
    info.mask = netif_ip4_netmask(&netif_)->addr;
    info.gateway = netif_ip4_gw(&netif_)->addr;
    info.mtu = netif_.mtu;
    info.rx_packets = rx_packets_;
    info.rx_bytes = rx_bytes_;
    info.rx_dropped = rx_dropped_;
    info.rx_batches = rx_batches_;
}

} // namespace alcove::exec

extern "C" struct netif* alcove_net_route(const ip4_addr_t*, const ip4_addr_t* destination) {
    // An address of our own is reached through the loopback interface, whatever wire it belongs to.
    for (struct netif* n = netif_list; n; n = n->next)
        if (netif_ip4_addr(n)->addr == destination->addr) return &alcove::exec::loopback_netif();
    return nullptr;
}
