/* SPDX-License-Identifier: MIT
 * Spin locks on one processor: only their interrupt and bottom-half parts are left.
 */
#pragma once
#include <linux/config.h>
#include <linux/compiler.h>
#include <asm/system.h>
#include <asm/softirq.h>

typedef struct { } spinlock_t;
typedef struct { } rwlock_t;
#define SPIN_LOCK_UNLOCKED (spinlock_t) { }
#define RW_LOCK_UNLOCKED (rwlock_t) { }

#define spin_lock_init(lock) ((void)(lock))
#define rwlock_init(lock) ((void)(lock))
#define spin_is_locked(lock) ((void)(lock), 0)
#define spin_unlock_wait(lock) ((void)(lock))
#define spin_lock(lock) do { (void)(lock); barrier(); } while (0)
#define spin_unlock(lock) do { (void)(lock); barrier(); } while (0)
#define spin_trylock(lock) ((void)(lock), 1)
#define spin_trylock_bh(lock) ({ local_bh_disable(); (void)(lock); 1; })

#define spin_lock_irq(lock) do { (void)(lock); __lx_cli(); } while (0)
#define spin_unlock_irq(lock) do { (void)(lock); __lx_sti(); } while (0)
#define spin_lock_irqsave(lock, flags) do { (void)(lock); (flags) = __lx_save_flags_cli(); } while (0)
#define spin_unlock_irqrestore(lock, flags) do { (void)(lock); __lx_restore_flags(flags); } while (0)
#define spin_lock_bh(lock) do { (void)(lock); local_bh_disable(); } while (0)
#define spin_unlock_bh(lock) do { (void)(lock); local_bh_enable(); } while (0)

#define read_lock(lock) spin_lock(lock)
#define read_unlock(lock) spin_unlock(lock)
#define read_lock_irq(lock) spin_lock_irq(lock)
#define read_unlock_irq(lock) spin_unlock_irq(lock)
#define read_lock_irqsave(lock, flags) spin_lock_irqsave(lock, flags)
#define read_unlock_irqrestore(lock, flags) spin_unlock_irqrestore(lock, flags)
#define read_lock_bh(lock) spin_lock_bh(lock)
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
#define atomic_dec_and_lock(atomic, lock) ((void)(lock), atomic_dec_and_test(atomic))
