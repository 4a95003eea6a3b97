/* SPDX-License-Identifier: MIT
 * Checks of the tables by major number that block drivers fill, and of the registry of those numbers.
 */
#include "check.h"
#include <linux/blkdev.h>
#include <linux/devfs_fs_kernel.h>
#include <linux/locks.h>
#include <asm/uaccess.h>

#define MAJOR_NR 60
#define CHOSEN_MAJOR 59
#include <linux/blk.h>
#include <linux/blkpg.h>

#define HERE MKDEV(MAJOR_NR, 1)
/* Numbers that no driver of this machine has */
#define FIRST_FREE 150
#define LAST_FREE 250

static int sizes[2] = { 1, 32 }, sectors[2] = { 512, 2048 }, blocks[2] = { 1024, 4096 };
static int served, served_chosen, ended;
static request_queue_t chosen;
static struct buffer_head head;
static char data[1024];
static struct block_device_operations operations, others;

/* All of the queue, in a number of steps that ends whatever does not work */
static int take(request_queue_t *q)
{
	int taken = 0;

	while (!list_empty(&q->queue_head) && taken < 4) {
		struct request *request = blkdev_entry_next_request(&q->queue_head);

		end_that_request_first(request, 1, "tables");
		blkdev_dequeue_request(request);
		end_that_request_last(request);
		taken++;
	}
	return taken;
}
static void serve(request_queue_t *q) { served += take(q); }
static void serve_chosen(request_queue_t *q) { served_chosen += take(q); }

static request_queue_t *choose(kdev_t device)
{
	return MINOR(device) == 1 ? &chosen : NULL;
}

static void has_ended(struct buffer_head *bh, int uptodate)
{
	ended += uptodate;
	clear_bit(BH_Lock, &bh->b_state);
}

static void submit(kdev_t device)
{
	memset(&head, 0, sizeof(head));
	head.b_data = data;
	head.b_size = sizeof(data);
	head.b_dev = head.b_rdev = device;
	init_buffer(&head, has_ended, NULL);
	lock_buffer(&head);
	submit_bh(READ, &head);
	run_task_queue(&tq_disk);
}

/* --- a table says nothing of a number until a driver does --- */

#define MUST_SAY_NOTHING(table) \
	do { \
		for (i = FIRST_FREE; i <= LAST_FREE; i++) \
			MUST(!(table)[i]); \
	} while (0)

static int asked(unsigned int command, int *result)
{
	mm_segment_t before = get_fs();
	int error;

	set_fs(KERNEL_DS);
	error = blk_ioctl(HERE, command, (unsigned long)result);
	set_fs(before);
	return error;
}

static void table_of_blocks(void)
{
	int i, size = 0;

	MUST_SAY_NOTHING(blksize_size);
	MUST_BE(asked(BLKBSZGET, &size), 0);
	MUST_BE(size, BLOCK_SIZE);
	blksize_size[MAJOR_NR] = blocks;
	MUST_BE(asked(BLKBSZGET, &size), 0);
	MUST_BE(size, 4096);
	MUST_BE(block_size(HERE), 4096);
	MUST_BE(set_blocksize(HERE, 2048), 0);
	MUST_BE(blocks[1], 2048);
	MUST_BE(blocks[0], 1024);
	blksize_size[MAJOR_NR] = NULL;
}

static void table_of_sectors(void)
{
	int i, size = 0;

	MUST_SAY_NOTHING(hardsect_size);
	MUST_BE(asked(BLKSSZGET, &size), 0);
	MUST_BE(size, 512);
	hardsect_size[MAJOR_NR] = sectors;
	MUST_BE(asked(BLKSSZGET, &size), 0);
	MUST_BE(size, 2048);
	MUST(set_blocksize(HERE, 1024) != 0);
	hardsect_size[MAJOR_NR] = NULL;
	MUST_BE(set_blocksize(HERE, 1024), 0);
}

