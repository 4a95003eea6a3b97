/* SPDX-License-Identifier: MIT
 * The checker of spin locks. The executive puts calls of these in the places of spin_lock and its kin, whose
 * code in modules says where the lock is (linux/spinlock.h).
 */
#include "linux-compat/src/check.h"
#include "linux-compat/src/cold.h"
#include <linux/spinlock.h>

unsigned int lx_locks_held;
nim_u32 lx_lock_place;

/* In a lock's word: 0 free; below this, so many readers; else where its holder has taken it. */
#define LX_READERS_MOST 4096

#define LX_REGPARM __attribute__((used, regparm(3)))

static void LX_REGPARM lx_note_lock(spinlock_t *lock, nim_u32 place)
{
    if (lock->lx_holder == LX_FILL * 0x01010101U)
        lx_finding(NIM_FAIL_LOCK, place, 0, 0, "spin lock %p was never initialised", lock);
    else if (lock->lx_holder && lx_checking(NIM_CHECK_LOCKS))
        lx_finding(NIM_FAIL_LOCK, place, lock->lx_holder < LX_READERS_MOST ? 0 : lock->lx_holder, 0,
                   "spin lock %p is taken twice%s", lock, lock->lx_holder < LX_READERS_MOST ? ": readers have it" : "");
    lock->lx_holder = lx_lock_place = place;
    lx_locks_held++;
}

static void LX_REGPARM lx_note_read(spinlock_t *lock, nim_u32 place)
{
    if (lock->lx_holder >= LX_READERS_MOST) {
        lx_note_lock(lock, place);
        return;
    }
    lock->lx_holder++;
    lx_lock_place = place;
    lx_locks_held++;
}

static void LX_REGPARM lx_note_try(spinlock_t *lock, nim_u32 place)
{
    lock->lx_holder = lx_lock_place = place;
    lx_locks_held++;
}

static void LX_REGPARM lx_note_unlock(spinlock_t *lock, nim_u32 place)
{
    (void)place;
    if (lock->lx_holder && lock->lx_holder < LX_READERS_MOST)
        lock->lx_holder--;
    else
        lock->lx_holder = 0;
    if (lx_locks_held)
        lx_locks_held--;
}

/* The lock in eax, the place on the stack; the code around expects no other register to change. */
#define LX_SITE_ENTRY(name) \
    __asm__(".text\n\t.globl lx_site_" #name "\n\t.type lx_site_" #name ", @function\n" \
            "lx_site_" #name ":\n\t.cfi_startproc\n\tpushl %edx\n\t.cfi_adjust_cfa_offset 4\n\tpushl %ecx\n\t" \
            ".cfi_adjust_cfa_offset 4\n\tmovl 8(%esp), %edx\n\tcall lx_note_" #name "\n\tpopl %ecx\n\t" \
            ".cfi_adjust_cfa_offset -4\n\tpopl %edx\n\t.cfi_adjust_cfa_offset -4\n\tret\n\t.cfi_endproc\n\t" \
            ".size lx_site_" #name ", . - lx_site_" #name); \
    extern void lx_site_##name(void); \
    EXPORT_SYMBOL(lx_site_##name)

LX_SITE_ENTRY(lock);
LX_SITE_ENTRY(read);
LX_SITE_ENTRY(try);
LX_SITE_ENTRY(unlock);

/* spin_lock_irqsave and spin_lock_irq: in the place of calls, so other registers may change. */
unsigned long __attribute__((regparm(1))) lx_site_irqsave(spinlock_t *lock)
{
    unsigned long flags = __lx_save_flags_cli();

    if (flags)
        lx_cli_place = LX_CALLER;
    lx_note_lock(lock, LX_CALLER);
    return flags;
}
EXPORT_SYMBOL(lx_site_irqsave);

void __attribute__((regparm(1))) lx_site_irq(spinlock_t *lock)
{
    __lx_cli();
    lx_cli_place = LX_CALLER;
    lx_note_lock(lock, LX_CALLER);
}
EXPORT_SYMBOL(lx_site_irq);
