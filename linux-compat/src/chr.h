/* SPDX-License-Identifier: MIT
 * What the personality's files of character devices share.
 */
#pragma once
#include "linux-compat/src/lx.h"
#include <linux/fs.h>
#include <linux/poll.h>
#include <linux/proc_fs.h>

/* An open file. Its address is the name that the executive gives back in upcalls. */
#define LX_POLLED 8                 /* queues that one file's poll may name */
struct lx_file {
    struct file file;
    struct dentry dentry;
    struct inode inode;
    int again;                      /* opened for who had it open when the last driver failed */
    pid_t pid;                      /* of who opened it, and so of all calls */
    struct task_struct poller;      /* stands in the queues below */
    struct {
        wait_queue_t wait;
        wait_queue_head_t *queue;
    } polled[LX_POLLED];
    unsigned int polled_count;
    struct proc_dir_entry *proc;    /* 0: a device's file */
};

/* chrfile.c: a task for a call of the program's; 0 where memory is out. */
extern struct task_struct *lx_program_begin(const struct lx_file *f, const char *what);
/* Who is in lx_up_char_setting, or 0. */
extern struct task_struct *lx_setter;

/* chrdev.c: who serves a device number; 0 where nobody does. */
extern struct file_operations *lx_char_operations(kdev_t dev);

/* chrdev.c: the executive forgets a device or entry. Not within a call to a file. */
extern void lx_char_leave(nim_handle_t handle);

/* chrdev.c: the entry that names this device, or 0. */
extern struct devfs_entry *lx_char_entry(kdev_t dev);

/* chrnames.c: the name that a device number has by convention, or 0. */
extern const char *lx_char_name(unsigned int major, unsigned int minor, char *buffer, unsigned int size);

/* procfile.c: entries below /proc. Their numbers, as the executive has them, are no device numbers. */
#define LX_PROC_NUMBER 0x80000000u
/* A free number for a name in this folder. */
extern unsigned short lx_proc_number(const struct proc_dir_entry *dir, const char *name);
/* The executive learns of an entry, when init has ended, and of its end. */
extern void lx_proc_tell(struct proc_dir_entry *entry);
extern void lx_proc_forget(struct proc_dir_entry *entry);
/* Frees a removed entry that nobody has open. */
extern void lx_proc_put(struct proc_dir_entry *entry);
/* Makes the file the entry's; 0 where there is none of that number. */
extern struct file_operations *lx_proc_file(unsigned int number, struct lx_file *file);
