/* SPDX-License-Identifier: MIT
 * Hardware types of ARP.
 */
#pragma once
#include <linux/netdevice.h>
#define ARPHRD_NETROM 0
#define ARPHRD_ETHER 1
#define ARPHRD_AX25 3
#define ARPHRD_IEEE802 6
#define ARPHRD_ARCNET 7
#define ARPHRD_DLCI 15
#define ARPHRD_SLIP 256
#define ARPHRD_ROSE 270
#define ARPHRD_X25 271
#define ARPHRD_PPP 512
#define ARPHRD_CISCO 513
#define ARPHRD_HDLC ARPHRD_CISCO
#define ARPHRD_LAPB 516
#define ARPHRD_RAWHDLC 518
#define ARPHRD_TUNNEL 768
#define ARPHRD_FRAD 770
#define ARPHRD_LOOPBACK 772
#define ARPHRD_LOCALTLK 773
#define ARPHRD_FDDI 774
#define ARPHRD_SIT 776
#define ARPHRD_IPDDP 777
#define ARPHRD_IPGRE 778
#define ARPHRD_HIPPI 780
#define ARPHRD_METRICOM 23
#define ARPHRD_IRDA 783
#define ARPHRD_FCPP 784
#define ARPHRD_IEEE802_TR 800
#define ARPHRD_IEEE80211 801
#define ARPOP_REQUEST 1
#define ARPOP_REPLY 2
struct arphdr {
    unsigned short ar_hrd, ar_pro;
    unsigned char ar_hln, ar_pln;
    unsigned short ar_op;
};
