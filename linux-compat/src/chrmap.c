/* SPDX-License-Identifier: MIT
 * What programs map of a character device: the driver's mmap, and whom its pages come from.
 */
#include "linux-compat/src/chr.h"
#include "linux-compat/src/cold.h"
#include <linux/mm.h>
#include <asm/io.h>

/* A mapping that is there. */
struct lx_map {
    struct vm_area_struct area;
    struct lx_map *next;
    unsigned int pages;             /* how many nopage gave */
    struct page *page[];
};
static struct lx_map *lx_maps;

int remap_page_range(unsigned long from, unsigned long to, unsigned long size, pgprot_t protection)
{
    (void)protection;
    if ((from | to) & ~PAGE_MASK)
        return -EINVAL;
    return nim_user_map(from, to, PAGE_ALIGN(size) >> PAGE_SHIFT) < 0 ? -EAGAIN : 0;
}
EXPORT_SYMBOL(remap_page_range);

/* Blocks of vmalloc are contiguous here, so each is one of the linear map. */
struct page *vmalloc_to_page(void *address)
{
    return virt_to_page(address);
}
EXPORT_SYMBOL(vmalloc_to_page);

/* Programs fault for nothing: what Linux would ask for page by page, is asked for at once. A page that there is none
 * of ends the mapping early. */
static int lx_map_populate(struct lx_map *m)
{
    unsigned long at;
    struct page *page;

    for (at = m->area.vm_start; at < m->area.vm_end; at += PAGE_SIZE) {
        page = m->area.vm_ops->nopage(&m->area, at, 0);
        if (page == NOPAGE_OOM)
            return -ENOMEM;
        if (page == NOPAGE_SIGBUS)
            return 0;
        m->page[m->pages++] = page;
        if (nim_user_map(at, virt_to_phys(page_address(page)), 1) < 0)
            return -EAGAIN;
    }
    return 0;
}

static void lx_map_free(struct lx_map *m)
{
    while (m->pages)
        put_page(m->page[--m->pages]);
    kfree(m);
}

static struct lx_map *lx_map_new(struct lx_file *f, const struct nim_char_mapping *mapping)
{
    unsigned int pages = mapping->bytes >> PAGE_SHIFT;
    struct lx_map *m = kmalloc(sizeof(*m) + pages * sizeof(m->page[0]), GFP_KERNEL);

    if (!m)
        return NULL;
    memset(m, 0, sizeof(*m) + pages * sizeof(m->page[0]));
    m->area.vm_start = mapping->user;
    m->area.vm_end = mapping->user + mapping->bytes;
    m->area.vm_pgoff = mapping->first;
    m->area.vm_flags = VM_READ | VM_MAYREAD | VM_SHARED | VM_MAYSHARE | (mapping->write ? VM_WRITE | VM_MAYWRITE : 0);
    m->area.vm_page_prot = mapping->write ? PAGE_SHARED : PAGE_READONLY;
    m->area.vm_file = &f->file;
    return m;
}

nim_result_t lx_up_char_map(nim_u32 file, const struct nim_char_mapping *mapping)
{
    struct lx_file *f = (struct lx_file *)file;
    struct task_struct *task;
    struct lx_map *m;
    int result = -ENOMEM;

    if (!f->file.f_op->mmap)
        return -ENODEV;
    task = lx_program_begin(f, "mmap");
    if (!task)
        return -ENOMEM;
    m = lx_map_new(f, mapping);
    if (m)
        result = f->file.f_op->mmap(&f->file, &m->area);
    if (!result && m->area.vm_ops && m->area.vm_ops->nopage) {
        result = lx_map_populate(m);
        if (result && m->area.vm_ops->close)
            m->area.vm_ops->close(&m->area);
    }
    if (!result) {
        m->next = lx_maps;
        lx_maps = m;
    } else if (m) {
        lx_map_free(m);
    }
    lx_task_end(task);
    return result;
}

/* A mapping that a domain before this one gave is unknown here. */
nim_result_t lx_up_char_unmap(nim_u32 file, nim_u32 user)
{
    struct lx_file *f = (struct lx_file *)file;
    struct task_struct *task = lx_program_begin(f, "munmap");
    struct lx_map **link = &lx_maps, *m;

    if (!task)
        return -ENOMEM;
    while ((m = *link) != NULL && (m->area.vm_file != &f->file || m->area.vm_start != user))
        link = &m->next;
    if (m) {
        *link = m->next;
        if (m->area.vm_ops && m->area.vm_ops->close)
            m->area.vm_ops->close(&m->area);
        lx_map_free(m);
    }
    lx_task_end(task);
    return 0;
}
