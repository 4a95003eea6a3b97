/* SPDX-License-Identifier: MIT
 * The checkers of contexts: sleeping where nothing may, and virtual interrupts left off.
 */
#include "linux-compat/src/check.h"
#include "linux-compat/src/cold.h"
#include "linux-compat/src/net.h"
#include <linux/interrupt.h>
#include <linux/vmalloc.h>
#include <asm/io.h>

nim_u32 lx_cli_place;

static void lx_tell(const struct nim_check_report *finding, const char *fmt, va_list args)
{
    char text[160];

    vsnprintf(text, sizeof(text), fmt, args);
    do
        nim_finding(finding, text);
    while (!finding->warning);
}

void lx_finding(enum nim_fail_kind kind, nim_u32 place, nim_u32 first, nim_u32 second, const char *fmt, ...)
{
    struct nim_check_report finding = { kind, place, first, second, lx_checking(NIM_CHECK_WARN) != 0 };
    va_list args;

    va_start(args, fmt);
    lx_tell(&finding, fmt, args);
    va_end(args);
}

void lx_warning(enum nim_fail_kind kind, nim_u32 place, nim_u32 first, const char *fmt, ...)
{
    struct nim_check_report finding = { kind, place, first, 0, 1 };
    va_list args;

    va_start(args, fmt);
    lx_tell(&finding, fmt, args);
    va_end(args);
}

/* --- sleeping --- */

void lx_check_sleep(const char *what)
{
    const char *where;

    if (!lx_checking(NIM_CHECK_SLEEP))
        return;
    if (lx_irq_depth)
        where = "in an interrupt handler";
    else if (lx_locks_held)
        where = "with a spin lock held";
    else if (lx_interrupt_upcalls)
        where = "in a timer or softirq";
    else if (in_interrupt())
        where = "in a softirq or with bottom halves off";
    else
        return;
    lx_finding(NIM_FAIL_CONTEXT, 0, lx_locks_held ? lx_lock_place : 0, 0, "%s may sleep, called %s", what, where);
}

void lx_check_gfp(const char *what, int gfp)
{
    char text[48];

    if (!lx_checking(NIM_CHECK_SLEEP) || !(gfp & __GFP_WAIT))
        return;
    snprintf(text, sizeof(text), "%s without GFP_ATOMIC", what);
    lx_check_sleep(text);
}

/* In the place of a function that may sleep. */
#define LX_SLEEPER(type, name, parameters, arguments) \
    type lx_checked_##name parameters; \
    type lx_checked_##name parameters \
    { \
        lx_check_sleep(#name); \
        return name arguments; \
    }

LX_SLEEPER(void, schedule, (void), ())
LX_SLEEPER(signed long, schedule_timeout, (signed long timeout), (timeout))
LX_SLEEPER(void, yield, (void), ())
LX_SLEEPER(void, sleep_on, (wait_queue_head_t *q), (q))
LX_SLEEPER(long, sleep_on_timeout, (wait_queue_head_t *q, signed long timeout), (q, timeout))
LX_SLEEPER(void, interruptible_sleep_on, (wait_queue_head_t *q), (q))
LX_SLEEPER(long, interruptible_sleep_on_timeout, (wait_queue_head_t *q, signed long timeout), (q, timeout))
LX_SLEEPER(void, down, (struct semaphore *sem), (sem))
LX_SLEEPER(int, down_interruptible, (struct semaphore *sem), (sem))
LX_SLEEPER(void, down_read, (struct rw_semaphore *sem), (sem))
LX_SLEEPER(void, down_write, (struct rw_semaphore *sem), (sem))
LX_SLEEPER(void, wait_for_completion, (struct completion *x), (x))
LX_SLEEPER(void, flush_scheduled_tasks, (void), ())
LX_SLEEPER(int, kernel_thread, (int (*fn)(void *), void *arg, unsigned long flags), (fn, arg, flags))
LX_SLEEPER(int, register_netdev, (struct net_device *dev), (dev))
LX_SLEEPER(void, unregister_netdev, (struct net_device *dev), (dev))
LX_SLEEPER(int, request_irq, (unsigned int irq, void (*handler)(int, void *, struct pt_regs *), unsigned long flags,
                              const char *name, void *dev_id), (irq, handler, flags, name, dev_id))

unsigned long lx_checked___get_free_pages(unsigned int gfp, unsigned int order);
unsigned long lx_checked___get_free_pages(unsigned int gfp, unsigned int order)
{
    lx_check_gfp("__get_free_pages", gfp);
    return __get_free_pages(gfp, order);
}

unsigned long lx_checked_get_zeroed_page(unsigned int gfp);
unsigned long lx_checked_get_zeroed_page(unsigned int gfp)
{
    lx_check_gfp("get_zeroed_page", gfp);
    return get_zeroed_page(gfp);
}

void *lx_checked_kmem_cache_alloc(kmem_cache_t *cache, int gfp);
void *lx_checked_kmem_cache_alloc(kmem_cache_t *cache, int gfp)
{
    lx_check_gfp("kmem_cache_alloc", gfp);
    return kmem_cache_alloc(cache, gfp);
}

/* --- virtual interrupts --- */

void lx_checked___lx_cli(void);
void lx_checked___lx_cli(void)
{
    lx_cli_place = LX_CALLER;
    __lx_cli();
}

unsigned long lx_checked___lx_save_flags_cli(void);
unsigned long lx_checked___lx_save_flags_cli(void)
{
    if (__lx_save_flags())
        lx_cli_place = LX_CALLER;
    return __lx_save_flags_cli();
}

/* In an interrupt they are off anyway. */
void lx_check_returned(const char *what)
{
    if (lx_interrupt_upcalls || __lx_save_flags())
        return;
    lx_finding(NIM_FAIL_IRQS_OFF, lx_cli_place, 0, 0, "%s returned with virtual interrupts off", what);
    __lx_sti();
}

/* In the place of dev->hard_start_xmit. */
int lx_checked_xmit(struct sk_buff *skb, struct net_device *dev)
{
    int off = !__lx_save_flags(), result = dev->lx->checked_xmit(skb, dev);

    if (!off)
        lx_check_returned("hard_start_xmit");
    return result;
}
