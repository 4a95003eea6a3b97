/* SPDX-License-Identifier: MIT
 * The executive's protocols, of which a driver sees the name.
 */
#pragma once
#include <linux/skbuff.h>
