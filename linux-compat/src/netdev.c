/* SPDX-License-Identifier: MIT
 * Network devices: their names, their registration here and with the executive.
 */
#include "linux-compat/src/net.h"
#include "linux-compat/src/cold.h"

struct net_device *dev_base;
EXPORT_SYMBOL(dev_base);
struct net_device loopback_dev = { .name = "lo", .flags = IFF_LOOPBACK | IFF_UP };
EXPORT_SYMBOL(loopback_dev);
struct lx_netdev *lx_netdevs;
static int lx_last_ifindex = 1;

void rtnl_lock(void)
{
}
EXPORT_SYMBOL(rtnl_lock);

void rtnl_unlock(void)
{
}
EXPORT_SYMBOL(rtnl_unlock);

/* --- names --- */

struct net_device *__dev_get_by_name(const char *name)
{
    struct net_device *dev;

    for (dev = dev_base; dev; dev = dev->next)
        if (!strncmp(dev->name, name, IFNAMSIZ))
            break;
    return dev;
}
EXPORT_SYMBOL(__dev_get_by_name);

struct net_device *dev_get_by_name(const char *name)
{
    struct net_device *dev = __dev_get_by_name(name);

    if (dev)
        dev_hold(dev);
    return dev;
}
EXPORT_SYMBOL(dev_get_by_name);

struct net_device *__dev_get_by_index(int ifindex)
{
    struct net_device *dev;

    for (dev = dev_base; dev; dev = dev->next)
        if (dev->ifindex == ifindex)
            break;
    return dev;
}
EXPORT_SYMBOL(__dev_get_by_index);

int dev_get(const char *name)
{
    return __dev_get_by_name(name) != NULL;
}
EXPORT_SYMBOL(dev_get);

/* The lowest unit that is free for a pattern such as "eth%d"; returns it. */
int dev_alloc_name(struct net_device *dev, const char *pattern)
{
    char name[IFNAMSIZ];
    int unit;

    for (unit = 0; unit < 100; unit++) {
        snprintf(name, sizeof(name), pattern, unit);
        if (__dev_get_by_name(name))
            continue;
        strcpy(dev->name, name);
        return unit;
    }
    return -ENFILE;
}
EXPORT_SYMBOL(dev_alloc_name);

/* A device with nothing but its name. */
struct net_device *dev_alloc(const char *name, int *err)
{
    struct net_device *dev = kmalloc(sizeof(*dev), GFP_KERNEL);

    *err = -ENOBUFS;
    if (!dev)
        return NULL;
    memset(dev, 0, sizeof(*dev));
    *err = dev_alloc_name(dev, name);
    if (*err >= 0)
        return dev;
    kfree(dev);
    return NULL;
}
EXPORT_SYMBOL(dev_alloc);

/* --- telling the executive --- */

static int lx_announce(struct lx_netdev *lx)
{
    struct net_device *dev = lx->dev;
    struct nim_net_info info;
    int result;

    memset(&info, 0, sizeof(info));
    memcpy(info.mac, dev->dev_addr, sizeof(info.mac));
    memcpy(info.name, lx->template, sizeof(info.name));
    info.mtu = dev->mtu;
    info.cookie = (nim_u32)lx;
    info.rings = (nim_u32)&lx->rings;
    result = nim_net_register(&info, &lx->handle);
    if (result < 0)
        printk(KERN_ERR "%s: the executive refuses the device: error %d\n", dev->name, -result);
    else
        lx->rings.tx_stopped = netif_queue_stopped(dev) != 0;
    if (result >= 0 && !netif_carrier_ok(dev))
        nim_net_carrier(lx->handle, 0);
    return result;
}

/* Devices are announced when their module's init has ended: older drivers register first and fill in
 * address and functions later. */
int lx_net_announce(void)
{
    struct lx_netdev *lx;
    int result = 0;

    for (lx = lx_netdevs; lx && result >= 0; lx = lx->next)
        if (!lx->handle)
            result = lx_announce(lx);
    return result < 0 ? result : 0;
}

static struct lx_netdev *lx_netdev_new(struct net_device *dev, const char *template)
{
    struct lx_netdev *lx = kmalloc(sizeof(*lx), GFP_KERNEL), **link = &lx_netdevs;

