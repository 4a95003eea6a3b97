/* SPDX-License-Identifier: MIT
 * A transmitter that does not come back is a failure: the restart resets more than the driver can.
 */
#include "linux-compat/src/net.h"

void lx_transmitter_lost(struct net_device *dev)
{
    lx_fail(NIM_FAIL_TRANSMIT, "%s: the transmitter does not come back", dev->name);
}
