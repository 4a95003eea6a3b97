/* SPDX-License-Identifier: MIT
 * ARP, which the executive does.
 */
#pragma once
#include <linux/if_arp.h>
#include <net/neighbour.h>
extern struct neigh_ops arp_broken_ops;
