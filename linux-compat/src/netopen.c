/* SPDX-License-Identifier: MIT
 * Opening, closing and configuring network devices, and the watch over their transmitters.
 */
#include "linux-compat/src/net.h"
#include "linux-compat/src/cold.h"

#define LX_WATCHDOG_DEFAULT (5 * HZ)
#define LX_TIMEOUTS_MOST 5         /* in a row: then the transmitter is lost */

/* Drivers wake their queue in tx_timeout, so an open queue proves nothing. More frames taken than can be on
 * their way do: some of them were sent. */
static int lx_transmits(struct lx_netdev *lx)
{
    return lx->rings.tx_tail - lx->tx_timeout_tail > NIM_NET_RING;
}

/* --- the transmit watchdog --- */

/* A queue that stays stopped with nothing sent for the driver's own limit has lost an interrupt. */
static void lx_watchdog(unsigned long arg)
{
    struct net_device *dev = (struct net_device *)arg;

    if (!netif_running(dev) || !netif_device_present(dev))
        return;
    if (netif_carrier_ok(dev) && netif_queue_stopped(dev) &&
        time_after(jiffies, dev->trans_start + dev->watchdog_timeo)) {
        printk(KERN_INFO "NETDEV WATCHDOG: %s: transmit timed out\n", dev->name);
        if (lx_transmits(dev->lx))
            dev->lx->tx_timeouts = 0;
        dev->lx->tx_timeout_tail = dev->lx->rings.tx_tail;
        if (++dev->lx->tx_timeouts > LX_TIMEOUTS_MOST)
            lx_transmitter_lost(dev);
        dev->tx_timeout(dev);
    }
    mod_timer(&dev->watchdog_timer, jiffies + dev->watchdog_timeo);
}

static void lx_watchdog_start(struct net_device *dev)
{
    if (!dev->tx_timeout)
        return;
    if (dev->watchdog_timeo <= 0)
        dev->watchdog_timeo = LX_WATCHDOG_DEFAULT;
    dev->watchdog_timer.function = lx_watchdog;
    dev->watchdog_timer.data = (unsigned long)dev;
    mod_timer(&dev->watchdog_timer, jiffies + dev->watchdog_timeo);
}

void __netdev_watchdog_up(struct net_device *dev)
{
    lx_watchdog_start(dev);
}
EXPORT_SYMBOL(__netdev_watchdog_up);

/* --- open and stop --- */

static void lx_owner_use(struct net_device *dev)
{
    if (dev->owner)
        __MOD_INC_USE_COUNT(dev->owner);
}

static void lx_owner_leave(struct net_device *dev)
{
    if (dev->owner)
        __MOD_DEC_USE_COUNT(dev->owner);
}

int dev_open(struct net_device *dev)
{
    int result = 0;

    if (dev->flags & IFF_UP)
        return 0;
    if (!netif_device_present(dev) || !dev->hard_start_xmit)
        return -ENODEV;
    lx_owner_use(dev);
    set_bit(__LINK_STATE_START, &dev->state);
    dev->trans_start = jiffies;
    dev->lx->tx_timeouts = 0;
    if (dev->open)
        result = dev->open(dev);
    if (result) {
        clear_bit(__LINK_STATE_START, &dev->state);
        lx_owner_leave(dev);
        return result > 0 ? -EIO : result;
    }
    if (unlikely(nim_shared_block.check & NIM_CHECK_IRQS) && dev->hard_start_xmit != lx_checked_xmit) {
        dev->lx->checked_xmit = dev->hard_start_xmit;
        dev->hard_start_xmit = lx_checked_xmit;
    }
    dev->flags |= IFF_UP | IFF_RUNNING;
    dev->lx->up = 1;
    dev_mc_upload(dev);
    lx_watchdog_start(dev);
    lx_netdev_event(dev, NETDEV_UP);
    return 0;
}
EXPORT_SYMBOL(dev_open);

