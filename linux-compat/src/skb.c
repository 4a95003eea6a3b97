/* SPDX-License-Identifier: MIT
 * Socket buffers: made and freed from free lists, at a few dozen instructions each.
 */
#include "linux-compat/src/net.h"
#include "linux-compat/src/check.h"

/* A head holds the shared part of a transmit buffer, whose data are the executive's and can't. It goes
 * back to the list when neither the buffer nor a clone needs it. */
struct lx_head {
    struct sk_buff skb;
    struct skb_shared_info info;
    int alive;
};

static struct lx_head *lx_heads;
static struct lx_head *lx_head_of(struct skb_shared_info *info)
{
    return container_of(info, struct lx_head, info);
}

/* --- heads --- */

static struct sk_buff *lx_head_new(int gfp)
{
    unsigned long flags = lx_lock();
    struct lx_head *head = lx_heads;

    if (head)
        lx_heads = (struct lx_head *)head->skb.next;
    lx_unlock(flags);
    if (unlikely(!head)) {
        head = kmalloc(sizeof(*head), gfp);
        if (!head)
            return NULL;
    }
    head->alive = 1;
    return &head->skb;
}

/* A watched head has not come from the list and does not go there. */
static void __attribute__((noinline)) lx_head_drop_watched(struct lx_head *head)
{
    unsigned long flags;

    if (lx_fence_free(head, lx_freer ? lx_freer : LX_CALLER))
        return;
    flags = lx_lock();
    head->skb.next = (struct sk_buff *)lx_heads;
    lx_heads = head;
    lx_unlock(flags);
}

static inline __attribute__((always_inline)) void lx_head_drop(struct lx_head *head)
{
    unsigned long flags;

    if (unlikely(nim_shared_block.check)) {
        lx_head_drop_watched(head);
        return;
    }
    flags = lx_lock();
    head->skb.next = (struct sk_buff *)lx_heads;
    lx_heads = head;
    lx_unlock(flags);
}

static void lx_skb_clear(struct sk_buff *skb, unsigned char *data, unsigned int size)
{
    skb->next = skb->prev = NULL;
    skb->list = NULL;
    skb->dev = NULL;
    skb->head = skb->data = skb->tail = data;
    skb->end = data + size;
    skb->len = skb->data_len = 0;
    skb->truesize = size + sizeof(*skb);
    atomic_set(&skb->users, 1);
    skb->lx_owner = NULL;
    skb->protocol = 0;
    skb->pkt_type = PACKET_HOST;
    skb->ip_summed = CHECKSUM_NONE;
    skb->cloned = skb->security = 0;
    skb->csum = skb->priority = skb->nfcache = skb->tc_index = 0;
    skb->nfmark = 0;
    skb->mac.raw = skb->nh.raw = skb->h.raw = NULL;
    skb->sk = NULL;
    skb->dst = NULL;
    skb->nfct = NULL;
    skb->destructor = NULL;
    skb->stamp.tv_sec = 0;
}

static void lx_info_clear(struct skb_shared_info *info)
{
    atomic_set(&info->dataref, 1);
    info->nr_frags = 0;
    info->frag_list = NULL;
}

struct sk_buff *alloc_skb(unsigned int size, int gfp)
{
    struct sk_buff *skb = lx_head_new(gfp);
    unsigned char *data;

    if (!skb)
        return NULL;
    size = SKB_DATA_ALIGN(size);
    data = kmalloc(size + sizeof(struct skb_shared_info), gfp);
    if (!data) {
        lx_head_drop((struct lx_head *)skb);
        return NULL;
    }
    lx_skb_clear(skb, data, size);
    skb->lx_info = (struct skb_shared_info *)skb->end;
    lx_info_clear(skb->lx_info);
    return skb;
}
EXPORT_SYMBOL(alloc_skb);

/* For a checker: both parts are blocks that it watches, and data end where theirs does. */
struct sk_buff *lx_skb_fenced(unsigned int size, nim_u32 place)
{
    struct lx_head *head = lx_fence_new(sizeof(*head), place);
    struct skb_shared_info *info;

    if (!head)
        return NULL;
    size = (size + 3) & ~3U;
    info = lx_fence_new(sizeof(*info) + size, place);
    if (!info) {
        lx_fence_free(head, place);
        return NULL;
    }
    head->alive = 1;
    lx_skb_clear(&head->skb, (unsigned char *)(info + 1), size);
    head->skb.lx_info = info;
    lx_info_clear(info);
    return &head->skb;
}

/* For a received frame: with room for a header in front, which also aligns. */
struct sk_buff *__dev_alloc_skb(unsigned int length, int gfp)
{
    struct sk_buff *skb = alloc_skb(length + 16, gfp);

    if (skb)
        skb_reserve(skb, 16);
    return skb;
}
EXPORT_SYMBOL(__dev_alloc_skb);

struct sk_buff *dev_alloc_skb(unsigned int length)
{
    return __dev_alloc_skb(length, GFP_ATOMIC);
}
EXPORT_SYMBOL(dev_alloc_skb);

static void lx_slot_done(struct lx_netdev *lx, unsigned int slot);

/* For a driver that writes into what it sends: a buffer of its own, with room to pad. */
static struct sk_buff *lx_tx_copied(struct lx_netdev *lx, nim_u32 slot)
{
    const struct nim_net_descriptor *d = &lx->rings.tx[slot];
    unsigned int length = d->length;
    struct sk_buff *skb = dev_alloc_skb(length < ETH_ZLEN ? ETH_ZLEN : length);

