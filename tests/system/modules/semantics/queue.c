/* SPDX-License-Identifier: MIT
 * Checks of queues of socket buffers.
 */
#include "check.h"
#include <linux/skbuff.h>

static struct sk_buff_head queue;
static int destroyed;

static void on_destroy(struct sk_buff *skb)
{
	destroyed++;
}

static struct sk_buff *numbered(int n)
{
	struct sk_buff *skb = alloc_skb(32, GFP_KERNEL);

	*skb_put(skb, 1) = n;
	skb->destructor = on_destroy;
	return skb;
}

static int taken(struct sk_buff *skb)
{
	int n = skb ? skb->data[0] : -1;

	if (skb && (skb->list || skb->next))
		n = -2;
	if (skb)
		kfree_skb(skb);
	return n;
}

static void queue_first_in_first_out(void)
{
	skb_queue_head_init(&queue);
	MUST(skb_queue_empty(&queue));
	skb_queue_tail(&queue, numbered(1));
	skb_queue_tail(&queue, numbered(2));
	MUST_BE(skb_queue_len(&queue), 2);
	MUST(!skb_queue_empty(&queue));
	MUST_BE(skb_peek(&queue)->data[0], 1);
	MUST(skb_peek(&queue)->list == &queue);
	MUST_BE(taken(skb_dequeue(&queue)), 1);
	MUST_BE(taken(skb_dequeue(&queue)), 2);
	MUST_BE(taken(skb_dequeue(&queue)), -1);
	MUST_BE(skb_queue_len(&queue), 0);
	MUST(!skb_peek(&queue));
}

static void queue_both_ends(void)
{
	skb_queue_head_init(&queue);
	skb_queue_head(&queue, numbered(2));
	skb_queue_head(&queue, numbered(1));
	skb_queue_tail(&queue, numbered(3));
	MUST_BE(taken(skb_dequeue_tail(&queue)), 3);
	MUST_BE(taken(skb_dequeue(&queue)), 1);
	MUST_BE(taken(skb_dequeue(&queue)), 2);
}

static void queue_in_the_middle(void)
{
	struct sk_buff *two = numbered(2), *four = numbered(4);

	skb_queue_head_init(&queue);
	skb_queue_tail(&queue, two);
	skb_queue_tail(&queue, four);
	skb_insert(four, numbered(3));
	skb_append(four, numbered(5));
	skb_insert(two, numbered(1));
	MUST_BE(skb_queue_len(&queue), 5);
	skb_unlink(two);
	MUST(!two->list);
	MUST_BE(skb_queue_len(&queue), 4);
	kfree_skb(two);
	MUST_BE(taken(skb_dequeue(&queue)), 1);
	MUST_BE(taken(skb_dequeue(&queue)), 3);
	MUST_BE(taken(skb_dequeue(&queue)), 4);
	MUST_BE(taken(skb_dequeue(&queue)), 5);
}

static void queue_purged(void)
{
	int i;

	destroyed = 0;
	skb_queue_head_init(&queue);
	for (i = 0; i < 5; i++)
		skb_queue_tail(&queue, numbered(i));
	skb_queue_purge(&queue);
	MUST(skb_queue_empty(&queue));
	MUST_BE(destroyed, 5);
}

const struct check queue_checks[] = {
	{ "queue-fifo", queue_first_in_first_out },
	{ "queue-ends", queue_both_ends },
	{ "queue-middle", queue_in_the_middle },
	{ "queue-purge", queue_purged },
	{ NULL },
};
