/* SPDX-License-Identifier: MIT
 * Whole disks between the executive and their driver: names, opening, requests of the ring.
 */
#include "linux-compat/src/block.h"
#include <linux/dcache.h>

struct lx_disk *lx_disks;

/* --- names: hda as a disk with partitions, fd0 as one without --- */

static void lx_disk_name(struct lx_disk *disk)
{
    const struct gendisk *gendisk = get_gendisk(disk->dev);
    unsigned int unit = MINOR(disk->dev);
    struct lx_disk *other;

    if (!gendisk || !gendisk->major_name) {
        snprintf(disk->name, sizeof(disk->name), "%s%u", lx_block_major_name(disk->dev), unit);
        return;
    }
    unit >>= gendisk->minor_shift;
    /* Where several majors share a name, the letters go on. */
    for (other = lx_disks; other; other = other->next)
        if (MAJOR(other->dev) != MAJOR(disk->dev) && get_gendisk(other->dev) &&
            !strcmp(get_gendisk(other->dev)->major_name, gendisk->major_name))
            unit++;
    snprintf(disk->name, sizeof(disk->name), "%s%c", gendisk->major_name, 'a' + unit % 26);
}

/* --- telling the executive --- */

static int lx_disk_announce(struct lx_disk *disk)
{
    struct nim_block_info info;
    int result;

    memset(&info, 0, sizeof(info));
    memcpy(info.name, disk->name, sizeof(info.name));
    info.cookie = (nim_u32)disk;
    info.rings = (nim_u32)&disk->rings;
    lx_disk_shape(disk, &info.shape);
    result = nim_block_register(&info, &disk->handle);
    if (result < 0)
        printk(KERN_ERR "%s: the executive refuses the disk: error %d\n", disk->name, -result);
    return result;
}

/* Disks are announced when their module's init has ended: drivers register first and fill in the rest later. */
int lx_block_announce(void)
{
    struct lx_disk *disk;
    int result = 0;

    for (disk = lx_disks; disk && result >= 0; disk = disk->next)
        if (!disk->handle)
            result = lx_disk_announce(disk);
    return result < 0 ? result : 0;
}

void lx_disk_found(kdev_t first, unsigned int minors, long sectors)
{
    struct lx_disk **link = &lx_disks, *disk;

    while (*link && (*link)->dev != first)
        link = &(*link)->next;
    if (*link) {
        (*link)->sectors = sectors;
        return;
    }
    disk = kmalloc(sizeof(*disk), GFP_KERNEL);
    if (!disk) {
        printk(KERN_ERR "%s: no memory for a disk\n", lx_block_major_name(first));
        return;
    }
    memset(disk, 0, sizeof(*disk));
    disk->dev = first;
    disk->minors = minors;
    disk->sectors = sectors;
    lx_disk_name(disk);
    *link = disk;
    if (!lx_starting)
        lx_disk_announce(disk);
}

static void lx_slots_free(struct lx_disk *disk);

void lx_disks_forget(unsigned int major)
{
    struct lx_disk **link = &lx_disks, *disk;

    while ((disk = *link) != NULL) {
        if (MAJOR(disk->dev) != major) {
            link = &disk->next;
            continue;
        }
        *link = disk->next;
        if (disk->handle)
            nim_block_unregister(disk->handle);
        lx_slots_free(disk);
        kfree(disk);
    }
}

/* --- opening --- */

static void lx_disk_prepare(struct lx_disk *disk, struct file *file, int write)
{
    disk->inode.i_rdev = disk->inode.i_dev = disk->dev;
    disk->inode.i_mode = S_IFBLK | 0600;
    disk->inode.i_size = (loff_t)disk->sectors << 9;
    disk->dentry.d_inode = &disk->inode;
    file->f_dentry = &disk->dentry;
    file->f_mode = write ? FMODE_READ | FMODE_WRITE : FMODE_READ;
    file->f_flags = write ? O_RDWR : O_RDONLY;
    atomic_set(&file->f_count, 1);
    atomic_set(&disk->inode.i_count, 1);
}

static int lx_disk_open(struct lx_disk *disk, int write)
{
    struct block_device_operations *operations = lx_block_operations(disk->dev);
    struct file *file = &disk->file[write];
    int result = 0;

    if (!operations)
        return -ENXIO;
    lx_disk_prepare(disk, file, write);
    if (operations->owner)
        __MOD_INC_USE_COUNT(operations->owner);
    if (operations->open)
        result = operations->open(&disk->inode, file);
    if (result >= 0)
        disk->opens[write]++;
    else if (operations->owner)
        __MOD_DEC_USE_COUNT(operations->owner);
    return result > 0 ? 0 : result;
}

