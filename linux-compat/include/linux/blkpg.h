/* SPDX-License-Identifier: MIT
 * Partitions added and removed by programs, and what every block device answers.
 */
#pragma once
#include <linux/ioctl.h>
#include <linux/types.h>
struct blkpg_ioctl_arg { int op, flags, datalen; void *data; };
#define BLKPG_DEVNAMELTH 64
#define BLKPG_VOLNAMELTH 64
struct blkpg_partition { long long start, length; int pno; char devname[BLKPG_DEVNAMELTH], volname[BLKPG_VOLNAMELTH]; };
#define BLKPG _IO(0x12, 105)
enum { LX_BLKPG_ADD = 1, LX_BLKPG_DEL };
#define BLKPG_ADD_PARTITION LX_BLKPG_ADD
#define BLKPG_DEL_PARTITION LX_BLKPG_DEL
extern int blk_ioctl(kdev_t device, unsigned int command, unsigned long argument);
