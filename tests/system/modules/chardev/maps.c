/* SPDX-License-Identifier: MIT
 * Memory of the device for the program devcalls to map, of each kind that drivers have.
 */
#include <linux/module.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <asm/io.h>
#include "chardev.h"

#define SHARED_ORDER 1
#define SINGLES 3
#define SCREEN 0xb8000

static char *shared, *singles[SINGLES];
static int mappings;

static void single_open(struct vm_area_struct *area)
{
    mappings++;
}

static void single_close(struct vm_area_struct *area)
{
    mappings--;
}

static struct page *single_page(struct vm_area_struct *area, unsigned long address, int unused)
{
    unsigned long index = ((address - area->vm_start) >> PAGE_SHIFT) + area->vm_pgoff - CHARDEV_SINGLE;
    struct page *page;

    if (index >= SINGLES)
        return NOPAGE_SIGBUS;
    page = virt_to_page(singles[index]);
    get_page(page);
    return page;
}

static struct vm_operations_struct single_operations = { open: single_open, close: single_close, nopage: single_page };

int chardev_mmap(struct file *file, struct vm_area_struct *area)
{
    unsigned long size = area->vm_end - area->vm_start, physical;

    if (area->vm_pgoff >= CHARDEV_SINGLE && area->vm_pgoff < CHARDEV_SCREEN) {
        area->vm_ops = &single_operations;
        area->vm_private_data = file;
        single_open(area);
        return 0;
    }
    switch (area->vm_pgoff) {
    case CHARDEV_SHARED:
        if (size > PAGE_SIZE << SHARED_ORDER)
            return -EINVAL;
        physical = virt_to_phys(shared);
        break;
    case CHARDEV_SCREEN:
        physical = SCREEN;
        break;
    case CHARDEV_FOREIGN:
        physical = 0x100000;
        break;
    case CHARDEV_STACK:
        physical = virt_to_phys((void *)((unsigned long)&size & PAGE_MASK));
        break;
    default:
        return -ENXIO;
    }
    return remap_page_range(area->vm_start, physical, size, area->vm_page_prot);
}

int maps_ioctl(unsigned int request, unsigned long argument)
{
    switch (request) {
    case CHARDEV_LOOK:
        if (argument < PAGE_SIZE << SHARED_ORDER)
            return shared[argument];
        argument -= CHARDEV_SINGLE * PAGE_SIZE;
        return argument < SINGLES * PAGE_SIZE ? singles[argument >> PAGE_SHIFT][argument & ~PAGE_MASK] : -EINVAL;
    case CHARDEV_MAPS:
        return mappings;
    case CHARDEV_DROP:
        free_pages((unsigned long)shared, SHARED_ORDER);
        shared = (char *)__get_free_pages(GFP_KERNEL, SHARED_ORDER);
        if (shared)
            memset(shared, 0, PAGE_SIZE << SHARED_ORDER);
        return shared ? 0 : -ENOMEM;
    }
    return -ENOTTY;
}

int maps_init(void)
{
    int i;

    shared = (char *)__get_free_pages(GFP_KERNEL, SHARED_ORDER);
    if (!shared)
        return -ENOMEM;
    memset(shared, 's', PAGE_SIZE << SHARED_ORDER);
    for (i = 0; i < SINGLES; i++) {
        singles[i] = (char *)__get_free_page(GFP_KERNEL);
        if (!singles[i])
            return -ENOMEM;
        memset(singles[i], '0' + i, PAGE_SIZE);
    }
    return 0;
}

void maps_exit(void)
{
    int i;

    for (i = 0; i < SINGLES; i++)
        free_page((unsigned long)singles[i]);
    free_pages((unsigned long)shared, SHARED_ORDER);
}
