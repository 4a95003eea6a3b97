/* SPDX-License-Identifier: MIT
 * Asking a device at the end of a batch of transmissions what its interrupt would say: the executive keeps
 * the line closed meanwhile, and one crossing then does the work of two. A handler of a shared line must
 * bear to be called for nothing, so only those are.
 */
#include "linux-compat/src/lx.h"

void lx_net_poll_interrupt(unsigned int irq)
{
    lx_irq_poll(irq);
}
