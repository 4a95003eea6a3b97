/* SPDX-License-Identifier: MIT
 * Character devices: who serves which number, and what it is called in /dev.
 */
#include "linux-compat/src/chr.h"
#include "linux-compat/src/cold.h"
#include <linux/devfs_fs_kernel.h>
#include <linux/major.h>
#include <linux/miscdevice.h>

#define LX_MAJORS 256
static struct {
    const char *name;
    struct file_operations *operations;
} lx_majors[LX_MAJORS];

/* A name in /dev. Operations that came with the name serve it where nobody has the major number. */
struct devfs_entry {
    struct devfs_entry *next;
    char name[NIM_CHAR_NAME];
    kdev_t dev;
    struct file_operations *operations;
    nim_handle_t handle;            /* 0 until the executive knows it, and of a directory */
    int directory;
};
static struct devfs_entry *lx_entries;

static struct miscdevice lx_misc = { .next = &lx_misc, .prev = &lx_misc };
#define LX_DYNAMIC_MINORS 64
static unsigned char lx_dynamic[LX_DYNAMIC_MINORS]; /* misc minors below LX_DYNAMIC_MINORS that are in use */

static int lx_entry_tell(struct devfs_entry *e)
{
    struct nim_char_info info;
    int result;

    memset(&info, 0, sizeof(info));
    memcpy(info.name, e->name, sizeof(info.name));
    info.number = e->dev;
    result = nim_char_register(&info, &e->handle);
    if (result < 0)
        printk(KERN_ERR "%s: the executive refuses the device: error %d\n", e->name, -result);
    return result < 0 ? result : 0;
}

static struct devfs_entry *lx_entry_find(kdev_t dev)
{
    struct devfs_entry *e;

    for (e = lx_entries; e; e = e->next)
        if (!e->directory && e->dev == dev)
            return e;
    return NULL;
}

struct devfs_entry *lx_char_entry(kdev_t dev)
{
    return lx_entry_find(dev);
}

static struct devfs_entry *lx_entry_new(const char *name, kdev_t dev, struct file_operations *operations)
{
    struct devfs_entry *e = kmalloc(sizeof(*e), GFP_KERNEL);

    if (!e)
        return NULL;
    memset(e, 0, sizeof(*e));
    snprintf(e->name, sizeof(e->name), "%s", name);
    e->dev = dev;
    e->operations = operations;
    e->next = lx_entries;
    lx_entries = e;
    if (lx_starting || lx_entry_tell(e) == 0)
        return e;
    lx_entries = e->next;
    kfree(e);
    return NULL;
}

/* Open files are closed meanwhile, on this thread. */
void lx_char_leave(nim_handle_t handle)
{
    struct task_struct *self = current;

    nim_char_unregister(handle);
    lx_current = self;
}

static void lx_entry_drop(struct devfs_entry *e)
{
    struct devfs_entry **link = &lx_entries;

    while (*link && *link != e)
        link = &(*link)->next;
    if (!*link)
        return;
    *link = e->next;
    if (e->handle)
        lx_char_leave(e->handle);
    kfree(e);
}

/* Names are told when their module's init has ended: what it undoes after an error, nobody has seen. A major number
 * for which none was given has at least its own. */
int lx_char_announce(void)
{
    struct devfs_entry *e;
    char name[NIM_CHAR_NAME];
    unsigned int major;
    int result = 0;

    for (major = 0; major < LX_MAJORS; major++) {
        if (!lx_majors[major].operations)
            continue;
        for (e = lx_entries; e && (e->directory || MAJOR(e->dev) != major); e = e->next)
            ;
        if (!e && major != SOUND_MAJOR) {
            const char *known = lx_char_name(major, 0, name, sizeof(name));

            lx_entry_new(known ? known : lx_majors[major].name, MKDEV(major, 0), NULL);
        }
    }
    for (e = lx_entries; e && result >= 0; e = e->next)
        if (!e->handle && !e->directory)
            result = lx_entry_tell(e);
    return result;
}

/* --- major numbers --- */

int register_chrdev(unsigned int major, const char *name, struct file_operations *operations)
{
    unsigned int free = 0;

    if (major >= LX_MAJORS || !operations)
        return -EINVAL;
    if (!major) {
        for (free = LX_MAJORS - 2; free && lx_majors[free].operations; free--)
            ;
        if (!free)
            return -EBUSY;
        major = free;
    }
    if (lx_majors[major].operations && lx_majors[major].operations != operations)
        return -EBUSY;
    lx_majors[major].name = name;
    lx_majors[major].operations = operations;
    if (!lx_starting)
        lx_char_announce();
    return free;
}
EXPORT_SYMBOL(register_chrdev);

