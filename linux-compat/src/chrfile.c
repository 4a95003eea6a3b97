/* SPDX-License-Identifier: MIT
 * What programs do with an open character device, as its driver's file operations.
 */
#include "linux-compat/src/chr.h"
#include "linux-compat/src/cold.h"
#include <asm/ioctls.h>
#include <asm/uaccess.h>

/* Linux's own codes for "begin the call again" never reach programs. */
static nim_result_t lx_answer(long result)
{
    if (result == -ERESTARTSYS || result == -ERESTARTNOINTR || result == -ERESTARTNOHAND)
        return -EINTR;
    if (result == -ENOIOCTLCMD)
        return -ENOTTY;
    return result;
}

/* A task for a call of the program's; 0 where memory is out. */
struct task_struct *lx_program_begin(const struct lx_file *f, const char *what)
{
    struct task_struct *task = lx_task_begin(what);

    if (!task)
        return NULL;
    task->lx_program = 1;
    task->pid = task->tgid = task->pgrp = f->pid;
    return task;
}

static struct lx_file *lx_file_new(kdev_t dev, const struct nim_char_open *opening)
{
    struct lx_file *f = kmalloc(sizeof(*f), GFP_KERNEL);

    if (!f)
        return NULL;
    memset(f, 0, sizeof(*f));
    f->inode.i_rdev = dev;
    f->inode.i_mode = S_IFCHR | 0666;
    f->inode.i_nlink = 1;
    f->dentry.d_inode = &f->inode;
    f->file.f_dentry = &f->dentry;
    f->file.f_mode = ((opening->flags & NIM_CHAR_READ) ? FMODE_READ : 0) |
                     ((opening->flags & NIM_CHAR_WRITE) ? FMODE_WRITE : 0);
    f->file.f_flags = f->file.f_mode == FMODE_READ ? O_RDONLY : f->file.f_mode == FMODE_WRITE ? O_WRONLY : O_RDWR;
    if (opening->flags & NIM_CHAR_NONBLOCK)
        f->file.f_flags |= O_NONBLOCK;
    atomic_set(&f->file.f_count, 1);
    f->again = (opening->flags & NIM_CHAR_AGAIN) != 0;
    f->pid = opening->pid;
    f->poller.lx_poller = 1;
    strcpy(f->poller.comm, "poll");
    return f;
}

static int lx_file_open(struct lx_file *f, struct file_operations *operations)
{
    int result = 0;

    if (!operations)
        return -ENODEV;
    try_inc_mod_count(operations->owner);
    f->file.f_op = f->inode.i_fop = operations;
    if (operations->open)
        result = operations->open(&f->inode, &f->file);
    /* its own open may have put others in place, and then counts itself */
    if (result && f->file.f_op && f->file.f_op->owner)
        __MOD_DEC_USE_COUNT(f->file.f_op->owner);
    return result;
}

nim_result_t lx_up_char_open(nim_u32 device, struct nim_char_open *opening)
{
    struct task_struct *task = lx_task_begin("open");
    struct lx_file *f;
    int result = -ENOMEM;

    if (!task)
        return -ENOMEM;
    task->lx_program = 1;
    task->pid = task->tgid = task->pgrp = opening->pid;
    f = lx_file_new(device, opening);
    if (f)
        result = lx_file_open(f, device & LX_PROC_NUMBER ? lx_proc_file(device, f) : lx_char_operations(device));
    if (result) {
        kfree(f);
    } else {
        opening->file = (nim_u32)f;
        if (f->proc)
            atomic_inc(&f->proc->count);
    }
    lx_task_end(task);
    return lx_answer(result);
}

static void lx_poll_stop(struct lx_file *f)
{
    while (f->polled_count) {
        f->polled_count--;
        remove_wait_queue(f->polled[f->polled_count].queue, &f->polled[f->polled_count].wait);
    }
    f->poller.state = TASK_RUNNING;
}

nim_result_t lx_up_char_release(nim_u32 file)
{
    struct lx_file *f = (struct lx_file *)file;
    struct file_operations *op = f->file.f_op;
    struct task_struct *task = lx_program_begin(f, "close");

    if (!task)
        return -ENOMEM;
    lx_poll_stop(f);
    if (op->flush)
        op->flush(&f->file);
    if ((f->file.f_flags & FASYNC) && op->fasync)
        op->fasync(-1, &f->file, 0);
    if (op->release)
        op->release(&f->inode, &f->file);
    if (f->file.f_op->owner)
        __MOD_DEC_USE_COUNT(f->file.f_op->owner);
    if (f->proc && atomic_dec_and_test(&f->proc->count))
        lx_proc_put(f->proc);
    kfree(f);
    lx_task_end(task);
    return 0;
}

