/* SPDX-License-Identifier: MIT
 * Magnetic tapes, as programs command them. Structures are shared with programs.
 */
#pragma once
#include <linux/types.h>
#include <linux/ioctl.h>
struct mtop { short mt_op; int mt_count; };
typedef int __kernel_daddr_t;
struct mtget { long mt_type, mt_resid, mt_dsreg, mt_gstat, mt_erreg; __kernel_daddr_t mt_fileno, mt_blkno; };
struct mtpos { long mt_blkno; };
struct mtvolinfo { unsigned int mt_volno, mt_blksz, mt_rawsize, mt_size; unsigned int mt_cmpr : 1; };
struct mttapesize { unsigned long mt_capacity, mt_used; };
struct mtftseg { unsigned mt_segno, mt_mode; int mt_result; void *mt_data; };
/* ftape */
typedef unsigned char qic117_cmd_t;
struct ftfmtparms { unsigned char ft_qicstd, ft_fmtcode, ft_fhm, ft_ftm; unsigned short ft_spt, ft_tpc; };
struct ftfmttrack { unsigned int ft_track; unsigned char ft_gap3; };
struct ftfmtstatus { unsigned int ft_segment; };
struct ftfmtverify { unsigned int ft_segment; unsigned long ft_bsm; };
struct mtftcmd {
    unsigned int ft_wait_before;
    qic117_cmd_t ft_cmd;
    unsigned char ft_parm_cnt, ft_parms[3];
    unsigned int ft_result_bits, ft_result, ft_wait_after;
    int ft_status, ft_error;
};
struct mtftformat {
    unsigned int fmt_op;
    union fmt_arg { struct ftfmtverify fmt_verify; struct ftfmtstatus fmt_status; struct ftfmttrack fmt_track; struct ftfmtparms fmt_parms; } fmt_arg;
};
#define MTBSF 2
#define MTBSFM 10
#define MTBSR 4
#define MTBSS 26
#define MTCOMPRESSION 32
#define MTEOM 12
#define MTERASE 13
#define MTFSF 1
#define MTFSFM 11
#define MTFSR 3
#define MTFSS 25
#define MTLOAD 30
#define MTLOCK 28
#define MTMKPART 34
#define MTNOP 8
#define MTOFFL 7
#define MTRETEN 9
#define MTREW 6
#define MTSEEK 22
#define MTSETBLK 20
#define MTSETDENSITY 21
#define MTSETDRVBUFFER 24
#define MTSETPART 33
#define MTUNLOAD 31
#define MTUNLOCK 29
#define MTWEOF 5
#define MTWSM 27
#define MT_ISSCSI2 0x72
#define MT_ST_ASYNC_WRITES 0x2
#define MT_ST_AUTO_LOCK 0x40
#define MT_ST_BLKSIZE_MASK 0xffffff
#define MT_ST_BLKSIZE_SHIFT 0
#define MT_ST_BOOLEANS 0x10000000
#define MT_ST_BUFFER_WRITES 0x1
#define MT_ST_CAN_BSR 0x100
#define MT_ST_CAN_PARTITIONS 0x400
#define MT_ST_CLEARBOOLEANS 0x40000000
#define MT_ST_CLEAR_DEFAULT 0xfffff
#define MT_ST_DEF_BLKSIZE 0x50000000
#define MT_ST_DEF_OPTIONS 0x60000000
#define MT_ST_DEF_WRITES 0x80
#define MT_ST_DENSITY_MASK 0xff000000
#define MT_ST_DENSITY_SHIFT 24
#define MT_ST_FAST_MTEOM 0x20
#define MT_ST_NO_BLKLIMS 0x200
#define MT_ST_OPTIONS 0xf0000000
#define MT_ST_READ_AHEAD 0x4
#define MT_ST_SCSI2LOGICAL 0x800
#define MT_ST_SETBOOLEANS 0x30000000
#define MT_ST_SOFTERR_SHIFT 0
#define MT_ST_SYSV 0x1000
#define MT_ST_TIMEOUTS 0x70000000
#define MT_ST_TWO_FM 0x10
#define MT_ST_WRITE_THRESHOLD 0x20000000
#define MTIOCGET _IOR('m', 2, struct mtget)
#define MTIOCPOS _IOR('m', 3, struct mtpos)
#define MTIOCTOP _IOW('m', 1, struct mtop)
/* Bits of mt_gstat */
#define LX_GMT(x, bit) ((x) >> (bit) & 1 ? 1 << (bit) : 0)
#define GMT_BOT(x) LX_GMT(x, 30)
#define GMT_DR_OPEN(x) LX_GMT(x, 18)
#define GMT_EOD(x) LX_GMT(x, 27)
#define GMT_EOF(x) LX_GMT(x, 31)
#define GMT_EOT(x) LX_GMT(x, 29)
#define GMT_IM_REP_EN(x) LX_GMT(x, 16)
#define GMT_ONLINE(x) LX_GMT(x, 24)
#define GMT_SM(x) LX_GMT(x, 28)
#define GMT_WR_PROT(x) LX_GMT(x, 26)