int unregister_chrdev(unsigned int major, const char *name)
{
    struct devfs_entry *e, *next;

    if (major >= LX_MAJORS || !lx_majors[major].operations || strcmp(lx_majors[major].name, name))
        return -EINVAL;
    lx_majors[major].operations = NULL;
    for (e = lx_entries; e; e = next) {
        next = e->next;
        if (!e->directory && MAJOR(e->dev) == major && !e->operations)
            lx_entry_drop(e);
    }
    return 0;
}
EXPORT_SYMBOL(unregister_chrdev);

struct file_operations *lx_char_operations(kdev_t dev)
{
    struct miscdevice *m;
    struct devfs_entry *e;

    if (MAJOR(dev) == MISC_MAJOR)
        for (m = lx_misc.next; m != &lx_misc; m = m->next)
            if (m->minor == MINOR(dev))
                return m->fops;
    if (MAJOR(dev) < LX_MAJORS && lx_majors[MAJOR(dev)].operations)
        return lx_majors[MAJOR(dev)].operations;
    e = lx_entry_find(dev);
    return e ? e->operations : NULL;
}

/* --- misc devices --- */

static int lx_misc_minor(int minor)
{
    struct miscdevice *m;
    int i;

    if (minor != MISC_DYNAMIC_MINOR) {
        for (m = lx_misc.next; m != &lx_misc; m = m->next)
            if (m->minor == minor)
                return -EBUSY;
        return minor;
    }
    for (i = LX_DYNAMIC_MINORS - 1; i >= 0 && lx_dynamic[i]; i--)
        ;
    if (i < 0)
        return -EBUSY;
    lx_dynamic[i] = 1;
    return i;
}

static void lx_misc_minor_free(int minor)
{
    if (minor >= 0 && minor < LX_DYNAMIC_MINORS)
        lx_dynamic[minor] = 0;
}

int misc_register(struct miscdevice *misc)
{
    int minor = lx_misc_minor(misc->minor);

    if (minor < 0)
        return minor;
    misc->devfs_handle = lx_entry_new(misc->name, MKDEV(MISC_MAJOR, minor), misc->fops);
    if (!misc->devfs_handle) {
        lx_misc_minor_free(minor);
        return -ENOMEM;
    }
    misc->minor = minor;
    misc->next = lx_misc.next;
    misc->prev = &lx_misc;
    lx_misc.next->prev = misc;
    lx_misc.next = misc;
    return 0;
}
EXPORT_SYMBOL(misc_register);

int misc_deregister(struct miscdevice *misc)
{
    struct miscdevice *m = lx_misc.next;

    while (m != &lx_misc && m != misc)
        m = m->next;
    if (m != misc)
        return -EINVAL;
    misc->prev->next = misc->next;
    misc->next->prev = misc->prev;
    lx_entry_drop(misc->devfs_handle);
    lx_misc_minor_free(misc->minor);
    return 0;
}
EXPORT_SYMBOL(misc_deregister);

/* --- names --- */

static const char *lx_path(struct devfs_entry *dir, const char *name, char *path, unsigned int size)
{
    if (dir)
        snprintf(path, size, "%s/%s", dir->name, name);
    else
        snprintf(path, size, "%s", name);
    return path;
}

devfs_handle_t devfs_mk_dir(devfs_handle_t dir, const char *name, void *info)
{
    struct devfs_entry *e = kmalloc(sizeof(*e), GFP_KERNEL);

    (void)info;
    if (!e)
        return NULL;
    memset(e, 0, sizeof(*e));
    lx_path(dir, name, e->name, sizeof(e->name));
    e->directory = 1;
    e->next = lx_entries;
    lx_entries = e;
    return e;
}
EXPORT_SYMBOL(devfs_mk_dir);

/* A device's conventional name, where it has one, is the one that programs know. */
devfs_handle_t devfs_register(devfs_handle_t dir, const char *name, unsigned int flags, unsigned int major,
                              unsigned int minor, umode_t mode, void *ops, void *info)
{
    char path[NIM_CHAR_NAME];
    kdev_t dev = MKDEV(major, minor);

    (void)info;
    if (!S_ISCHR(mode) || (flags & DEVFS_FL_AUTO_DEVNUM) || lx_entry_find(dev))
        return NULL;
    if (!lx_char_name(major, minor, path, sizeof(path)))
        lx_path(dir, name, path, sizeof(path));
    return lx_entry_new(path, dev, ops);
}
EXPORT_SYMBOL(devfs_register);

void devfs_unregister(devfs_handle_t entry)
{
    if (entry)
        lx_entry_drop(entry);
}
EXPORT_SYMBOL(devfs_unregister);

int devfs_register_chrdev(unsigned int major, const char *name, struct file_operations *operations)
{
    return register_chrdev(major, name, operations);
}
EXPORT_SYMBOL(devfs_register_chrdev);

int devfs_unregister_chrdev(unsigned int major, const char *name)
{
    return unregister_chrdev(major, name);
}
EXPORT_SYMBOL(devfs_unregister_chrdev);
