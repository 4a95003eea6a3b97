/* SPDX-License-Identifier: MIT
 * cli, sti and their kin on the processor's own flag, as Linux has them.
 */
#include "linux-compat/src/lx.h"

#define LX_FLAG_IF 0x200UL

void __lx_cli(void)
{
    __asm__ __volatile__("cli" : : : "memory");
}
EXPORT_SYMBOL(__lx_cli);

/* A handler is not interrupted: nothing here unmasks one line without the others. */
void __lx_sti(void)
{
    if (lx_interrupt_upcalls)
        return;
    __asm__ __volatile__("sti" : : : "memory");
    if (unlikely(nim_shared_block.vif_pending)) { /* softirqs wait */
        nim_shared_block.vif_pending = 0;
        lx_softirq_poll();
    }
}
EXPORT_SYMBOL(__lx_sti);

unsigned long __lx_save_flags(void)
{
    unsigned long flags;

    __asm__ __volatile__("pushfl\n\tpopl %0" : "=g"(flags) : : "memory");
    return flags & LX_FLAG_IF;
}
EXPORT_SYMBOL(__lx_save_flags);

unsigned long __lx_save_flags_cli(void)
{
    unsigned long flags = __lx_save_flags();

    __asm__ __volatile__("cli" : : : "memory");
    return flags;
}
EXPORT_SYMBOL(__lx_save_flags_cli);

void __attribute__((regparm(1))) __lx_restore_flags(unsigned long flags)
{
    if (flags & LX_FLAG_IF)
        __lx_sti();
    else
        __lx_cli();
}
EXPORT_SYMBOL(__lx_restore_flags);
