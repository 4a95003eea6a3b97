/* SPDX-License-Identifier: MIT
 * Entries below /proc as programs see them: each file is one of the executive's, like a character device's.
 */
#include "linux-compat/src/chr.h"
#include "linux-compat/src/cold.h"
#include <linux/ctype.h>
#include <asm/uaccess.h>

/* What an entry's function is asked for at once: it may write somewhat more than that into its page. */
#define LX_PROC_MOST (PAGE_SIZE - 1024)

/* The next entry of the tree; folders come before what is in them. */
static struct proc_dir_entry *lx_proc_next(struct proc_dir_entry *e)
{
    if (e->subdir)
        return e->subdir;
    while (e && !e->next)
        e = e->parent;
    return e ? e->next : NULL;
}

static struct proc_dir_entry *lx_proc_numbered(unsigned int number)
{
    struct proc_dir_entry *e;

    for (e = &proc_root; e && (e->low_ino != number || !e->parent); e = lx_proc_next(e))
        ;
    return e;
}

/* From the name alone where it can be, so that the next one of its kind, in the next domain, has the same. */
unsigned short lx_proc_number(const struct proc_dir_entry *dir, const char *name)
{
    unsigned short number = dir->low_ino;

    while (*name)
        number = number * 31 + (unsigned char)*name++;
    while (lx_proc_numbered(number))
        number++;
    return number;
}

/* Writes the path backwards, so that it ends at `end`. 0 where it is too long, or not made of what the executive takes
 * for a name. */
static const char *lx_proc_path(const struct proc_dir_entry *e, const char *begin, char *end)
{
    const char *c;
    unsigned int length;

    for (*--end = 0; e->parent; e = e->parent) {
        length = strlen(e->name);
        if (end - begin < length + 1 || *e->name == '.')
            return NULL;
        for (c = e->name; *c; c++)
            if (!isalnum(*c) && !strchr("_-.:", *c))
                return NULL;
        if (*end)
            *--end = '/';
        end -= length;
        memcpy(end, e->name, length);
    }
    return end;
}

static void lx_proc_show(struct proc_dir_entry *e)
{
    struct nim_char_info info;
    const char *path = lx_proc_path(e, info.name, info.name + sizeof(info.name));

    if (!path || e->lx_handle || !S_ISREG(e->mode))
        return;
    memmove(info.name, path, info.name + sizeof(info.name) - path);
    memset(info.name + strlen(info.name), 0, sizeof(info.name) - strlen(info.name));
    info.number = LX_PROC_NUMBER | e->low_ino;
    info.tree = NIM_CHAR_PROC;
    if (nim_char_register(&info, &e->lx_handle) < 0)
        printk(KERN_WARNING "/proc/%s: the executive refuses it\n", info.name);
}

void lx_proc_tell(struct proc_dir_entry *e)
{
    if (!lx_starting)
        lx_proc_show(e);
}

void lx_proc_announce(void)
{
    struct proc_dir_entry *e;

    for (e = &proc_root; e; e = lx_proc_next(e))
        lx_proc_show(e);
}

/* --- going away --- */

void lx_proc_put(struct proc_dir_entry *e)
{
    if (e->deleted && !e->lx_handle && !e->subdir && !atomic_read(&e->count))
        kfree(e);
}

static struct proc_dir_entry *lx_proc_gone; /* by ->next */

static void lx_proc_leave(void *unused)
{
    struct proc_dir_entry *e;
    nim_handle_t handle;

    (void)unused;
    while ((e = lx_proc_gone)) {
        lx_proc_gone = e->next;
        handle = e->lx_handle;
        e->lx_handle = 0;
        atomic_inc(&e->count); /* whoever has it open closes it meanwhile */
        lx_char_leave(handle);
        atomic_dec(&e->count);
        lx_proc_put(e);
    }
}

/* A name can't be taken away within a call to a file, for it could be that one. */
void lx_proc_forget(struct proc_dir_entry *e)
{
    static struct tq_struct later = { .routine = lx_proc_leave };

    e->deleted = 1;
    if (!e->lx_handle) {
        lx_proc_put(e);
        return;
    }
    e->next = lx_proc_gone;
    lx_proc_gone = e;
    if (current->lx_program || current == lx_setter)
        schedule_task(&later);
    else
        lx_proc_leave(NULL);
}

/* --- a program's file --- */

static int lx_proc_ask(struct proc_dir_entry *e, char *page, char **start, off_t at, int most, int *eof)
{
    int n;

    if (!e->get_info)
        return e->read_proc ? e->read_proc(page, start, at, most, eof, e->data) : 0;
    n = e->get_info(page, start, at, most);
    *eof = n < most;
    return n;
}

/* Where an answer lies, and how far it moves the position. Three kinds of functions are there: those that write their
 * whole text each time and leave `start` alone; those that let it point to what was asked for; and those that put into
 * it, as a number, how far they got, in units of their own. Returns bytes, or 0 at the end. */
static int lx_proc_answer(int n, const char *page, const char *start, off_t at, int most, const char **from, off_t *step)
{
    if (start && start < page) {
        *from = page;
        *step = (off_t)start;
        return n;
    }
    if (!start)
        n = n <= at ? 0 : min(n - (int)at, most);
    *from = start ? start : page + at;
    *step = n;
    return n;
}

static ssize_t lx_proc_read(struct file *file, char *buffer, size_t bytes, loff_t *position)
{
    struct proc_dir_entry *e = file->f_dentry->d_inode->u.generic_ip;
    char *page = (char *)get_zeroed_page(GFP_KERNEL), *start;
    const char *from;
    ssize_t done = 0;
    int n = 0, most, eof = 0;
    off_t step;

    if (!page)
        return -ENOMEM;
    while (bytes && !eof) {
        most = min(bytes, (size_t)LX_PROC_MOST);
        start = NULL;
        n = lx_proc_ask(e, page, &start, *position, most, &eof);
        if (n >= 0)
            n = lx_proc_answer(n, page, start, *position, most, &from, &step);
        if (n <= 0 || (done && n > most)) /* what does not fit comes with the next call */
            break;
        n = min(n, most);
        if (copy_to_user(buffer, from, n)) {
            n = -EFAULT;
            break;
        }
        *position += step;
        buffer += n;
        bytes -= n;
        done += n;
    }
    free_page((unsigned long)page);
    return n < 0 && !done ? n : done;
}

static ssize_t lx_proc_write(struct file *file, const char *buffer, size_t bytes, loff_t *position)
{
    struct proc_dir_entry *e = file->f_dentry->d_inode->u.generic_ip;

    (void)position;
    return e->write_proc ? e->write_proc(file, buffer, bytes, e->data) : -EIO;
}

static struct file_operations lx_proc_operations = { .read = lx_proc_read, .write = lx_proc_write };

struct file_operations *lx_proc_file(unsigned int number, struct lx_file *f)
{
    struct proc_dir_entry *e = lx_proc_numbered(number & ~LX_PROC_NUMBER);

    if (!e)
        return NULL;
    f->proc = e;
    f->inode.i_mode = e->mode;
    f->inode.i_ino = e->low_ino;
    f->inode.u.generic_ip = e;
    f->dentry.d_name.name = (const unsigned char *)e->name;
    f->dentry.d_name.len = e->namelen;
    return e->proc_fops ? e->proc_fops : &lx_proc_operations;
}
