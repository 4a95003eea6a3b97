/* SPDX-License-Identifier: MIT
 * Checks of block devices: queues, requests and buffers inside the domain, over a disk in memory.
 */
#include "check.h"
#include <linux/fs.h>
#include <linux/genhd.h>
#include <linux/locks.h>
#include <linux/slab.h>
#include <asm/uaccess.h>

#define MAJOR_NR 61
#define DEVICE_NAME "checked"
#define DEVICE_REQUEST serve
#include <linux/blk.h>
#include <linux/blkpg.h>

#define MAPPED_MAJOR 62
#define SECTORS 64
#define BAD_BLOCK 7
#define HERE MKDEV(MAJOR_NR, 0)

static char memory[SECTORS * 512];
static int served, flag_was_on, in_interrupt_was, asked, revalidated, is_changed, mapped;
static int size_table[1] = { SECTORS / 2 }, block_table[1] = { 1024 }, sector_table[1] = { 2048 };

static void serve(request_queue_t *q)
{
	(void)q;
	for (;;) {
		unsigned long flags, at;

		INIT_REQUEST;
		save_flags(flags);
		flag_was_on |= flags != 0;
		in_interrupt_was |= in_interrupt();
		served++;
		at = CURRENT->sector << 9;
		if (CURRENT->sector == BAD_BLOCK * 2) {
			end_request(0);
			continue;
		}
		if (CURRENT->cmd == WRITE)
			memcpy(memory + at, CURRENT->buffer, CURRENT->current_nr_sectors << 9);
		else
			memcpy(CURRENT->buffer, memory + at, CURRENT->current_nr_sectors << 9);
		end_request(1);
	}
}

static int media_change(kdev_t device)
{
	asked++;
	return is_changed && device == HERE;
}

static int revalidate(kdev_t device)
{
	revalidated += device == HERE;
	return 0;
}

static struct block_device_operations operations = {
	check_media_change: media_change,
	revalidate: revalidate,
};

static int begin(void)
{
	int i;

	for (i = 0; i < sizeof(memory); i++)
		memory[i] = i * 13 >> 3;
	served = flag_was_on = in_interrupt_was = 0;
	blk_init_queue(BLK_DEFAULT_QUEUE(MAJOR_NR), DEVICE_REQUEST);
	return register_blkdev(MAJOR_NR, DEVICE_NAME, &operations);
}

static int end(void)
{
	int result = unregister_blkdev(MAJOR_NR, DEVICE_NAME);

	blk_cleanup_queue(BLK_DEFAULT_QUEUE(MAJOR_NR));
	return result;
}

/* --- blocks are read and written by the driver's request function --- */

static void blocks(void)
{
	struct buffer_head *bh;

	MUST_BE(begin(), 0);
	bh = bread(HERE, 3, 1024);
	MUST(bh != NULL);
	MUST_BE(memcmp(bh->b_data, memory + 3072, 1024), 0);
	MUST(buffer_uptodate(bh) && !buffer_locked(bh));
	MUST_BE(served, 1);
	MUST_BE(flag_was_on, 0);
	MUST_BE(in_interrupt_was, 0);
	memset(bh->b_data, 0x5a, 1024);
	mark_buffer_dirty(bh);
	MUST(buffer_dirty(bh));
	ll_rw_block(WRITE, 1, &bh);
	wait_on_buffer(bh);
	MUST(!buffer_dirty(bh));
	MUST_BE(memory[3072], 0x5a);
	MUST_BE(memory[4095], 0x5a);
	ll_rw_block(READ, 1, &bh); /* it is there */
	MUST_BE(served, 2);
	bh->b_data[0] = 1;
	mark_buffer_dirty(bh);
	brelse(bh);
	MUST_BE(memory[3072], 1);
	bh = getblk(HERE, 4, 1024);
	MUST(bh && !buffer_uptodate(bh) && bh->b_size == 1024 && bh->b_blocknr == 4);
	bh->b_data[0] = memory[4096] + 1;
	mark_buffer_dirty(bh);
	get_bh(bh);
	bforget(bh);
	MUST(!buffer_dirty(bh) && atomic_read(&bh->b_count) == 1);
	brelse(bh);
	MUST_BE(served, 3);
	MUST(bread(HERE, BAD_BLOCK, 1024) == NULL);
	MUST_BE(end(), 0);
	MUST(unregister_blkdev(MAJOR_NR, DEVICE_NAME) != 0);
}

