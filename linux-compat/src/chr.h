/* SPDX-License-Identifier: MIT
 * What the personality's files of character devices share.
 */
#pragma once
#include "linux-compat/src/lx.h"
#include <linux/fs.h>
#include <linux/poll.h>

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
};

/* chrdev.c: who serves a device number; 0 where nobody does. */
extern struct file_operations *lx_char_operations(kdev_t dev);

/* chrdev.c: the entry that names this device, or 0. */
extern struct devfs_entry *lx_char_entry(kdev_t dev);

/* chrnames.c: the name that a device number has by convention, or 0. */
extern const char *lx_char_name(unsigned int major, unsigned int minor, char *buffer, unsigned int size);
