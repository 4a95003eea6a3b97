/* SPDX-License-Identifier: MIT
 * How a check of the personality is written and what it says.
 *
 * A check is a function that returns as soon as something is wrong (MUST, MUST_BE). It runs in a kernel
 * thread, may sleep, and is reported as "check NAME ok" or "check NAME FAILED: detail".
 */
#ifndef SEMANTICS_CHECK_H
#define SEMANTICS_CHECK_H
#include <linux/config.h>
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/errno.h>

struct check {
    const char* name;
    void (*run)(void);
};

/* Each ends with a check without a name. */
extern const struct check timer_checks[], softirq_checks[], task_checks[], sleep_checks[], lock_checks[];
extern const struct check irq_checks[], disable_checks[], dma_checks[], skb_checks[], queue_checks[];
extern const struct check memory_checks[], text_checks[], bit_checks[], resource_checks[], chain_checks[];
extern const struct check basic_checks[], task_parts_checks[], netdev_checks[], pci_checks[], extra_checks[],
    terminal_checks[];
extern const struct check block_checks[], block_table_checks[];

extern void check_fails(const char* file, int line, const char* what, long is);

#define MUST(condition)                                                                                      \
    do {                                                                                                     \
        if (!(condition)) {                                                                                  \
            check_fails(__FILE__, __LINE__, #condition, 0);                                                  \
            return;                                                                                          \
        }                                                                                                    \
    } while (0)
#define MUST_BE(value, wanted)                                                                               \
    do {                                                                                                     \
        long is_ = (long)(value);                                                                            \
        if (is_ != (long)(wanted)) {                                                                         \
            check_fails(__FILE__, __LINE__, #value " == " #wanted, is_);                                     \
            return;                                                                                          \
        }                                                                                                    \
    } while (0)

/* The value of a MODULE_PARM, from driver.conf. */
extern int given_number, given_list[4];
extern char* given_text;

/* Until the condition holds, for at most so many jiffies, without giving the processor away. */
#define SPIN_UNTIL(condition, limit)                                                                         \
    do {                                                                                                     \
        unsigned long end_ = jiffies + (limit);                                                              \
        while (!(condition) && time_before(jiffies, end_)) barrier();                                        \
    } while (0)

/* The same asleep. */
#define SLEEP_UNTIL(condition, limit)                                                                        \
    do {                                                                                                     \
        unsigned long end_ = jiffies + (limit);                                                              \
        while (!(condition) && time_before(jiffies, end_)) {                                                 \
            current->state = TASK_UNINTERRUPTIBLE;                                                           \
            schedule_timeout(1);                                                                             \
        }                                                                                                    \
    } while (0)

/* nic.c: an NE2000 that interrupts when it is told to, at once, until it is told that it was heard. */
extern int nic_setup(void);
extern void nic_fire(void);
extern int nic_acknowledge(void); /* 1: it had asked */
#define NIC_IRQ 5

#endif
