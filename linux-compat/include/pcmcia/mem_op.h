/* SPDX-License-Identifier: MIT
 * Copying to and from card memory.
 */
#pragma once
#include <asm/io.h>
#include <asm/uaccess.h>
#define copy_from_pc(to, from, n) memcpy_fromio((to), (from), (n))
#define copy_to_pc(to, from, n) memcpy_toio((to), (from), (n))
#define copy_pc_to_user(to, from, n) copy_to_user((to), (const void *)(from), (n))
#define copy_user_to_pc(to, from, n) copy_from_user((void *)(to), (from), (n))
