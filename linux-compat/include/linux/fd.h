/* SPDX-License-Identifier: MIT
 * Floppy drives, as programs see and set them. Structures are shared with programs.
 */
#pragma once
#include <linux/ioctl.h>
struct floppy_struct {
    unsigned int size, sect, head, track, stretch;
    unsigned char gap, rate, spec1, fmt_gap;
    const char *name;
};
struct floppy_max_errors { unsigned int abort, read_track, reset, recal, reporting; };
struct format_descr { unsigned int device, head, track; };
struct floppy_drive_params {
    signed char cmos; unsigned long max_dtr, hlt, hut, srt, spinup, spindown;
    unsigned char spindown_offset, select_delay, rps, tracks; unsigned long timeout; unsigned char interleave_sect;
    struct floppy_max_errors max_errors; char flags, read_track; short autodetect[8]; int checkfreq, native_format;
};
struct floppy_drive_struct {
    unsigned long flags, spinup_date, select_date, first_read_date; short probed_format, track, maxblock, maxtrack;
    int generation, keep_data, fd_ref, fd_device; unsigned long last_checked; char *dmabuf; int bufblocks;
};
struct floppy_fdc_state {
    int spec1, spec2, dtr; unsigned char version, dor; unsigned long address;
    unsigned int rawcmd : 2, reset : 1, need_configure : 1, perp_mode : 2, has_fifo : 1, driver_version;
    unsigned char track[4];
};
struct floppy_write_errors {
    unsigned int write_errors; unsigned long first_error_sector; int first_error_generation;
    unsigned long last_error_sector; int last_error_generation; unsigned int badness;
};
struct floppy_raw_cmd {
    unsigned int flags; void *data; char *kernel_data; struct floppy_raw_cmd *next; long length, phys_length;
    int buffer_length; unsigned char rate, cmd_count, cmd[16], reply_count, reply[16]; int track, resultcode, reserved1, reserved2;
};
/* The size of a sector, as the controller counts: 128 << code */
#define FD_SIZECODE(floppy) (((((floppy)->rate & 0x38) >> 3) + 2) & 7)
#define FD_SECTSIZE(floppy) (128 << FD_SIZECODE(floppy))
#define FD_STRETCH 1
#define FD_SWAPSIDES 2
#define FD_2M 4
#define FD_PERP 0x40
typedef char floppy_drive_name[16];
/* ioctls of type 2 */
#define FDCLRPRM _IO(2, 0x41)
#define FDDEFPRM _IOW(2, 0x43, struct floppy_struct)
#define FDEJECT _IO(2, 0x5a)
#define FDFLUSH _IO(2, 0x4b)
#define FDFMTBEG _IO(2, 0x47)
#define FDFMTEND _IO(2, 0x49)
#define FDFMTTRK _IOW(2, 0x48, struct format_descr)
#define FDGETDRVPRM _IOR(2, 0x11, struct floppy_drive_params)
#define FDGETDRVSTAT _IOR(2, 0x12, struct floppy_drive_struct)
#define FDGETDRVTYP _IOR(2, 0x0f, floppy_drive_name)
#define FDGETFDCSTAT _IOR(2, 0x15, struct floppy_fdc_state)
#define FDGETMAXERRS _IOR(2, 0x0e, struct floppy_max_errors)
#define FDGETMEDIAPRM FDGETPRM
#define FDGETPRM _IOR(2, 0x04, struct floppy_struct)
#define FDMSGOFF _IO(2, 0x46)
#define FDMSGON _IO(2, 0x45)
#define FDPOLLDRVSTAT _IOR(2, 0x13, struct floppy_drive_struct)
#define FDRAWCMD _IO(2, 0x58)
#define FDRESET _IO(2, 0x54)
#define FDSETDRVPRM _IOW(2, 0x90, struct floppy_drive_params)
#define FDSETEMSGTRESH _IO(2, 0x4a)
#define FDSETMAXERRS _IOW(2, 0x4c, struct floppy_max_errors)
#define FDSETPRM _IOW(2, 0x42, struct floppy_struct)
#define FDTWADDLE _IO(2, 0x59)
#define FDWERRORCLR _IO(2, 0x56)
#define FDWERRORGET _IOR(2, 0x17, struct floppy_write_errors)
enum { FD_NEED_TWADDLE_BIT, FD_VERIFY_BIT, FD_DISK_NEWCHANGE_BIT, FD_UNUSED_BIT, FD_DISK_CHANGED_BIT, FD_DISK_WRITABLE_BIT };
enum reset_mode { FD_RESET_IF_NEEDED, FD_RESET_IF_RAWCMD, FD_RESET_ALWAYS };
#define FD_DISK_CHANGED (1 << FD_DISK_CHANGED_BIT)
#define FD_DISK_NEWCHANGE (1 << FD_DISK_NEWCHANGE_BIT)
#define FD_DISK_WRITABLE (1 << FD_DISK_WRITABLE_BIT)
#define FD_NEED_TWADDLE (1 << FD_NEED_TWADDLE_BIT)
#define FD_VERIFY (1 << FD_VERIFY_BIT)
/* A drive's flags that programs set */
enum { FD_DEBUG = 1 << 1, FD_SILENT_DCL_CLEAR = 1 << 2, FTD_MSG = 1 << 4, FD_BROKEN_DCL = 1 << 5, FD_INVERTED_DCL = 1 << 7 };
/* A raw command's: what it moves and waits for, then (from 1 << 8) how it goes on and how it ended */
enum {
    FD_RAW_READ = 1 << 0, FD_RAW_WRITE = 1 << 1, FD_RAW_NO_MOTOR = 1 << 2, FD_RAW_INTR = 1 << 3, FD_RAW_SPIN = 1 << 4,
    FD_RAW_NO_MOTOR_AFTER = 1 << 5, FD_RAW_NEED_DISK = 1 << 6, FD_RAW_NEED_SEEK = 1 << 7, FD_RAW_MORE = 1 << 8,
    FD_RAW_STOP_IF_FAILURE = 1 << 9, FD_RAW_STOP_IF_SUCCESS = 1 << 10, FD_RAW_SOFTFAILURE = 1 << 11,
    FD_RAW_FAILURE = 1 << 16, FD_RAW_HARDFAILURE = 1 << 17,
    FD_RAW_DISK_CHANGE = FD_RAW_NO_MOTOR /* in the answer */
};
