/* SPDX-License-Identifier: MIT
 * SLIP: modes and ioctls.
 */
#pragma once
#include <linux/sockios.h>
#define SL_MODE_SLIP 0
#define SL_MODE_CSLIP 1
#define SL_MODE_SLIP6 2
#define SL_MODE_AX25 4
#define SL_OPT_ADAPTIVE 8
#define SIOCSKEEPALIVE SIOCDEVPRIVATE
#define SIOCGKEEPALIVE (SIOCDEVPRIVATE + 1)
#define SIOCSOUTFILL (SIOCDEVPRIVATE + 2)
#define SIOCGOUTFILL (SIOCDEVPRIVATE + 3)
#define SIOCSLEASE (SIOCDEVPRIVATE + 4)
#define SIOCGLEASE (SIOCDEVPRIVATE + 5)
