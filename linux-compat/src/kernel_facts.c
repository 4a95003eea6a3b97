/* SPDX-License-Identifier: MIT
 * What a kernel tells of itself: settings, counters, names of devices, lines for the log.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/random.h>
#include <linux/time.h>
#include <asm/checksum.h>
#include <asm/mtrr.h>
#include <asm/ptrace.h>

/* Settings of the machine's administrator, as they are when nobody changes them */
unsigned int securebits;
int netdump_mode, is_sony_vaio_laptop, disable_all_usb, blk_nohighio;
void (*netdump_func)(struct pt_regs *regs);
int overflowuid = 65534, fs_overflowuid = 65534, fs_overflowgid = 65534;
char hotplug_path[256] = "/sbin/hotplug";
struct timezone sys_tz;
EXPORT_SYMBOL(securebits);
EXPORT_SYMBOL(netdump_mode);
EXPORT_SYMBOL(netdump_func);
EXPORT_SYMBOL(is_sony_vaio_laptop);
EXPORT_SYMBOL(disable_all_usb);
EXPORT_SYMBOL(blk_nohighio);
EXPORT_SYMBOL(overflowuid);
EXPORT_SYMBOL(fs_overflowuid);
EXPORT_SYMBOL(fs_overflowgid);
EXPORT_SYMBOL(hotplug_path);
EXPORT_SYMBOL(sys_tz);

/* Counts what file systems number by it. */
unsigned long event;
EXPORT_SYMBOL(event);
/* Above all pages: none is high memory. */
struct page *highmem_start_page = (struct page *)~0UL;
EXPORT_SYMBOL(highmem_start_page);
struct sock *rtnl;
EXPORT_SYMBOL(rtnl);
struct semaphore rtnl_sem = __MUTEX_INITIALIZER(rtnl_sem);
EXPORT_SYMBOL(rtnl_sem);

/* "08:01" in one of two buffers, so that a message may have two. */
const char *kdevname(kdev_t device)
{
    static char lx_names[2][8];
    static unsigned int lx_next;
    char *name = lx_names[lx_next++ % ARRAY_SIZE(lx_names)];

    sprintf(name, "%02x:%02x", MAJOR(device), MINOR(device));
    return name;
}
EXPORT_SYMBOL(kdevname);

/* Disks have no other names here. */
const char *bdevname(kdev_t device)
{
    return kdevname(device);
}
EXPORT_SYMBOL(bdevname);

void si_meminfo(struct sysinfo *info)
{
    info->totalram = num_physpages;
    info->mem_unit = PAGE_SIZE;
}
EXPORT_SYMBOL(si_meminfo);

void show_mem(void)
{
    printk(KERN_DEBUG "show_mem() called from %p\n", __builtin_return_address(0));
}
EXPORT_SYMBOL(show_mem);

void show_state(void)
{
    printk(KERN_DEBUG "show_state() called from %p\n", __builtin_return_address(0));
}
EXPORT_SYMBOL(show_state);

void show_regs(struct pt_regs *regs)
{
    printk(KERN_DEBUG "show_regs(%p) called from %p\n", regs, __builtin_return_address(0));
}
EXPORT_SYMBOL(show_regs);

/* How memory is cached is the executive's business: drivers go on without. */
int mtrr_add(unsigned long base, unsigned long size, unsigned int type, char increment)
{
    return -ENODEV;
}
EXPORT_SYMBOL(mtrr_add);

int mtrr_del(int number, unsigned long base, unsigned long size)
{
    return -ENODEV;
}
EXPORT_SYMBOL(mtrr_del);

/* The executive's idle loop halts; a domain has none. */
void disable_hlt(void)
{
}
EXPORT_SYMBOL(disable_hlt);

void enable_hlt(void)
{
}
EXPORT_SYMBOL(enable_hlt);

unsigned int csum_partial_copy_generic(const char *from, char *to, int length, int sum, int *read_error, int *write_error)
{
    return csum_partial_copy_nocheck(from, to, length, sum);
}
EXPORT_SYMBOL(csum_partial_copy_generic);

void unlock_page(struct page *page)
{
    clear_bit(PG_locked, &page->flags);
}
EXPORT_SYMBOL(unlock_page);

/* The writepage of pages that lie nowhere else: it stays dirty, and so it stays. */
int fail_writepage(struct page *page)
{
    SetPageDirty(page);
    unlock_page(page);
    return 0;
}
EXPORT_SYMBOL(fail_writepage);

#undef in_group_p
int in_group_p(gid_t group)
{
    return 1;
}
EXPORT_SYMBOL(in_group_p);

/* --- signals, which never arrive --- */

void block_all_signals(int (*notifier)(void *argument), void *argument, sigset_t *mask)
{
}
EXPORT_SYMBOL(block_all_signals);

void unblock_all_signals(void)
{
}
EXPORT_SYMBOL(unblock_all_signals);

int kill_pg(pid_t group, int signal, int privileged)
{
    return -ESRCH;
}
EXPORT_SYMBOL(kill_pg);

/* Of the clock with a battery: for who reaches its registers */
spinlock_t rtc_lock = SPIN_LOCK_UNLOCKED;
EXPORT_SYMBOL(rtc_lock);
