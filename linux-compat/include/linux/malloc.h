/* SPDX-License-Identifier: MIT
 * The old name of linux/slab.h.
 */
#pragma once
#include <linux/slab.h>