    if (!lx)
        return NULL;
    memset(lx, 0, sizeof(*lx));
    lx->dev = dev;
    memcpy(lx->template, template, sizeof(lx->template));
    lx->tx_retry.function = lx_net_retry;
    lx->tx_retry.data = (unsigned long)lx;
    while (*link)
        link = &(*link)->next;
    *link = lx;
    dev->lx = lx;
    dev->lx_stopped = &lx->rings.tx_stopped;
    return lx;
}

static void lx_netdev_forget(struct lx_netdev *lx)
{
    struct lx_netdev **link = &lx_netdevs;

    while (*link && *link != lx)
        link = &(*link)->next;
    if (*link)
        *link = lx->next;
    del_timer(&lx->tx_retry);
    lx->rings.rx_tail = lx->rings.rx_head;
    lx_net_reclaim(lx);
    lx->dev->lx_stopped = NULL;
    lx->dev->lx = NULL;
    lx->gone = 1;
    if (!lx->tx_out)
        kfree(lx);
}

static void lx_dev_append(struct net_device *dev)
{
    struct net_device **link = &dev_base;

    while (*link)
        link = &(*link)->next;
    dev->next = NULL;
    *link = dev;
}

static int lx_dev_remove(struct net_device *dev)
{
    struct net_device **link = &dev_base;

    while (*link && *link != dev)
        link = &(*link)->next;
    if (!*link)
        return 0;
    *link = dev->next;
    return 1;
}

static int lx_register(struct net_device *dev, const char *template)
{
    struct lx_netdev *lx;
    int result = dev->init ? dev->init(dev) : 0;

    if (result)
        return result > 0 ? -EIO : result;
    if (__dev_get_by_name(dev->name))
        return -EEXIST;
    lx = lx_netdev_new(dev, template);
    if (!lx)
        return -ENOMEM;
    dev->ifindex = dev->iflink = ++lx_last_ifindex;
    atomic_set(&dev->refcnt, 1);
    set_bit(__LINK_STATE_PRESENT, &dev->state);
    lx_dev_append(dev);
    lx_netdev_event(dev, NETDEV_REGISTER);
    if (lx_starting)
        return 0;
    result = lx_announce(lx);
    if (result >= 0)
        return 0;
    lx_dev_remove(dev);
    lx_netdev_forget(lx);
    return result;
}

int register_netdevice(struct net_device *dev)
{
    return lx_register(dev, dev->name);
}
EXPORT_SYMBOL(register_netdevice);

int register_netdev(struct net_device *dev)
{
    char template[IFNAMSIZ];
    int unit;

    if (!dev->name[0] || dev->name[0] == ' ')
        strcpy(dev->name, "eth%d");
    memcpy(template, dev->name, sizeof(template));
    if (strchr(dev->name, '%')) {
        unit = dev_alloc_name(dev, template);
        if (unit < 0)
            return unit;
    }
    return lx_register(dev, template);
}
EXPORT_SYMBOL(register_netdev);

int unregister_netdevice(struct net_device *dev)
{
    struct lx_netdev *lx = dev->lx;

    if (!lx || !lx_dev_remove(dev)) {
        printk(KERN_ERR "unregister_netdevice: %s is not registered\n", dev->name);
        return -ENODEV;
    }
    dev_close(dev);
    lx_netdev_event(dev, NETDEV_UNREGISTER);
    if (lx->handle)
        nim_net_unregister(lx->handle);
    lx_netdev_forget(lx);
    if (dev->uninit)
        dev->uninit(dev);
    clear_bit(__LINK_STATE_PRESENT, &dev->state);
    atomic_dec(&dev->refcnt);
    if (dev->destructor)
        dev->destructor(dev);
    if (dev->features & NETIF_F_DYNALLOC)
        kfree(dev);
    return 0;
}
EXPORT_SYMBOL(unregister_netdevice);

void unregister_netdev(struct net_device *dev)
{
    unregister_netdevice(dev);
}
EXPORT_SYMBOL(unregister_netdev);

int netdev_finish_unregister(struct net_device *dev)
{
    (void)dev;
    return 0;
}
EXPORT_SYMBOL(netdev_finish_unregister);
