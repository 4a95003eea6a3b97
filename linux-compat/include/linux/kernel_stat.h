/* SPDX-License-Identifier: MIT
 * What the kernel counts. A domain counts for itself.
 */
#pragma once
#include <linux/config.h>
#include <linux/smp.h>
#include <linux/sched.h>
#include <linux/threads.h>
#include <asm/irq.h>
#define DK_MAX_DISK 16
#define DK_MAX_MAJOR 99
struct kernel_stat {
    unsigned int dk_drive[DK_MAX_MAJOR][DK_MAX_DISK], dk_drive_rblk[DK_MAX_MAJOR][DK_MAX_DISK],
        dk_drive_rio[DK_MAX_MAJOR][DK_MAX_DISK], dk_drive_wblk[DK_MAX_MAJOR][DK_MAX_DISK],
        dk_drive_wio[DK_MAX_MAJOR][DK_MAX_DISK], pgpgin, pgpgout;
    unsigned int irqs[NR_CPUS][NR_IRQS];
};
extern struct kernel_stat kstat;
static inline int kstat_irqs(int irq) { return kstat.irqs[0][irq]; }
extern unsigned long nr_context_switches(void);
