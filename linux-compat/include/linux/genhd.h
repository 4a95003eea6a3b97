/* SPDX-License-Identifier: MIT
 * Disks with partitions. In a domain only whole disks are opened and part[] starts at 0: the executive reads partition
 * tables and adds the offset.
 */
#pragma once
#include <linux/config.h>
#include <linux/types.h>
#include <linux/devfs_fs_kernel.h>
#include <linux/major.h>

/* An entry of a PC's partition table, as it lies on the disk (sector 0, offset 446) */
struct partition {
    unsigned char boot_ind, head, sector, cyl, sys_ind, end_head, end_sector, end_cyl;
    unsigned int start_sect, nr_sects;
} __attribute__((packed));
#define DOS_EXTENDED_PARTITION 0x05
#define LINUX_EXTENDED_PARTITION 0x85
#define LINUX_PARTITION 0x83
#define LINUX_RAID_PARTITION 0xfd
#define LINUX_SWAP_PARTITION 0x82
#define WIN98_EXTENDED_PARTITION 0x0f

struct hd_struct {
    devfs_handle_t de;
    unsigned long start_sect, nr_sects;
    /* statistics */
    unsigned int aveq, io_ticks, ios_in_flight, last_idle_time, last_queue_change;
    unsigned int rd_ios, rd_merges, rd_sectors, rd_ticks, wr_ios, wr_merges, wr_sectors, wr_ticks;
};

#define GENHD_FL_REMOVABLE 1
struct gendisk {
    const char *major_name;
    int major, minor_shift, max_p, nr_real;
    struct hd_struct *part; /* by minor */
    int *sizes;             /* in KiB, by minor */
    char *flags;
    void *real_devices;
    devfs_handle_t *de_arr;
    struct block_device_operations *fops;
    struct gendisk *next;
};

extern void add_gendisk(struct gendisk *disk);
extern void del_gendisk(struct gendisk *disk);
extern struct gendisk *get_gendisk(kdev_t device);
extern void devfs_register_partitions(struct gendisk *disk, int minor, int unregister);
struct request;
extern void req_finished_io(struct request *request);

/* For statistics: the number of the disk among those of its driver */
static inline unsigned int disk_index(kdev_t dev)
{
    struct gendisk *disk = get_gendisk(dev);

    return disk ? MINOR(dev) >> disk->minor_shift : 0;
}