nim_result_t lx_up_char_read(nim_u32 file, struct nim_char_transfer *t)
{
    struct lx_file *f = (struct lx_file *)file;
    struct task_struct *task;
    long result;

    if (!f->file.f_op->read)
        return -EINVAL;
    task = lx_program_begin(f, "read");
    if (!task)
        return -ENOMEM;
    f->file.f_pos = t->position;
    result = f->file.f_op->read(&f->file, (char *)t->user, t->bytes, &f->file.f_pos);
    t->position = f->file.f_pos;
    lx_task_end(task);
    return lx_answer(result);
}

nim_result_t lx_up_char_write(nim_u32 file, struct nim_char_transfer *t)
{
    struct lx_file *f = (struct lx_file *)file;
    struct task_struct *task;
    long result;

    if (!f->file.f_op->write)
        return -EINVAL;
    task = lx_program_begin(f, "write");
    if (!task)
        return -ENOMEM;
    f->file.f_pos = t->position;
    result = f->file.f_op->write(&f->file, (const char *)t->user, t->bytes, &f->file.f_pos);
    t->position = f->file.f_pos;
    lx_task_end(task);
    return lx_answer(result);
}

static long lx_fasync(struct file *file, int on)
{
    long result = 0;

    if (!on == !(file->f_flags & FASYNC))
        return 0;
    if (!file->f_op->fasync)
        return -ENOTTY;
    result = file->f_op->fasync(0, file, on);
    if (result >= 0)
        file->f_flags = on ? file->f_flags | FASYNC : file->f_flags & ~FASYNC;
    return result < 0 ? result : 0;
}

/* Two requests are every file's. */
static long lx_ioctl(struct lx_file *f, unsigned int request, unsigned long argument)
{
    int on;

    if (request == FIONBIO || request == FIOASYNC) {
        if (get_user(on, (int *)argument))
            return -EFAULT;
        if (request == FIOASYNC)
            return lx_fasync(&f->file, on);
        f->file.f_flags = on ? f->file.f_flags | O_NONBLOCK : f->file.f_flags & ~O_NONBLOCK;
        return 0;
    }
    if (!f->file.f_op->ioctl)
        return -ENOTTY;
    return f->file.f_op->ioctl(&f->inode, &f->file, request, argument);
}

nim_result_t lx_up_char_ioctl(nim_u32 file, nim_u32 request, nim_u32 argument)
{
    struct task_struct *task = lx_program_begin((struct lx_file *)file, "ioctl");
    long result;

    if (!task)
        return -ENOMEM;
    result = lx_ioctl((struct lx_file *)file, request, argument);
    lx_task_end(task);
    return lx_answer(result);
}

/* No program is there: what the argument means came along. One at a time, for the driver may sleep. */
#define LX_SETTING_USER 0x20000
#define LX_SETTING_WINDOW 1
static DECLARE_MUTEX(lx_setting_lock);
struct task_struct *lx_setter;

nim_result_t lx_up_char_setting(nim_u32 file, const struct nim_char_setting *s)
{
    struct task_struct *task = lx_task_begin("setting");
    char data[NIM_CHAR_SETTING];
    long result;

    if (!task)
        return -ENOMEM;
    down(&lx_setting_lock);
    lx_setter = task;
    memcpy(data, s->data, sizeof(data));
    if (s->bytes)
        lx_window_open(LX_SETTING_WINDOW, LX_SETTING_USER, data, s->bytes);
    result = lx_ioctl((struct lx_file *)file, s->request, s->bytes ? LX_SETTING_USER : s->argument);
    lx_window_close(LX_SETTING_WINDOW);
    lx_setter = NULL;
    up(&lx_setting_lock);
    lx_task_end(task);
    return lx_answer(result);
}

/* --- waiting for readiness --- */

