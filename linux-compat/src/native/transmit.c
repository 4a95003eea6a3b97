/* SPDX-License-Identifier: MIT
 * Nobody restarts a native extension: the driver tries for ever, as in Linux.
 */
#include "linux-compat/src/net.h"

void lx_transmitter_lost(struct net_device *dev)
{
    printk(KERN_ERR "%s: the transmitter does not come back\n", dev->name);
}
