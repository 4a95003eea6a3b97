/* SPDX-License-Identifier: MIT
 * Queues of socket buffers, kept from interrupts.
 */
#include "linux-compat/src/net.h"

void skb_queue_head(struct sk_buff_head *list, struct sk_buff *skb)
{
    unsigned long flags = lx_lock();

    __skb_queue_head(list, skb);
    lx_unlock(flags);
}
EXPORT_SYMBOL(skb_queue_head);

void skb_queue_tail(struct sk_buff_head *list, struct sk_buff *skb)
{
    unsigned long flags = lx_lock();

    __skb_queue_tail(list, skb);
    lx_unlock(flags);
}
EXPORT_SYMBOL(skb_queue_tail);

struct sk_buff *skb_dequeue(struct sk_buff_head *list)
{
    unsigned long flags = lx_lock();
    struct sk_buff *skb = __skb_dequeue(list);

    lx_unlock(flags);
    return skb;
}
EXPORT_SYMBOL(skb_dequeue);

struct sk_buff *skb_dequeue_tail(struct sk_buff_head *list)
{
    unsigned long flags = lx_lock();
    struct sk_buff *skb = __skb_dequeue_tail(list);

    lx_unlock(flags);
    return skb;
}
EXPORT_SYMBOL(skb_dequeue_tail);

void skb_unlink(struct sk_buff *skb)
{
    unsigned long flags = lx_lock();

    if (skb->list)
        __skb_unlink(skb, skb->list);
    lx_unlock(flags);
}
EXPORT_SYMBOL(skb_unlink);

void skb_insert(struct sk_buff *old, struct sk_buff *skb)
{
    unsigned long flags = lx_lock();

    __skb_insert(skb, old->prev, old, old->list);
    lx_unlock(flags);
}
EXPORT_SYMBOL(skb_insert);

void skb_append(struct sk_buff *old, struct sk_buff *skb)
{
    unsigned long flags = lx_lock();

    __skb_append(old, skb);
    lx_unlock(flags);
}
EXPORT_SYMBOL(skb_append);

void skb_queue_purge(struct sk_buff_head *list)
{
    struct sk_buff *skb;

    while ((skb = skb_dequeue(list)) != NULL)
        kfree_skb(skb);
}
EXPORT_SYMBOL(skb_queue_purge);
