/* SPDX-License-Identifier: MIT
 * Van Jacobson's compression of TCP/IP headers for serial lines (RFC 1144).
 */
#pragma once
#include <linux/ip.h>
#include <linux/tcp.h>
typedef __u32 int32;
typedef __u8 byte_t;
#define SL_TYPE_IP 0x40
#define SL_TYPE_UNCOMPRESSED_TCP 0x70
#define SL_TYPE_COMPRESSED_TCP 0x80
#define SL_TYPE_ERROR 0x00
/* changes that follow in a compressed header (RFC 1144, 3.2) */
#define NEW_C 0x40
#define NEW_I 0x20
#define TCP_PUSH_BIT 0x10
#define NEW_S 0x08
#define NEW_A 0x04
#define NEW_W 0x02
#define NEW_U 0x01
#define SPECIAL_I (NEW_S | NEW_W | NEW_U)
#define SPECIAL_D (NEW_S | NEW_A | NEW_W | NEW_U)
#define SPECIALS_MASK (NEW_S | NEW_A | NEW_W | NEW_U)
struct cstate {
    struct cstate *next;
    byte_t cs_this;
    int cs_hsize;
    struct tcphdr cs_tcp;
    struct iphdr cs_ip;
    unsigned char cs_tcpopt[64], cs_ipopt[64];
};
#define NULLSLSTATE (struct cstate *)0
struct slcompress {
    struct cstate *rstate, *tstate;
    byte_t flags, recv_current, rslot_limit, tslot_limit, xmit_current, xmit_oldest;
    /* in */
    int32 sls_i_badcheck, sls_i_compressed, sls_i_error, sls_i_runt, sls_i_tossed, sls_i_uncompressed;
    /* out */
    int32 sls_o_compressed, sls_o_misses, sls_o_nontcp, sls_o_searches, sls_o_tcp, sls_o_uncompressed;
};
#define SLF_TOSS 0x01
#define NULLSLCOMPR (struct slcompress *)0
extern struct slcompress *slhc_init(int rslots, int tslots);
extern void slhc_free(struct slcompress *comp);
extern int slhc_compress(struct slcompress *comp, unsigned char *icp, int isize, unsigned char *ocp,
                         unsigned char **cpp, int compress_cid);
extern int slhc_uncompress(struct slcompress *comp, unsigned char *icp, int isize);
extern int slhc_remember(struct slcompress *comp, unsigned char *icp, int isize);
extern int slhc_toss(struct slcompress *comp);