/* --- a queue that was empty is begun with when tq_disk runs --- */

static int ended, ended_well;

static void has_ended(struct buffer_head *bh, int uptodate)
{
	ended++;
	ended_well += uptodate;
	clear_bit(BH_Lock, &bh->b_state);
}

static void plugging(void)
{
	struct buffer_head *first, *second;
	request_queue_t *q;

	MUST_BE(begin(), 0);
	ended = ended_well = 0;
	first = getblk(HERE, 1, 1024);
	second = getblk(HERE, 2, 1024);
	MUST(first && second);
	init_buffer(first, has_ended, NULL);
	init_buffer(second, has_ended, NULL);
	lock_buffer(first);
	lock_buffer(second);
	submit_bh(READ, first);
	submit_bh(READ, second);
	MUST_BE(served, 0);
	MUST_BE(first->b_rsector, 2);
	q = blk_get_queue(HERE);
	MUST(q == BLK_DEFAULT_QUEUE(MAJOR_NR) && !list_empty(&q->queue_head));
	run_task_queue(&tq_disk);
	MUST_BE(served, 2);
	MUST_BE(ended_well, 2);
	MUST_BE(memcmp(second->b_data, memory + 2048, 1024), 0);
	lock_buffer(first);
	clear_bit(BH_Uptodate, &first->b_state);
	submit_bh(READ, first);
	generic_unplug_device(q);
	MUST_BE(served, 3);
	run_task_queue(&tq_disk);
	MUST_BE(served, 3);
	brelse(first);
	brelse(second);
	MUST_BE(end(), 0);
}

/* --- a driver that takes the buffers itself --- */

static int map_to_first(request_queue_t *q, int direction, struct buffer_head *bh)
{
	(void)q, (void)direction;
	mapped++;
	bh->b_rdev = HERE;
	bh->b_rsector += 8;
	return 1;
}

static void mapping(void)
{
	struct buffer_head *bh;

	MUST_BE(begin(), 0);
	mapped = 0;
	blk_queue_make_request(BLK_DEFAULT_QUEUE(MAPPED_MAJOR), map_to_first);
	bh = bread(MKDEV(MAPPED_MAJOR, 0), 1, 1024);
	MUST(bh != NULL);
	MUST_BE(mapped, 1);
	MUST_BE(memcmp(bh->b_data, memory + 5120, 1024), 0);
	brelse(bh);
	blk_queue_make_request(BLK_DEFAULT_QUEUE(MAPPED_MAJOR), NULL);
	MUST(bread(MKDEV(MAPPED_MAJOR, 0), 1, 1024) == NULL);
	MUST_BE(end(), 0);
}

/* --- a request of two buffers ends one by one --- */

static void endings(void)
{
	static struct buffer_head heads[2];
	static char data[2][1024];
	struct request *request = kmalloc(sizeof(*request), GFP_KERNEL);
	DECLARE_COMPLETION(done);
	int i;

	MUST(request != NULL);
	memset(request, 0, sizeof(*request));
	memset(heads, 0, sizeof(heads));
	ended = ended_well = 0;
	for (i = 0; i < 2; i++) {
		init_buffer(&heads[i], has_ended, NULL);
		heads[i].b_data = data[i];
		heads[i].b_size = 1024;
		heads[i].b_rsector = 10 + 2 * i;
	}
	heads[0].b_reqnext = &heads[1];
	request->bh = &heads[0];
	request->bhtail = &heads[1];
	request->buffer = data[0];
	request->rq_dev = HERE;
	request->rq_status = RQ_ACTIVE;
	request->sector = request->hard_sector = 10;
	request->nr_sectors = request->hard_nr_sectors = 4;
	request->current_nr_sectors = request->hard_cur_sectors = 2;
	request->waiting = &done;
	MUST_BE(end_that_request_first(request, 1, DEVICE_NAME), 1);
	MUST_BE(ended, 1);
	MUST(heads[0].b_reqnext == NULL);
	MUST(request->bh == &heads[1] && request->buffer == data[1]);
	MUST_BE(request->sector, 12);
	MUST_BE(request->nr_sectors, 2);
	MUST_BE(request->current_nr_sectors, 2);
	MUST_BE(end_that_request_first(request, 0, DEVICE_NAME), 0);
	MUST_BE(ended, 2);
	MUST_BE(ended_well, 1);
	end_that_request_last(request); /* which keeps the record for later requests */
	MUST_BE(done.done, 1);
}

