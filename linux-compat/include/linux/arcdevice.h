/* SPDX-License-Identifier: MIT
 * ARCnet.
 */
#pragma once
#include <linux/netdevice.h>
#define TX_TIMEOUT (HZ * 200 / 1000)
