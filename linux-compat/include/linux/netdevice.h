/* SPDX-License-Identifier: MIT
 * Network devices.
 */
#pragma once
#include <linux/config.h>
#include <linux/if.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/interrupt.h>
#include <linux/notifier.h>
#include <linux/skbuff.h>
#include <asm/atomic.h>
#include <asm/byteorder.h>

struct divert_blk;
struct vlan_group;
struct ethtool_ops;
struct neighbour;
struct neigh_parms;
struct Qdisc;
struct iw_statistics;
struct hh_cache {
    struct hh_cache *hh_next;
    atomic_t hh_refcnt;
    unsigned short hh_type;
    int hh_len;
    unsigned long hh_data[4];
};

#define HAVE_NETIF_RX 1
#define HAVE_ALLOC_NETDEV
#define HAVE_FREE_NETDEV
#define HAVE_NET_DEVICE
#define HAVE_DEVLIST
#define HAVE_NETDEV_PRIV
#define HAVE_NETIF_QUEUE
#define HAVE_NETIF_MSG
#define HAVE_MULTICAST
#define HAVE_PRIVATE_IOCTL
#define HAVE_SET_MAC_ADDR
#define HAVE_SET_CONFIG
#define HAVE_CHANGE_MTU
#define HAVE_HEADER_CACHE
#define HAVE_TX_TIMEOUT

#define MAX_ADDR_LEN 8
#define LL_MAX_HEADER 32
#define MAX_HEADER LL_MAX_HEADER
#define NET_XMIT_SUCCESS 0
#define NET_XMIT_DROP 1
#define NET_XMIT_CN 2
#define NET_XMIT_POLICED 3
#define NET_XMIT_BYPASS 4
#define net_xmit_errno(e) ((e) != NET_XMIT_CN ? -ENOBUFS : 0)
#define NET_RX_SUCCESS 0
#define NET_RX_DROP 1
#define NET_RX_CN_LOW 2
#define NET_RX_CN_MOD 3
#define NET_RX_CN_HIGH 4
#define NET_RX_BAD 5

struct net_device_stats {
    unsigned long rx_packets, tx_packets, rx_bytes, tx_bytes;
    unsigned long rx_errors, tx_errors, rx_dropped, tx_dropped;
    unsigned long multicast, collisions;
    /* receive errors in detail */
    unsigned long rx_length_errors, rx_over_errors, rx_crc_errors, rx_frame_errors, rx_fifo_errors, rx_missed_errors;
    /* transmit errors in detail */
    unsigned long tx_aborted_errors, tx_carrier_errors, tx_fifo_errors, tx_heartbeat_errors, tx_window_errors;
    /* of compressed links */
    unsigned long rx_compressed, tx_compressed;
};

struct dev_mc_list {
    struct dev_mc_list *next;
    __u8 dmi_addr[MAX_ADDR_LEN];
    unsigned char dmi_addrlen;
    int dmi_users, dmi_gusers;
};

/* bits of net_device.state */
enum netdev_state_t {
    __LINK_STATE_XOFF, __LINK_STATE_START, __LINK_STATE_PRESENT, __LINK_STATE_SCHED, __LINK_STATE_NOCARRIER,
    __LINK_STATE_RX_SCHED
};

struct net_device {
    char name[IFNAMSIZ];
    int (*init)(struct net_device *dev);
    void (*uninit)(struct net_device *dev);
    void (*destructor)(struct net_device *dev);

    /* what the driver does */
    int (*open)(struct net_device *dev);
    int (*stop)(struct net_device *dev);
    int (*hard_start_xmit)(struct sk_buff *skb, struct net_device *dev);
    struct net_device_stats *(*get_stats)(struct net_device *dev);
    void (*tx_timeout)(struct net_device *dev);
    void (*set_multicast_list)(struct net_device *dev);
    int (*set_mac_address)(struct net_device *dev, void *addr);
    int (*do_ioctl)(struct net_device *dev, struct ifreq *ifr, int cmd);
    int (*change_mtu)(struct net_device *dev, int new_mtu);
    int (*set_config)(struct net_device *dev, struct ifmap *map);
    int (*poll)(struct net_device *dev, int *quota);
    void (*poll_controller)(struct net_device *dev);
    struct iw_statistics *(*get_wireless_stats)(struct net_device *dev);
    int (*accept_fastpath)(struct net_device *dev, struct dst_entry *dst);
    int (*rx_hook)(struct sk_buff *skb);
    void (*vlan_rx_register)(struct net_device *dev, struct vlan_group *grp);
    void (*vlan_rx_add_vid)(struct net_device *dev, unsigned short vid);
    void (*vlan_rx_kill_vid)(struct net_device *dev, unsigned short vid);

