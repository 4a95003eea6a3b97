/* SPDX-License-Identifier: MIT
 * Where lwIP asks the executive: the way to an address of this machine itself, initial sequence numbers,
 * whether to look at a segment.
 */
#ifndef ALCOVE_LWIP_HOOKS_H
#define ALCOVE_LWIP_HOOKS_H
#include "lwip/err.h"
#include "lwip/ip4_addr.h"
#include "lwip/ip_addr.h"

#ifdef __cplusplus
extern "C" {
#endif

struct netif;
struct pbuf;
struct tcp_hdr;
struct tcp_pcb;
struct netif* alcove_net_route(const ip4_addr_t* source, const ip4_addr_t* destination);
uint32_t alcove_net_initial_sequence(const ip_addr_t* local_ip, uint16_t local_port,
                                     const ip_addr_t* remote_ip, uint16_t remote_port);
/* Not ERR_OK: the segment is dropped. Numbers in the header are in the host's order, the payload is data. */
err_t alcove_net_tcp_segment(const struct tcp_pcb* pcb, const struct tcp_hdr* header, const struct pbuf* data);
/* A connection sends data again that it has sent before. */
void alcove_net_tcp_repeats(const struct tcp_pcb* pcb);

#ifdef __cplusplus
}
#endif
#endif