/* The file's poller stands in each queue that its driver names, and whoever wakes it tells the executive. */
void __pollwait(struct file *file, wait_queue_head_t *queue, poll_table *table)
{
    struct lx_file *f = (struct lx_file *)table->table;
    unsigned int i;

    (void)file;
    for (i = 0; i < f->polled_count; i++)
        if (f->polled[i].queue == queue)
            return;
    if (i == LX_POLLED) {
        table->error = -ENOMEM;
        return;
    }
    f->polled[i].queue = queue;
    init_waitqueue_entry(&f->polled[i].wait, &f->poller);
    add_wait_queue(queue, &f->polled[i].wait);
    f->polled_count++;
}
EXPORT_SYMBOL(__pollwait);

nim_result_t lx_up_char_poll(nim_u32 file, nim_u32 how)
{
    struct lx_file *f = (struct lx_file *)file;
    struct task_struct *task = lx_program_begin(f, "poll");
    poll_table table;
    long result = 0;

    if (!task)
        return -ENOMEM;
    if (how == NIM_CHAR_WAIT_END) {
        lx_poll_stop(f);
    } else {
        memset(&table, 0, sizeof(table));
        table.table = (void *)f;
        f->poller.state = TASK_INTERRUPTIBLE;
        result = POLLIN | POLLOUT | POLLRDNORM | POLLWRNORM;
        if (f->file.f_op->poll)
            result = f->file.f_op->poll(&f->file, how == NIM_CHAR_WAIT ? &table : NULL);
    }
    lx_task_end(task);
    return result;
}

/* --- position, and the rest --- */

loff_t no_llseek(struct file *file, loff_t offset, int origin)
{
    (void)file, (void)offset, (void)origin;
    return -ESPIPE;
}
EXPORT_SYMBOL(no_llseek);

static loff_t lx_llseek(struct file *file, loff_t offset, int origin)
{
    if (origin == 2)
        offset += file->f_dentry->d_inode->i_size;
    else if (origin == 1)
        offset += file->f_pos;
    else if (origin)
        return -EINVAL;
    if (offset < 0)
        return -EINVAL;
    file->f_pos = offset;
    return offset;
}

nim_result_t lx_up_char_seek(nim_u32 file, struct nim_char_seek *seek)
{
    struct file *f = &((struct lx_file *)file)->file;
    struct task_struct *task = lx_program_begin((struct lx_file *)file, "lseek");
    loff_t result;

    if (!task)
        return -ENOMEM;
    f->f_pos = seek->position;
    if (f->f_op->llseek)
        result = f->f_op->llseek(f, (int)seek->offset, seek->whence);
    else
        result = lx_llseek(f, (int)seek->offset, seek->whence);
    seek->position = f->f_pos;
    lx_task_end(task);
    return result < 0 ? lx_answer(result) : 0;
}

nim_result_t lx_up_char_sync(nim_u32 file)
{
    struct lx_file *f = (struct lx_file *)file;
    struct task_struct *task;
    long result;

    if (!f->file.f_op->fsync)
        return -EINVAL;
    task = lx_program_begin(f, "fsync");
    if (!task)
        return -ENOMEM;
    result = f->file.f_op->fsync(&f->file, &f->dentry, 0);
    lx_task_end(task);
    return lx_answer(result);
}

/* --- SIGIO: the list is kept as Linux keeps it; programs here have no handlers, so nobody is told. --- */

int fasync_helper(int fd, struct file *file, int on, struct fasync_struct **list)
{
    struct fasync_struct *entry, **link = list;
    unsigned long flags;

    while (*link && (*link)->fa_file != file)
        link = &(*link)->fa_next;
    entry = *link;
    if (entry) {
        flags = lx_lock();
        if (on)
            entry->fa_fd = fd;
        else
            *link = entry->fa_next;
        lx_unlock(flags);
        if (!on)
            kfree(entry);
        return !on;
    }
    if (!on)
        return 0;
    entry = kmalloc(sizeof(*entry), GFP_KERNEL);
    if (!entry)
        return -ENOMEM;
    entry->magic = 0;
    entry->fa_file = file;
    entry->fa_fd = fd;
    flags = lx_lock();
    entry->fa_next = *list;
    *list = entry;
    lx_unlock(flags);
    return 1;
}
EXPORT_SYMBOL(fasync_helper);

void kill_fasync(struct fasync_struct **list, int sig, int band)
{
    (void)list, (void)sig, (void)band;
}
EXPORT_SYMBOL(kill_fasync);
