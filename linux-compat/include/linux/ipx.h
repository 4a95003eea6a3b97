/* SPDX-License-Identifier: MIT
 * IPX is no protocol of the executive's.
 */
#pragma once
#include <linux/types.h>
