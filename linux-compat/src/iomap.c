/* SPDX-License-Identifier: MIT
 * Device memory.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"
#include <asm/io.h>

void *__ioremap(unsigned long physical, unsigned long size, unsigned long flags)
{
    nim_u32 address;

    (void)flags;
    if (!size || physical + size - 1 < physical || nim_mmio_map(physical, size, &address) < 0)
        return NULL;
    return (void *)address;
}
EXPORT_SYMBOL(__ioremap);

void iounmap(void *addr)
{
    if (addr)
        nim_mmio_unmap((nim_u32)addr);
}
EXPORT_SYMBOL(iounmap);

/* Windows into the ISA hole that were mapped once. */
#define LX_ISA_WINDOWS 16
static struct { unsigned long begin, end; char *at; } lx_isa_window[LX_ISA_WINDOWS];

void *__lx_isa(unsigned long physical, unsigned long size)
{
    int i;

    for (i = 0; i < LX_ISA_WINDOWS && lx_isa_window[i].at; i++)
        if (physical >= lx_isa_window[i].begin && physical + size <= lx_isa_window[i].end)
            return lx_isa_window[i].at + (physical - lx_isa_window[i].begin);
    if (i == LX_ISA_WINDOWS)
        lx_fail(NIM_FAIL_BUG, "too many windows into ISA memory");
    lx_isa_window[i].begin = physical & PAGE_MASK;
    lx_isa_window[i].end = PAGE_ALIGN(physical + size);
    lx_isa_window[i].at = __ioremap(physical & PAGE_MASK, lx_isa_window[i].end - lx_isa_window[i].begin, 0);
    if (!lx_isa_window[i].at)
        lx_fail(NIM_FAIL_BUG, "no right to ISA memory at %lx", physical);
    return lx_isa_window[i].at + (physical & ~PAGE_MASK);
}
EXPORT_SYMBOL(__lx_isa);
