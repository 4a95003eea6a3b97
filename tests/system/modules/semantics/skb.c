/* SPDX-License-Identifier: MIT
 * Checks of socket buffers: room, clones, copies.
 */
#include "check.h"
#include <linux/skbuff.h>
#include <asm/byteorder.h>

static int destroyed;

static void on_destroy(struct sk_buff *skb)
{
	destroyed++;
}

static void fill(struct sk_buff *skb, int n)
{
	unsigned char *at = skb_put(skb, n);
	int i;

	for (i = 0; i < n; i++)
		at[i] = i;
}

static void skb_room(void)
{
	struct sk_buff *skb = alloc_skb(200, GFP_KERNEL);

	MUST(skb);
	MUST_BE(skb->len, 0);
	MUST(skb->data == skb->head && skb->tail == skb->data);
	MUST(skb_tailroom(skb) >= 200);
	MUST_BE(skb_headroom(skb), 0);
	MUST(skb->truesize >= 200 + sizeof(*skb));
	MUST_BE(atomic_read(&skb->users), 1);
	MUST(((unsigned long)skb->data & 15) == 0);
	kfree_skb(skb);
	skb = dev_alloc_skb(100);
	MUST_BE(skb_headroom(skb), 16);
	MUST(skb_tailroom(skb) >= 100);
	kfree_skb(skb);
	MUST(!alloc_skb(1 << 20, GFP_ATOMIC));
}

static void skb_reserves(void)
{
	struct sk_buff *skb = alloc_skb(100, GFP_KERNEL);
	int room = skb_tailroom(skb);

	skb_reserve(skb, 10);
	MUST_BE(skb_headroom(skb), 10);
	MUST_BE(skb_tailroom(skb), room - 10);
	MUST_BE(skb->len, 0);
	kfree_skb(skb);
}

static void skb_puts(void)
{
	struct sk_buff *skb = alloc_skb(100, GFP_KERNEL);
	unsigned char *first;

	first = skb_put(skb, 20);
	MUST(first == skb->data);
	MUST(skb_put(skb, 5) == first + 20);
	MUST_BE(skb->len, 25);
	MUST(skb->tail == first + 25);
	kfree_skb(skb);
}

static void skb_pushes(void)
{
	struct sk_buff *skb = alloc_skb(100, GFP_KERNEL);
	unsigned char *first;

	skb_reserve(skb, 30);
	first = skb_put(skb, 10);
	MUST(skb_push(skb, 14) == first - 14);
	MUST(skb->data == first - 14);
	MUST_BE(skb->len, 24);
	MUST_BE(skb_headroom(skb), 16);
	kfree_skb(skb);
}

static void skb_pulls(void)
{
	struct sk_buff *skb = alloc_skb(100, GFP_KERNEL);
	unsigned char *first = skb_put(skb, 40);

	MUST(skb_pull(skb, 14) == first + 14);
	MUST_BE(skb->len, 26);
	MUST_BE(skb_headroom(skb), 14);
	MUST(!skb_pull(skb, 27));
	MUST_BE(skb->len, 26);
	kfree_skb(skb);
}

static void skb_trims(void)
{
	struct sk_buff *skb = alloc_skb(100, GFP_KERNEL);

	skb_put(skb, 40);
	skb_trim(skb, 50);
	MUST_BE(skb->len, 40);
	skb_trim(skb, 15);
	MUST_BE(skb->len, 15);
	MUST(skb->tail == skb->data + 15);
	kfree_skb(skb);
}

static void skb_users(void)
{
	struct sk_buff *skb = alloc_skb(100, GFP_KERNEL);

	destroyed = 0;
	skb->destructor = on_destroy;
	skb_get(skb);
	MUST(skb_shared(skb));
	kfree_skb(skb);
	MUST_BE(destroyed, 0);
	MUST(!skb_shared(skb));
	kfree_skb(skb);
	MUST_BE(destroyed, 1);
}

static void skb_clones(void)
{
	struct sk_buff *skb = alloc_skb(100, GFP_KERNEL), *clone, *third;

	fill(skb, 30);
	skb->cb[3] = 9;
	MUST(!skb_cloned(skb));
	clone = skb_clone(skb, GFP_KERNEL);
	MUST(clone && clone != skb);
	MUST(clone->data == skb->data && clone->len == 30 && clone->cb[3] == 9);
	MUST(skb_cloned(skb) && skb_cloned(clone));
	MUST_BE(atomic_read(&skb_shinfo(skb)->dataref), 2);
	MUST_BE(atomic_read(&clone->users), 1);
	third = skb_clone(clone, GFP_ATOMIC);
	MUST_BE(atomic_read(&skb_shinfo(skb)->dataref), 3);
	/* heads move apart, the data stay */
	skb_pull(clone, 10);
	MUST_BE(skb->len, 30);
	kfree_skb(skb);
	MUST_BE(clone->data[0], 10);
	kfree_skb(third);
	MUST(!skb_cloned(clone));
	MUST_BE(atomic_read(&skb_shinfo(clone)->dataref), 1);
	kfree_skb(clone);
}

