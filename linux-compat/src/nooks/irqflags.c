/* SPDX-License-Identifier: MIT
 * cli, sti and their kin on the virtual interrupt flag, a byte that costs no privilege.
 */
#include "linux-compat/src/lx.h"

#define LX_FLAG_IF 0x200UL
#define LX_FLAG_SHIFT 9             /* the virtual flag is 0 or 1, so no branch is needed */

/* What came while the flag was clear: interrupts of the executive's, and softirqs of our own. */
static void lx_vif_late(void)
{
    if (nim_shared_block.vif_pending & ~LX_SOFTIRQS_WAIT)
        nim_vif_deliver();
    else
        nim_shared_block.vif_pending = 0;
    lx_softirq_poll();
}

void __lx_cli(void)
{
    nim_shared_block.vif = 0;
    barrier();
}
EXPORT_SYMBOL(__lx_cli);

void __lx_sti(void)
{
    __lx_restore_flags(LX_FLAG_IF);
}
EXPORT_SYMBOL(__lx_sti);

unsigned long __lx_save_flags(void)
{
    return nim_shared_block.vif << LX_FLAG_SHIFT;
}
EXPORT_SYMBOL(__lx_save_flags);

unsigned long __lx_save_flags_cli(void)
{
    unsigned long flags = nim_shared_block.vif << LX_FLAG_SHIFT;

    nim_shared_block.vif = 0;
    barrier();
    return flags;
}
EXPORT_SYMBOL(__lx_save_flags_cli);

/* Drivers come here several times for each packet, mostly inside a lock or interrupt that keeps the flag clear. */
void __attribute__((regparm(1))) __lx_restore_flags(unsigned long flags)
{
    if (!(flags & LX_FLAG_IF)) {
        nim_shared_block.vif = 0;
        return;
    }
    nim_shared_block.vif = lx_vif_most;
    barrier();
    if (unlikely(nim_shared_block.vif_pending) && nim_shared_block.vif)
        lx_vif_late();
}
EXPORT_SYMBOL(__lx_restore_flags);
