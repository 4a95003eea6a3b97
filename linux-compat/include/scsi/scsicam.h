/* SPDX-License-Identifier: MIT
 * Cylinders, heads and sectors of a SCSI disk as its partition table has them (Common Access Method, annex B).
 * The module scsi_mod exports what is declared here.
 */
#pragma once
#include <linux/kdev_t.h>

struct buffer_head;
struct scsi_disk;
extern int scsicam_bios_param(struct scsi_disk *disk, kdev_t dev, int *geometry);
extern int scsi_partsize(struct buffer_head *bh, unsigned long capacity, unsigned int *cyls, unsigned int *hds, unsigned int *secs);
extern unsigned char *scsi_bios_ptable(kdev_t dev);