static void skb_copies(void)
{
	struct sk_buff *skb = alloc_skb(100, GFP_KERNEL), *copy;

	skb_reserve(skb, 16);
	fill(skb, 30);
	skb->protocol = htons(0x0800);
	skb->mac.raw = skb->data + 2;
	copy = skb_copy(skb, GFP_KERNEL);
	MUST(copy && copy->data != skb->data);
	MUST_BE(memcmp(copy->data, skb->data, 30), 0);
	MUST_BE(copy->len, 30);
	MUST_BE(skb_headroom(copy), 16);
	MUST_BE(copy->protocol, htons(0x0800));
	MUST(copy->mac.raw == copy->data + 2);
	MUST(!skb_cloned(copy) && !skb_cloned(skb));
	copy->data[0] = 99;
	MUST_BE(skb->data[0], 0);
	kfree_skb(skb);
	MUST_BE(copy->data[29], 29);
	kfree_skb(copy);
}

static void skb_copies_bits(void)
{
	struct sk_buff *skb = alloc_skb(100, GFP_KERNEL);
	unsigned char to[8];

	fill(skb, 30);
	MUST_BE(skb_copy_bits(skb, 5, to, 8), 0);
	MUST(to[0] == 5 && to[7] == 12);
	MUST_BE(skb_copy_bits(skb, 25, to, 8), -EFAULT);
	kfree_skb(skb);
}

static void skb_expands(void)
{
	struct sk_buff *skb = alloc_skb(64, GFP_KERNEL), *copy;

	fill(skb, 64);
	copy = skb_copy_expand(skb, 40, 50, GFP_KERNEL);
	MUST(copy);
	MUST_BE(skb_headroom(copy), 40);
	MUST(skb_tailroom(copy) >= 50);
	MUST_BE(copy->data[63], 63);
	kfree_skb(copy);
	copy = skb_realloc_headroom(skb, 32);
	MUST(copy);
	MUST(skb_headroom(copy) >= 32);
	MUST_BE(memcmp(copy->data, skb->data, 64), 0);
	kfree_skb(copy);
	kfree_skb(skb);
}

/* Writable, with room in front, and the clone keeps what it had. */
static void skb_cows(void)
{
	struct sk_buff *skb = alloc_skb(64, GFP_KERNEL), *clone;
	unsigned char *old;

	skb_reserve(skb, 32);
	fill(skb, 20);
	old = skb->data;
	MUST_BE(skb_cow(skb, 16), 0);
	MUST(skb->data == old);
	clone = skb_clone(skb, GFP_KERNEL);
	MUST_BE(skb_cow(skb, 16), 0);
	MUST(skb->data != clone->data);
	MUST(!skb_cloned(skb));
	skb->data[0] = 77;
	MUST_BE(clone->data[0], 0);
	MUST_BE(skb_cow(clone, 60), 0);
	MUST(skb_headroom(clone) >= 60);
	MUST_BE(clone->data[19], 19);
	kfree_skb(clone);
	kfree_skb(skb);
}

static void skb_unshares(void)
{
	struct sk_buff *skb = alloc_skb(64, GFP_KERNEL), *clone, *own;

	fill(skb, 20);
	clone = skb_clone(skb, GFP_KERNEL);
	own = skb_unshare(skb, GFP_KERNEL);
	MUST(own && own->data != clone->data);
	MUST_BE(atomic_read(&skb_shinfo(clone)->dataref), 1);
	kfree_skb(clone);
	skb_get(own);
	clone = skb_share_check(own, GFP_KERNEL);
	MUST(clone && clone != own);
	MUST(clone->data == own->data);
	MUST_BE(atomic_read(&own->users), 1);
	kfree_skb(own);
	kfree_skb(clone);
}

static void skb_pads(void)
{
	struct sk_buff *skb = alloc_skb(64, GFP_KERNEL);
	int i;

	fill(skb, 20);
	skb = skb_padto(skb, 60);
	MUST(skb);
	MUST_BE(skb->len, 20);
	for (i = 20; i < 60; i++)
		MUST_BE(skb->data[i], 0);
	MUST_BE(skb->data[19], 19);
	kfree_skb(skb);
}

const struct check skb_checks[] = {
	{ "skb-room", skb_room },
	{ "skb-reserve", skb_reserves },
	{ "skb-put", skb_puts },
	{ "skb-push", skb_pushes },
	{ "skb-pull", skb_pulls },
	{ "skb-trim", skb_trims },
	{ "skb-users", skb_users },
	{ "skb-clone", skb_clones },
	{ "skb-copy", skb_copies },
	{ "skb-copy-bits", skb_copies_bits },
	{ "skb-expand", skb_expands },
	{ "skb-cow", skb_cows },
	{ "skb-unshare", skb_unshares },
	{ "skb-pad", skb_pads },
	{ NULL },
};
