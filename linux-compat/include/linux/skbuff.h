/* SPDX-License-Identifier: MIT
 * Socket buffers: one packet each, with room before and behind.
 */
#pragma once
#include <linux/config.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/time.h>
#include <linux/cache.h>
#include <linux/if_ether.h>
#include <asm/atomic.h>
#include <asm/types.h>
#include <linux/spinlock.h>

#define HAVE_ALLOC_SKB
#define HAVE_ALIGNABLE_SKB
#define SLAB_SKB 0
#define CHECKSUM_NONE 0
#define CHECKSUM_HW 1
#define CHECKSUM_UNNECESSARY 2
#define MAX_SKB_FRAGS 6
#define SKB_DATA_ALIGN(n) (((n) + (SMP_CACHE_BYTES - 1)) & ~(SMP_CACHE_BYTES - 1))

struct sk_buff;
struct net_device;
struct sk_buff_head {
    struct sk_buff *next, *prev;    /* first, as in a buffer */
    __u32 qlen;
    spinlock_t lock;
};

typedef struct skb_frag_struct skb_frag_t;
struct skb_frag_struct {
    __u16 page_offset, size;
    struct page *page;
};

/* What all clones of a buffer have in common. It stands behind the data, or, where the data are not
 * the domain's to write, in the buffer's own head. */
struct skb_shared_info {
    atomic_t dataref;               /* buffers that use the data */
    skb_frag_t frags[MAX_SKB_FRAGS];
    unsigned int nr_frags;
    struct sk_buff *frag_list;
};

struct sk_buff {
    struct sk_buff *next, *prev;
    struct sk_buff_head *list;
    struct net_device *dev;
    unsigned char *head, *data, *tail, *end;
    unsigned int len, data_len, truesize;
    atomic_t users;
    struct skb_shared_info *lx_info;
    struct lx_netdev *lx_owner;     /* whose transmit slot the data are in, or 0 for a heap block */
    unsigned int lx_slot;

    unsigned short protocol;
    unsigned char pkt_type, ip_summed, cloned, security;
    unsigned int csum;
    __u32 priority, nfcache, tc_index;
    unsigned long nfmark;
    union {
        unsigned char *raw;
        struct ethhdr *ethernet;
    } mac;
    union {
        unsigned char *raw;
        struct iphdr *iph;
        struct ipv6hdr *ipv6h;
        struct arphdr *arph;
        struct ipxhdr *ipxh;
    } nh;
    union {
        unsigned char *raw;
        struct tcphdr *th;
        struct udphdr *uh;
        struct icmphdr *icmph;
        struct iphdr *ipiph;
    } h;
    struct sock *sk;
    struct dst_entry *dst;
    struct nf_ct_info *nfct;
    void (*destructor)(struct sk_buff *);
    struct timeval stamp;
    char cb[48];
};
#define skb_shinfo(skb) ((skb)->lx_info)

extern struct sk_buff *alloc_skb(unsigned int size, int priority);
extern struct sk_buff *dev_alloc_skb(unsigned int length);
extern struct sk_buff *__dev_alloc_skb(unsigned int length, int gfp);
extern void __kfree_skb(struct sk_buff *skb);
extern void kfree_skb(struct sk_buff *skb);
#define kfree_skb_fast(skb) kfree_skb(skb)
extern struct sk_buff *skb_clone(struct sk_buff *skb, int priority);
extern struct sk_buff *skb_copy(const struct sk_buff *skb, int priority);
extern struct sk_buff *pskb_copy(struct sk_buff *skb, int priority);
extern struct sk_buff *skb_copy_expand(const struct sk_buff *skb, int headroom, int tailroom, int priority);
extern struct sk_buff *skb_realloc_headroom(struct sk_buff *skb, unsigned int headroom);
extern struct sk_buff *skb_pad(struct sk_buff *skb, int pad);
extern int pskb_expand_head(struct sk_buff *skb, int headroom, int tailroom, int gfp);
extern unsigned char *__pskb_pull_tail(struct sk_buff *skb, int delta);
extern int ___pskb_trim(struct sk_buff *skb, unsigned int len, int realloc);
extern int skb_linearize(struct sk_buff *skb, int gfp);
extern int skb_copy_bits(const struct sk_buff *skb, int offset, void *to, int len);
extern unsigned int skb_checksum(const struct sk_buff *skb, int offset, int len, unsigned int csum);
extern unsigned int skb_copy_and_csum_bits(const struct sk_buff *skb, int offset, u8 *to, int len, unsigned int csum);
extern void skb_copy_and_csum_dev(const struct sk_buff *skb, u8 *to);
extern void skb_over_panic(struct sk_buff *skb, int len, void *here) __attribute__((noreturn));
extern void skb_under_panic(struct sk_buff *skb, int len, void *here) __attribute__((noreturn));
#define dev_kfree_skb(a) kfree_skb(a)

