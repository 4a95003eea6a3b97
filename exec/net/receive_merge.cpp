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

/// Ethernet, IP and TCP headers without options, in network byte order.
struct [[gnu::packed]] TcpFrame {
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

namespace {

constexpr u32 k_ethernet = 14, k_ip = 20, k_tcp = 20, k_headers = k_ethernet + k_ip + k_tcp;
constexpr u32 k_most_payload = 60000; ///< the merged packet's IP length has 16 bits

static_assert(sizeof(TcpFrame) == k_headers);
constexpr u32 k_not_plain = ~0u;

TcpFrame& frame_of(pbuf* p) { return *static_cast<TcpFrame*>(p->payload); }

/// Bytes of payload of an IPv4 TCP segment without options, fragments or flags other than ACK and PSH;
/// k_not_plain for anything else.
u32 plain_payload(pbuf* p) {
    if (p->len < k_headers) return k_not_plain;
    const TcpFrame& f = frame_of(p);
    constexpr u16 k_type_ip = 0x0008, k_fragment_mask = 0xFF3F; // network byte order
    if (f.type != k_type_ip || f.version != 0x45 || f.protocol != IP_PROTO_TCP ||
        (f.fragment & k_fragment_mask))
        return k_not_plain;
    if (f.data_offset != 0x50 || (f.flags & ~TCP_PSH) != TCP_ACK) return k_not_plain;
    const u32 length = lwip_ntohs(f.total_length);
    if (length < k_ip + k_tcp || length > p->len - k_ethernet) return k_not_plain;
    return length - k_ip - k_tcp;
}

bool checksums_right(const TcpFrame& f, u32 payload) {
    const u8* ip = reinterpret_cast<const u8*>(&f) + k_ethernet;
    if (arch_checksum(ip, k_ip) != 0xFFFF) return false;
    const u32 length = k_tcp + payload;
    // The pseudo header: addresses, protocol, length (RFC 9293, 3.1).
    u32 sum = arch_checksum(ip + k_ip, static_cast<int>(length)) + lwip_htons(IP_PROTO_TCP) +
              lwip_htons(static_cast<u16_t>(length));
    sum += (f.source & 0xFFFF) + (f.source >> 16) + (f.destination & 0xFFFF) + (f.destination >> 16);
    sum = (sum & 0xFFFF) + (sum >> 16);
    return static_cast<u16>(sum + (sum >> 16)) == 0xFFFF;
}

} // namespace

bool ReceiveMerge::head_verified() {
    if (!verified_) verified_ = checksums_right(frame_of(head_), payload_);
    return verified_;
}

/// Is the next one of the head's stream, and of its kind.
bool ReceiveMerge::continues(const TcpFrame& f, u32 payload) const {
    if (!head_ || !payload != !payload_) return false;
    const TcpFrame& h = frame_of(head_);
    return f.source == h.source && f.destination == h.destination && f.ports == h.ports &&
           lwip_ntohl(f.sequence) == lwip_ntohl(h.sequence) + payload_;
}

/// Adds the payload to the head. False: it can't be.
bool ReceiveMerge::append(pbuf* p, u32 payload) {
    const TcpFrame& f = frame_of(p);
    TcpFrame& h = frame_of(head_);
    if (f.acknowledgement != h.acknowledgement || payload_ + payload > k_most_payload) return false;
    if (!head_verified() || !checksums_right(f, payload)) return false;
    h.flags |= f.flags;
    h.window = f.window;
    p->payload = static_cast<u8*>(p->payload) + k_headers;
    p->len = p->tot_len = static_cast<u16>(payload);
    last_->next = p;
    last_ = p;
    head_->tot_len += p->len;
    payload_ += payload;
    return true;
}

/// Puts an acknowledgement of more in the place of the head. One of the same is a duplicate that TCP counts.
bool ReceiveMerge::replace(pbuf* p) {
    const TcpFrame& f = frame_of(p);
    if (static_cast<i32>(lwip_ntohl(f.acknowledgement) - lwip_ntohl(frame_of(head_).acknowledgement)) <= 0)
        return false;
    if (!checksums_right(f, 0)) return false;
    pbuf_free(head_);
    head_ = last_ = p;
    verified_ = true;
    return true;
}

void ReceiveMerge::add(pbuf* p) {
    const u32 payload = plain_payload(p);
    if (payload == k_not_plain) {
        flush();
        if (netif_.input(p, &netif_) != ERR_OK) pbuf_free(p);
        return;
    }
    p->len = p->tot_len = static_cast<u16>(k_headers + payload); // without Ethernet's padding
    if (continues(frame_of(p), payload) && (payload ? append(p, payload) : replace(p))) return;
    flush();
    head_ = last_ = p;
    payload_ = payload;
    verified_ = false;
}

void ReceiveMerge::flush() {
    pbuf* p = head_;
    if (!p) return;
    head_ = nullptr;
    if (verified_) {
        frame_of(p).total_length = lwip_htons(static_cast<u16_t>(p->tot_len - k_ethernet));
        NETIF_SET_CHECKSUM_CTRL(&netif_, NETIF_CHECKSUM_ENABLE_ALL &
                                             ~(NETIF_CHECKSUM_CHECK_IP | NETIF_CHECKSUM_CHECK_TCP));
    }
    if (netif_.input(p, &netif_) != ERR_OK) pbuf_free(p);
    if (verified_) NETIF_SET_CHECKSUM_CTRL(&netif_, NETIF_CHECKSUM_ENABLE_ALL);
}

} // namespace alcove::exec
