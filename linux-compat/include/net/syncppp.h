/* SPDX-License-Identifier: MIT
 * PPP and Cisco HDLC on synchronous lines: what the module syncppp and its drivers share.
 */
#pragma once
#include <linux/types.h>
#include <linux/timer.h>
#include <linux/netdevice.h>
#include <linux/sockios.h>
typedef unsigned char u_char;
struct slcp {
    u16 state;
    u32 magic;
    u_char echoid, confid;
};
struct sipcp {
    u16 state;
    u_char confid;
};
struct sppp {
    struct sppp *pp_next;
    u32 pp_flags;
    u16 pp_alivecnt, pp_loopcnt;
    u32 pp_seq, pp_rseq;
    struct slcp lcp;
    struct sipcp ipcp;
    u32 ibytes, obytes, ipkts, opkts;
    struct timer_list pp_timer;
    struct net_device *pp_if;
    char pp_link_state;
};
struct ppp_device {
    struct net_device *dev;
    struct sppp sppp;
};
/* A driver's private data begin with a pointer to its ppp_device. */
#define sppp_of(dev) (&(*(struct ppp_device **)(dev)->priv)->sppp)
#define PP_KEEPALIVE 0x01
#define PP_CISCO 0x02
#define PP_TIMO 0x04
#define PP_DEBUG 0x08
#define PPP_MTU 1500
#define LCP_STATE_CLOSED 0
#define LCP_STATE_ACK_RCVD 1
#define LCP_STATE_ACK_SENT 2
#define LCP_STATE_OPENED 3
#define IPCP_STATE_CLOSED 0
#define IPCP_STATE_ACK_RCVD 1
#define IPCP_STATE_ACK_SENT 2
#define IPCP_STATE_OPENED 3
#define SPPP_LINK_DOWN 0
#define SPPP_LINK_UP 1
#define SPPPIOCCISCO (SIOCDEVPRIVATE)
#define SPPPIOCPPP (SIOCDEVPRIVATE + 1)
#define SPPPIOCDEBUG (SIOCDEVPRIVATE + 2)
#define SPPPIOCSFLAGS (SIOCDEVPRIVATE + 3)
#define SPPPIOCGFLAGS (SIOCDEVPRIVATE + 4)
extern void sppp_attach(struct ppp_device *pd);
extern void sppp_detach(struct net_device *dev);
extern int sppp_open(struct net_device *dev);
extern int sppp_close(struct net_device *dev);
extern int sppp_reopen(struct net_device *dev);
extern int sppp_do_ioctl(struct net_device *dev, struct ifreq *ifr, int cmd);
extern struct sk_buff *sppp_dequeue(struct net_device *dev);
extern int sppp_isempty(struct net_device *dev);
extern void sppp_flush(struct net_device *dev);