    /* link-layer headers */
    int (*hard_header)(struct sk_buff *skb, struct net_device *dev, unsigned short type, void *daddr, void *saddr,
                       unsigned len);
    int (*rebuild_header)(struct sk_buff *skb);
    int (*hard_header_cache)(struct neighbour *neigh, struct hh_cache *hh);
    void (*header_cache_update)(struct hh_cache *hh, struct net_device *dev, unsigned char *haddr);
    int (*hard_header_parse)(struct sk_buff *skb, unsigned char *haddr);
    int (*neigh_setup)(struct net_device *dev, struct neigh_parms *parms);
    unsigned short hard_header_len, type;
    unsigned char addr_len, dev_addr[MAX_ADDR_LEN], broadcast[MAX_ADDR_LEN];

    /* where the hardware is */
    unsigned long base_addr, mem_start, mem_end, rmem_start, rmem_end;
    unsigned int irq;
    unsigned char dma, if_port;

    /* state */
    void *priv;
    unsigned long state, trans_start, last_rx, tx_queue_len;
    unsigned short flags, gflags, priv_flags, unused_alignment_fixer;
    unsigned mtu;
    int features, watchdog_timeo, quota, weight, promiscuity, allmulti, ifindex, iflink, xmit_lock_owner;
    struct dev_mc_list *mc_list;
    int mc_count;
    atomic_t refcnt;
    spinlock_t xmit_lock, queue_lock;
    struct timer_list watchdog_timer;
    struct module *owner;
    struct net_device *next, *next_sched, *master;
    struct list_head poll_list;
    struct lx_netdev *lx;           /* the personality's own record */
    volatile unsigned int *lx_stopped; /* tells the executive of __LINK_STATE_XOFF */

    /* of protocols, which live in the executive */
    struct Qdisc *qdisc, *qdisc_sleeping, *qdisc_ingress;
    void *ip_ptr, *ip6_ptr, *dn_ptr, *atalk_ptr, *ec_ptr;
    struct net_bridge_port *br_port;
    struct divert_blk *divert;
};

#define NETIF_F_SG 1
#define NETIF_F_IP_CSUM 2
#define NETIF_F_NO_CSUM 4
#define NETIF_F_HW_CSUM 8
#define NETIF_F_DYNALLOC 16
#define NETIF_F_HIGHDMA 32
#define NETIF_F_FRAGLIST 64
#define NETIF_F_HW_VLAN_TX 128
#define NETIF_F_HW_VLAN_RX 256
#define NETIF_F_HW_VLAN_FILTER 512

struct packet_type {
    unsigned short type;
    struct net_device *dev;
    int (*func)(struct sk_buff *, struct net_device *, struct packet_type *);
    void *data;
    struct packet_type *next;
};

extern struct net_device *dev_base, loopback_dev;
extern void ether_setup(struct net_device *dev);
extern int register_netdev(struct net_device *dev);
extern void unregister_netdev(struct net_device *dev);
extern int register_netdevice(struct net_device *dev);
extern int unregister_netdevice(struct net_device *dev);
extern int netdev_finish_unregister(struct net_device *dev);
extern int dev_alloc_name(struct net_device *dev, const char *name);
extern struct net_device *dev_alloc(const char *name, int *err);
extern int dev_mc_add(struct net_device *dev, void *addr, int alen, int newonly);
extern struct net_device *dev_alloc(const char *name, int *err);
extern struct net_device *dev_get_by_name(const char *name);
extern struct net_device *__dev_get_by_name(const char *name);
extern struct net_device *dev_get_by_index(int ifindex);
extern struct net_device *__dev_get_by_index(int ifindex);
extern int dev_get(const char *name);
extern int dev_open(struct net_device *dev);
extern int dev_close(struct net_device *dev);
extern int dev_queue_xmit(struct sk_buff *skb);
extern int netif_rx(struct sk_buff *skb);
extern int netif_receive_skb(struct sk_buff *skb);
#define netif_rx_ni(skb) netif_rx(skb)
extern void netdev_state_change(struct net_device *dev);
extern int dev_mc_add(struct net_device *dev, void *addr, int alen, int newonly);
extern int dev_mc_delete(struct net_device *dev, void *addr, int alen, int all);
extern void dev_mc_upload(struct net_device *dev);
extern void dev_set_promiscuity(struct net_device *dev, int inc);
extern void dev_set_allmulti(struct net_device *dev, int inc);
extern int register_netdevice_notifier(struct notifier_block *nb);
extern int unregister_netdevice_notifier(struct notifier_block *nb);
extern void dev_add_pack(struct packet_type *pt);
extern void dev_remove_pack(struct packet_type *pt);
extern void lx_netif_schedule(struct net_device *dev);
extern void netif_carrier_on(struct net_device *dev);
extern void netif_carrier_off(struct net_device *dev);
extern void netif_device_attach(struct net_device *dev);
extern void netif_device_detach(struct net_device *dev);
extern void __netif_rx_schedule(struct net_device *dev);
extern void netif_rx_complete(struct net_device *dev);

