/* SPDX-License-Identifier: MIT
 * Spin locks are in linux/spinlock.h.
 */
#pragma once
#include <linux/spinlock.h>