int dev_close(struct net_device *dev)
{
    if (!(dev->flags & IFF_UP))
        return 0;
    lx_netdev_event(dev, NETDEV_GOING_DOWN);
    del_timer(&dev->watchdog_timer);
    local_bh_disable();
    clear_bit(__LINK_STATE_START, &dev->state);
    dev->lx->up = 0;
    lx_net_drop_queued(dev->lx);
    local_bh_enable();
    if (dev->stop)
        dev->stop(dev);
    dev->flags &= ~(IFF_UP | IFF_RUNNING);
    lx_netdev_event(dev, NETDEV_DOWN);
    lx_owner_leave(dev);
    return 0;
}
EXPORT_SYMBOL(dev_close);

static int lx_with_task(const char *name, int (*action)(struct net_device *), nim_u32 cookie)
{
    struct task_struct *task = lx_task_begin(name);
    int result;

    if (!task)
        return -ENOMEM;
    result = action(((struct lx_netdev *)cookie)->dev);
    lx_task_end(task);
    return result;
}

nim_result_t lx_up_net_open(nim_u32 cookie)
{
    return lx_with_task("ifup", dev_open, cookie);
}

nim_result_t lx_up_net_stop(nim_u32 cookie)
{
    return lx_with_task("ifdown", dev_close, cookie);
}

void lx_net_close_all(void)
{
    struct lx_netdev *lx;

    for (lx = lx_netdevs; lx; lx = lx->next)
        dev_close(lx->dev);
}

/* --- configuration --- */

void dev_mc_upload(struct net_device *dev)
{
    if (!(dev->flags & IFF_UP) || !dev->set_multicast_list || !netif_device_present(dev))
        return;
    local_bh_disable();
    dev->set_multicast_list(dev);
    local_bh_enable();
}
EXPORT_SYMBOL(dev_mc_upload);

static void lx_set_multicast(struct lx_netdev *lx, const struct nim_net_config *config)
{
    struct net_device *dev = lx->dev;
    unsigned int i, n = config->multicast_count < 32 ? config->multicast_count : 32;

    local_bh_disable();
    dev->mc_list = NULL;
    for (i = 0; i < n; i++) {
        struct dev_mc_list *entry = &lx->mc[i];

        memset(entry, 0, sizeof(*entry));
        memcpy(entry->dmi_addr, config->multicast[i], ETH_ALEN);
        entry->dmi_addrlen = ETH_ALEN;
        entry->dmi_users = 1;
        entry->next = dev->mc_list;
        dev->mc_list = entry;
    }
    dev->mc_count = n;
    dev->flags &= ~(IFF_PROMISC | IFF_ALLMULTI);
    if (config->flags & NIM_NET_PROMISCUOUS)
        dev->flags |= IFF_PROMISC;
    if (config->flags & NIM_NET_ALLMULTI)
        dev->flags |= IFF_ALLMULTI;
    local_bh_enable();
}

static int lx_set_mtu(struct net_device *dev, unsigned int mtu)
{
    int result = 0;

    if (!mtu || mtu == dev->mtu)
        return 0;
    if (dev->change_mtu)
        result = dev->change_mtu(dev, mtu);
    else
        dev->mtu = mtu;
    return result;
}

static int lx_set_mac(struct net_device *dev, const nim_u8 *mac)
{
    struct sockaddr address;

    if (!memcmp(mac, "\0\0\0\0\0\0", ETH_ALEN) || !memcmp(mac, dev->dev_addr, ETH_ALEN))
        return 0;
    if (!dev->set_mac_address)
        return -EOPNOTSUPP;
    memset(&address, 0, sizeof(address));
    address.sa_family = dev->type;
    memcpy(address.sa_data, mac, ETH_ALEN);
    return dev->set_mac_address(dev, &address);
}

nim_result_t lx_up_net_configure(nim_u32 cookie, const struct nim_net_config *config)
{
    struct lx_netdev *lx = (struct lx_netdev *)cookie;
    struct task_struct *task = lx_task_begin("ifconfig");
    int result;

    if (!task)
        return -ENOMEM;
    result = lx_set_mtu(lx->dev, config->mtu);
    if (!result)
        result = lx_set_mac(lx->dev, config->mac);
    if (!result) {
        lx_set_multicast(lx, config);
        dev_mc_upload(lx->dev);
    }
    lx_task_end(task);
    return result;
}

