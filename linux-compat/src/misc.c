/* SPDX-License-Identifier: MIT
 * Small services: random bytes, the processor's description, old probing, power, modules.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/ioport.h>
#include <linux/pm.h>
#include <linux/random.h>
#include <linux/timex.h>
#include <linux/utsname.h>

struct cpuinfo_x86 boot_cpu_data = { .x86_vendor = X86_VENDOR_INTEL, .x86 = 6, .x86_capability = { 0x8110 } };
EXPORT_SYMBOL(boot_cpu_data);
int EISA_bus;
EXPORT_SYMBOL(EISA_bus);
struct new_utsname system_utsname = { "Linux", "alcove", "2.4.18", "#1", "i686", "" };
EXPORT_SYMBOL(system_utsname);

/* --- injected faults (nim/abi/types.h) --- */

int lx_fault_count(enum nim_fault_counter which)
{
    if (--nim_shared_block.fault_countdown[which])
        return 0;
    nim_shared_block.fault_jiffy[which] = jiffies;
    return 1;
}

/* --- random: good for back-offs and made-up addresses, not for secrets --- */

static u32 lx_random_state;

static u32 lx_random(void)
{
    u32 low;

    rdtscl(low);
    lx_random_state = (lx_random_state ^ low) * 0x9e3779b1U + 0x7f4a7c15U;
    return lx_random_state ^ (lx_random_state >> 15);
}

void get_random_bytes(void *buf, int count)
{
    u8 *to = buf;

    while (count-- > 0)
        *to++ = lx_random() >> 8;
}
EXPORT_SYMBOL(get_random_bytes);

unsigned long net_random(void)
{
    return lx_random();
}
EXPORT_SYMBOL(net_random);

void add_interrupt_randomness(int irq)
{
    lx_random_state += irq;
}
EXPORT_SYMBOL(add_interrupt_randomness);

void add_mouse_randomness(unsigned int data)
{
    lx_random_state += data;
}
EXPORT_SYMBOL(add_mouse_randomness);

void add_blkdev_randomness(int major)
{
    lx_random_state += major;
}
EXPORT_SYMBOL(add_blkdev_randomness);

/* Version 4 (RFC 4122, section 4.4) */
void generate_random_uuid(unsigned char uuid[16])
{
    get_random_bytes(uuid, 16);
    uuid[6] = (uuid[6] & 0x0f) | 0x40;
    uuid[8] = (uuid[8] & 0x3f) | 0x80;
}
EXPORT_SYMBOL(generate_random_uuid);

/* --- probing for interrupts, the older way --- */

static unsigned long lx_autoirq_lines;

static void lx_wait_jiffies(int count)
{
    unsigned long end = jiffies + count + 1;

    while (time_before(jiffies, end))
        rep_nop();
}

void autoirq_setup(int waittime)
{
    lx_autoirq_lines = probe_irq_on();
    lx_wait_jiffies(waittime);
}
EXPORT_SYMBOL(autoirq_setup);

int autoirq_report(int waittime)
{
    int irq;

    lx_wait_jiffies(waittime);
    irq = probe_irq_off(lx_autoirq_lines);
    return irq > 0 ? irq : 0;
}
EXPORT_SYMBOL(autoirq_report);

/* --- power: callbacks are kept, the executive makes none --- */

static LIST_HEAD(lx_pm_devices);

struct pm_dev *pm_register(pm_dev_t type, unsigned long id, pm_callback callback)
{
    struct pm_dev *dev = kmalloc(sizeof(*dev), GFP_KERNEL);

    if (!dev)
        return NULL;
    memset(dev, 0, sizeof(*dev));
    dev->type = type;
    dev->id = id;
    dev->callback = callback;
    list_add(&dev->entry, &lx_pm_devices);
    return dev;
}
EXPORT_SYMBOL(pm_register);

void pm_unregister(struct pm_dev *dev)
{
    if (!dev)
        return;
    list_del(&dev->entry);
    kfree(dev);
}
EXPORT_SYMBOL(pm_unregister);

void pm_unregister_all(pm_callback callback)
{
    struct list_head *at, *next;

    list_for_each_safe(at, next, &lx_pm_devices) {
        struct pm_dev *dev = list_entry(at, struct pm_dev, entry);

        if (dev->callback == callback)
            pm_unregister(dev);
    }
}
EXPORT_SYMBOL(pm_unregister_all);

/* --- modules: the bundle has all that there is --- */

int request_module(const char *name)
{
    printk(KERN_DEBUG "request_module(%s): a bundle loads its modules itself\n", name);
    return -ENOENT;
}
EXPORT_SYMBOL(request_module);

/* Names that modules of a bundle publish to each other: 0 register, 1 unregister, 2 get, 3 put. */
struct lx_published {
    struct lx_published *next;
    const char *name;
    struct module *module;
    const void *data;
};
static struct lx_published *lx_published;

static struct lx_published **lx_published_link(const char *name)
{
    struct lx_published **link = &lx_published;

    while (*link && strcmp((*link)->name, name))
        link = &(*link)->next;
    return link;
}

void inter_module_register(const char *name, struct module *module, const void *data)
{
    struct lx_published *entry;

    if (*lx_published_link(name))
        BUG();
    entry = kmalloc(sizeof(*entry), GFP_KERNEL);
    if (!entry)
        panic("inter_module_register(%s): out of memory", name);
    entry->name = name;
    entry->module = module;
    entry->data = data;
    entry->next = lx_published;
    lx_published = entry;
}
EXPORT_SYMBOL(inter_module_register);

void inter_module_unregister(const char *name)
{
    struct lx_published **link = lx_published_link(name), *entry = *link;

    if (!entry)
        BUG();
    *link = entry->next;
    kfree(entry);
}
EXPORT_SYMBOL(inter_module_unregister);

const void *inter_module_get(const char *name)
{
    struct lx_published *entry = *lx_published_link(name);

    if (!entry)
        return NULL;
    if (entry->module)
        __MOD_INC_USE_COUNT(entry->module);
    return entry->data;
}
EXPORT_SYMBOL(inter_module_get);

const void *inter_module_get_request(const char *name, const char *module)
{
    const void *data = inter_module_get(name);

    if (!data) {
        request_module(module);
        data = inter_module_get(name);
    }
    return data;
}
EXPORT_SYMBOL(inter_module_get_request);

void inter_module_put(const char *name)
{
    struct lx_published *entry = *lx_published_link(name);

    if (!entry)
        BUG();
    if (entry->module)
        __MOD_DEC_USE_COUNT(entry->module);
}
EXPORT_SYMBOL(inter_module_put);

int try_inc_mod_count(struct module *module)
{
    if (module)
        __MOD_INC_USE_COUNT(module);
    return 1;
}
EXPORT_SYMBOL(try_inc_mod_count);
