/* SPDX-License-Identifier: MIT
 * Flags of open files.
 */
#pragma once
#include <linux/fcntl.h>
