/* SPDX-License-Identifier: MIT
 * Tapes at the floppy controller, as files of blocks: minor numbers, and the size of blocks.
 */
#pragma once
#include <linux/ftape.h>
#include <asm/uaccess.h>
#define ZFTAPE_VERSION "zftape for " FTAPE_VERSION
/* What a header segment names its tape */
#define ZFTAPE_LABEL "Ftape - The Linux Floppy Tape Project!"
/* Bits of the minor number say how the tape is written; none: as QIC-80 says. */
enum lx_zftape_modes {
    ZFT_Q80_MODE = 1 << 3, ZFT_ZIP_MODE = 1 << 4, ZFT_RAW_MODE = 1 << 5,
    ZFT_MINOR_OP_MASK = ZFT_Q80_MODE | ZFT_ZIP_MODE | ZFT_RAW_MODE
};
#define ZFT_MINOR_MASK (FTAPE_SEL_MASK | ZFT_MINOR_OP_MASK | FTAPE_NO_REWIND)
/* A program's question for the size of a block; 1 is what tells bytes that are no whole block's. */
struct mtblksz { unsigned int mt_blksz; };
#define MTIOC_ZFTAPE_GETBLKSZ _IOR('m', 104, struct mtblksz)
/* Positions in bytes and in blocks of blk_sz, which is 1 or a multiple of 1 KiB */
static inline __s64 zft_mul_blksz(__s64 value, __u32 blk_sz) { return value * blk_sz; }
static inline __s64 zft_div_blksz(__s64 value, __u32 blk_sz)
{ return blk_sz == 1 ? value : (__u32)(value >> 10) / (blk_sz >> 10); }
