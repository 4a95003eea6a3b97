/* SPDX-License-Identifier: MIT
 * String functions are in linux/string.h.
 */
#pragma once
#include <linux/string.h>
