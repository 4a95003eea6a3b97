/* SPDX-License-Identifier: MIT
 * Interrupt flag, barriers, exchange.
 */
#pragma once
#include <linux/compiler.h>
#include <linux/types.h>

/* Two sets of these exist: on the domain's virtual interrupt flag, and on the processor's. */
extern void __lx_cli(void);
extern void __lx_sti(void);
extern unsigned long __lx_save_flags(void);
extern unsigned long __lx_save_flags_cli(void);
extern void __lx_restore_flags(unsigned long flags) __attribute__((regparm(1)));

#define __cli() __lx_cli()
#define __sti() __lx_sti()
#define __save_flags(x) ((x) = __lx_save_flags())
#define __restore_flags(x) __lx_restore_flags(x)
#define __save_and_cli(x) ((x) = __lx_save_flags_cli())
#define __save_and_sti(x) (__save_flags(x), __sti())

#define cli() __cli()
#define sti() __sti()
#define save_flags(x) __save_flags(x)
#define restore_flags(x) __restore_flags(x)
#define save_and_cli(x) __save_and_cli(x)
#define save_and_sti(x) __save_and_sti(x)
#define save_flags_cli(x) __save_and_cli(x)

#define local_irq_save(x) __save_and_cli(x)
#define local_irq_set(x) __save_and_sti(x)
#define local_irq_restore(x) __restore_flags(x)
#define local_irq_disable() __cli()
#define local_irq_enable() __sti()
#define safe_halt() __sti()

/* The i686 keeps loads and stores in order towards devices but for this one instruction. */
#define mb() __asm__ __volatile__("lock; addl $0, (%%esp)" : : : "memory")
#define rmb() mb()
#define wmb() barrier()
#define smp_mb() barrier()
#define smp_rmb() barrier()
#define smp_wmb() barrier()
#define set_mb(var, value) do { (var) = (value); mb(); } while (0)
#define set_wmb(var, value) do { (var) = (value); wmb(); } while (0)
#define set_rmb(var, value) set_mb(var, value)

static inline unsigned long __xchg(unsigned long x, volatile void *ptr, int size)
{
    switch (size) {
    case 1:
        __asm__ __volatile__("xchgb %b0, %1" : "+q"(x), "+m"(*(volatile u8 *)ptr) : : "memory");
        break;
    case 2:
        __asm__ __volatile__("xchgw %w0, %1" : "+r"(x), "+m"(*(volatile u16 *)ptr) : : "memory");
        break;
    default:
        __asm__ __volatile__("xchgl %0, %1" : "+r"(x), "+m"(*(volatile u32 *)ptr) : : "memory");
    }
    return x;
}
#define xchg(ptr, v) ((__typeof__(*(ptr)))__xchg((unsigned long)(v), (ptr), sizeof(*(ptr))))
#define tas(ptr) xchg((ptr), 1)

#define __HAVE_ARCH_CMPXCHG 1
static inline unsigned long __cmpxchg(volatile void *ptr, unsigned long old, unsigned long fresh, int size)
{
    if (size == 1)
        __asm__ __volatile__("cmpxchgb %b2, %1" : "+a"(old), "+m"(*(volatile u8 *)ptr) : "q"(fresh) : "memory");
    else if (size == 2)
        __asm__ __volatile__("cmpxchgw %w2, %1" : "+a"(old), "+m"(*(volatile u16 *)ptr) : "r"(fresh) : "memory");
    else
        __asm__ __volatile__("cmpxchgl %2, %1" : "+a"(old), "+m"(*(volatile u32 *)ptr) : "r"(fresh) : "memory");
    return old;
}
#define cmpxchg(ptr, o, n) \
    ((__typeof__(*(ptr)))__cmpxchg((ptr), (unsigned long)(o), (unsigned long)(n), sizeof(*(ptr))))

#define HAVE_DISABLE_HLT
extern void disable_hlt(void);
extern void enable_hlt(void);
#define nop() __asm__ __volatile__("nop")
/* What firmware says of the machine */
extern int is_sony_vaio_laptop;
