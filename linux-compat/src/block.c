/* SPDX-License-Identifier: MIT
 * Block drivers and their disks by major number: registration, sizes, what is read only.
 */
#include "linux-compat/src/block.h"
#include "linux-compat/src/cold.h"
#include <linux/blkpg.h>
#include <asm/uaccess.h>

struct blk_dev_struct blk_dev[MAX_BLKDEV];
EXPORT_SYMBOL(blk_dev);
int *blk_size[MAX_BLKDEV];
EXPORT_SYMBOL(blk_size);
int *blksize_size[MAX_BLKDEV];
EXPORT_SYMBOL(blksize_size);
int *hardsect_size[MAX_BLKDEV];
EXPORT_SYMBOL(hardsect_size);
int *max_sectors[MAX_BLKDEV];
EXPORT_SYMBOL(max_sectors);
int *max_readahead[MAX_BLKDEV];
EXPORT_SYMBOL(max_readahead);
int *max_segments[MAX_BLKDEV];
EXPORT_SYMBOL(max_segments);
int read_ahead[MAX_BLKDEV];
EXPORT_SYMBOL(read_ahead);
char *blkdev_varyio[MAX_BLKDEV];
EXPORT_SYMBOL(blkdev_varyio);
unsigned long blk_max_low_pfn = (768UL << 20) >> PAGE_SHIFT, blk_max_pfn = (768UL << 20) >> PAGE_SHIFT;
EXPORT_SYMBOL(blk_max_low_pfn);
EXPORT_SYMBOL(blk_max_pfn);

/* --- drivers --- */

/* read_only: a bit for each minor; NULL while all can be written to. */
#define LX_MINORS_BYTES ((MINORMASK + 1) / 8)
static struct {
    const char *name;
    struct block_device_operations *operations;
    unsigned long *read_only;
} lx_majors[MAX_BLKDEV];
#define LX_FIRST_DYNAMIC (MAX_BLKDEV - 1)

static int lx_free_major(void)
{
    int major = LX_FIRST_DYNAMIC;

    while (major > 0 && lx_majors[major].operations)
        major--;
    return major > 0 ? major : -EBUSY;
}

int register_blkdev(unsigned int major, const char *name, struct block_device_operations *operations)
{
    int chosen = major;

    if (major >= MAX_BLKDEV)
        return -EINVAL;
    if (!major) {
        chosen = lx_free_major();
        if (chosen < 0)
            return chosen;
    }
    if (lx_majors[chosen].operations && lx_majors[chosen].operations != operations)
        return -EBUSY;
    lx_majors[chosen].name = name;
    lx_majors[chosen].operations = operations;
    return major ? 0 : chosen;
}
EXPORT_SYMBOL(register_blkdev);

int unregister_blkdev(unsigned int major, const char *name)
{
    if (major >= MAX_BLKDEV || !lx_majors[major].operations || strcmp(lx_majors[major].name, name))
        return -EINVAL;
    lx_disks_forget(major);
    kfree(lx_majors[major].read_only);
    memset(&lx_majors[major], 0, sizeof(lx_majors[major]));
    return 0;
}
EXPORT_SYMBOL(unregister_blkdev);

struct block_device_operations *lx_block_operations(kdev_t dev)
{
    return MAJOR(dev) < MAX_BLKDEV ? lx_majors[MAJOR(dev)].operations : NULL;
}

const char *lx_block_major_name(kdev_t dev)
{
    return MAJOR(dev) < MAX_BLKDEV && lx_majors[MAJOR(dev)].name ? lx_majors[MAJOR(dev)].name : "disk";
}

/* --- disks with partitions: only what the driver keeps of the whole disks is looked at --- */

static struct gendisk *lx_gendisks;

void add_gendisk(struct gendisk *disk)
{
    struct gendisk **link = &lx_gendisks;

    while (*link && *link != disk)
        link = &(*link)->next;
    if (*link)
        return;
    disk->next = NULL;
    *link = disk;
}
EXPORT_SYMBOL(add_gendisk);

void del_gendisk(struct gendisk *disk)
{
    struct gendisk **link = &lx_gendisks;

    while (*link && *link != disk)
        link = &(*link)->next;
    if (*link)
        *link = disk->next;
}
EXPORT_SYMBOL(del_gendisk);

struct gendisk *get_gendisk(kdev_t device)
{
    struct gendisk *disk;

    for (disk = lx_gendisks; disk; disk = disk->next)
        if (disk->major == MAJOR(device))
            break;
    return disk;
}
EXPORT_SYMBOL(get_gendisk);

/* The drive's own size is the one thing that is known of it here: the partition table is the executive's. */
void grok_partitions(struct gendisk *disk, int drive, unsigned int minors, long size)
{
    unsigned int first = drive << disk->minor_shift, minor;

    if (disk->part) {
        disk->part[first].start_sect = 0;
        disk->part[first].nr_sects = size;
    }
    if (disk->sizes && disk->part) {
        for (minor = first; minor < first + minors; minor++)
            disk->sizes[minor] = disk->part[minor].nr_sects >> (BLOCK_SIZE_BITS - 9);
        blk_size[disk->major] = disk->sizes;
    }
    lx_disk_found(MKDEV(disk->major, first), minors, size);
}
EXPORT_SYMBOL(grok_partitions);

void register_disk(struct gendisk *disk, kdev_t first, unsigned int minors, struct block_device_operations *operations,
                   long size)
{
    (void)operations;
    if (disk)
        grok_partitions(disk, MINOR(first) >> disk->minor_shift, minors, size);
    else
        lx_disk_found(first, 1, size);
}
EXPORT_SYMBOL(register_disk);

