/* SPDX-License-Identifier: MIT
 * Random bytes.
 */
#pragma once
#include <linux/fs.h>
#include <linux/ioctl.h>
#include <linux/types.h>
extern void get_random_bytes(void *buf, int count);
extern void add_interrupt_randomness(int irq);
extern unsigned long net_random(void);
extern void add_mouse_randomness(unsigned int data);
/* Who keeps random bytes himself may define this one. */
extern inline void rand_initialize_blkdev(int major, int mode) { }
extern struct file_operations random_fops, urandom_fops;
/* Requests of programs: what is there, in bits, and more of it */
#define RNDGETENTCNT _IOR('R', 0, int)
#define RNDADDTOENTCNT _IOW('R', 1, int)
#define RNDGETPOOL _IOR('R', 2, int)
#define RNDADDENTROPY _IOW('R', 3, int)
#define RNDZAPENTCNT _IO('R', 4)
#define RNDCLEARPOOL _IO('R', 6)
struct rand_pool_info { int entropy_count, buf_size; __u32 buf[0]; };
