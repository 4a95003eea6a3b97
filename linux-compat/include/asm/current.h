/* SPDX-License-Identifier: MIT
 * The running task.
 */
#pragma once
struct task_struct;
extern struct task_struct *lx_current;
static inline struct task_struct *get_current(void)
{
    return lx_current;
}
#define current get_current()
