/* SPDX-License-Identifier: MIT
 * Which task runs, and what an upcall does at its begin and end.
 */
#include "linux-compat/src/lx.h"
#include <linux/interrupt.h>

/* Threads of a kernel share this table of open files, which stays empty. */
static struct files_struct lx_init_files = { .count = ATOMIC_INIT(1) };
struct task_struct init_task = {
    .files = &lx_init_files,
    .comm = "swapper", .next_task = &init_task, .prev_task = &init_task, .addr_limit = { 0xFFFFFFFF },
};
EXPORT_SYMBOL(init_task);
struct task_struct *lx_current = &init_task;
EXPORT_SYMBOL(lx_current);

unsigned int lx_interrupt_upcalls;
unsigned int lx_vif_most = 1;

static struct task_struct *lx_task_pool;
static pid_t lx_last_pid = 1;

/* A task record for a thread that comes in by an upcall; 0 where memory is out. */
struct task_struct *lx_task_begin(const char *name)
{
    unsigned long flags = lx_lock();
    struct task_struct *task = lx_task_pool;

    if (task)
        lx_task_pool = task->lx_next;
    lx_unlock(flags);
    if (!task) {
        task = kmalloc(sizeof(*task), GFP_KERNEL);
        if (!task)
            return NULL;
        memset(task, 0, sizeof(*task));
    }
    task->state = TASK_RUNNING;
    task->lx_blocking = task->lx_thread = task->lx_program = 0;
    task->sigpending = 0;
    task->files = NULL;
    task->policy = SCHED_OTHER;
    memset(&task->blocked, 0, sizeof(task->blocked));
    memset(&task->pending, 0, sizeof(task->pending));
    task->pid = task->tgid = ++lx_last_pid;
    task->addr_limit.seg = PAGE_OFFSET;
    task->next_task = task->prev_task = &init_task;
    strncpy(task->comm, name, sizeof(task->comm) - 1);
    lx_current = task;
    return task;
}

/* Whatever the driver left behind, the next upcall finds the flag set and no stale task. */
void lx_task_end(struct task_struct *task)
{
    unsigned long flags;

    lx_softirq_poll();
    if (unlikely(nim_shared_block.check & NIM_CHECK_IRQS))
        lx_check_returned(task->comm);
    flags = lx_lock();
    task->lx_next = lx_task_pool;
    lx_task_pool = task;
    lx_current = &init_task;
    lx_unlock(flags);
    __lx_sti();
}

/* An interrupt or timer upcall: nothing interrupts it, and softirqs follow it. */
unsigned long lx_interrupt_begin(void)
{
    unsigned long flags = lx_lock();

    ++lx_interrupt_upcalls;
    lx_vif_most = 0;
    return flags;
}

void lx_interrupt_end(unsigned long flags)
{
    lx_softirq_poll();
    if (--lx_interrupt_upcalls == 0)
        lx_vif_most = 1;
    lx_unlock(flags);
}
