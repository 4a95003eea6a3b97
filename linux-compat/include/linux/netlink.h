/* SPDX-License-Identifier: MIT
 * Netlink, which ends in the executive.
 */
#pragma once
#include <linux/types.h>
