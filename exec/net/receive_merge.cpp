// SPDX-License-Identifier: MIT
// Merging of received TCP segments: plain data segments only, each with its checksums verified here.
#include "exec/net/receive_merge.h"
#include "arch/x86/api/checksum.h"
#include "lwip/ip.h"
#include "lwip/netif.h"
#include "lwip/pbuf.h"
#include "lwip/prot/ip4.h"
#include "lwip/prot/tcp.h"

namespace alcove::exec {
namespace {

constexpr u32 k_ethernet = 14, k_ip = 20, k_tcp = 20, k_headers = k_ethernet + k_ip + k_tcp;
constexpr u32 k_most_payload = 60000; ///< the merged packet's IP length has 16 bits

struct [[gnu::packed]] Headers {
    u8 ethernet[12];
    u16 type;
    u8 version, service;
    u16 total_length, identification, fragment;
    u8 ttl, protocol;
    u16 ip_checksum;
    u32 source, destination;
    u32 ports;
    u32 sequence, acknowledgement;
    u8 data_offset, flags;
    u16 window, tcp_checksum, urgent;
};
static_assert(sizeof(Headers) == k_headers);

Headers& headers(pbuf* p) { return *static_cast<Headers*>(p->payload); }

/// Bytes of payload of an IPv4 TCP segment without options, fragments or flags other than ACK and PSH; 0 for
/// anything else.
u32 plain_payload(pbuf* p) {
    if (p->len <= k_headers) return 0;
    const Headers& h = headers(p);
    constexpr u16 k_type_ip = 0x0008, k_fragment_mask = 0xFF3F; // network byte order
    if (h.type != k_type_ip || h.version != 0x45 || h.protocol != IP_PROTO_TCP ||
        (h.fragment & k_fragment_mask))
        return 0;
    if (h.data_offset != 0x50 || (h.flags & ~TCP_PSH) != TCP_ACK) return 0;
    const u32 length = lwip_ntohs(h.total_length);
    if (length <= k_ip + k_tcp || length > p->len - k_ethernet) return 0;
    return length - k_ip - k_tcp;
}

bool checksums_right(pbuf* p, u32 payload) {
    const Headers& h = headers(p);
    const u8* ip = reinterpret_cast<const u8*>(&h) + k_ethernet;
    if (arch_checksum(ip, k_ip) != 0xFFFF) return false;
    const u32 length = k_tcp + payload;
    // The pseudo header: addresses, protocol, length (RFC 9293, 3.1).
    u32 sum = arch_checksum(ip + k_ip, static_cast<int>(length)) + lwip_htons(IP_PROTO_TCP) +
              lwip_htons(static_cast<u16_t>(length));
    sum += (h.source & 0xFFFF) + (h.source >> 16) + (h.destination & 0xFFFF) + (h.destination >> 16);
    sum = (sum & 0xFFFF) + (sum >> 16);
    return static_cast<u16>(sum + (sum >> 16)) == 0xFFFF;
}

bool same(const SegmentHead& f, const Headers& h) {
    return f.source == h.source && f.destination == h.destination && f.ports == h.ports &&
           f.acknowledgement == h.acknowledgement;
}

} // namespace

/// Adds a segment that continues the head. False: it doesn't.
bool ReceiveMerge::append(pbuf* p, u32 payload) {
    const Headers& h = headers(p);
    if (!head_ || !same(flow_, h) || lwip_ntohl(h.sequence) != next_sequence_) return false;
    if (head_->tot_len + payload > k_most_payload) return false;
    if (count_ == 1 && !checksums_right(head_, plain_payload(head_))) return false;
    if (!checksums_right(p, payload)) return false;
    Headers& first = headers(head_);
    first.flags |= h.flags;
    first.window = h.window;
    p->payload = static_cast<u8*>(p->payload) + k_headers;
    p->len = p->tot_len = static_cast<u16>(payload);
    last_->next = p;
    last_ = p;
    head_->tot_len += p->len;
    next_sequence_ += payload;
    count_++;
    return true;
}

void ReceiveMerge::add(pbuf* p) {
    const u32 payload = plain_payload(p);
    if (payload && append(p, payload)) return;
    flush();
    if (!payload) {
        if (netif_.input(p, &netif_) != ERR_OK) pbuf_free(p);
        return;
    }
    const Headers& h = headers(p);
    p->len = p->tot_len = static_cast<u16>(k_headers + payload); // without Ethernet's padding
    flow_ = {h.source, h.destination, h.ports, h.acknowledgement};
    next_sequence_ = lwip_ntohl(h.sequence) + payload;
    head_ = last_ = p;
    count_ = 1;
}

void ReceiveMerge::flush() {
    pbuf* p = head_;
    if (!p) return;
    head_ = nullptr;
    if (count_ > 1) {
        headers(p).total_length = lwip_htons(static_cast<u16_t>(p->tot_len - k_ethernet));
        // The checksums were verified and no longer fit.
        NETIF_SET_CHECKSUM_CTRL(&netif_, NETIF_CHECKSUM_ENABLE_ALL &
                                             ~(NETIF_CHECKSUM_CHECK_IP | NETIF_CHECKSUM_CHECK_TCP));
    }
    if (netif_.input(p, &netif_) != ERR_OK) pbuf_free(p);
    if (count_ > 1) NETIF_SET_CHECKSUM_CTRL(&netif_, NETIF_CHECKSUM_ENABLE_ALL);
}

} // namespace alcove::exec
