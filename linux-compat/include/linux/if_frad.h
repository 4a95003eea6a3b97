/* SPDX-License-Identifier: MIT
 * Frame relay access devices: a card that has the link (frad_local), and interfaces that are channels of it
 * (dlci_local). The header of frames is that of RFC 2427.
 */
#pragma once
#include <linux/if.h>
#include <linux/netdevice.h>
#include <linux/sockios.h>
#include <linux/timer.h>
#define CONFIG_DLCI_COUNT 24 /* interfaces at once */
#define CONFIG_DLCI_MAX 8    /* channels of one card */

/* RFC 2427: unnumbered information, then what protocol follows. */
#define FRAD_I_UI 0x03
#define FRAD_P_PADDING 0x00
#define FRAD_P_Q933 0x08
#define FRAD_P_SNAP 0x80
#define FRAD_P_CLNP 0x81
#define FRAD_P_IP 0xCC
struct frhdr {
    unsigned char control, pad, NLPID, OUI[3];
    unsigned short PID;
} __attribute__((packed));
#define IP_NLPID pad /* of frames without padding */

/* What a card says of a frame that it was given. */
enum { DLCI_RET_OK, DLCI_RET_ERR, DLCI_RET_DROP };

/* Requests to an interface. */
enum { DLCI_GET_SLAVE = SIOCDEVPRIVATE + 1, DLCI_GET_CONF, DLCI_SET_CONF };
/* Rates in bits a second or bits an interval, both ways (ITU-T Q.922 annex A). */
struct dlci_conf {
    short flags, CIR_fwd, Bc_fwd, Be_fwd, CIR_bwd, Bc_bwd, Be_bwd, Tc_fwd, Tc_bwd, Tf_max, Tb_max;
};
enum { DLCI_IGNORE_CIR_OUT = 1, DLCI_ACCOUNT_CIR_IN = 2, DLCI_BUFFER_IF = 8 };
#define DLCI_VALID_FLAGS (DLCI_IGNORE_CIR_OUT | DLCI_ACCOUNT_CIR_IN | DLCI_BUFFER_IF)
struct dlci_add {
    char devname[IFNAMSIZ];
    short dlci;
};
struct dlci_local {
    struct net_device_stats stats;
    struct net_device *slave;
    struct dlci_conf config;
    int configured;
    void (*receive)(struct sk_buff *skb, struct net_device *dev);
};
/* Timers and counters as ITU-T Q.933 annex A numbers them. */
struct frad_conf {
    short station, flags, kbaud, clocking, mtu, T391, T392, N391, N392, N393, CIR_fwd, Bc_fwd, Be_fwd, CIR_bwd, Bc_bwd,
        Be_bwd;
};
struct frad_local {
    struct net_device_stats stats;
    struct net_device *master[CONFIG_DLCI_MAX];
    short dlci[CONFIG_DLCI_MAX];
    struct frad_conf config;
    int configured, initialized;
    int (*activate)(struct net_device *frad, struct net_device *channel);
    int (*deactivate)(struct net_device *frad, struct net_device *channel);
    int (*assoc)(struct net_device *frad, struct net_device *channel);
    int (*deassoc)(struct net_device *frad, struct net_device *channel);
    int (*dlci_conf)(struct net_device *frad, struct net_device *channel, int get);
    struct timer_list timer;
    int type, state, buffer;
};
extern int register_frad(const char *name);
extern int unregister_frad(const char *name);
