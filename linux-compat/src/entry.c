/* SPDX-License-Identifier: MIT
 * The upcall table, and the upcalls that start, stop and run threads.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"

#define UPCALL0(name, ...) (void *)lx_up_##name,
#define UPCALL1(name, ...) (void *)lx_up_##name,
#define UPCALL2(name, ...) (void *)lx_up_##name,
#define UPCALL3(name, ...) (void *)lx_up_##name,
void *nim_upcall_table[NIM_UPCALL_COUNT] = {
#include "nim/abi/upcalls.def"
};

struct nim_shared nim_shared_block = { .vif = 1 };
EXPORT_SYMBOL(nim_shared_block);
const struct lx_system_page *nim_system;
EXPORT_SYMBOL(nim_system);
/* For modules that import the variables instead of our headers' macros: places in that page (nim/loader.cpp). */
#define LX_SYSTEM_DATA(name, offset) \
    __asm__(".globl lx_system_" #name "\n\t.set lx_system_" #name ", " #offset); \
    extern char lx_system_##name[]; \
    static const struct module_symbol __ksymtab_##name __attribute__((section("__ksymtab"), used)) = { \
        (unsigned long)lx_system_##name, #name \
    }
#undef jiffies
#undef xtime
LX_SYSTEM_DATA(jiffies, 0);
LX_SYSTEM_DATA(xtime, 4);
#define jiffies ((unsigned long)nim_system->jiffies)

/* The modules in the order of their initialisation. */
static const struct nim_module *lx_modules;
static unsigned int lx_module_count;
int lx_starting;

nim_result_t lx_up_null(void)
{
    return 0;
}

nim_result_t lx_up_null_services(nim_u32 count)
{
    while (count--)
        nim_null();
    return 0;
}

static struct module *lx_module_record(const struct nim_module *m)
{
    return (struct module *)m->this_module;
}

/* Call the cleanup functions of the first n modules, last first. */
static void lx_modules_undo(unsigned int n)
{
    while (n-- > 0)
        if (lx_modules[n].cleanup)
            ((void (*)(void))lx_modules[n].cleanup)();
}

static int lx_module_start(const struct nim_module *m)
{
    struct module *record = lx_module_record(m);
    int result = 0;

    if (record) {
        record->name = (const char *)m->name;
        record->flags |= MOD_RUNNING;
    }
    if (m->init)
        result = ((int (*)(void))m->init)();
    if (result < 0)
        return result;
    result = lx_net_announce();
    if (result >= 0)
        result = lx_char_announce();
    if (result >= 0)
        lx_proc_announce();
    if (result >= 0)
        result = lx_block_announce();
    if (result < 0 && m->cleanup)
        ((void (*)(void))m->cleanup)();
    return result < 0 ? result : 0;
}

int lx_modules_in_use(void)
{
    unsigned int i;

    for (i = 0; i < lx_module_count; i++)
        if (lx_module_record(&lx_modules[i]) && __MOD_IN_USE(lx_module_record(&lx_modules[i])))
            return 1;
    return 0;
}

static int lx_start_all(void)
{
    unsigned int i;
    int result = lx_pci_setup();

    for (i = 0; i < lx_module_count && result >= 0; i++) {
        result = lx_module_start(&lx_modules[i]);
        if (result < 0) {
            printk(KERN_ERR "%s: initialisation failed with error %d\n", (const char *)lx_modules[i].name, -result);
            lx_modules_undo(i);
        }
    }
    return result;
}

nim_result_t lx_up_start(nim_u32 modules, nim_u32 count, nim_u32 abi_version)
{
    struct task_struct *task;
    int result;

    if (abi_version != NIM_ABI_VERSION)
        return -EINVAL;
    lx_modules = (const struct nim_module *)modules;
    lx_module_count = count;
    lx_softirq_setup();
    lx_irq_setup();
    lx_region_setup();
    lx_time_setup();
    lx_timer_setup();
    lx_net_setup();
    task = lx_task_begin("insmod");
    if (!task)
        return -ENOMEM;
    lx_starting = 1;
    result = lx_start_all();
    lx_starting = 0;
    if (result < 0) {
        lx_keventd_end();
        lx_check_leaks();
    }
    lx_task_end(task);
    return result;
}

nim_result_t lx_up_stop(void)
{
    struct task_struct *task = lx_task_begin("rmmod");

    if (!task)
        return -ENOMEM;
    lx_net_close_all();
    lx_block_close_all();
    if (lx_modules_in_use()) {
        lx_task_end(task);
        return -EBUSY;
    }
    lx_modules_undo(lx_module_count);
    lx_module_count = 0;
    lx_keventd_end();
    lx_check_leaks();
    lx_task_end(task);
    return 0;
}