static inline int skb_is_nonlinear(const struct sk_buff *skb)
{
    return skb->data_len != 0;
}

static inline unsigned int skb_headlen(const struct sk_buff *skb)
{
    return skb->len - skb->data_len;
}

static inline int skb_headroom(const struct sk_buff *skb)
{
    return skb->data - skb->head;
}

static inline int skb_tailroom(const struct sk_buff *skb)
{
    return skb_is_nonlinear(skb) ? 0 : skb->end - skb->tail;
}

static inline void skb_reserve(struct sk_buff *skb, unsigned int len)
{
    skb->tail += len;
    skb->data += len;
}

/* Each returns the first of the bytes that it added or left. */
static inline unsigned char *__skb_put(struct sk_buff *skb, unsigned int len)
{
    unsigned char *added = skb->tail;

    skb->len += len;
    skb->tail = added + len;
    return added;
}

static inline unsigned char *skb_put(struct sk_buff *skb, unsigned int len)
{
    unsigned char *added = __skb_put(skb, len);

    if (unlikely(skb->tail > skb->end))
        skb_over_panic(skb, len, __builtin_return_address(0));
    return added;
}

static inline unsigned char *__skb_push(struct sk_buff *skb, unsigned int len)
{
    skb->len += len;
    return skb->data -= len;
}

static inline unsigned char *skb_push(struct sk_buff *skb, unsigned int len)
{
    if (unlikely((unsigned int)skb_headroom(skb) < len))
        skb_under_panic(skb, len, __builtin_return_address(0));
    return __skb_push(skb, len);
}

static inline unsigned char *__skb_pull(struct sk_buff *skb, unsigned int len)
{
    skb->len -= len;
    if (unlikely(skb->len < skb->data_len))
        BUG();
    return skb->data += len;
}

static inline unsigned char *skb_pull(struct sk_buff *skb, unsigned int len)
{
    return len > skb->len ? NULL : __skb_pull(skb, len);
}

static inline unsigned char *pskb_pull(struct sk_buff *skb, unsigned int len)
{
    if (len > skb->len || (len > skb_headlen(skb) && !__pskb_pull_tail(skb, len - skb_headlen(skb))))
        return NULL;
    skb->len -= len;
    return skb->data += len;
}

static inline int pskb_may_pull(struct sk_buff *skb, unsigned int len)
{
    return len <= skb_headlen(skb) || (len <= skb->len && __pskb_pull_tail(skb, len - skb_headlen(skb)) != NULL);
}

static inline void skb_trim(struct sk_buff *skb, unsigned int len)
{
    if (skb->len <= len)
        return;
    if (skb_is_nonlinear(skb)) {
        ___pskb_trim(skb, len, 0);
        return;
    }
    skb->len = len;
    skb->tail = skb->data + len;
}
#define __skb_trim(skb, len) skb_trim((skb), (len))
#define pskb_trim(skb, len) ((len) < (skb)->len ? ___pskb_trim((skb), (len), 1) : 0)

static inline struct sk_buff *skb_get(struct sk_buff *skb)
{
    atomic_inc(&skb->users);
    return skb;
}

static inline int skb_shared(struct sk_buff *skb)
{
    return atomic_read(&skb->users) != 1;
}

static inline int skb_cloned(struct sk_buff *skb)
{
    return skb->cloned && atomic_read(&skb_shinfo(skb)->dataref) != 1;
}

