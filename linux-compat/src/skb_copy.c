/* SPDX-License-Identifier: MIT
 * Copies of socket buffers, more room in them, and parts of them that lie in pages.
 */
#include "linux-compat/src/net.h"
#include "linux-compat/src/cold.h"
#include <asm/checksum.h>

/* --- going through a buffer's parts --- */

/* What to do with one stretch of bytes; 0 to go on. */
typedef void (*lx_part_fn)(void *state, unsigned char *bytes, int length);

/* Calls fn for each stretch of [offset, offset + len). Returns the bytes that the buffer didn't have. */
static int lx_parts(const struct sk_buff *skb, int offset, int len, lx_part_fn fn, void *state)
{
    const struct skb_shared_info *info = skb_shinfo(skb);
    int head = skb_headlen(skb), n;
    struct sk_buff *more;
    unsigned int i;

    n = min(head - offset, len);
    if (n > 0) {
        fn(state, skb->data + offset, n);
        offset += n;
        len -= n;
    }
    offset -= head;
    for (i = 0; i < info->nr_frags && len > 0; i++, offset -= n) {
        const skb_frag_t *frag = &info->frags[i];

        n = frag->size;
        if (offset >= n)
            continue;
        n = min(n - offset, len);
        fn(state, (unsigned char *)page_address(frag->page) + frag->page_offset + offset, n);
        len -= n;
        offset += n;
        n = frag->size;
    }
    for (more = info->frag_list; more && len > 0; more = more->next) {
        n = (int)more->len - offset;
        if (n > 0) {
            n = min(n, len);
            lx_parts(more, offset, n, fn, state);
            offset += n;
            len -= n;
        }
        offset -= more->len;
    }
    return len;
}

static void lx_part_copy(void *state, unsigned char *bytes, int length)
{
    unsigned char **to = state;

    memcpy(*to, bytes, length);
    *to += length;
}

int skb_copy_bits(const struct sk_buff *skb, int offset, void *to, int len)
{
    if (offset < 0 || len < 0 || (unsigned int)(offset + len) > skb->len)
        return -EFAULT;
    return lx_parts(skb, offset, len, lx_part_copy, &to) ? -EFAULT : 0;
}
EXPORT_SYMBOL(skb_copy_bits);

/* A sum over stretches of any length, of which odd ones shift what follows. */
struct lx_sum {
    unsigned int sum;
    int odd;
    unsigned char *copy_to;
};

static void lx_part_sum(void *state, unsigned char *bytes, int length)
{
    struct lx_sum *s = state;
    unsigned int part;

    if (s->copy_to) {
        memcpy(s->copy_to, bytes, length);
        s->copy_to += length;
    }
    part = csum_partial(bytes, length, 0);
    if (s->odd)
        part = ((part & 0xff00ff) << 8) | ((part >> 8) & 0xff00ff);
    s->sum += part;
    s->sum += s->sum < part;
    s->odd ^= length & 1;
}

static unsigned int lx_sum_bits(const struct sk_buff *skb, int offset, u8 *to, int len, unsigned int csum)
{
    struct lx_sum s = { csum, 0, to };

    if (lx_parts(skb, offset, len, lx_part_sum, &s))
        BUG();
    return s.sum;
}

unsigned int skb_checksum(const struct sk_buff *skb, int offset, int len, unsigned int csum)
{
    return lx_sum_bits(skb, offset, NULL, len, csum);
}
EXPORT_SYMBOL(skb_checksum);

unsigned int skb_copy_and_csum_bits(const struct sk_buff *skb, int offset, u8 *to, int len, unsigned int csum)
{
    return lx_sum_bits(skb, offset, to, len, csum);
}
EXPORT_SYMBOL(skb_copy_and_csum_bits);

/* For a device without checksums: the transport header tells by skb->csum where the sum belongs. */
void skb_copy_and_csum_dev(const struct sk_buff *skb, u8 *to)
{
    int start = skb->ip_summed == CHECKSUM_HW ? skb->h.raw - skb->data : (int)skb_headlen(skb);
    unsigned int sum;

    skb_copy_bits(skb, 0, to, start);
    if ((unsigned int)start == skb->len)
        return;
    sum = lx_sum_bits(skb, start, to + start, skb->len - start, 0);
    if (skb->ip_summed == CHECKSUM_HW)
        *(u16 *)(to + start + skb->csum) = csum_fold(sum);
}
EXPORT_SYMBOL(skb_copy_and_csum_dev);

/* --- copies --- */