nim_result_t lx_up_net_stats(nim_u32 cookie, struct nim_net_stats *stats)
{
    struct lx_netdev *lx = (struct lx_netdev *)cookie;
    struct net_device *dev = lx->dev;
    struct task_struct *task = lx_task_begin("ifconfig");
    struct net_device_stats *s;

    if (!task)
        return -ENOMEM;
    memset(stats, 0, sizeof(*stats));
    s = dev->get_stats ? dev->get_stats(dev) : NULL;
    if (s) {
        stats->rx_packets = s->rx_packets;
        stats->rx_bytes = s->rx_bytes;
        stats->rx_errors = s->rx_errors;
        stats->rx_dropped = s->rx_dropped + lx->rx_lost;
        stats->tx_packets = s->tx_packets;
        stats->tx_bytes = s->tx_bytes;
        stats->tx_errors = s->tx_errors;
        stats->tx_dropped = s->tx_dropped + lx->tx_lost;
    }
    lx_task_end(task);
    return 0;
}

/* What a request's address means here is the copy that came along; one request at a time, as under Linux's
 * rtnl_lock, for the driver may sleep. */
#define LX_IOCTL_USER 0x10000
static DECLARE_MUTEX(lx_ioctl_lock);

nim_result_t lx_up_net_ioctl(nim_u32 cookie, struct nim_net_ioctl *request)
{
    struct net_device *dev = ((struct lx_netdev *)cookie)->dev;
    struct task_struct *task;
    struct ifreq ifr;
    int result;

    if (!dev->do_ioctl)
        return -EOPNOTSUPP;
    if (!netif_device_present(dev))
        return -ENODEV;
    task = lx_task_begin("ifconfig");
    if (!task)
        return -ENOMEM;
    down(&lx_ioctl_lock);
    memset(&ifr, 0, sizeof(ifr));
    memcpy(ifr.ifr_name, dev->name, IFNAMSIZ);
    memcpy(&ifr.ifr_ifru, request->argument, sizeof(request->argument));
    if (request->data_bytes) {
        ifr.ifr_data = (char *)LX_IOCTL_USER;
        lx_window_open(0, LX_IOCTL_USER, request->data, request->data_bytes);
    }
    result = dev->do_ioctl(dev, &ifr, request->command);
    lx_window_close(0);
    up(&lx_ioctl_lock);
    if (!request->data_bytes)
        memcpy(request->argument, &ifr.ifr_ifru, sizeof(request->argument));
    lx_task_end(task);
    return result > 0 ? 0 : result;
}

/* --- carrier and presence --- */

void netif_carrier_on(struct net_device *dev)
{
    if (test_and_clear_bit(__LINK_STATE_NOCARRIER, &dev->state) && dev->lx && dev->lx->handle)
        nim_net_carrier(dev->lx->handle, 1);
    if (netif_running(dev))
        lx_watchdog_start(dev);
}
EXPORT_SYMBOL(netif_carrier_on);

void netif_carrier_off(struct net_device *dev)
{
    if (!test_and_set_bit(__LINK_STATE_NOCARRIER, &dev->state) && dev->lx && dev->lx->handle)
        nim_net_carrier(dev->lx->handle, 0);
}
EXPORT_SYMBOL(netif_carrier_off);

void netif_device_attach(struct net_device *dev)
{
    if (test_and_set_bit(__LINK_STATE_PRESENT, &dev->state) || !netif_running(dev))
        return;
    netif_wake_queue(dev);
    lx_watchdog_start(dev);
}
EXPORT_SYMBOL(netif_device_attach);

void netif_device_detach(struct net_device *dev)
{
    if (test_and_clear_bit(__LINK_STATE_PRESENT, &dev->state) && netif_running(dev))
        netif_stop_queue(dev);
}
EXPORT_SYMBOL(netif_device_detach);