static void lx_disk_release(struct lx_disk *disk, int write)
{
    struct block_device_operations *operations = lx_block_operations(disk->dev);

    if (!operations || !disk->opens[write])
        return;
    disk->opens[write]--;
    if (operations->release)
        operations->release(&disk->inode, &disk->file[write]);
    if (operations->owner)
        __MOD_DEC_USE_COUNT(operations->owner);
}

nim_result_t lx_up_block_open(nim_u32 cookie, struct nim_block_open *opening)
{
    struct lx_disk *disk = (struct lx_disk *)cookie;
    struct task_struct *task = lx_task_begin("open");
    int result;

    if (!task)
        return -ENOMEM;
    result = lx_disk_open(disk, opening->write != 0);
    lx_disk_shape(disk, &opening->shape);
    lx_task_end(task);
    return result;
}

nim_result_t lx_up_block_release(nim_u32 cookie, nim_u32 write)
{
    struct task_struct *task = lx_task_begin("close");

    if (!task)
        return -ENOMEM;
    lx_disk_release((struct lx_disk *)cookie, write != 0);
    lx_task_end(task);
    return 0;
}

/* What programs still have open when the modules go. */
void lx_block_close_all(void)
{
    struct lx_disk *disk;
    int write;

    for (disk = lx_disks; disk; disk = disk->next)
        for (write = 0; write < 2; write++)
            while (disk->opens[write])
                lx_disk_release(disk, write);
}

nim_result_t lx_up_block_ioctl(nim_u32 cookie, nim_u32 request, nim_u32 argument)
{
    struct lx_disk *disk = (struct lx_disk *)cookie;
    struct block_device_operations *operations = lx_block_operations(disk->dev);
    struct task_struct *task;
    int result;

    if (!operations || !operations->ioctl)
        return -ENOTTY;
    task = lx_task_begin("ioctl");
    if (!task)
        return -ENOMEM;
    task->lx_program = 1;
    lx_disk_prepare(disk, &disk->file[1], 1);
    result = operations->ioctl(&disk->inode, &disk->file[1], request, argument);
    lx_task_end(task);
    return result;
}

/* --- memory that is read into --- */

static void *lx_block_pages; /* free ones, each with a pointer to the next */

static void *lx_block_page(void)
{
    unsigned long flags = lx_lock();
    void *page = lx_block_pages;

    if (page)
        lx_block_pages = *(void **)page;
    lx_unlock(flags);
    return page ? page : lx_pages_new(0, GFP_ATOMIC);
}

static void lx_block_page_free(void *page)
{
    unsigned long flags = lx_lock();

    *(void **)page = lx_block_pages;
    lx_block_pages = page;
    lx_unlock(flags);
}

static void lx_slot_clear(struct lx_slot *slot)
{
    unsigned int i;

    for (i = 0; i < slot->count; i++) {
        if (slot->buffer[i].own)
            lx_block_page_free(slot->buffer[i].own);
        slot->buffer[i].own = NULL;
    }
    slot->count = 0;
}

/* Slots that the executive has taken back give their memory to those who read next. */
static void lx_slots_reclaim(struct lx_disk *disk)
{
    unsigned int i;

    for (i = 0; i < NIM_BLOCK_RING; i++)
        if (disk->slot[i] && disk->slot[i]->count && !disk->slot[i]->outstanding &&
            disk->rings.done_tail == disk->rings.done_head)
            lx_slot_clear(disk->slot[i]);
}

static void lx_slots_free(struct lx_disk *disk)
{
    unsigned int i;

    for (i = 0; i < NIM_BLOCK_RING; i++) {
        if (!disk->slot[i])
            continue;
        lx_slot_clear(disk->slot[i]);
        kfree(disk->slot[i]);
    }
}

/* --- requests of the ring --- */

/* The last buffer of a request has ended: the executive finds it at the end of this upcall. */
static void lx_slot_post(struct lx_slot *slot, unsigned int index)
{
    struct lx_disk *disk = slot->disk;
    struct nim_block_done *done = &disk->rings.done[disk->rings.done_head % NIM_BLOCK_RING];

    done->slot = index;
    done->failed = slot->failed;
    barrier();
    disk->rings.done_head++;
    if (current->lx_thread && !in_interrupt())
        nim_block_flush(disk->handle);
}

