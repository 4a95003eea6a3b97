/* SPDX-License-Identifier: MIT
 * Tables of kernel variables, which are kept but shown to nobody.
 */
#pragma once
#include <linux/types.h>
#include <linux/list.h>
#include <linux/fs.h>
typedef struct ctl_table ctl_table;
typedef int ctl_handler(ctl_table *table, int *name, int nlen, void *oldval, size_t *oldlenp, void *newval,
                        size_t newlen, void **context);
typedef int proc_handler(ctl_table *ctl, int write, struct file *filp, void *buffer, size_t *lenp);
/* The order is fixed: tables are written by place. */
struct ctl_table {
    int ctl_name; const char *procname;
    void *data; int maxlen; mode_t mode;
    struct ctl_table *child;
    int (*proc_handler)(struct ctl_table *, int write, struct file *, void *text, size_t *length);
    ctl_handler *strategy; struct proc_dir_entry *de;
    void *extra1, *extra2; /* bounds, where the handler wants them */
};
struct ctl_table_header {
    ctl_table *ctl_table;
    struct list_head ctl_entry;
};
enum { CTL_KERN = 1, CTL_VM, CTL_NET, CTL_PROC, CTL_FS, CTL_DEBUG, CTL_DEV };
extern struct ctl_table_header *register_sysctl_table(ctl_table *table, int insert_at_head);
extern void unregister_sysctl_table(struct ctl_table_header *header);
extern int proc_dointvec(ctl_table *table, int write, struct file *file, void *buffer, size_t *lenp);
extern int proc_dointvec_minmax(ctl_table *table, int write, struct file *file, void *buffer, size_t *lenp);
extern int proc_dostring(ctl_table *table, int write, struct file *file, void *buffer, size_t *lenp);
