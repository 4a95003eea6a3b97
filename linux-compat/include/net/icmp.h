/* SPDX-License-Identifier: MIT
 * ICMP, of which a driver sees the name.
 */
#pragma once
#include <linux/skbuff.h>
