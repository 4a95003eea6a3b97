// SPDX-License-Identifier: MIT
// TCP's receive window: as wide as the smallest device can take in one burst; and an empty one.
#include "exec/net/tcp_window.h"
#include "exec/net/interface_base.h"
#include "lwip/ip.h"
#include "lwip/opt.h"
#include "lwip/priv/tcp_priv.h"

constexpr alcove::u32 k_widest = TCP_WND_FRAMES;
unsigned short alcove_tcp_window = k_widest * TCP_MSS;

// lwIP answers every empty segment while its own window is 0 (tcp_receive takes RCV.NXT for outside of an
// empty window; RFC 9293, 3.10.7.4, does not), and a probe of a window moves SND.NXT on. Two ends with
// windows of 0 answer each other's answers for ever, faster than a program gets to read. A segment that says
// nothing new is dropped then; one before RCV.NXT asks whether we live.
extern "C" err_t alcove_net_tcp_segment(const tcp_pcb* pcb, const tcp_hdr* header, const pbuf* data) {
    if (pcb->state < ESTABLISHED) return ERR_OK;
    if (TCP_SEQ_GT(header->ackno, pcb->lastack))
        alcove::exec::InterfaceBase::of(*ip_current_input_netif()).acknowledged();
    if (pcb->rcv_wnd != 0) [[likely]]
        return ERR_OK;
    const bool empty = data->tot_len == 0 && (TCPH_FLAGS(header) & (TCP_FLAGS & ~TCP_PSH)) == TCP_ACK;
    const bool known = header->ackno == pcb->lastack && header->wnd == pcb->snd_wnd;
    return empty && known && TCP_SEQ_GEQ(header->seqno, pcb->rcv_nxt) ? ERR_VAL : ERR_OK;
}

// Probes of a peer whose window is closed are no repetitions.
extern "C" void alcove_net_tcp_repeats(const tcp_pcb* pcb) {
    if (pcb->state < ESTABLISHED || pcb->persist_backoff) return;
    for (netif* n = netif_list; n; n = n->next)
        if (netif_ip4_addr(n)->addr == pcb->local_ip.addr) alcove::exec::InterfaceBase::of(*n).repeated();
}

namespace alcove::exec {
namespace {

/// lwIP takes a window that is not TCP_WND for data that the program has not read, and resets the connection
/// at its end.
void move_window(tcp_pcb& pcb, u16 before) {
    const u16 unread = pcb.rcv_wnd < before ? static_cast<u16>(before - pcb.rcv_wnd) : 0;
    pcb.rcv_wnd = unread < alcove_tcp_window ? static_cast<u16>(alcove_tcp_window - unread) : 0;
}

} // namespace

void tcp_window_fit() {
    u32 frames = k_widest;
    for (u32 place = 0; place < k_max_interfaces; place++) {
        InterfaceBase* i = interface_at(place);
        if (!i) continue;
        const u32 held = i->receive_frames();
        if (held && held < frames) frames = held;
        i->unref();
    }
    const u16 before = alcove_tcp_window;
    alcove_tcp_window = static_cast<u16>(frames * TCP_MSS);
    for (tcp_pcb* pcb = tcp_active_pcbs; pcb; pcb = pcb->next) move_window(*pcb, before);
}

} // namespace alcove::exec
