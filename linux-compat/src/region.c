/* SPDX-License-Identifier: MIT
 * Ranges of ports and bus memory: who has what inside the domain, and rights from the executive.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"
#include <linux/ioport.h>

struct resource ioport_resource = { "PCI IO", 0x0000, 0xffff, IORESOURCE_IO };
EXPORT_SYMBOL(ioport_resource);
struct resource iomem_resource = { "PCI mem", 0x00000000, 0xffffffff, IORESOURCE_MEM };
EXPORT_SYMBOL(iomem_resource);

/* A region that request_region made. Its handle is 0 where the executive opened the ports by itself. */
struct lx_region {
    struct resource res;
    nim_handle_t ports;
};

/* Puts fresh below root in the order of addresses. Returns the child that overlaps it, or 0. */
int request_resource(struct resource *root, struct resource *fresh)
{
    struct resource **link = &root->child;
    unsigned long flags = lx_lock();
    int result = -EBUSY;

    while (*link && (*link)->end < fresh->start)
        link = &(*link)->sibling;
    if (fresh->start <= fresh->end && fresh->start >= root->start && fresh->end <= root->end &&
        (!*link || (*link)->start > fresh->end)) {
        fresh->sibling = *link;
        fresh->parent = root;
        *link = fresh;
        result = 0;
    }
    lx_unlock(flags);
    return result;
}
EXPORT_SYMBOL(request_resource);

int release_resource(struct resource *old)
{
    struct resource **link = &old->parent->child;
    unsigned long flags = lx_lock();

    int result = -EINVAL;

    while (*link && *link != old)
        link = &(*link)->sibling;
    if (*link) {
        *link = old->sibling;
        old->parent = NULL;
        result = 0;
    }
    lx_unlock(flags);
    return result;
}
EXPORT_SYMBOL(release_resource);

/* The resource that a region of this range would be a child of: where one that is not busy (a bridge's window,
 * a device's BAR) has all of it, that one. 0 where a busy one has a part. */
static struct resource *lx_region_parent(struct resource *root, unsigned long start, unsigned long end)
{
    struct resource *r = root->child;

    while (r) {
        if (r->end < start) {
            r = r->sibling;
            continue;
        }
        if (r->start > end)
            break;
        if ((r->flags & IORESOURCE_BUSY) || start < r->start || end > r->end)
            return NULL;
        root = r;
        r = root->child;
    }
    return start <= end && start >= root->start && end <= root->end ? root : NULL;
}

static struct resource *lx_region_find(struct resource *root, unsigned long start, unsigned long end)
{
    struct resource *r = root->child;

    while (r) {
        if (r->start > start || r->end < end) {
            r = r->sibling;
            continue;
        }
        if (r->flags & IORESOURCE_BUSY)
            return r->start == start && r->end == end ? r : NULL;
        r = r->child;
    }
    return NULL;
}

struct resource *__request_region(struct resource *root, unsigned long start, unsigned long n, const char *name)
{
    struct resource *parent = lx_region_parent(root, start, start + n - 1);
    struct lx_region *region = parent ? kmalloc(sizeof(*region), GFP_KERNEL) : NULL;
    int result;

    if (!region)
        return NULL;
    memset(region, 0, sizeof(*region));
    region->res.name = name;
    region->res.start = start;
    region->res.end = start + n - 1;
    region->res.flags = IORESOURCE_BUSY;
    result = request_resource(parent, &region->res);
    if (!result && root == &ioport_resource && !lx_pci_owns_ports(start, start + n - 1)) {
        result = nim_ports_request(start, n, &region->ports);
        if (result < 0)
            release_resource(&region->res);
    }
    if (result >= 0)
        return &region->res;
    kfree(region);
    return NULL;
}
EXPORT_SYMBOL(__request_region);

void __release_region(struct resource *root, unsigned long start, unsigned long n)
{
    struct resource *res = lx_region_find(root, start, start + n - 1);
    struct lx_region *region = (struct lx_region *)res;

    if (!res) {
        printk(KERN_WARNING "release_region: nobody has %08lx-%08lx\n", start, start + n - 1);
        return;
    }
    release_resource(res);
    if (region->ports)
        nim_ports_release(region->ports);
    kfree(region);
}
EXPORT_SYMBOL(__release_region);

int check_resource(struct resource *root, unsigned long start, unsigned long length)
{
    struct resource *r;

    for (r = root->child; r; r = r->sibling)
        if (r->start <= start + length - 1 && start <= r->end)
            return -EBUSY;
    return 0;
}
EXPORT_SYMBOL(check_resource);

/* Old drivers look for their device where check_region says that nobody is, and request the ports later: so they are
 * opened with the answer, and stay open. */
#define LX_PROBED 16
static struct { unsigned long start, n; nim_handle_t ports; } lx_probed[LX_PROBED];

static void lx_open_for_probe(unsigned long start, unsigned long n)
{
    int i;

    for (i = 0; i < LX_PROBED && lx_probed[i].ports; i++)
        if (lx_probed[i].start == start && lx_probed[i].n == n)
            return;
    if (i == LX_PROBED || nim_ports_request(start, n, &lx_probed[i].ports) < 0)
        return;
    lx_probed[i].start = start;
    lx_probed[i].n = n;
}

/* IBM PC/AT Technical Reference: the port of the manufacturing checkpoint. Drivers write to it, unasked, to let a
 * microsecond pass; so it is open from the start where driver.conf has it. */
#define LX_DELAY_PORT 0x80

void lx_region_setup(void)
{
    lx_open_for_probe(LX_DELAY_PORT, 1);
}

int __check_region(struct resource *root, unsigned long start, unsigned long n)
{
    if (!lx_region_parent(root, start, start + n - 1))
        return -EBUSY;
    if (root == &ioport_resource && !lx_pci_owns_ports(start, start + n - 1))
        lx_open_for_probe(start, n);
    return 0;
}
EXPORT_SYMBOL(__check_region);
