/* SPDX-License-Identifier: MIT
 * The tree below /proc as drivers build it.
 */
#include "linux-compat/src/chr.h"
#include "linux-compat/src/cold.h"

#define LX_DIR(entry, text, ino, after) \
    static struct proc_dir_entry entry = { \
        .name = text, .low_ino = ino, .mode = S_IFDIR | S_IRUGO | S_IXUGO, .parent = &proc_root, .next = after }

LX_DIR(lx_proc_net, "net", 1, NULL);
LX_DIR(lx_proc_bus, "bus", 2, &lx_proc_net);
LX_DIR(lx_proc_driver, "driver", 3, &lx_proc_bus);
LX_DIR(lx_proc_fs, "fs", 4, &lx_proc_driver);
struct proc_dir_entry proc_root = { .name = "", .mode = S_IFDIR | S_IRUGO | S_IXUGO, .subdir = &lx_proc_fs };
EXPORT_SYMBOL(proc_root);
struct proc_dir_entry *proc_net = &lx_proc_net;
EXPORT_SYMBOL(proc_net);
struct proc_dir_entry *proc_bus = &lx_proc_bus;
EXPORT_SYMBOL(proc_bus);
struct proc_dir_entry *proc_root_driver = &lx_proc_driver;
EXPORT_SYMBOL(proc_root_driver);
struct proc_dir_entry *proc_root_fs = &lx_proc_fs;
EXPORT_SYMBOL(proc_root_fs);

static struct proc_dir_entry *lx_proc_child(struct proc_dir_entry *dir, const char *name, size_t length)
{
    struct proc_dir_entry *entry;

    for (entry = dir->subdir; entry; entry = entry->next)
        if (strlen(entry->name) == length && !strncmp(entry->name, name, length))
            return entry;
    return NULL;
}

/* Go down a path such as "net/foo"; leaves its last part in *name. 0 where a folder is missing. */
static struct proc_dir_entry *lx_proc_walk(struct proc_dir_entry *dir, const char **name)
{
    const char *slash;

    if (!dir)
        dir = &proc_root;
    while (dir && (slash = strchr(*name, '/')) != NULL) {
        dir = lx_proc_child(dir, *name, slash - *name);
        *name = slash + 1;
    }
    return dir;
}

struct proc_dir_entry *create_proc_entry(const char *name, mode_t mode, struct proc_dir_entry *parent)
{
    struct proc_dir_entry *dir = lx_proc_walk(parent, &name), *entry;
    size_t length = strlen(name);

    if (!dir || !length)
        return NULL;
    entry = kmalloc(sizeof(*entry) + length + 1, GFP_KERNEL);
    if (!entry)
        return NULL;
    memset(entry, 0, sizeof(*entry));
    entry->name = strcpy((char *)(entry + 1), name);
    entry->namelen = length;
    entry->mode = mode & S_IFMT ? mode : mode | S_IFREG;
    if (!(mode & S_IALLUGO))
        entry->mode |= S_IRUGO | ((mode & S_IFMT) == S_IFDIR ? S_IXUGO : 0);
    entry->nlink = 1;
    entry->low_ino = lx_proc_number(dir, name);
    entry->parent = dir;
    entry->next = dir->subdir;
    dir->subdir = entry;
    lx_proc_tell(entry);
    return entry;
}
EXPORT_SYMBOL(create_proc_entry);

struct proc_dir_entry *proc_mkdir(const char *name, struct proc_dir_entry *parent)
{
    return create_proc_entry(name, S_IFDIR | S_IRUGO | S_IXUGO, parent);
}
EXPORT_SYMBOL(proc_mkdir);

void remove_proc_entry(const char *name, struct proc_dir_entry *parent)
{
    struct proc_dir_entry *dir = lx_proc_walk(parent, &name), **link, *entry;

    if (!dir)
        return;
    for (link = &dir->subdir; (entry = *link) != NULL; link = &entry->next) {
        if (strcmp(entry->name, name))
            continue;
        *link = entry->next;
        lx_proc_forget(entry);
        return;
    }
}
EXPORT_SYMBOL(remove_proc_entry);

struct proc_dir_entry *create_proc_read_entry(const char *name, mode_t mode, struct proc_dir_entry *base,
                                              read_proc_t *read_proc, void *data)
{
    struct proc_dir_entry *entry = create_proc_entry(name, mode, base);

    if (entry) {
        entry->read_proc = read_proc;
        entry->data = data;
    }
    return entry;
}
EXPORT_SYMBOL(create_proc_read_entry);

struct proc_dir_entry *create_proc_info_entry(const char *name, mode_t mode, struct proc_dir_entry *base,
                                              get_info_t *get_info)
{
    struct proc_dir_entry *entry = create_proc_entry(name, mode, base);

    if (entry)
        entry->get_info = get_info;
    return entry;
}
EXPORT_SYMBOL(create_proc_info_entry);
