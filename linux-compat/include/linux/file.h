/* SPDX-License-Identifier: MIT
 * A program's open files by their numbers; a domain sees none.
 */
#pragma once
#include <linux/sched.h>
struct file;
extern void fput(struct file *file);
extern struct file *fget(unsigned int fd);
extern int get_unused_fd(void);
extern void put_unused_fd(unsigned int fd);
extern void fd_install(unsigned int fd, struct file *file);
extern void put_filp(struct file *file);
static inline struct file *fcheck_files(struct files_struct *files, unsigned int fd)
{ return files && fd < (unsigned int)files->max_fds ? files->fd[fd] : NULL; }
static inline struct file *fcheck(unsigned int fd) { return fcheck_files(current->files, fd); }
