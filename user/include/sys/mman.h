/* SPDX-License-Identifier: MIT
 * Memory of devices in that of programs.
 */
#ifndef _SYS_MMAN_H
#define _SYS_MMAN_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define PROT_READ 1
#define PROT_WRITE 2
#define MAP_SHARED 1
#define MAP_FAILED ((void*)-1)

/* Of character devices only, and MAP_SHARED; the executive chooses the address. A mapping outlives its descriptor. */
void* mmap(void* address, size_t bytes, int rights, int flags, int fd, long offset);
/* All of a mapping; `bytes` is not looked at. */
int munmap(void* address, size_t bytes);

#ifdef __cplusplus
}
#endif
#endif
