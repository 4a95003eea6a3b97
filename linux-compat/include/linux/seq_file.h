/* SPDX-License-Identifier: MIT
 * Files in /proc that are made line by line.
 */
#pragma once
#include <linux/types.h>
#include <linux/string.h>
#include <asm/semaphore.h>
struct seq_operations;
struct file;
struct inode;
struct seq_file {
    struct seq_operations *op;
    void *private;
    struct semaphore sem;
    loff_t index;
    size_t count, from, size; /* of buf */
    char *buf;
};
struct seq_operations {
    void *(*start)(struct seq_file *file, loff_t *position);
    void (*stop)(struct seq_file *file, void *element);
    void *(*next)(struct seq_file *file, void *element, loff_t *position);
    int (*show)(struct seq_file *file, void *element);
};
extern int seq_open(struct file *file, struct seq_operations *operations);
extern ssize_t seq_read(struct file *file, char *buffer, size_t size, loff_t *position);
extern loff_t seq_lseek(struct file *file, loff_t offset, int origin);
extern int seq_release(struct inode *inode, struct file *file);
extern int seq_printf(struct seq_file *m, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
