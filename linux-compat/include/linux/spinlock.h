/* SPDX-License-Identifier: MIT
 * Spin locks on one processor: their interrupt and bottom-half parts, and places where a checker can look on.
 */
#pragma once
#include <linux/config.h>
#include <linux/compiler.h>
#include <asm/system.h>
#include <asm/softirq.h>

/* The word is the lock checker's; without it nothing ever reads it. */
typedef struct { unsigned long lx_holder; } spinlock_t;
typedef spinlock_t rwlock_t;
#define SPIN_LOCK_UNLOCKED (spinlock_t) { 0 }
#define RW_LOCK_UNLOCKED (rwlock_t) { 0 }

/* Each operation is a site: an instruction of five bytes, and beside the code a piece that puts the lock's
 * address into eax and goes on in the personality. With checkers on, the executive makes the instruction a call
 * of that piece (docs/checkers.md). Plain locks have a no-operation there, the others their call anyway. */
#define LX_SITE_BESIDE(function) \
    "\n\t.pushsection .alcove_lock_text,\"ax\",@progbits\n772:\tleal %[lock], %%eax\n\tjmp " #function \
    "\n\t.popsection\n\t.pushsection .alcove_locks,\"a\",@progbits\n\t.balign 4\n\t.long 771b, 772b\n\t.popsection"
#define LX_SITE(function, lx_lock) \
    __asm__ __volatile__("771:\t.byte 0x0f, 0x1f, 0x44, 0x00, 0x00" LX_SITE_BESIDE(function) \
                         : : [lock] "m"(*(lx_lock)) : "eax", "memory", "cc")
#define LX_SITE_CLI(lx_lock) \
    __asm__ __volatile__("771:\tcall __lx_cli" LX_SITE_BESIDE(lx_site_irq) \
                         : : [lock] "m"(*(lx_lock)) : "eax", "ecx", "edx", "memory", "cc")
#define LX_SITE_SAVE(lx_lock, lx_flags) \
    __asm__ __volatile__("771:\tcall __lx_save_flags_cli" LX_SITE_BESIDE(lx_site_irqsave) \
                         : "=a"(lx_flags) : [lock] "m"(*(lx_lock)) : "ecx", "edx", "memory", "cc")

#define spin_lock_init(lock) do { (lock)->lx_holder = 0; } while (0)
#define rwlock_init(lock) spin_lock_init(lock)
#define spin_is_locked(lock) ((void)(lock), 0)
#define spin_unlock_wait(lock) ((void)(lock))
#define spin_lock(lock) LX_SITE(lx_site_lock, lock)
#define spin_unlock(lock) LX_SITE(lx_site_unlock, lock)
#define spin_trylock(lock) ({ LX_SITE(lx_site_try, lock); 1; })
#define spin_trylock_bh(lock) ({ local_bh_disable(); LX_SITE(lx_site_try, lock); 1; })

#define spin_lock_irq(lock) LX_SITE_CLI(lock)
#define spin_unlock_irq(lock) do { spin_unlock(lock); __lx_sti(); } while (0)
#define spin_lock_irqsave(lock, flags) LX_SITE_SAVE(lock, flags)
#define spin_unlock_irqrestore(lock, flags) do { spin_unlock(lock); __lx_restore_flags(flags); } while (0)
#define spin_lock_bh(lock) do { local_bh_disable(); spin_lock(lock); } while (0)
#define spin_unlock_bh(lock) do { spin_unlock(lock); local_bh_enable(); } while (0)

#define read_lock(lock) LX_SITE(lx_site_read, lock)
#define read_unlock(lock) spin_unlock(lock)
#define read_lock_irq(lock) do { __lx_cli(); read_lock(lock); } while (0)
#define read_unlock_irq(lock) spin_unlock_irq(lock)
#define read_lock_irqsave(lock, flags) do { (flags) = __lx_save_flags_cli(); read_lock(lock); } while (0)
#define read_unlock_irqrestore(lock, flags) spin_unlock_irqrestore(lock, flags)
#define read_lock_bh(lock) do { local_bh_disable(); read_lock(lock); } while (0)
#define read_unlock_bh(lock) spin_unlock_bh(lock)
#define write_lock(lock) spin_lock(lock)
#define write_unlock(lock) spin_unlock(lock)
#define write_lock_irq(lock) spin_lock_irq(lock)
#define write_unlock_irq(lock) spin_unlock_irq(lock)
#define write_lock_irqsave(lock, flags) spin_lock_irqsave(lock, flags)
#define write_unlock_irqrestore(lock, flags) spin_unlock_irqrestore(lock, flags)
#define write_lock_bh(lock) spin_lock_bh(lock)
#define write_unlock_bh(lock) spin_unlock_bh(lock)
#define write_trylock(lock) spin_trylock(lock)

#include <asm/atomic.h>
/* Decrement, and hold the lock where the count fell to zero. */
#define atomic_dec_and_lock(atomic, lock) (atomic_dec_and_test(atomic) && spin_trylock(lock))