static void lx_buffer_ended(struct buffer_head *bh, int uptodate)
{
    struct lx_slot *slot = bh->b_private;
    unsigned int i = (struct lx_buffer *)bh - slot->buffer, index = 0;
    unsigned long flags = lx_lock();

    if (!test_and_clear_bit(BH_Lock, &bh->b_state))
        lx_fail(NIM_FAIL_BUG, "%s: a block is ended twice, from %p", slot->disk->name, __builtin_return_address(0));
    mark_buffer_uptodate(bh, uptodate);
    if (!uptodate)
        slot->failed |= 1U << i;
    if (--slot->outstanding == 0) {
        while (slot->disk->slot[index] != slot)
            index++;
        lx_slot_post(slot, index);
    }
    lx_unlock(flags);
}

static int lx_buffer_set(struct lx_slot *slot, unsigned int i, struct nim_block_segment *segment, unsigned long sector, int write)
{
    struct lx_buffer *buffer = &slot->buffer[i];
    struct buffer_head *bh = &buffer->bh;

    memset(buffer, 0, sizeof(*buffer));
    if (!write) {
        buffer->own = lx_block_page();
        if (!buffer->own)
            return 0;
        segment->address = (nim_u32)buffer->own;
    }
    buffer->page.virtual = (void *)(segment->address & PAGE_MASK);
    atomic_set(&buffer->page.count, 1);
    bh->b_data = (char *)segment->address;
    bh->b_page = &buffer->page;
    bh->b_size = segment->length;
    bh->b_dev = bh->b_rdev = slot->disk->dev;
    bh->b_rsector = sector;
    bh->b_blocknr = sector / (segment->length >> 9);
    bh->b_state = 1UL << BH_Lock | 1UL << BH_Mapped | 1UL << BH_Req | (write ? 1UL << BH_Uptodate : 0);
    bh->b_end_io = lx_buffer_ended;
    bh->b_private = slot;
    atomic_set(&bh->b_count, 1);
    init_waitqueue_head(&bh->b_wait);
    if (i)
        slot->buffer[i - 1].bh.b_reqnext = bh;
    return 1;
}

/* 0 where memory is out: the request stays in the ring. */
static int lx_slot_fill(struct lx_slot *slot, struct nim_block_request *request)
{
    unsigned long sector = request->sector;
    unsigned int i;

    slot->failed = 0;
    for (i = 0; i < request->segment_count; i++) {
        slot->count = i + 1;
        if (!lx_buffer_set(slot, i, &request->segment[i], sector, request->write)) {
            lx_slot_clear(slot);
            return 0;
        }
        sector += request->segment[i].length >> 9;
    }
    slot->outstanding = slot->count;
    return 1;
}

static struct lx_slot *lx_slot_of(struct lx_disk *disk, unsigned int index)
{
    struct lx_slot *slot = disk->slot[index];

    if (slot)
        return slot;
    slot = kmalloc(sizeof(*slot), GFP_ATOMIC);
    if (!slot)
        return NULL;
    memset(slot, 0, sizeof(*slot));
    slot->disk = disk;
    return disk->slot[index] = slot;
}

/* The next request of the ring goes to the driver; 0 where there is none, or no memory. */
static int lx_disk_take(struct lx_disk *disk)
{
    unsigned int index = disk->rings.tail % NIM_BLOCK_RING;
    struct nim_block_request *request = &disk->rings.request[index];
    struct lx_slot *slot;

    if (disk->rings.tail == disk->rings.head)
        return 0;
    slot = lx_slot_of(disk, index);
    if (!slot)
        return 0;
    lx_slot_clear(slot);
    if (!lx_slot_fill(slot, request))
        return 0;
    disk->rings.tail++;
    lx_request_enter(disk->dev, request->write ? WRITE : READ, &slot->buffer[0].bh);
    return 1;
}

nim_result_t lx_up_block_request(nim_u32 cookie)
{
    struct lx_disk *disk = (struct lx_disk *)cookie;
    struct task_struct *task = lx_task_begin("kupdated");

    if (!task)
        return -ENOMEM;
    lx_slots_reclaim(disk);
    while (lx_disk_take(disk))
        ;
    run_task_queue(&tq_disk);
    lx_task_end(task);
    return 0;
}