#define dev_hold(dev) atomic_inc(&(dev)->refcnt)
#define __dev_put(dev) atomic_dec(&(dev)->refcnt)
#define dev_put(dev) atomic_dec(&(dev)->refcnt)
#define dev_init_buffers(dev) do { } while (0)
#define netif_schedule(dev) lx_netif_schedule(dev)

extern rwlock_t dev_base_lock; /* of the list of devices */
/* A freed buffer is free at once, in whatever context. */
#define dev_kfree_skb_irq(skb) kfree_skb(skb)
#define dev_kfree_skb_any(skb) kfree_skb(skb)
/* Where its address is taken. */
static inline void (dev_kfree_skb_any)(struct sk_buff *skb)
{
    kfree_skb(skb);
}

#define netif_queue_stopped(dev) test_bit(__LINK_STATE_XOFF, &(dev)->state)
#define netif_running(dev) test_bit(__LINK_STATE_START, &(dev)->state)
#define netif_device_present(dev) test_bit(__LINK_STATE_PRESENT, &(dev)->state)
#define netif_carrier_ok(dev) (!test_bit(__LINK_STATE_NOCARRIER, &(dev)->state))

static inline void netif_start_queue(struct net_device *dev)
{
    clear_bit(__LINK_STATE_XOFF, &dev->state);
    if (dev->lx_stopped)
        *dev->lx_stopped = 0;
}

static inline void netif_stop_queue(struct net_device *dev)
{
    set_bit(__LINK_STATE_XOFF, &dev->state);
    if (dev->lx_stopped)
        *dev->lx_stopped = 1;
}

static inline void netif_wake_queue(struct net_device *dev)
{
    if (!netif_queue_stopped(dev))
        return;
    netif_start_queue(dev);
    lx_netif_schedule(dev);
}

#define netif_rx_schedule_prep(dev) (netif_running(dev) && !test_and_set_bit(__LINK_STATE_RX_SCHED, &(dev)->state))
#define netif_rx_schedule(dev) do { if (netif_rx_schedule_prep(dev)) __netif_rx_schedule(dev); } while (0)

/* What a driver talks about */
enum {
    NETIF_MSG_DRV = 0x0001, NETIF_MSG_PROBE = 0x0002, NETIF_MSG_LINK = 0x0004, NETIF_MSG_TIMER = 0x0008,
    NETIF_MSG_IFDOWN = 0x0010, NETIF_MSG_IFUP = 0x0020, NETIF_MSG_RX_ERR = 0x0040, NETIF_MSG_TX_ERR = 0x0080,
    NETIF_MSG_TX_QUEUED = 0x0100, NETIF_MSG_INTR = 0x0200, NETIF_MSG_TX_DONE = 0x0400, NETIF_MSG_RX_STATUS = 0x0800,
    NETIF_MSG_PKTDATA = 0x1000, NETIF_MSG_HW = 0x2000, NETIF_MSG_WOL = 0x4000
};
#define netif_msg_drv(p) ((p)->msg_enable & NETIF_MSG_DRV)
#define netif_msg_probe(p) ((p)->msg_enable & NETIF_MSG_PROBE)
#define netif_msg_link(p) ((p)->msg_enable & NETIF_MSG_LINK)
#define netif_msg_timer(p) ((p)->msg_enable & NETIF_MSG_TIMER)
#define netif_msg_ifdown(p) ((p)->msg_enable & NETIF_MSG_IFDOWN)
#define netif_msg_ifup(p) ((p)->msg_enable & NETIF_MSG_IFUP)
#define netif_msg_rx_err(p) ((p)->msg_enable & NETIF_MSG_RX_ERR)
#define netif_msg_tx_err(p) ((p)->msg_enable & NETIF_MSG_TX_ERR)
#define netif_msg_tx_queued(p) ((p)->msg_enable & NETIF_MSG_TX_QUEUED)
#define netif_msg_intr(p) ((p)->msg_enable & NETIF_MSG_INTR)
#define netif_msg_tx_done(p) ((p)->msg_enable & NETIF_MSG_TX_DONE)
#define netif_msg_rx_status(p) ((p)->msg_enable & NETIF_MSG_RX_STATUS)
#define netif_msg_pktdata(p) ((p)->msg_enable & NETIF_MSG_PKTDATA)
#define netif_msg_hw(p) ((p)->msg_enable & NETIF_MSG_HW)
#define netif_msg_wol(p) ((p)->msg_enable & NETIF_MSG_WOL)
#define HAVE_POLL_CONTROLLER
extern void dev_set_promiscuity(struct net_device *dev, int more);
extern void dev_set_allmulti(struct net_device *dev, int more);
extern int dev_mc_delete(struct net_device *dev, void *address, int length, int all);
extern int netdev_set_master(struct net_device *dev, struct net_device *master);
extern void fddi_setup(struct net_device *dev);
struct softnet_data { struct sk_buff *completion_queue; int throttle, cng_level, avg_blog; };
extern struct softnet_data softnet_data[1];
