/* SPDX-License-Identifier: MIT
 * Random bytes.
 */
#pragma once
extern void get_random_bytes(void *buf, int count);
extern void add_interrupt_randomness(int irq);
extern unsigned long net_random(void);
extern void add_mouse_randomness(unsigned int data);
static inline void rand_initialize_blkdev(int major, int mode) { }
