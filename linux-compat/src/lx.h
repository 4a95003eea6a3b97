/* SPDX-License-Identifier: MIT
 * What the files of the personality share with each other; drivers never see it.
 */
#pragma once
/* before jiffies is a macro */
#include "nim/abi/services.h"
#include "nim/abi/upcalls.h"
#include <linux/config.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>

extern struct nim_shared nim_shared_block;

/* The personality's own data are kept from the interrupt thread by the (virtual) interrupt flag. */
#define lx_lock() __lx_save_flags_cli()
#define lx_unlock(flags) __lx_restore_flags(flags)

/* misc.c: is it this allocation that an injected fault lets fail? */
extern int lx_fault_count(enum nim_fault_counter which);
static inline int lx_fault_due(enum nim_fault_counter which)
{
    return __builtin_expect(nim_shared_block.fault_countdown[which] != 0, 0) && lx_fault_count(which);
}

struct sk_buff;
struct net_device;

/* fail.c: the domain ends here, with a text that says why. */
/* uaccess.c: while window n is open, a program's memory at `user` means the copy here. */
extern void lx_window_open(unsigned int n, unsigned long user, void *copy, unsigned long length);
extern void lx_window_close(unsigned int n);
extern void lx_fail(enum nim_fail_kind kind, const char *fmt, ...) __attribute__((noreturn, format(printf, 2, 3)));

/* A symbol that is declared but not implemented: names itself and fails the domain. The loader finds it as
 * lx_stop_NAME, so that the stub needn't have the type. */
#define LX_STOP_EXPORT(name) \
    "\t.section __ksymtab,\"a\"\n__ksymtab_" #name ":\t.long lx_stop_" #name ", 9f\n" \
    "\t.section .rodata.str1.1,\"aMS\",@progbits,1\n9:\t.asciz \"" #name "\"\n\t.text"
#define LX_STOP_STUB(name) \
    __asm__("\t.text\n\t.globl lx_stop_" #name "\nlx_stop_" #name ":\tpushl $9f\n\tcall lx_stopped\n" LX_STOP_EXPORT(name))
extern void lx_stopped(const char *name) __attribute__((noreturn)); /* fail.c */
/* The same for a variable: an address in the lowest page, where nothing is. nim/failure.cpp tells its name. */
#define LX_STOP_DATA(name) \
    __asm__("\t.globl lx_stop_" #name "\n\t.set lx_stop_" #name ", 0x200 + 32 * " LX_STOP_PLACE(__COUNTER__) "\n" \
            LX_STOP_EXPORT(name))
#define LX_STOP_PLACE(n) LX_STOP_PLACE_OF(n)
#define LX_STOP_PLACE_OF(n) #n

/* context.c: the running task, and the begin and end of upcalls. */
extern unsigned int lx_vif_most; /* what the virtual interrupt flag may be: 0 in interrupt and timer upcalls, else 1 */
extern unsigned int lx_interrupt_upcalls; /* depth of interrupt and timer upcalls: the flag stays clear within */
extern struct task_struct *lx_task_begin(const char *name);
extern void lx_task_end(struct task_struct *task);
extern unsigned long lx_interrupt_begin(void);
extern void lx_interrupt_end(unsigned long flags);

/* thread.c */
extern void lx_keventd_end(void);

/* softirq.c */
extern void lx_softirq_poll(void);
/* In nim_shared_block.vif_pending, beside the executive's 1: softirqs wait for interrupts to be on. */
#define LX_SOFTIRQS_WAIT 2
extern void lx_softirq_handler(unsigned int nr, void (*handler)(void));
extern void lx_softirq_setup(void);

/* timer.c */
extern void lx_timer_setup(void);
extern void lx_timer_tick(void);

/* Have the timer upcall made at the next tick, whatever timers there are. */
extern void lx_timer_soon(void);

/* time.c */
extern void lx_time_setup(void);

/* check.c, check_memory.c: what the rest does for checkers (check.h). Without any, kmalloc_for is kmalloc. */
extern void *lx_kmalloc_for(size_t size, int gfp, void *caller);
extern int lx_fence_free(const void *block, nim_u32 place); /* 0: not a watched block */
extern nim_u32 lx_freer;
extern void lx_check_leaks(void);
extern void lx_check_returned(const char *what);
extern int lx_checked_xmit(struct sk_buff *skb, struct net_device *dev);

/* pages.c, heap.c */
extern void *lx_pages_new(unsigned int order, int gfp);
extern void lx_pages_drop(void *address);
extern void lx_dma_misdirect(nim_u32 bus);

/* pci.c */
extern int lx_pci_setup(void);
extern int lx_pci_owns_ports(unsigned long start, unsigned long end);

/* region.c */
extern void lx_region_setup(void);

/* net */
extern void lx_net_setup(void);
extern void lx_net_reclaim_all(void);
extern int lx_net_announce(void);
extern void lx_net_close_all(void);

/* chrdev.c: the devices that have no name in /dev yet get theirs. */
extern int lx_char_announce(void);
/* procfile.c: the same for entries below /proc. */
extern void lx_proc_announce(void);

/* block_disk.c */
extern int lx_block_announce(void);
extern void lx_block_close_all(void);

/* irq.c */
extern void lx_irq_setup(void);
extern void lx_irq_poll(unsigned int irq);           /* calls the handlers of a shared line as if it had fired */
extern void lx_net_poll_interrupt(unsigned int irq); /* after a batch of transmissions; by mode */

/* module.c */
extern void lx_netdev_event(struct net_device *dev, unsigned long event);
extern int lx_modules_in_use(void);
extern int lx_starting;
