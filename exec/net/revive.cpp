// SPDX-License-Identifier: MIT
// Quick resumption of TCP after a driver was away: both ends send again now instead of at a timer.
#include "exec/net/ethernet.h"
#include "lwip/priv/tcp_priv.h"

namespace alcove::exec {
namespace {

/// RFC 5681, 3.2: the third duplicate acknowledgement makes a sender repeat the first missing segment. The
/// first of ours may be no duplicate, because the one before it got lost.
constexpr u32 k_acknowledgements = 4;
/// A connection silent for longer than this has nothing in flight worth asking for.
constexpr u32 k_recent_ms = 3000;
/// The slot of a connection that holds where we last asked its peer to go on; 0 when we don't.
constexpr u8 k_asked_slot = 0;

void resend_unacknowledged(tcp_pcb* pcb) {
    if (pcb->unacked) {
        const u8 tries = pcb->nrtx;
        // What a driver still holds can't be sent again: then the first alone, and the rest as it is asked
        // for.
        if (tcp_rexmit_rto_prepare(pcb) == ERR_OK || tcp_rexmit(pcb) == ERR_OK) tcp_rexmit_rto_commit(pcb);
        // The loss was no congestion, and said nothing of the round trip's time.
        pcb->nrtx = tries;
        pcb->rto = static_cast<s16_t>((pcb->sa >> 3) + pcb->sv);
        if (pcb->sv == 0 && pcb->sa <= 0) pcb->rto = LWIP_TCP_RTO_TIME / TCP_SLOW_INTERVAL;
        pcb->rtime = 0;
    } else if (pcb->persist_backoff) {
        tcp_zero_window_probe(pcb);
    } else if (pcb->unsent) {
        tcp_output(pcb);
    }
}

void ask_peer(tcp_pcb* pcb) {
    for (u32 i = 0; i < k_acknowledgements; i++) tcp_send_empty_ack(pcb);
    tcp_ext_arg_set(pcb, k_asked_slot, reinterpret_cast<void*>(pcb->rcv_nxt | 1));
}

bool uses(const tcp_pcb* pcb, const struct netif& n) {
    return pcb->local_ip.addr == netif_ip4_addr(&n)->addr;
}

} // namespace

void revive_connections(struct netif& n) {
    for (tcp_pcb* pcb = tcp_active_pcbs; pcb; pcb = pcb->next) {
        if (!uses(pcb, n)) continue;
        resend_unacknowledged(pcb);
        const bool receiving =
            pcb->state == ESTABLISHED || pcb->state == FIN_WAIT_1 || pcb->state == FIN_WAIT_2;
        if (receiving && tcp_ticks - pcb->tmr <= k_recent_ms / TCP_SLOW_INTERVAL) ask_peer(pcb);
    }
}

bool ask_peers_again(struct netif& n) {
    bool asking = false;
    for (tcp_pcb* pcb = tcp_active_pcbs; pcb; pcb = pcb->next) {
        const u32 asked = reinterpret_cast<u32>(tcp_ext_arg_get(pcb, k_asked_slot));
        if (!asked || !uses(pcb, n)) continue;
        const u32 advance = (pcb->rcv_nxt | 1) - asked;
        if (advance > 2 * TCP_MSS) {
            tcp_ext_arg_set(pcb, k_asked_slot, nullptr);
        } else {
            if (advance > 0) ask_peer(pcb);
            asking = true;
        }
    }
    return asking;
}

} // namespace alcove::exec
