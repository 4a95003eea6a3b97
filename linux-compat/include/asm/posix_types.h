/* SPDX-License-Identifier: MIT
 * POSIX types are all in linux/types.h.
 */
#pragma once
#include <linux/types.h>