/* --- what is known of devices by their numbers --- */

static void numbers(void)
{
	unsigned long sectors = 0;
	mm_segment_t before = get_fs();
	int result, other;

	MUST_BE(begin(), 0);
	MUST(register_blkdev(MAJOR_NR, "other", (struct block_device_operations *)&other) != 0);
	result = register_blkdev(0, "any", &operations);
	MUST(result > 0 && result < MAX_BLKDEV && result != MAJOR_NR);
	MUST_BE(unregister_blkdev(result, "any"), 0);
	MUST_BE(get_hardsect_size(HERE), 512);
	MUST_BE(block_size(HERE), BLOCK_SIZE);
	hardsect_size[MAJOR_NR] = sector_table;
	blksize_size[MAJOR_NR] = block_table;
	blk_size[MAJOR_NR] = size_table;
	MUST_BE(get_hardsect_size(HERE), 2048);
	MUST(set_blocksize(HERE, 1024) != 0);
	MUST_BE(set_blocksize(HERE, 4096), 0);
	MUST_BE(block_table[0], 4096);
	MUST_BE(is_read_only(HERE), 0);
	set_device_ro(HERE, 1);
	MUST_BE(is_read_only(HERE), 1);
	MUST_BE(is_read_only(MKDEV(MAJOR_NR, 1)), 0);
	set_device_ro(HERE, 0);
	MUST_BE(is_read_only(HERE), 0);
	set_fs(KERNEL_DS);
	result = blk_ioctl(HERE, BLKSSZGET, (unsigned long)&other);
	set_fs(before);
	MUST_BE(result, 0);
	MUST_BE(other, 2048);
	MUST_BE(blk_ioctl(HERE, BLKRASET, 12), 0);
	MUST_BE(read_ahead[MAJOR_NR], 12);
	MUST_BE(blk_ioctl(HERE, 0x7777, 0), -EINVAL);
	(void)sectors;
	hardsect_size[MAJOR_NR] = blksize_size[MAJOR_NR] = blk_size[MAJOR_NR] = NULL;
	MUST_BE(end(), 0);
}

static void media(void)
{
	MUST_BE(begin(), 0);
	asked = revalidated = 0;
	is_changed = 0;
	MUST_BE(check_disk_change(HERE), 0);
	MUST_BE(asked, 1);
	MUST_BE(revalidated, 0);
	is_changed = 1;
	MUST_BE(check_disk_change(HERE), 1);
	MUST_BE(revalidated, 1);
	is_changed = 0;
	MUST_BE(end(), 0);
}

/* A disk of the executive's from here on until its driver is unregistered. */
static void disks(void)
{
	static struct hd_struct parts[16];
	static int sizes[16];
	static struct gendisk disk = { .major = MAJOR_NR, .major_name = "checked", .minor_shift = 3, .max_p = 8,
				       .part = parts, .sizes = sizes, .nr_real = 2, .fops = &operations };

	MUST_BE(begin(), 0);
	MUST(get_gendisk(HERE) == NULL);
	add_gendisk(&disk);
	MUST(get_gendisk(MKDEV(MAJOR_NR, 9)) == &disk);
	MUST_BE(disk_index(MKDEV(MAJOR_NR, 9)), 1);
	register_disk(&disk, MKDEV(MAJOR_NR, 8), 8, &operations, SECTORS);
	MUST_BE(parts[8].start_sect, 0);
	MUST_BE(parts[8].nr_sects, SECTORS);
	MUST_BE(sizes[8], SECTORS / 2);
	MUST_BE(parts[0].nr_sects, 0);
	grok_partitions(&disk, 1, 8, SECTORS - 8);
	MUST_BE(parts[8].nr_sects, SECTORS - 8);
	del_gendisk(&disk);
	MUST(get_gendisk(HERE) == NULL);
	blk_size[MAJOR_NR] = NULL;
	MUST_BE(end(), 0);
}

const struct check block_checks[] = {
	{ "block-blocks", blocks },
	{ "block-plugging", plugging },
	{ "block-mapping", mapping },
	{ "block-endings", endings },
	{ "block-numbers", numbers },
	{ "block-media", media },
	{ "block-disks", disks },
	{ NULL, NULL },
};
