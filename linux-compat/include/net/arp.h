/* SPDX-License-Identifier: MIT
 * ARP, which the executive does.
 */
#pragma once
#include <linux/if_arp.h>
