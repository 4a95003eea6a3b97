/* SPDX-License-Identifier: MIT
 * The controllers and their drives as disks: finding them, opening, ioctls.
 */
#include "ide.h"
#include <linux/init.h>

static int dma = 1;
MODULE_PARM(dma, "i");
MODULE_PARM_DESC(dma, "0: data by the processor, not by bus mastering");
MODULE_AUTHOR("Alcove");
MODULE_DESCRIPTION("ATA and ATAPI drives on PIIX");
MODULE_LICENSE("Dual BSD/GPL");

static struct ide_channel channels[IDE_CHANNELS] = {
    { index: 0, io: 0x1f0, control: 0x3f6, irq: 14 },
    { index: 1, io: 0x170, control: 0x376, irq: 15 },
};
static struct hd_struct parts[IDE_DRIVES << IDE_SHIFT];
static int sizes[IDE_DRIVES << IDE_SHIFT], block_sizes[IDE_DRIVES << IDE_SHIFT], sector_sizes[IDE_DRIVES << IDE_SHIFT];
static int most_sectors[IDE_DRIVES << IDE_SHIFT];
static char flags[IDE_DRIVES];
static struct pci_dev *controller;

static struct ide_drive *drive_of(kdev_t device)
{
    unsigned int n = DEVICE_NR(device);

    return n < IDE_DRIVES && channels[n / 2].drive[n % 2].present ? &channels[n / 2].drive[n % 2] : NULL;
}

/* --- disks --- */

static struct block_device_operations operations;
static struct gendisk gendisk = {
    major: MAJOR_NR,
    major_name: DEVICE_NAME,
    minor_shift: IDE_SHIFT,
    max_p: 1 << IDE_SHIFT,
    part: parts,
    sizes: sizes,
    nr_real: IDE_DRIVES,
    flags: flags,
    fops: &operations,
};

static void take_size(kdev_t device)
{
    struct ide_drive *drive = drive_of(device);

    grok_partitions(&gendisk, DEVICE_NR(device), drive->packet ? 1 : 1 << IDE_SHIFT, drive->sectors);
}

static int ide_open(struct inode *inode, struct file *file)
{
    struct ide_drive *drive = drive_of(inode->i_rdev);
    int result = 0;

    if (!drive)
        return -ENXIO;
    if (drive->packet) {
        if (file->f_mode & FMODE_WRITE)
            return -EROFS;
        result = ide_packet_look(drive);
        check_disk_change(inode->i_rdev);
    }
    if (!result)
        MOD_INC_USE_COUNT;
    return result;
}

static int ide_release(struct inode *inode, struct file *file)
{
    (void)inode, (void)file;
    MOD_DEC_USE_COUNT;
    return 0;
}

static int ide_media_change(kdev_t device)
{
    struct ide_drive *drive = drive_of(device);
    int changed = drive && drive->changed;

    if (drive)
        drive->changed = 0;
    return changed;
}

static int ide_revalidate(kdev_t device)
{
    take_size(device);
    return 0;
}

static int get_geometry(struct ide_drive *drive, unsigned long argument)
{
    struct hd_geometry geometry;

    memset(&geometry, 0, sizeof(geometry));
    geometry.heads = 255;
    geometry.sectors = 63;
    geometry.cylinders = drive->sectors / (255 * 63);
    return copy_to_user((void *)argument, &geometry, sizeof(geometry)) ? -EFAULT : 0;
}

static int ide_ioctl(struct inode *inode, struct file *file, unsigned int request, unsigned long argument)
{
    struct ide_drive *drive = drive_of(inode->i_rdev);

    (void)file;
    if (!drive)
        return -ENXIO;
    switch (request) {
    case HDIO_GETGEO:
        return get_geometry(drive, argument);
    case HDIO_GET_IDENTITY:
        return copy_to_user((void *)argument, drive->identity, sizeof(drive->identity)) ? -EFAULT : 0;
    case HDIO_GET_DMA:
        return put_user((long)drive->dma, (long *)argument);
    case HDIO_SET_DMA:
        if (argument > 1 || (argument && !drive->channel->bus_master))
            return -EINVAL;
        drive->dma = argument;
        return 0;
    case CDROMEJECT:
    case CDROMCLOSETRAY:
        return drive->packet ? ide_packet_eject(drive, request == CDROMCLOSETRAY) : -EINVAL;
    }
    return blk_ioctl(inode->i_rdev, request, argument);
}

static struct block_device_operations operations = {
    owner: THIS_MODULE,
    open: ide_open,
    release: ide_release,
    ioctl: ide_ioctl,
    check_media_change: ide_media_change,
    revalidate: ide_revalidate,
};

static request_queue_t *ide_queue(kdev_t device)
{
    return DEVICE_NR(device) < IDE_DRIVES ? &channels[DEVICE_NR(device) / 2].queue : NULL;
}

/* --- finding --- */

static int probe_channel(struct ide_channel *channel)
{
    int unit, found = 0;

    if (!request_region(channel->io, 8, "ide"))
        return 0;
    if (!request_region(channel->control, 1, "ide")) {
        release_region(channel->io, 8);
        return 0;
    }
    for (unit = 0; unit < 2; unit++) {
        channel->drive[unit].channel = channel;
        channel->drive[unit].unit = unit;
    }
    /* Whoever was here before may have left a command half done. */
    if (channel->bus_master)
        outb(0, channel->bus_master + BM_COMMAND);
    if (ide_alt_status(channel) != 0xff)
        ide_reset(channel);
    for (unit = 0; unit < 2; unit++) {
        struct ide_drive *drive = &channel->drive[unit];

        if (ide_identify(drive))
            continue;
        found++;
        printk(KERN_INFO "hd%c: %s, %s by %s\n", 'a' + channel->index * 2 + unit, drive->model,
               drive->packet ? "ATAPI" : "ATA", drive->dma ? "DMA" : "PIO");
    }
    return found;
}

