/* SPDX-License-Identifier: MIT
 * Chains of callbacks, and the ones that drivers join.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"
#include <linux/netdevice.h>
#include <linux/notifier.h>
#include <linux/reboot.h>

int notifier_chain_register(struct notifier_block **list, struct notifier_block *n)
{
    while (*list && (*list)->priority >= n->priority)
        list = &(*list)->next;
    n->next = *list;
    *list = n;
    return 0;
}
EXPORT_SYMBOL(notifier_chain_register);

int notifier_chain_unregister(struct notifier_block **list, struct notifier_block *n)
{
    while (*list && *list != n)
        list = &(*list)->next;
    if (!*list)
        return -ENOENT;
    *list = n->next;
    return 0;
}
EXPORT_SYMBOL(notifier_chain_unregister);

int notifier_call_chain(struct notifier_block **list, unsigned long event, void *data)
{
    struct notifier_block *n;
    int result = NOTIFY_DONE;

    for (n = *list; n && !(result & NOTIFY_STOP_MASK); n = n->next)
        result = n->notifier_call(n, event, data);
    return result;
}
EXPORT_SYMBOL(notifier_call_chain);

static struct notifier_block *lx_reboot_chain, *lx_netdev_chain;

int register_reboot_notifier(struct notifier_block *n)
{
    return notifier_chain_register(&lx_reboot_chain, n);
}
EXPORT_SYMBOL(register_reboot_notifier);

int unregister_reboot_notifier(struct notifier_block *n)
{
    return notifier_chain_unregister(&lx_reboot_chain, n);
}
EXPORT_SYMBOL(unregister_reboot_notifier);

int register_netdevice_notifier(struct notifier_block *nb)
{
    return notifier_chain_register(&lx_netdev_chain, nb);
}
EXPORT_SYMBOL(register_netdevice_notifier);

int unregister_netdevice_notifier(struct notifier_block *nb)
{
    return notifier_chain_unregister(&lx_netdev_chain, nb);
}
EXPORT_SYMBOL(unregister_netdevice_notifier);

void lx_netdev_event(struct net_device *dev, unsigned long event)
{
    notifier_call_chain(&lx_netdev_chain, event, dev);
}

void netdev_state_change(struct net_device *dev)
{
    if (dev->flags & IFF_UP)
        lx_netdev_event(dev, NETDEV_CHANGE);
}
EXPORT_SYMBOL(netdev_state_change);
