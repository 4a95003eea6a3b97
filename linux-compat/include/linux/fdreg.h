/* SPDX-License-Identifier: MIT
 * The PC's floppy controller: bits of its status and its commands (Intel, 82077AA data sheet, 1994, sections 2.1 and 5).
 * Ports are the including driver's: FD_IOPORT is its base.
 */
#pragma once
#ifdef FDPATCHES
#define FD_IOPORT fdc_state[fdc].address
#define FD_STATUS (4 + FD_IOPORT)
#define FD_DATA (5 + FD_IOPORT)
#define FD_DOR (2 + FD_IOPORT)
#define FD_DIR (7 + FD_IOPORT)
#define FD_DCR (7 + FD_IOPORT)
#endif
/* Main status register */
enum {
    STATUS_BUSYMASK = 0x0f, STATUS_BUSY = 1 << 4, STATUS_DMA = 1 << 5, STATUS_DIR = 1 << 6, STATUS_READY = 1 << 7
};
/* The result's bytes; some drivers undefine what they name otherwise. */
#define ST0_DS (1 | 2)
#define ST0_HA (1 << 2)
#define ST0_NR (1 << 3)
#define ST0_ECE (1 << 4)
#define ST0_SE (1 << 5)
#define ST0_INTR (3 << 6)
#define ST1_MAM (1 << 0)
#define ST1_WP (1 << 1)
#define ST1_ND (1 << 2)
#define ST1_OR (1 << 4)
#define ST1_CRC (1 << 5)
#define ST1_EOC (1 << 7)
#define ST2_MAM (1 << 0)
#define ST2_BC (1 << 1)
#define ST2_SNS (1 << 2)
#define ST2_SEH (1 << 3)
#define ST2_WC (1 << 4)
#define ST2_CRC (1 << 5)
#define ST2_CM (1 << 6)
#define ST3_HA ST0_HA
#define ST3_FLT (1 << 7)
#define ST3_WP (1 << 6)
#define ST3_TS (1 << 3)
#define ST3_TZ (1 << 4)
/* Commands, with the multitrack, MFM and skip bits that go with them */
#define FD_SPECIFY 0x03
#define FD_SENSED 0x04
#define FD_RECALIBRATE 0x07
#define FD_SENSEI 0x08
#define FD_DUMPREGS 0x0e
#define FD_SEEK 0x0f
#define FD_VERSION 0x10
#define FD_PERPENDICULAR 0x12
#define FD_CONFIGURE 0x13
#define FD_UNLOCK 0x14
#define FD_PARTID 0x18
#define FD_LOCK (FD_UNLOCK | 1 << 7)
#define FD_FORMAT (0x0d | 1 << 6)
#define FD_READID (0x0a | 1 << 6)
#define FD_WRITE (0x05 | 3 << 6)
#define FD_READ (0x06 | 7 << 5)
#define FD_RSEEK_OUT 0x8f
#define FD_RSEEK_IN 0xcf
/* Kinds of controllers, by what they understand */
#define FDC_NONE 0x00
#define FDC_UNKNOWN 0x10
#define FDC_8272A 0x20
#define FDC_765ED 0x30
#define FDC_82072 0x40
#define FDC_82072A 0x45
#define FDC_82077_ORIG 0x51
#define FDC_82077 0x52
#define FDC_82078_UNKN 0x5f
#define FDC_82078 0x60
#define FDC_82078_1 0x61
#define FDC_S82078B 0x62
#define FDC_87306 0x63
#define FD_DRIVESPEC 0x8e
#define FD_GETSTATUS FD_SENSED
/* Microseconds of a reset, what a formatted sector is filled with, and the version that programs are told */
#define FD_RESET_DELAY 20
#define FD_FILL_BYTE 0xf6
#define FD_DRIVER_VERSION 0x100
