// SPDX-License-Identifier: MIT
// Address translation at the boundary of an interface, with incremental checksums.
#include "exec/net/twin.h"
#include "lib/bytes.h"
#include "lwip/ip4_addr.h"
#include <initializer_list>
#include <stdio.h>
#include <string.h>

namespace alcove::exec {
namespace {

constexpr u32 k_ethernet = 14, k_type = 12;
constexpr u32 k_ip_header = 20, k_ip_offset = 6, k_ip_protocol = 9, k_ip_checksum = 10, k_ip_source = 12;
constexpr u32 k_arp = 28, k_arp_sender = 14, k_arp_target = 24;
constexpr u8 k_tcp = 6, k_udp = 17;
constexpr u32 k_tcp_checksum = 16, k_udp_checksum = 6;

u16 load16(const u8* p) { return static_cast<u16>(p[0] << 8 | p[1]); }
void store16(u8* p, u32 v) {
    p[0] = static_cast<u8>(v >> 8);
    p[1] = static_cast<u8>(v);
}

/// RFC 1624, equation 3: HC' = ~(~HC + ~m + m').
void adjust(u8* checksum, u32 from, u32 to) {
    u32 sum = static_cast<u16>(~load16(checksum));
    const u8 *f = reinterpret_cast<const u8*>(&from), *t = reinterpret_cast<const u8*>(&to);
    for (u32 i = 0; i < 4; i += 2) sum += static_cast<u16>(~load16(f + i)) + load16(t + i);
    while (sum >> 16) sum = (sum & 0xFFFF) + (sum >> 16);
    store16(checksum, ~sum);
}

/// The checksum over the pseudo header, or nullptr: none, not in this fragment, or not in this piece.
u8* transport_checksum(u8* ip, u32 bytes) {
    const u32 header = (ip[0] & 15u) * 4;
    if (header < k_ip_header || (load16(ip + k_ip_offset) & 0x1FFF) != 0) return nullptr;
    const u8 protocol = ip[k_ip_protocol];
    const u32 at = header + (protocol == k_tcp ? k_tcp_checksum : k_udp_checksum);
    if ((protocol != k_tcp && protocol != k_udp) || at + 2 > bytes) return nullptr;
    if (protocol == k_udp && load16(ip + at) == 0) return nullptr; // sent without one (RFC 768)
    return ip + at;
}

} // namespace

bool Twin::configure(const char* text, u32 own) {
    char copy[64];
    u32 addresses[3];
    if (strlen(text) >= sizeof copy) return false;
    strcpy(copy, text);
    char* rest = nullptr;
    char* part = strtok_r(copy, ",", &rest);
    for (u32& a : addresses) {
        ip4_addr_t parsed;
        if (!part || !ip4addr_aton(part, &parsed)) return false;
        a = parsed.addr;
        part = strtok_r(nullptr, ",", &rest);
    }
    if (part) return false;
    outside_ = addresses[0];
    near_ = addresses[1];
    near_inside_ = addresses[2];
    own_ = own;
    return true;
}

void Twin::translate(u8* frame, u32 bytes, u32 from1, u32 to1, u32 from2, u32 to2) {
    const auto translated = [&](u32 a) { return a == from1 ? to1 : a == from2 ? to2 : a; };
    if (bytes < k_ethernet) return;
    u8* const packet = frame + k_ethernet;
    bytes -= k_ethernet;
    const u16 type = load16(frame + k_type);
    if (type == 0x0806 && bytes >= k_arp) {
        for (u32 at : {k_arp_sender, k_arp_target}) store_u32(packet + at, translated(load_u32(packet + at)));
    } else if (type == 0x0800 && bytes >= k_ip_header) {
        u8* const transport = transport_checksum(packet, bytes);
        for (u32 at : {k_ip_source, k_ip_source + 4}) {
            const u32 from = load_u32(packet + at), to = translated(from);
            if (from == to) continue;
            store_u32(packet + at, to);
            adjust(packet + k_ip_checksum, from, to);
            if (transport) adjust(transport, from, to);
        }
    }
}

} // namespace alcove::exec