/* A private clone, or a private copy, in the place of one that others hold too. */
static inline struct sk_buff *skb_share_check(struct sk_buff *skb, int priority)
{
    struct sk_buff *own = skb;

    if (skb_shared(skb)) {
        own = skb_clone(skb, priority);
        kfree_skb(skb);
    }
    return own;
}

static inline struct sk_buff *skb_unshare(struct sk_buff *skb, int priority)
{
    struct sk_buff *own = skb;

    if (skb_cloned(skb)) {
        own = skb_copy(skb, priority);
        kfree_skb(skb);
    }
    return own;
}

static inline void skb_orphan(struct sk_buff *skb)
{
    void (*gone)(struct sk_buff *) = skb->destructor;

    skb->destructor = NULL;
    if (gone)
        gone(skb);
    skb->sk = NULL;
}

static inline int skb_cow(struct sk_buff *skb, unsigned int headroom)
{
    int missing = (headroom > 16 ? headroom : 16) - skb_headroom(skb);

    if (missing <= 0 && !skb_cloned(skb))
        return 0;
    return pskb_expand_head(skb, missing > 0 ? (missing + 15) & ~15 : 0, 0, GFP_ATOMIC);
}

static inline struct sk_buff *skb_padto(struct sk_buff *skb, unsigned int len)
{
    return skb->len >= len ? skb : skb_pad(skb, len - skb->len);
}

/* Queues: rings through a head that looks like a buffer. The __ forms are for callers with a lock. */
static inline void skb_queue_head_init(struct sk_buff_head *list)
{
    spin_lock_init(&list->lock);
    list->qlen = 0;
    list->next = list->prev = (struct sk_buff *)list;
}

static inline int skb_queue_empty(struct sk_buff_head *list)
{
    return list->qlen == 0;
}

static inline __u32 skb_queue_len(struct sk_buff_head *list)
{
    return list->qlen;
}

static inline struct sk_buff *skb_peek(struct sk_buff_head *list)
{
    return list->qlen ? list->next : NULL;
}

static inline struct sk_buff *skb_peek_tail(struct sk_buff_head *list)
{
    return list->qlen ? list->prev : NULL;
}

static inline void __skb_insert(struct sk_buff *skb, struct sk_buff *prev, struct sk_buff *next,
                                struct sk_buff_head *list)
{
    next->prev = prev->next = skb;
    skb->prev = prev;
    skb->next = next;
    skb->list = list;
    ++list->qlen;
}
#define __skb_append(old, skb) __skb_insert((skb), (old), (old)->next, (old)->list)
#define __skb_queue_head(head, skb) __skb_insert((skb), (struct sk_buff *)(head), (head)->next, (head))
#define __skb_queue_tail(head, skb) __skb_insert((skb), (head)->prev, (struct sk_buff *)(head), (head))

static inline void __skb_unlink(struct sk_buff *skb, struct sk_buff_head *list)
{
    --list->qlen;
    skb->prev->next = skb->next;
    skb->next->prev = skb->prev;
    skb->next = skb->prev = NULL;
    skb->list = NULL;
}

static inline struct sk_buff *lx_skb_take(struct sk_buff *skb)
{
    if (skb)
        __skb_unlink(skb, skb->list);
    return skb;
}
#define __skb_dequeue(head) lx_skb_take(skb_peek(head))
#define __skb_dequeue_tail(head) lx_skb_take(skb_peek_tail(head))

extern void skb_queue_head(struct sk_buff_head *list, struct sk_buff *skb);
extern void skb_queue_tail(struct sk_buff_head *list, struct sk_buff *skb);
extern struct sk_buff *skb_dequeue(struct sk_buff_head *list);
extern struct sk_buff *skb_dequeue_tail(struct sk_buff_head *list);
extern void skb_unlink(struct sk_buff *skb);
extern void skb_insert(struct sk_buff *old, struct sk_buff *skb);
extern void skb_append(struct sk_buff *old, struct sk_buff *skb);
extern void skb_queue_purge(struct sk_buff_head *list);
#define __skb_queue_purge(list) skb_queue_purge(list)

#define nf_conntrack_put(nfct) ((void)(nfct))
#define nf_conntrack_get(nfct) ((void)(nfct))
