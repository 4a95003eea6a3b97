/* SPDX-License-Identifier: MIT
 * Disks in memory: as a block driver of 2.4 is without hardware. What is in them goes with the module.
 */
#include <linux/module.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/genhd.h>
#include <linux/hdreg.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>
#include <asm/uaccess.h>

#define MAJOR_NR RAMDISK_MAJOR
#define DEVICE_NAME "ram"
#define DEVICE_REQUEST ramdisk_request
#define DEVICE_NR(device) (MINOR(device) >> RAMDISK_SHIFT)
#include <linux/blk.h>
#include <linux/blkpg.h>

#define RAMDISK_MOST 8
#define RAMDISK_SHIFT 4             /* 16 minors each */
#define RAMDISK_MINORS (RAMDISK_MOST << RAMDISK_SHIFT)
#define CHUNK_SHIFT 16              /* memory comes in pieces of 64 KiB */
#define CHUNK_BYTES (1UL << CHUNK_SHIFT)

static int disks = 1;
static int kib = 2048;
static int bad_sector = -1;
MODULE_PARM(disks, "i");
MODULE_PARM_DESC(disks, "number of disks, 1 to 8");
MODULE_PARM(kib, "i");
MODULE_PARM_DESC(kib, "size of each in KiB");
MODULE_PARM(bad_sector, "i");
MODULE_PARM_DESC(bad_sector, "a sector that can neither be read nor written, for tests");
MODULE_AUTHOR("Alcove");
MODULE_DESCRIPTION("Disks in memory");
MODULE_LICENSE("Dual BSD/GPL");

static char **chunks[RAMDISK_MOST];
static struct hd_struct parts[RAMDISK_MINORS];
static int sizes[RAMDISK_MINORS], block_sizes[RAMDISK_MINORS];

static unsigned int chunk_count(void)
{
    return ((unsigned long)kib * 1024 + CHUNK_BYTES - 1) >> CHUNK_SHIFT;
}

/* Between a buffer of the request and the disk's memory, a chunk at a time. */
static void move(struct request *request, int disk)
{
    unsigned long at = request->sector << 9, left = request->current_nr_sectors << 9;
    char *buffer = request->buffer;

    while (left) {
        unsigned long within = at & (CHUNK_BYTES - 1), n = CHUNK_BYTES - within;
        char *memory = chunks[disk][at >> CHUNK_SHIFT] + within;

        if (n > left)
            n = left;
        if (request->cmd == WRITE)
            memcpy(memory, buffer, n);
        else
            memcpy(buffer, memory, n);
        at += n;
        buffer += n;
        left -= n;
    }
}

static int possible(const struct request *request, int disk)
{
    unsigned long end = request->sector + request->current_nr_sectors;

    if (disk >= disks || request->sector >= end || end > (unsigned long)kib * 2)
        return 0;
    return bad_sector < 0 || (unsigned long)bad_sector < request->sector || (unsigned long)bad_sector >= end;
}

static void ramdisk_request(request_queue_t *q)
{
    (void)q;
    for (;;) {
        int disk, ok;

        INIT_REQUEST;
        disk = DEVICE_NR(CURRENT->rq_dev);
        ok = possible(CURRENT, disk);
        if (ok)
            move(CURRENT, disk);
        end_request(ok);
    }
}

static int ramdisk_open(struct inode *inode, struct file *file)
{
    (void)file;
    if (DEVICE_NR(inode->i_rdev) >= disks)
        return -ENXIO;
    MOD_INC_USE_COUNT;
    return 0;
}

static int ramdisk_release(struct inode *inode, struct file *file)
{
    (void)inode, (void)file;
    MOD_DEC_USE_COUNT;
    return 0;
}

static int ramdisk_ioctl(struct inode *inode, struct file *file, unsigned int command, unsigned long argument)
{
    struct hd_geometry geometry;

    (void)file;
    if (command != HDIO_GETGEO)
        return blk_ioctl(inode->i_rdev, command, argument);
    memset(&geometry, 0, sizeof(geometry));
    geometry.heads = 64;
    geometry.sectors = 32;
    geometry.cylinders = kib * 2 / (64 * 32);
    return copy_to_user((void *)argument, &geometry, sizeof(geometry)) ? -EFAULT : 0;
}

static struct block_device_operations operations = {
    owner: THIS_MODULE,
    open: ramdisk_open,
    release: ramdisk_release,
    ioctl: ramdisk_ioctl,
};

static struct gendisk gendisk = {
    major: MAJOR_NR,
    major_name: DEVICE_NAME,
    minor_shift: RAMDISK_SHIFT,
    max_p: 1 << RAMDISK_SHIFT,
    part: parts,
    sizes: sizes,
    fops: &operations,
};

static void free_disk(int disk)
{
    unsigned int i;

    if (!chunks[disk])
        return;
    for (i = 0; i < chunk_count(); i++)
        if (chunks[disk][i])
            vfree(chunks[disk][i]);
    kfree(chunks[disk]);
    chunks[disk] = NULL;
}

static int make_disk(int disk)
{
    unsigned int i;

    chunks[disk] = kmalloc(chunk_count() * sizeof(char *), GFP_KERNEL);
    if (!chunks[disk])
        return -ENOMEM;
    memset(chunks[disk], 0, chunk_count() * sizeof(char *));
    for (i = 0; i < chunk_count(); i++) {
        chunks[disk][i] = vmalloc(CHUNK_BYTES);
        if (!chunks[disk][i])
            return -ENOMEM;
        memset(chunks[disk][i], 0, CHUNK_BYTES);
    }
    return 0;
}

static int __init ramdisk_init(void)
{
    int i, result = 0;

    if (disks < 1 || disks > RAMDISK_MOST || kib < 64) {
        printk(KERN_ERR "ramdisk: 1 to %d disks of at least 64 KiB\n", RAMDISK_MOST);
        return -EINVAL;
    }
    for (i = 0; i < disks && !result; i++)
        result = make_disk(i);
    if (!result)
        result = register_blkdev(MAJOR_NR, DEVICE_NAME, &operations);
    if (result < 0) {
        for (i = 0; i < disks; i++)
            free_disk(i);
        return result;
    }
    for (i = 0; i < RAMDISK_MINORS; i++)
        block_sizes[i] = 1024;
    blksize_size[MAJOR_NR] = block_sizes;
    read_ahead[MAJOR_NR] = 8;
    blk_init_queue(BLK_DEFAULT_QUEUE(MAJOR_NR), DEVICE_REQUEST);
    gendisk.nr_real = disks;
    add_gendisk(&gendisk);
    for (i = 0; i < disks; i++)
        register_disk(&gendisk, MKDEV(MAJOR_NR, i << RAMDISK_SHIFT), 1 << RAMDISK_SHIFT, &operations, kib * 2);
    printk(KERN_INFO "ramdisk: %d of %d KiB\n", disks, kib);
    return 0;
}

static void __exit ramdisk_exit(void)
{
    int i;

    unregister_blkdev(MAJOR_NR, DEVICE_NAME);
    del_gendisk(&gendisk);
    blk_cleanup_queue(BLK_DEFAULT_QUEUE(MAJOR_NR));
    blk_size[MAJOR_NR] = blksize_size[MAJOR_NR] = NULL;
    read_ahead[MAJOR_NR] = 0;
    for (i = 0; i < disks; i++)
        free_disk(i);
}

module_init(ramdisk_init);
module_exit(ramdisk_exit);
