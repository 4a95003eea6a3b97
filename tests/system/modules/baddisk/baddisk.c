/* SPDX-License-Identifier: MIT
 * Test extension: a disk in memory whose driver breaks a rule with its second request, also rules that only the
 * executive can see broken: it reaches through a buffer to the ring that it came from. With kind=merging it keeps to
 * the rules and looks whether requests do: it takes LARGEST sectors at once.
 */
#include "linux-compat/src/block.h"
#include <linux/init.h>

#define BAD_MAJOR 60
#define SECTORS 128
#define LARGEST 24

static char *kind = "none";
MODULE_PARM(kind, "s");
MODULE_LICENSE("GPL");

static char memory[SECTORS * 512];
static int sizes[1] = { SECTORS / 2 };
static int requests;

static int is(const char *name)
{
	return requests == 2 && !strcmp(kind, name);
}

/* Before the request ends. */
static void spoil(struct request *request)
{
	struct lx_slot *slot = request->bh->b_private;
	struct lx_disk *disk = slot->disk;

	if (is("address"))
		disk->rings.request[(disk->rings.tail - 1) % NIM_BLOCK_RING].segment[0].address = 0xF0000000UL;
	if (is("slot")) {
		disk->rings.done[disk->rings.done_head % NIM_BLOCK_RING].slot = 77;
		disk->rings.done_head++;
	}
	if (is("never-taken")) {
		disk->rings.done[disk->rings.done_head % NIM_BLOCK_RING].slot =
			(disk->rings.tail + 3) % NIM_BLOCK_RING;
		disk->rings.done_head++;
	}
	if (is("index"))
		disk->rings.done_head += 100;
	if (is("write-data"))
		request->buffer[0] = 1;
}

/* --- kind=merging --- */

static int merge_back(request_queue_t *q, struct request *request, struct buffer_head *bh, int most)
{
	if (request->nr_sectors + (bh->b_size >> 9) > LARGEST || request->nr_segments == most)
		return 0;
	if (request->bhtail->b_data + request->bhtail->b_size != bh->b_data)
		request->nr_segments++;
	return 1;
}

/* Are a request's numbers those of its buffers? By the end of the disk some must have been as large as they may be. */
static int merged_well(struct request *request)
{
	static unsigned long most;
	unsigned long sectors = 0, segments = 0;
	struct buffer_head *bh, *last = NULL;

	for (bh = request->bh; bh; last = bh, bh = bh->b_reqnext) {
		segments += !last || last->b_data + last->b_size != bh->b_data;
		sectors += bh->b_size >> 9;
	}
	if (most < sectors)
		most = sectors;
	return last == request->bhtail && sectors == request->nr_sectors && sectors <= LARGEST &&
	       segments == request->nr_segments && (request->sector + sectors < SECTORS || most == LARGEST);
}

static void bad_request(request_queue_t *q)
{
	while (!list_empty(&q->queue_head)) {
		struct request *request = blkdev_entry_next_request(&q->queue_head);
		struct buffer_head *first = request->bh;
		int well = strcmp(kind, "merging") || merged_well(request);

		requests++;
		blkdev_dequeue_request(request);
		spoil(request);
		if (is("never"))
			return;
		do {
			char *at = memory + (request->sector << 9) % sizeof(memory);

			if (request->cmd == WRITE)
				memcpy(at, request->buffer, request->current_nr_sectors << 9);
			else
				memcpy(request->buffer, at, request->current_nr_sectors << 9);
		} while (end_that_request_first(request, well, "bad"));
		if (is("block-twice"))
			first->b_end_io(first, 1);
		end_that_request_last(request);
		if (is("request-twice"))
			end_that_request_last(request);
	}
}

static int bad_open(struct inode *inode, struct file *file)
{
	return !strcmp(kind, "open") ? -12345 : 0;
}

static struct block_device_operations operations = {
	owner: THIS_MODULE,
	open: bad_open,
};

static int __init baddisk_init(void)
{
	if (!strcmp(kind, "sector-size")) {
		static int bytes[1] = { 100 };

		hardsect_size[BAD_MAJOR] = bytes;
	}
	blk_size[BAD_MAJOR] = sizes;
	blk_init_queue(BLK_DEFAULT_QUEUE(BAD_MAJOR), bad_request);
	if (!strcmp(kind, "merging"))
		BLK_DEFAULT_QUEUE(BAD_MAJOR)->back_merge_fn = merge_back;
	register_blkdev(BAD_MAJOR, !strcmp(kind, "name") ? "../etc/passwd" : "bad", &operations);
	register_disk(NULL, MKDEV(BAD_MAJOR, 0), 1, &operations, SECTORS);
	return 0;
}

static void __exit baddisk_exit(void)
{
	unregister_blkdev(BAD_MAJOR, "bad");
	blk_cleanup_queue(BLK_DEFAULT_QUEUE(BAD_MAJOR));
	blk_size[BAD_MAJOR] = NULL;
}

module_init(baddisk_init);
module_exit(baddisk_exit);
