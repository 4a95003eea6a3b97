/* SPDX-License-Identifier: MIT
 * Configuration of lwIP for the executive: the callback core alone, under one lock of ours.
 *
 * NO_SYS: lwIP's own thread, mailboxes and socket layer are left out. Each interface has a thread that
 * feeds the core, and exec/net/socket*.cpp sits on the core directly: fewer instructions per packet, and
 * a blocked call holds nothing of lwIP's, so it can be interrupted anywhere.
 */
#ifndef ALCOVE_LWIPOPTS_H
#define ALCOVE_LWIPOPTS_H

#define NO_SYS 1
#define SYS_LIGHTWEIGHT_PROT 1 /* packets are freed in any context */
#define LWIP_NETCONN 0
#define LWIP_SOCKET 0
#define LWIP_TIMERS 1

/* Memory: exec/net/packet_memory.cpp hands out packet-sized blocks in a few instructions. */
#define MEM_LIBC_MALLOC 1
#define mem_clib_malloc alcove_net_malloc
#define mem_clib_calloc alcove_net_calloc
#define mem_clib_free alcove_net_free
#define MEM_ALIGNMENT 4
#define MEMP_MEM_MALLOC 0
#define MEMP_NUM_TCP_PCB 64
#define MEMP_NUM_TCP_PCB_LISTEN 16
#define MEMP_NUM_UDP_PCB 32
#define MEMP_NUM_RAW_PCB 16
#define MEMP_NUM_TCP_SEG 1024
#define MEMP_NUM_PBUF 256
#define MEMP_NUM_REASSDATA 8
#define MEMP_NUM_FRAG_PBUF 64
#define MEMP_NUM_ARP_QUEUE 64
#define MEMP_NUM_SYS_TIMEOUT 32
#define PBUF_POOL_SIZE 4 /* received packets are PBUF_RAM, allocated by packet_alloc() */
#define PBUF_POOL_BUFSIZE 128

#define LWIP_ARP 1
#define ARP_TABLE_SIZE 32
#define ARP_QUEUEING 1
#define ARP_QUEUE_LEN 16
#define ETHARP_TRUST_IP_MAC 0
#define LWIP_NETIF_HWADDRHINT 1 /* a connection remembers its entry of the ARP table */
#define ETH_PAD_SIZE 0
#define LWIP_NETIF_TX_SINGLE_PBUF 1 /* segments are built contiguous */
#define LWIP_NETIF_STATUS_CALLBACK 1
#define LWIP_NETIF_LOOPBACK 0 /* exec/net/loopback.cpp */
#define LWIP_HAVE_LOOPIF 0
#define LWIP_SINGLE_NETIF 0

#define LWIP_IPV4 1
#define LWIP_IPV6 0
#define IP_FORWARD 0
#define IP_REASSEMBLY 1
#define IP_REASS_MAX_PBUFS 48
#define IP_FRAG 1
#define LWIP_ICMP 1
#define LWIP_RAW 1
#define LWIP_UDP 1
#define LWIP_IGMP 0
#define LWIP_DHCP 1
#define DHCP_DOES_ARP_CHECK 0 /* the check delays the first packet by seconds */
#define LWIP_DNS 1
#define DNS_TABLE_SIZE 8
#define LWIP_AUTOIP 0
#define SO_REUSE 1
#define LWIP_SO_RCVBUF 0

#define LWIP_TCP 1
#define TCP_MSS 1460
/* A peer sends a window in one burst: 16 full frames fit into the 32 KiB of an NE2000 clone. Devices that hold
 * less narrow it (exec/net/tcp_window.cpp). */
#define TCP_WND_FRAMES 16
extern unsigned short alcove_tcp_window;
#define TCP_WND alcove_tcp_window
#define TCP_SND_BUF (44 * TCP_MSS)
#define TCP_SND_QUEUELEN 200
#define TCP_SNDLOWAT (TCP_SND_BUF / 2) /* a writer wakes for half a buffer, not for two segments */
#define TCP_OVERSIZE TCP_MSS
#define TCP_QUEUE_OOSEQ 1
#define TCP_OOSEQ_MAX_PBUFS 64
#define LWIP_TCP_SACK_OUT 1
#define LWIP_TCP_TIMESTAMPS 0
#define LWIP_WND_SCALE 0
#define TCP_LISTEN_BACKLOG 1
#define TCP_DEFAULT_LISTEN_BACKLOG 16
#define LWIP_TCP_KEEPALIVE 1
#define TCP_TMR_INTERVAL 100 /* retransmission timers count in units of 200 ms */
#define LWIP_TCP_RTO_TIME 1000 /* RFC 6298, 2.1 */
#define TCP_MSL 5000UL
#define LWIP_TCP_PCB_NUM_EXT_ARGS 1 /* exec/net/revive.cpp */
#define LWIP_DISABLE_TCP_SANITY_CHECKS 1 /* one of them wants TCP_WND to fit into the pool, which is unused */

/* Checksums: arch/x86/checksum.asm. Copying and adding apart takes fewer instructions than together. */
#define LWIP_CHECKSUM_ON_COPY 1
#define TCP_CHECKSUM_ON_COPY 1
#define LWIP_CHKSUM arch_checksum
#define LWIP_CHKSUM_COPY_ALGORITHM 0
#define LWIP_CHKSUM_COPY(to, from, length) arch_checksum_copy(to, from, length)

#define LWIP_CHECKSUM_CTRL_PER_NETIF 1 /* exec/net/receive_merge.cpp */

#define LWIP_HOOK_FILENAME "exec/net/lwip/hooks.h"
#define LWIP_HOOK_IP4_ROUTE_SRC alcove_net_route
#define LWIP_HOOK_TCP_ISN alcove_net_initial_sequence
#define LWIP_HOOK_TCP_INPACKET_PCB(pcb, header, length, length1, options2, data) \
    alcove_net_tcp_segment(pcb, header, data)
/* No options are added: this is where each segment passes before it is sent. */
#define LWIP_HOOK_TCP_OUT_ADD_TCPOPTS(p, header, pcb, options)                                                    \
    ((pcb) && TCP_SEQ_LT(lwip_ntohl((header)->seqno), (pcb)->snd_nxt) && (p)->tot_len > TCPH_HDRLEN_BYTES(header) \
         ? (alcove_net_tcp_repeats(pcb), (options))                                                               \
         : (options))

#define LWIP_STATS 1
#define LWIP_STATS_LARGE 1
#define MEM_STATS 0
#define MEMP_STATS 1
#define SYS_STATS 0
#define LWIP_STATS_DISPLAY 0
#define LWIP_DEBUG 0

#endif
