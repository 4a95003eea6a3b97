/* SPDX-License-Identifier: MIT
 * Ranges of ports and of bus memory.
 */
#pragma once
#include <linux/types.h>
struct resource {
    const char *name;               /* these four in this order: initialisers name them by place */
    unsigned long start, end, flags;
    struct resource *parent, *child, *sibling;
};
#define IORESOURCE_BITS 0x000000ff
#define IORESOURCE_IO 0x00000100
#define IORESOURCE_MEM 0x00000200
#define IORESOURCE_IRQ 0x00000400
#define IORESOURCE_DMA 0x00000800
#define IORESOURCE_PREFETCH 0x00001000
#define IORESOURCE_READONLY 0x00002000
#define IORESOURCE_CACHEABLE 0x00004000
#define IORESOURCE_RANGELENGTH 0x00008000
#define IORESOURCE_SHADOWABLE 0x00010000
#define IORESOURCE_UNSET 0x20000000
#define IORESOURCE_AUTO 0x40000000
#define IORESOURCE_BUSY 0x80000000
#define IORESOURCE_IRQ_HIGHEDGE (1 << 0)
#define IORESOURCE_IRQ_LOWEDGE (1 << 1)
#define IORESOURCE_IRQ_HIGHLEVEL (1 << 2)
#define IORESOURCE_IRQ_LOWLEVEL (1 << 3)
#define IORESOURCE_DMA_TYPE_MASK (3 << 0)
#define IORESOURCE_DMA_8BIT (0 << 0)
#define IORESOURCE_MEM_WRITEABLE (1 << 0)
#define IORESOURCE_MEM_CACHEABLE (1 << 1)
#define IORESOURCE_MEM_RANGELENGTH (1 << 2)
#define IORESOURCE_MEM_SHADOWABLE (1 << 5)

extern struct resource ioport_resource, iomem_resource;
extern int request_resource(struct resource *root, struct resource *fresh);
extern int release_resource(struct resource *old);
extern int allocate_resource(struct resource *root, struct resource *fresh, unsigned long size, unsigned long min,
                             unsigned long max, unsigned long align,
                             void (*alignf)(void *, struct resource *, unsigned long), void *data);
extern int check_resource(struct resource *root, unsigned long start, unsigned long length);
extern struct resource *__request_region(struct resource *root, unsigned long start, unsigned long n, const char *name);
extern int __check_region(struct resource *root, unsigned long start, unsigned long n);
extern void __release_region(struct resource *root, unsigned long start, unsigned long n);
#define request_region(start, n, name) __request_region(&ioport_resource, (start), (n), (name))
#define check_region(start, n) __check_region(&ioport_resource, (start), (n))
#define release_region(start, n) __release_region(&ioport_resource, (start), (n))
#define request_mem_region(start, n, name) __request_region(&iomem_resource, (start), (n), (name))
#define check_mem_region(start, n) __check_region(&iomem_resource, (start), (n))
#define release_mem_region(start, n) __release_region(&iomem_resource, (start), (n))

extern void autoirq_setup(int waittime);
extern int autoirq_report(int waittime);
#define HAVE_AUTOIRQ