static void lx_skb_describe(struct sk_buff *to, const struct sk_buff *from)
{
    long shift = to->data - from->data;

    to->dev = from->dev;
    to->protocol = from->protocol;
    to->pkt_type = from->pkt_type;
    to->priority = from->priority;
    to->ip_summed = from->ip_summed;
    to->csum = from->csum;
    to->stamp = from->stamp;
    to->mac.raw = from->mac.raw ? from->mac.raw + shift : NULL;
    to->nh.raw = from->nh.raw ? from->nh.raw + shift : NULL;
    to->h.raw = from->h.raw ? from->h.raw + shift : NULL;
    memcpy(to->cb, from->cb, sizeof(to->cb));
}

struct sk_buff *skb_copy_expand(const struct sk_buff *skb, int headroom, int tailroom, int gfp)
{
    struct sk_buff *copy = alloc_skb(headroom + skb->len + tailroom, gfp);
    int old = skb_headroom(skb), keep = min(old, headroom);

    if (!copy)
        return NULL;
    skb_reserve(copy, headroom);
    skb_put(copy, skb->len);
    memcpy(copy->data - keep, skb->data - keep, keep);
    if (skb_copy_bits(skb, 0, copy->data, skb->len) < 0)
        BUG();
    lx_skb_describe(copy, skb);
    return copy;
}
EXPORT_SYMBOL(skb_copy_expand);

struct sk_buff *skb_copy(const struct sk_buff *skb, int gfp)
{
    return skb_copy_expand(skb, skb_headroom(skb), skb->end - skb->tail, gfp);
}
EXPORT_SYMBOL(skb_copy);

struct sk_buff *pskb_copy(struct sk_buff *skb, int gfp)
{
    return skb_copy(skb, gfp);
}
EXPORT_SYMBOL(pskb_copy);

struct sk_buff *skb_realloc_headroom(struct sk_buff *skb, unsigned int headroom)
{
    return skb_copy_expand(skb, headroom, skb->end - skb->tail, GFP_ATOMIC);
}
EXPORT_SYMBOL(skb_realloc_headroom);

/* Longer by `pad` zero bytes behind its end, which don't count as its own. Takes the old one. */
struct sk_buff *skb_pad(struct sk_buff *skb, int pad)
{
    struct sk_buff *copy = skb_copy_expand(skb, skb_headroom(skb), pad, GFP_ATOMIC);

    kfree_skb(skb);
    if (copy)
        memset(copy->tail, 0, pad);
    return copy;
}
EXPORT_SYMBOL(skb_pad);

/* --- the same buffer with other data --- */

/* Give the buffer the data of a fresh one, which goes away with the old data. */
static void lx_skb_swap(struct sk_buff *skb, struct sk_buff *fresh)
{
    struct sk_buff old = *skb;

    skb->head = fresh->head;
    skb->data = fresh->data;
    skb->tail = fresh->tail;
    skb->end = fresh->end;
    skb->len = fresh->len;
    skb->data_len = fresh->data_len;
    skb->lx_info = fresh->lx_info;
    skb->lx_owner = fresh->lx_owner;
    skb->mac.raw = fresh->mac.raw;
    skb->nh.raw = fresh->nh.raw;
    skb->h.raw = fresh->h.raw;
    skb->cloned = 0;
    fresh->head = old.head;
    fresh->lx_info = old.lx_info;
    fresh->lx_owner = old.lx_owner;
    fresh->lx_slot = old.lx_slot;
    kfree_skb(fresh);
}

int pskb_expand_head(struct sk_buff *skb, int headroom, int tailroom, int gfp)
{
    struct sk_buff *fresh;

    if (skb_shared(skb))
        BUG();
    fresh = skb_copy_expand(skb, skb_headroom(skb) + headroom, skb->end - skb->tail + tailroom, gfp);
    if (!fresh)
        return -ENOMEM;
    lx_skb_swap(skb, fresh);
    return 0;
}
EXPORT_SYMBOL(pskb_expand_head);

int skb_linearize(struct sk_buff *skb, int gfp)
{
    return skb_is_nonlinear(skb) ? pskb_expand_head(skb, 0, 0, gfp) : 0;
}
EXPORT_SYMBOL(skb_linearize);

unsigned char *__pskb_pull_tail(struct sk_buff *skb, int delta)
{
    (void)delta;
    return skb_linearize(skb, GFP_ATOMIC) < 0 ? NULL : skb->tail;
}
EXPORT_SYMBOL(__pskb_pull_tail);

int ___pskb_trim(struct sk_buff *skb, unsigned int len, int realloc)
{
    if ((realloc || len < skb->len) && skb_linearize(skb, GFP_ATOMIC) < 0)
        return -ENOMEM;
    if (len < skb->len) {
        skb->len = len;
        skb->tail = skb->data + len;
    }
    return 0;
}
EXPORT_SYMBOL(___pskb_trim);
