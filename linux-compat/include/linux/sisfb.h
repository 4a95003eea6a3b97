/* SPDX-License-Identifier: MIT
 * SiS graphics chips: memory that the frame buffer's driver, which exports this, gives to others.
 */
#pragma once
/* `size` is asked for; `offset` is what comes back, 0 where there is none. */
struct sis_memreq { unsigned long size, offset; };
extern void sis_malloc(struct sis_memreq *req);
extern void sis_free(unsigned long base);
