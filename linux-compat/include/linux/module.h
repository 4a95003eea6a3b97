/* SPDX-License-Identifier: MIT
 * A module's own record, parameters, exports, use count.
 */
#pragma once
#include <linux/config.h>
#include <linux/version.h>
#include <linux/spinlock.h>
#include <linux/list.h>
#include <asm/atomic.h>

#define __MODULE_STRING_1(x) #x
#define __MODULE_STRING(x) __MODULE_STRING_1(x)

struct module {
    const char *name;
    unsigned long flags;
    union {
        atomic_t usecount;
        long pad;
    } uc;
    int (*can_unload)(void);
    struct module *next;
};
#define MOD_RUNNING 1
#define MOD_VISITED 8

/* One per module: the files of a module share it, the modules of a bundle don't. */
struct module __this_module __attribute__((weak, visibility("hidden"), section(".data")));
#define THIS_MODULE (&__this_module)

#define __MOD_INC_USE_COUNT(mod) (atomic_inc(&(mod)->uc.usecount), (mod)->flags |= MOD_VISITED)
#define __MOD_DEC_USE_COUNT(mod) (atomic_dec(&(mod)->uc.usecount), (mod)->flags |= MOD_VISITED)
#define __MOD_IN_USE(mod) (atomic_read(&(mod)->uc.usecount) != 0)
#define MOD_INC_USE_COUNT __MOD_INC_USE_COUNT(THIS_MODULE)
#define MOD_DEC_USE_COUNT __MOD_DEC_USE_COUNT(THIS_MODULE)
#define MOD_IN_USE __MOD_IN_USE(THIS_MODULE)
extern int try_inc_mod_count(struct module *module);
#define SET_MODULE_OWNER(thing) ((thing)->owner = THIS_MODULE)

/* Facts of a module, as NUL-terminated "name=value" texts. */
#define LX_MODINFO(id, text) \
    static const char id[] __attribute__((section(".modinfo"), used, aligned(1))) = text
#define MODULE_PARM(var, type) LX_MODINFO(__module_parm_##var, "parm_" #var "=" type)
#define MODULE_PARM_DESC(var, desc) LX_MODINFO(__module_parm_desc_##var, "parm_desc_" #var "=" desc)
#define MODULE_AUTHOR(name) LX_MODINFO(__module_author, "author=" name)
#define MODULE_DESCRIPTION(desc) LX_MODINFO(__module_description, "description=" desc)
#define MODULE_LICENSE(license) LX_MODINFO(__module_license, "license=" license)
#define MODULE_SUPPORTED_DEVICE(dev) LX_MODINFO(__module_device, "device=" dev)
/* A pointer to the table, by whose name tools find it in the object (tools/outside). */
#define MODULE_DEVICE_TABLE(type, name) \
    static const void *const __lx_device_table_##type##_##name __attribute__((used)) = (name)
#define MODULE_GENERIC_TABLE(type, name) MODULE_DEVICE_TABLE(type, name)
#define GPL_EXPORT_SYMBOL EXPORT_SYMBOL

struct module_symbol {
    unsigned long value;
    const char *name;
};
#define EXPORT_SYMBOL(var) \
    static const struct module_symbol __ksymtab_##var __attribute__((section("__ksymtab"), used)) = { \
        (unsigned long)&var, #var \
    }
#define EXPORT_SYMBOL_GPL(var) EXPORT_SYMBOL(var)
#define EXPORT_SYMBOL_NOVERS(var) EXPORT_SYMBOL(var)
#define EXPORT_NO_SYMBOLS
#define GET_USE_COUNT(module) (atomic_read(&(module)->uc.usecount))
/* Members that came later than others: all are there. */
#define mod_member_present(mod, member) 1

extern int request_module(const char *name);
/* Data that one module offers to others of the bundle by a name */
extern void inter_module_register(const char *name, struct module *module, const void *data);
extern void inter_module_unregister(const char *name);
extern const void *inter_module_get(const char *name);
extern const void *inter_module_get_request(const char *name, const char *module);
extern void inter_module_put(const char *name);
