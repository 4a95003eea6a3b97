/* SPDX-License-Identifier: MIT
 * PPP: protocol numbers, frame check, statistics (RFC 1661, 1662).
 */
#pragma once
#include <linux/types.h>
#define PPP_HDRLEN 4
#define PPP_LCP 0xc021
#define PPP_ALLSTATIONS 0xff
#define PPP_UI 0x03
#define PPP_MRU 1500
#define PPP_COMP 0xfd
#define PPP_CCP 0x80fd
#define PPP_CCPFRAG 0x80fb
#define PPP_GOODFCS 0xf0b8
#define PPP_INITFCS 0xffff
#define PPP_IP 0x21
#define PPP_IPX 0x2b
#define PPP_MP 0x3d
#define PPP_VJC_COMP 0x2d
#define PPP_VJC_UNCOMP 0x2f
#define PPP_FCSLEN 2
#define PPP_FLAG 0x7e
#define PPP_ESCAPE 0x7d
#define PPP_TRANS 0x20
#define PPP_AT 0x29
#define PPP_IPV6 0x57
#define PPP_IPCP 0x8021
#define PPP_ADDRESS(p) (((__u8 *)(p))[0])
#define PPP_CONTROL(p) (((__u8 *)(p))[1])
#define PPP_PROTOCOL(p) ((((__u8 *)(p))[2] << 8) + ((__u8 *)(p))[3])
#define PPP_FCS(fcs, c) (((fcs) >> 8) ^ fcstab[((fcs) ^ (c)) & 0xff])
#define __P(x) x
typedef __u32 ext_accm[8];
enum NPmode { NPMODE_PASS, NPMODE_DROP, NPMODE_ERROR, NPMODE_QUEUE };
struct pppstat {
    __u32 ppp_discards, ppp_ibytes, ppp_ioctects, ppp_ipackets, ppp_ierrors, ppp_ilqrs;
    __u32 ppp_obytes, ppp_ooctects, ppp_opackets, ppp_oerrors, ppp_olqrs;
};
struct vjstat {
    __u32 vjs_packets, vjs_compressed, vjs_searches, vjs_misses, vjs_uncompressedin, vjs_compressedin, vjs_errorin;
    __u32 vjs_tossed;
};
struct compstat {
    __u32 unc_bytes, unc_packets, comp_bytes, comp_packets, inc_bytes, inc_packets, in_count, bytes_out;
    double ratio;
};
struct ppp_stats {
    struct pppstat p;
    struct vjstat vj;
};
struct ppp_comp_stats {
    struct compstat c, d;
};
struct ppp_idle {
    time_t xmit_idle, recv_idle;
};
