/* SPDX-License-Identifier: MIT
 * Destinations of the executive's protocols.
 */
#pragma once
#include <linux/rtnetlink.h>
#include <net/neighbour.h>
struct dst_entry;
