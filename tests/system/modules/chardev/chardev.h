/* SPDX-License-Identifier: MIT
 * Requests of the test device; the program (user/bin/devcalls) has the same.
 */
#pragma once

struct chardev_copy {
    const char* from;
    char* to;
    unsigned int bytes;
    int missed_from, missed_to; /* bytes that could not be copied */
};
#define CHARDEV_ROOM 4096
#define CHARDEV_PEEK 0x4301   /* puts 0x12345678 to the argument, the address of an int */
#define CHARDEV_COPY 0x4302   /* struct chardev_copy: from the program, and back */
#define CHARDEV_KERNEL 0x4303 /* puts to an address of the executive; returns the bytes that were missed */
#define CHARDEV_TEXT                                                                                         \
    0x4304 /* argument: a text; returns its length by strnlen_user, or what strncpy_from_user says */
#define CHARDEV_PID 0x4305 /* returns current->pid */
#define CHARDEV_THREAD                                                                                       \
    0x4306 /* a thread of the driver's puts to the argument; returns the bytes that were missed */
#define CHARDEV_OWN                                                                                          \
    0x4307 /* with set_fs(KERNEL_DS), copies between its own buffers; returns the bytes that were missed */
#define CHARDEV_CLEAR                                                                                        \
    0x4308 /* clears CHARDEV_ROOM bytes of the argument; returns the bytes that were missed */
#define CHARDEV_FLAGS 0x4309 /* returns f_flags */
#define CHARDEV_SLEEP 0x430A /* sleeps the argument's jiffies, no signal ends it; returns signal_pending */
#define CHARDEV_OPENS 0x430B /* returns how many files are open */
#define CHARDEV_LISTENERS 0x430C /* returns how many files wait for a signal */
#define CHARDEV_SYNCED 0x430D    /* returns how often it was synced */
#define CHARDEV_RESTART 0x430E   /* returns -ERESTARTSYS */
#define CHARDEV_PUT_LATER 0x430F /* a byte is there after the argument's jiffies */
#define CHARDEV_RANGE 0x4310     /* returns verify_area of CHARDEV_ROOM bytes at the argument */
#define CHARDEV_ONLY 0x4312      /* copies the name of the one check that shall run, or "", to 32 bytes */
#define CHARDEV_USED 0x4311      /* returns the module's use count */

/* procs.c */
extern int procs_init(void);
extern void procs_exit(void);

/* maps.c: what the device has to map, by page, and how its own view of that is asked for */
#define CHARDEV_SHARED 0   /* two pages, remapped */
#define CHARDEV_SINGLE 16  /* three pages, given one by one */
#define CHARDEV_SCREEN 32  /* the text screen, a device's memory */
#define CHARDEV_FOREIGN 48 /* the executive's code */
#define CHARDEV_STACK 49   /* its own, but not allocated by it */
#define CHARDEV_LOOK                                                                                         \
    0x4313 /* returns the byte at this offset of the shared pages, or of the single ones from CHARDEV_SINGLE \
              pages on */
#define CHARDEV_MAPS 0x4314 /* returns how many mappings of single pages there are */
#define CHARDEV_DROP 0x4315 /* gives the shared pages back and gets others, of zeros */
struct file;
struct vm_area_struct;
extern int chardev_mmap(struct file* file, struct vm_area_struct* area);
extern int maps_ioctl(unsigned int request, unsigned long argument);
extern int maps_init(void);
extern void maps_exit(void);