void devfs_register_partitions(struct gendisk *disk, int minor, int unregister)
{
    (void)disk, (void)minor, (void)unregister; /* names are the executive's */
}
EXPORT_SYMBOL(devfs_register_partitions);

/* --- read only --- */

void set_device_ro(kdev_t dev, int flag)
{
    unsigned long **minors;

    if (MAJOR(dev) >= MAX_BLKDEV)
        return;
    minors = &lx_majors[MAJOR(dev)].read_only;
    if (flag && !*minors) {
        *minors = kmalloc(LX_MINORS_BYTES, GFP_ATOMIC);
        if (!*minors) {
            printk(KERN_ERR "no memory to note that device %02x:%02x is read only\n", MAJOR(dev), MINOR(dev));
            return;
        }
        memset(*minors, 0, LX_MINORS_BYTES);
    }
    if (flag)
        set_bit(MINOR(dev), *minors);
    else if (*minors)
        clear_bit(MINOR(dev), *minors);
}
EXPORT_SYMBOL(set_device_ro);

int is_read_only(kdev_t dev)
{
    const unsigned long *minors = MAJOR(dev) < MAX_BLKDEV ? lx_majors[MAJOR(dev)].read_only : NULL;

    return minors && test_bit(MINOR(dev), minors);
}
EXPORT_SYMBOL(is_read_only);

/* --- what a disk is like now --- */

static nim_u64 lx_disk_sectors(const struct lx_disk *disk)
{
    const struct gendisk *gendisk = get_gendisk(disk->dev);

    if (gendisk && gendisk->part)
        return gendisk->part[MINOR(disk->dev)].nr_sects;
    if (blk_size[MAJOR(disk->dev)])
        return (nim_u64)(unsigned int)blk_size[MAJOR(disk->dev)][MINOR(disk->dev)] << (BLOCK_SIZE_BITS - 9);
    return disk->sectors;
}

static int lx_removable(const struct lx_disk *disk)
{
    const struct gendisk *gendisk = get_gendisk(disk->dev);
    const struct block_device_operations *operations = lx_block_operations(disk->dev);

    if (gendisk && gendisk->flags)
        return gendisk->flags[MINOR(disk->dev) >> gendisk->minor_shift] & GENHD_FL_REMOVABLE;
    return operations && operations->check_media_change;
}

void lx_disk_shape(struct lx_disk *disk, struct nim_block_shape *shape)
{
    shape->sectors = lx_disk_sectors(disk);
    shape->sector_bytes = get_hardsect_size(disk->dev);
    shape->most_sectors = lx_size_of(max_sectors, disk->dev, MAX_SECTORS);
    shape->minors = disk->minors;
    shape->flags = (is_read_only(disk->dev) ? NIM_BLOCK_READ_ONLY : 0) | (lx_removable(disk) ? NIM_BLOCK_REMOVABLE : 0);
}

/* Asks the driver whether its medium was exchanged, and lets it look at the new one. */
int check_disk_change(kdev_t dev)
{
    struct block_device_operations *operations = lx_block_operations(dev);

    if (!operations || !operations->check_media_change || !operations->check_media_change(dev))
        return 0;
    printk(KERN_DEBUG "%s: the medium was exchanged\n", lx_block_major_name(dev));
    if (operations->revalidate)
        operations->revalidate(dev);
    return 1;
}
EXPORT_SYMBOL(check_disk_change);

/* --- ioctls that all block devices have --- */

static int lx_blk_get(kdev_t dev, unsigned int command, unsigned long argument)
{
    unsigned long sectors = 0;
    struct lx_disk *disk;

    for (disk = lx_disks; disk; disk = disk->next)
        if (disk->dev == dev)
            sectors = lx_disk_sectors(disk);
    switch (command) {
    case BLKROGET:
        return put_user(is_read_only(dev), (int *)argument);
    case BLKRAGET:
        return put_user((long)read_ahead[MAJOR(dev)], (long *)argument);
    case BLKSSZGET:
        return put_user(get_hardsect_size(dev), (int *)argument);
    case BLKBSZGET:
        return put_user((int)block_size(dev), (int *)argument);
    case BLKGETSIZE64:
        return put_user((u64)sectors << 9, (u64 *)argument);
    default:
        return put_user(sectors, (unsigned long *)argument);
    }
}

int blk_ioctl(kdev_t dev, unsigned int command, unsigned long argument)
{
    int value;

    switch (command) {
    case BLKROSET:
        if (get_user(value, (int *)argument))
            return -EFAULT;
        set_device_ro(dev, value);
        return 0;
    case BLKRASET:
        if (argument > 0xff)
            return -EINVAL;
        read_ahead[MAJOR(dev)] = argument;
        return 0;
    case BLKFLSBUF: /* nothing is kept here */
        return 0;
    case BLKROGET:
    case BLKRAGET:
    case BLKSSZGET:
    case BLKBSZGET:
    case BLKGETSIZE:
    case BLKGETSIZE64:
        return lx_blk_get(dev, command, argument);
    }
    return -EINVAL;
}
EXPORT_SYMBOL(blk_ioctl);

int set_blocksize(kdev_t dev, int size)
{
    if (size < 512 || size > PAGE_SIZE || (size & (size - 1)) || size < get_hardsect_size(dev))
        return -EINVAL;
    if (blksize_size[MAJOR(dev)])
        blksize_size[MAJOR(dev)][MINOR(dev)] = size;
    return 0;
}
EXPORT_SYMBOL(set_blocksize);
