/* SPDX-License-Identifier: MIT
 * Random bytes.
 */
#pragma once
extern void get_random_bytes(void *buf, int count);
extern void add_interrupt_randomness(int irq);
extern unsigned long net_random(void);
