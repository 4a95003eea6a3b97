/* SPDX-License-Identifier: MIT
 * How programs map files.
 */
#pragma once
#define PROT_READ (1 << 0)
#define PROT_WRITE (1 << 1)
#define PROT_EXEC (1 << 2)
#define PROT_NONE 0
#define MAP_DENYWRITE 0x0800
#define MAP_EXECUTABLE 0x1000
#define MAP_FIXED 0x10
#define MAP_PRIVATE 0x02
#define MAP_SHARED 0x01
#define MAP_FAILED ((void *)-1)
