/* SPDX-License-Identifier: MIT
 * Settings of IP over a parallel port.
 */
#pragma once
#include <linux/sockios.h>
#define SIOCDEVPLIP SIOCDEVPRIVATE
#define PLIP_GET_TIMEOUT 0x1
#define PLIP_SET_TIMEOUT 0x2
struct plipconf {
    unsigned short pcmd;
    unsigned long nibble, trigger;
};
