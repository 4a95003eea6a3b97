/* SPDX-License-Identifier: MIT
 * In which context code runs, and waiting for handlers.
 */
#pragma once
#include <linux/config.h>
/* Depth of interrupt handlers and of regions with bottom halves off (a running softirq counts as one). */
extern unsigned int lx_irq_depth;
extern volatile unsigned int *const lx_bh_depth;
#define in_irq() (lx_irq_depth != 0)
#define in_softirq() (*lx_bh_depth != 0)
#define in_interrupt() (lx_irq_depth + *lx_bh_depth != 0)
#define local_irq_count(cpu) lx_irq_depth
#define local_bh_count(cpu) (*lx_bh_depth)
/* A handler has always run to its end before the code that it preempted goes on. */
#define synchronize_irq() barrier()
#define hardirq_trylock(cpu) (lx_irq_depth == 0)
#define hardirq_endlock(cpu) do { } while (0)
