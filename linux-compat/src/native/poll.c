/* SPDX-License-Identifier: MIT
 * In native mode interrupts come by themselves, as in Linux.
 */
#include "linux-compat/src/lx.h"

void lx_net_poll_interrupt(unsigned int irq)
{
    (void)irq;
}