static void release_channel(struct ide_channel *channel)
{
    release_region(channel->io, 8);
    release_region(channel->control, 1);
    if (channel->table)
        pci_free_consistent(controller, PRD_MOST * sizeof(struct prd), channel->table, channel->table_bus);
    channel->table = NULL;
}

static void give_bus_master(struct ide_channel *channel, unsigned long base)
{
    channel->table = pci_alloc_consistent(controller, PRD_MOST * sizeof(struct prd), &channel->table_bus);
    if (channel->table)
        channel->bus_master = base + channel->index * BM_CHANNEL;
}

static int start_channel(struct ide_channel *channel)
{
    int result;

    init_timer(&channel->timer);
    channel->timer.function = ide_timeout;
    channel->timer.data = (unsigned long)channel;
    blk_init_queue(&channel->queue, ide_request);
    channel->queue.queuedata = channel;
    result = request_irq(channel->irq, ide_interrupt, 0, "ide", channel);
    if (result)
        printk(KERN_ERR "ide%d: no interrupt line %u\n", channel->index, channel->irq);
    return result;
}

static void stop_channel(struct ide_channel *channel)
{
    free_irq(channel->irq, channel);
    del_timer_sync(&channel->timer);
    blk_cleanup_queue(&channel->queue);
}

static void show_disks(void)
{
    unsigned int n, i;

    for (n = 0; n < IDE_DRIVES; n++) {
        kdev_t device = MKDEV(MAJOR_NR, n << IDE_SHIFT);
        struct ide_drive *drive = drive_of(device);

        if (!drive)
            continue;
        for (i = n << IDE_SHIFT; i < (n + 1) << IDE_SHIFT; i++) {
            sector_sizes[i] = drive->packet ? 2048 : 512;
            block_sizes[i] = drive->packet ? 2048 : 1024;
            most_sectors[i] = drive->lba48 ? 254 : 248;
        }
        if (drive->packet) {
            flags[n] = GENHD_FL_REMOVABLE;
            set_device_ro(device, 1);
        }
        take_size(device);
    }
}

static int register_disks(void)
{
    int result = register_blkdev(MAJOR_NR, "ide", &operations);

    if (result < 0)
        return result;
    blk_dev[MAJOR_NR].queue = ide_queue;
    blksize_size[MAJOR_NR] = block_sizes;
    hardsect_size[MAJOR_NR] = sector_sizes;
    max_sectors[MAJOR_NR] = most_sectors;
    read_ahead[MAJOR_NR] = 8;
    add_gendisk(&gendisk);
    show_disks();
    return 0;
}

static void forget_disks(void)
{
    unregister_blkdev(MAJOR_NR, "ide");
    del_gendisk(&gendisk);
    blk_dev[MAJOR_NR].queue = NULL;
    blksize_size[MAJOR_NR] = hardsect_size[MAJOR_NR] = max_sectors[MAJOR_NR] = NULL;
    blk_size[MAJOR_NR] = NULL;
}

static int ide_probe(struct pci_dev *dev, const struct pci_device_id *id)
{
    int i, found = 0, started = 0, result;

    (void)id;
    if (controller)
        return -EBUSY;
    result = pci_enable_device(dev);
    if (result)
        return result;
    controller = dev;
    for (i = 0; i < IDE_CHANNELS; i++) {
        if (dma && pci_resource_start(dev, 4))
            give_bus_master(&channels[i], pci_resource_start(dev, 4));
        found += probe_channel(&channels[i]);
    }
    pci_set_master(dev);
    result = -ENODEV;
    if (!found)
        printk(KERN_NOTICE "ide: no drives\n");
    while (found && started < IDE_CHANNELS && !(result = start_channel(&channels[started])))
        started++;
    if (!result)
        result = register_disks();
    if (!result)
        return 0;
    while (started-- > 0)
        stop_channel(&channels[started]);
    for (i = 0; i < IDE_CHANNELS; i++)
        release_channel(&channels[i]);
    pci_disable_device(dev);
    controller = NULL;
    return result;
}

static void ide_remove(struct pci_dev *dev)
{
    int i;

    forget_disks();
    for (i = 0; i < IDE_CHANNELS; i++) {
        stop_channel(&channels[i]);
        release_channel(&channels[i]);
    }
    pci_disable_device(dev);
    controller = NULL;
}

static struct pci_device_id ids[] = {
    { PCI_VENDOR_ID_INTEL, 0x1230, PCI_ANY_ID, PCI_ANY_ID },
    { PCI_VENDOR_ID_INTEL, 0x7010, PCI_ANY_ID, PCI_ANY_ID },
    { PCI_VENDOR_ID_INTEL, 0x7111, PCI_ANY_ID, PCI_ANY_ID },
    { 0 },
};
MODULE_DEVICE_TABLE(pci, ids);

static struct pci_driver driver = {
    name: "ide",
    id_table: ids,
    probe: ide_probe,
    remove: ide_remove,
};

static int __init ide_init(void)
{
    return pci_module_init(&driver);
}

static void __exit ide_exit(void)
{
    pci_unregister_driver(&driver);
}

module_init(ide_init);
module_exit(ide_exit);
