/* SPDX-License-Identifier: MIT
 * NULL and offsetof.
 */
#pragma once
#undef NULL
#define NULL ((void *)0)
#undef offsetof
#define offsetof(TYPE, MEMBER) __builtin_offsetof(TYPE, MEMBER)