static void table_of_read_ahead(void)
{
	int i;

	MUST_SAY_NOTHING(read_ahead);
	MUST_BE(blk_ioctl(HERE, BLKRASET, 200), 0);
	MUST_BE(read_ahead[MAJOR_NR], 200);
	MUST_BE(blk_ioctl(HERE, BLKRASET, 256), -EINVAL);
	MUST_BE(read_ahead[MAJOR_NR], 200);
	read_ahead[MAJOR_NR] = 0;
}

/* A disk's size is what its driver put there, when the executive hears of it. */
static void table_of_sizes(void)
{
	static struct hd_struct parts[4];
	static struct gendisk disk = { .major = MAJOR_NR, .major_name = "tabled", .minor_shift = 1, .max_p = 2,
				       .part = parts, .sizes = sizes, .nr_real = 1, .fops = &operations };
	int i;

	MUST_SAY_NOTHING(blk_size);
	MUST_BE(register_blkdev(MAJOR_NR, "tabled", &operations), 0);
	blk_init_queue(BLK_DEFAULT_QUEUE(MAJOR_NR), serve);
	MUST(blk_size[MAJOR_NR] == NULL);
	register_disk(&disk, MKDEV(MAJOR_NR, 0), 2, &operations, 64);
	MUST(blk_size[MAJOR_NR] == sizes);
	MUST_BE(sizes[0], 32);
	blk_size[MAJOR_NR] = NULL;
	MUST_BE(unregister_blkdev(MAJOR_NR, "tabled"), 0);
	blk_cleanup_queue(BLK_DEFAULT_QUEUE(MAJOR_NR));
}

/* --- the queue of a number, and a driver that chooses one by itself --- */

static void queues(void)
{
	request_queue_t *q = BLK_DEFAULT_QUEUE(MAJOR_NR);
	int i;

	for (i = FIRST_FREE; i <= LAST_FREE; i++)
		MUST(!blk_dev[i].queue && !blk_dev[i].data && !blk_dev[i].request_queue.request_fn);
	served = served_chosen = ended = 0;
	MUST(q == &blk_dev[MAJOR_NR].request_queue);
	blk_init_queue(q, serve);
	blk_init_queue(&chosen, serve_chosen);
	MUST(blk_get_queue(HERE) == q);
	submit(HERE);
	MUST_BE(served, 1);
	MUST_BE(ended, 1);
	blk_dev[MAJOR_NR].queue = choose;
	MUST(blk_get_queue(HERE) == &chosen);
	submit(HERE);
	MUST_BE(served_chosen, 1);
	MUST_BE(served, 1);
	MUST_BE(ended, 2);
	blk_dev[MAJOR_NR].queue = NULL;
	MUST(q->request_fn == serve);
	blk_cleanup_queue(q);
	MUST(!q->request_fn && !q->make_request_fn);
	blk_cleanup_queue(&chosen);
	submit(HERE); /* which fails: there is no queue any more */
	MUST_BE(ended, 2);
	MUST(!buffer_locked(&head));
}

/* --- numbers, by the names that drivers for devfs have --- */

static void devfs_numbers(void)
{
	MUST_BE(devfs_register_blkdev(CHOSEN_MAJOR, "chosen", &operations), 0);
	MUST(register_blkdev(CHOSEN_MAJOR, "other", &others) != 0);
	MUST_BE(devfs_unregister_blkdev(CHOSEN_MAJOR, "chosen"), 0);
	MUST_BE(register_blkdev(CHOSEN_MAJOR, "other", &others), 0);
	MUST_BE(unregister_blkdev(CHOSEN_MAJOR, "other"), 0);
}

const struct check block_table_checks[] = {
	{ "block-table-blocks", table_of_blocks },
	{ "block-table-sectors", table_of_sectors },
	{ "block-table-read-ahead", table_of_read_ahead },
	{ "block-table-sizes", table_of_sizes },
	{ "block-queues", queues },
	{ "block-devfs-numbers", devfs_numbers },
	{ NULL, NULL },
};
