/* SPDX-License-Identifier: MIT
 * Interrupt handlers, bottom halves, tasklets.
 */
#pragma once
#include <linux/config.h>
#include <linux/kernel.h>
#include <linux/smp.h>
#include <linux/cache.h>
#include <asm/bitops.h>
#include <asm/atomic.h>
#include <asm/ptrace.h>
#include <asm/hardirq.h>
#include <asm/softirq.h>

struct irqaction {
    void (*handler)(int, void *, struct pt_regs *);
    void *dev_id;
    const char *name;
    unsigned long flags, mask;
    struct irqaction *next;
};

/* Bottom halves of old: a number each. */
enum {
    TIMER_BH, TQUEUE_BH, DIGI_BH, SERIAL_BH, RISCOM8_BH, SPECIALIX_BH, AURORA_BH, ESP_BH,
    SCSI_BH, IMMEDIATE_BH, CYCLADES_BH, CM206_BH, JS_BH, MACSERIAL_BH, ISICOM_BH, LX_BH_COUNT = 32
};
extern void init_bh(int nr, void (*routine)(void));
extern void remove_bh(int nr);
extern void mark_bh(int nr);

/* Softirqs, in the order they run. */
enum { LX_REPLAY_SOFTIRQ, HI_SOFTIRQ, LX_TIMER_SOFTIRQ, NET_TX_SOFTIRQ, NET_RX_SOFTIRQ, TASKLET_SOFTIRQ, LX_SOFTIRQS };
extern void do_softirq(void);
extern void raise_softirq(unsigned int nr);
#define __cpu_raise_softirq(cpu, nr) raise_softirq(nr)
#define cpu_raise_softirq(cpu, nr) raise_softirq(nr)

struct tasklet_struct {
    struct tasklet_struct *next;
    unsigned long state;
    atomic_t count;                 /* disabled while not 0 */
    void (*func)(unsigned long);
    unsigned long data;
};
enum { TASKLET_STATE_SCHED, TASKLET_STATE_RUN };
#define DECLARE_TASKLET(name, fn, arg) struct tasklet_struct name = { .func = (fn), .data = (arg) }
#define DECLARE_TASKLET_DISABLED(name, fn, arg) \
    struct tasklet_struct name = { .count = ATOMIC_INIT(1), .func = (fn), .data = (arg) }
extern void tasklet_init(struct tasklet_struct *t, void (*func)(unsigned long), unsigned long data);
extern void tasklet_kill(struct tasklet_struct *t);
extern void tasklet_schedule(struct tasklet_struct *t);
extern void __tasklet_schedule(struct tasklet_struct *t);
extern void __tasklet_hi_schedule(struct tasklet_struct *t);
extern void tasklet_hi_schedule(struct tasklet_struct *t);
extern void tasklet_enable(struct tasklet_struct *t);
#define tasklet_hi_enable(t) tasklet_enable(t)
#define tasklet_disable_nosync(t) atomic_inc(&(t)->count)
#define tasklet_disable(t) tasklet_disable_nosync(t)
#define tasklet_unlock_wait(t) barrier()

extern unsigned long probe_irq_on(void);
extern int probe_irq_off(unsigned long lines);
extern unsigned int probe_irq_mask(unsigned long lines);
#include <linux/sched.h>