    if (!skb)
        return NULL;
    memcpy(skb_put(skb, length), (const void *)d->address, length);
    skb->dev = lx->dev;
    skb->mac.raw = skb->data;
    skb->nh.raw = skb->data + ETH_HLEN;
    lx->tx_out++;
    lx_slot_done(lx, slot);
    return skb;
}

/* A buffer on a frame to send, where the executive put it: nothing is copied. */
struct sk_buff *lx_tx_skb(struct lx_netdev *lx, nim_u32 slot)
{
    const struct nim_net_descriptor *d = &lx->rings.tx[slot];
    unsigned int length = d->length;
    struct sk_buff *skb;

    if (unlikely(nim_shared_block.tx_copy))
        return lx_tx_copied(lx, slot);
    skb = lx_head_new(GFP_ATOMIC);
    if (!skb)
        return NULL;
    lx_skb_clear(skb, (unsigned char *)d->address, length);
    skb->lx_info = &((struct lx_head *)skb)->info;
    lx_info_clear(skb->lx_info);
    skb->tail += length;
    skb->len = length;
    skb->lx_owner = lx;
    skb->lx_slot = slot;
    skb->dev = lx->dev;
    skb->mac.raw = skb->data;
    skb->nh.raw = skb->data + ETH_HLEN;
    lx->tx_out++;
    return skb;
}

/* --- freeing --- */

/* The frame in a transmit slot is no longer needed: its slot goes to the executive, exactly once. */
static void lx_slot_done(struct lx_netdev *lx, unsigned int slot)
{
    unsigned long flags = lx_lock();
    nim_u32 head = lx->rings.done_head;

    lx->rings.done[head % NIM_NET_RING] = slot;
    barrier();
    lx->rings.done_head = head + 1;
    lx->tx_out--;
    lx_unlock(flags);
    if (unlikely(lx->gone && !lx->tx_out))
        kfree(lx);
}

static void lx_frags_drop(struct skb_shared_info *info)
{
    struct sk_buff *at = info->frag_list, *next;
    unsigned int i;

    for (i = 0; i < info->nr_frags; i++)
        put_page(info->frags[i].page);
    for (; at; at = next) {
        next = at->next;
        kfree_skb(at);
    }
}

/* Let go of the data. A transmit buffer's shared part lies in the head of the buffer that was first. */
static void lx_data_drop(struct sk_buff *skb)
{
    struct skb_shared_info *info = skb->lx_info;
    struct lx_netdev *owner = skb->lx_owner;

    if (!atomic_dec_and_test(&info->dataref))
        return;
    if (unlikely(info->nr_frags || info->frag_list))
        lx_frags_drop(info);
    if (!owner) {
        kfree(skb->head);
        return;
    }
    lx_slot_done(owner, skb->lx_slot);
    if (!lx_head_of(info)->alive)
        lx_head_drop(lx_head_of(info));
}

static void lx_skb_drop(struct sk_buff *skb)
{
    struct lx_head *head = (struct lx_head *)skb;
    int info_in_use;

    lx_data_drop(skb);
    head->alive = 0;
    info_in_use = skb->lx_info == &head->info && atomic_read(&head->info.dataref) != 0;
    if (!info_in_use)
        lx_head_drop(head);
}

void __kfree_skb(struct sk_buff *skb)
{
    if (unlikely(skb->list))
        printk(KERN_WARNING "a buffer is freed while on a list, from %p\n", __builtin_return_address(0));
    if (unlikely(skb->destructor))
        skb_orphan(skb);
    lx_skb_drop(skb);
}
EXPORT_SYMBOL(__kfree_skb);

void kfree_skb(struct sk_buff *skb)
{
    int users = atomic_read(&skb->users);

    if (unlikely(users != 1)) {
        if (users <= 0 || !((struct lx_head *)skb)->alive)
            lx_fail(NIM_FAIL_HEAP, "kfree_skb(%p) from %p: freed twice", skb, __builtin_return_address(0));
        if (!atomic_dec_and_test(&skb->users))
            return;
    }
    atomic_set(&skb->users, 0);
    __kfree_skb(skb);
}
EXPORT_SYMBOL(kfree_skb);

/* --- clones --- */

/* A second head on the same data. */
struct sk_buff *skb_clone(struct sk_buff *skb, int gfp)
{
    struct sk_buff *clone = lx_head_new(gfp);

    if (!clone)
        return NULL;
    *clone = *skb;
    clone->next = clone->prev = NULL;
    clone->list = NULL;
    clone->sk = NULL;
    clone->destructor = NULL;
    clone->cloned = skb->cloned = 1;
    atomic_set(&clone->users, 1);
    atomic_inc(&skb->lx_info->dataref);
    return clone;
}
EXPORT_SYMBOL(skb_clone);

void skb_over_panic(struct sk_buff *skb, int len, void *here)
{
    lx_fail(NIM_FAIL_BUG, "skb_put: %d bytes more than the %d that were left, from %p (%s)", len,
            (int)(skb->end - skb->tail) + len, here, skb->dev ? skb->dev->name : "no device");
}
EXPORT_SYMBOL(skb_over_panic);

void skb_under_panic(struct sk_buff *skb, int len, void *here)
{
    lx_fail(NIM_FAIL_BUG, "skb_push: %d bytes where only %d are in front, from %p (%s)", len, skb_headroom(skb), here,
            skb->dev ? skb->dev->name : "no device");
}
EXPORT_SYMBOL(skb_under_panic);
