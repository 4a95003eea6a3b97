/* SPDX-License-Identifier: MIT
 * A minicartridge's header segment: offsets in bytes (QIC-80-MC, "Flexible disk controller minicartridge format").
 */
#pragma once
#include <linux/ftape.h>
enum lx_ftape_header {
    FT_SIGNATURE = 0, FT_FMT_CODE = 4, FT_REV_LEVEL = 5, FT_HSEG_1 = 6, FT_HSEG_2 = 8, FT_FRST_SEG = 10, FT_LAST_SEG = 12,
    FT_FMT_DATE = 14, FT_WR_DATE = 18, FT_SPT = 24, FT_TPC = 26, FT_FHM = 27, FT_FTM = 28, FT_FSM = 29,
    FT_LABEL = 30, FT_LABEL_DATE = 74, FT_LABEL_SZ = FT_LABEL_DATE - FT_LABEL, FT_CMAP_START = 78,
    FT_FMT_ERROR = 128, FT_SEG_CNT = 130, FT_INIT_DATE = 138, FT_FMT_CNT = 142, FT_FSL_CNT = 144, FT_MK_CODE = 146,
    FT_LOT_CODE = 190,
    /* where the numbers of segments have four bytes, as in format 6 */
    FT_6_HSEG_1 = 234, FT_6_HSEG_2 = 238, FT_6_FRST_SEG = 242, FT_6_LAST_SEG = 246,
    /* the log of failed sectors */
    FT_HEADER_END = 256, FT_FSL = FT_HEADER_END, FT_FSL_SIZE = 2 * FT_SECTOR_SIZE - FT_HEADER_END
};
#define FT_HSEG_MAGIC 0xaa55aa55
#define FT_D2G_MAGIC 0x82288228
/* One failure of that log: segment and day */
typedef struct ft_fsl_entry { __u16 segment, date; } __attribute__((packed)) ft_fsl_entry;
/* How a tape is formatted */
typedef enum ft_format { fmt_normal = 2, fmt_1100ft, fmt_var, fmt_425ft, fmt_big } ft_format_type;
/* Years from 1970 in seven bits, and seconds of a year whose months have 31 days each */
#define FT_YEAR_0 1970
#define FT_YEAR_SHIFT 25
#define FT_TIME_STAMP(y, mo, d, h, m, s) \
    ((((y) - FT_YEAR_0) << FT_YEAR_SHIFT) | ((s) + 60 * ((m) + 60 * ((h) + 24 * ((d) + 31 * (mo))))))
