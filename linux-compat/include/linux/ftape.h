/* SPDX-License-Identifier: MIT
 * Tapes at the floppy controller: sizes, times, and what the drivers' parts tell each other.
 */
#pragma once
#include <linux/mtio.h>
#include <linux/sched.h>
#include <linux/types.h>
#include <linux/version.h>
#define FTAPE_VERSION "ftape v3.04d 25/11/97"
/* A segment has 32 sectors, of which three hold the code that corrects the others. */
enum lx_ftape_sizes {
    FT_SECTOR_SIZE = 1 << 10, FT_SECTORS_PER_SEGMENT = 32, FT_ECC_SECTORS = 3,
    FT_SEGMENT_SIZE = (FT_SECTORS_PER_SEGMENT - FT_ECC_SECTORS) * FT_SECTOR_SIZE,
    FT_BUFF_SIZE = FT_SECTORS_PER_SEGMENT * FT_SECTOR_SIZE, FT_MAX_NR_BUFFERS = 16, FT_FMT_SEGS_PER_BUF = FT_BUFF_SIZE / (4 * 32)
};
/* Sectors are counted from 1 at the controller. */
#define FT_SECTOR(x) ((x) + 1)
/* Times in milliseconds; FT_USPT: microseconds of a tick; FT_RQM_DELAY: microseconds that the controller needs */
enum { FT_FOREVER = -1, FT_MILLISECOND = 1, FT_SECOND = 1000 * FT_MILLISECOND, FT_RQM_DELAY = 12 };
#define FT_USPT (1000000 / HZ)
enum { FT_RETRIES_ON_ECC_ERROR = 3, FT_SOFT_RETRIES = 6 };
/* Minor numbers: the drive in two bits, then whether to rewind at the end */
#define FTAPE_SEL_A 0
#define FTAPE_SEL_B 1
#define FTAPE_SEL_C 2
#define FTAPE_SEL_D 3
#define FTAPE_SEL_MASK 3
#define FTAPE_SEL(unit) ((unit) & FTAPE_SEL_MASK)
#define FTAPE_NO_REWIND (FTAPE_SEL_MASK + 1)
/* The drive's last answers, as programs get them */
typedef union { struct { __u8 error, command; } error; long space; } ft_drive_error;
typedef union {
    struct { __u8 drive_status, drive_config, tape_status; } status;
    long space;
} ft_drive_status;
#define THE_FTAPE_MAINTAINER "whoever maintains this driver"
/* What a configuration would say otherwise: the first floppy controller, as a PC has it */
#ifndef CONFIG_FT_FDC_BASE
#define CONFIG_FT_FDC_BASE 0x3f0
#define CONFIG_FT_FDC_IRQ 6
#define CONFIG_FT_FDC_DMA 2
#define CONFIG_FT_FDC_THR 8
#define CONFIG_FT_FDC_MAX_RATE 2000
#define CONFIG_FT_PROBE_FC10 0
#define CONFIG_FT_MACH2 0
#endif
#ifndef CONFIG_FT_NR_BUFFERS
#define CONFIG_FT_NR_BUFFERS 3
#endif
#define NR_ITEMS(x) ((int)(sizeof(x) / sizeof(*(x))))
#define KERNEL_VER(major, minor, sublvl) ((major) << 16 | (minor) << 8 | (sublvl))
