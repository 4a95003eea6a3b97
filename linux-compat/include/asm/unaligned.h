/* SPDX-License-Identifier: MIT
 * Unaligned access: the processor does it.
 */
#pragma once
#define get_unaligned(ptr) (*(ptr))
#define put_unaligned(val, ptr) ((void)(*(ptr) = (val)))
