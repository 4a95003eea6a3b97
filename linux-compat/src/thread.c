/* SPDX-License-Identifier: MIT
 * Kernel threads, and the one that runs scheduled tasks.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"
#include <linux/interrupt.h>

/* What a new thread needs to know; freed by it. */
struct lx_thread {
    int (*fn)(void *);
    void *arg;
    struct task_struct *task;
};

/* Threads of the domain's own, for those that name one by number. */
static struct task_struct *lx_threads;

static void lx_thread_link(struct task_struct *task)
{
    unsigned long flags = lx_lock();

    task->lx_thread = 1;
    task->lx_next = lx_threads;
    lx_threads = task;
    lx_unlock(flags);
}

static void lx_thread_unlink(struct task_struct *task)
{
    unsigned long flags = lx_lock();
    struct task_struct **link = &lx_threads;

    while (*link && *link != task)
        link = &(*link)->lx_next;
    if (*link)
        *link = task->lx_next;
    lx_unlock(flags);
}

struct task_struct *find_task_by_pid(int pid)
{
    unsigned long flags = lx_lock();
    struct task_struct *task = lx_threads;

    while (task && task->pid != pid)
        task = task->lx_next;
    lx_unlock(flags);
    return task;
}
EXPORT_SYMBOL(find_task_by_pid);

int kernel_thread(int (*fn)(void *), void *arg, unsigned long flags)
{
    struct task_struct *parent = current, *task;
    struct lx_thread *start = kmalloc(sizeof(*start), GFP_KERNEL);
    nim_handle_t handle;
    int result;

    (void)flags;
    if (!start)
        return -ENOMEM;
    task = lx_task_begin(parent->comm);
    lx_current = parent;
    if (!task) {
        kfree(start);
        return -ENOMEM;
    }
    task->addr_limit.seg = 0xFFFFFFFF;
    start->fn = fn;
    start->arg = arg;
    start->task = task;
    lx_thread_link(task);
    result = nim_thread_create((nim_u32)fn, (nim_u32)start, (nim_u32)task, &handle);
    lx_current = parent;
    if (result >= 0)
        return task->pid;
    kfree(start);
    lx_thread_unlink(task);
    lx_task_end(task);
    lx_current = parent;
    return result;
}
EXPORT_SYMBOL(kernel_thread);

nim_result_t lx_up_thread(nim_u32 entry, nim_u32 argument, nim_u32 cookie)
{
    struct lx_thread start = *(struct lx_thread *)argument;
    void *leave[5];
    int result = 0;

    (void)entry, (void)cookie;
    kfree((void *)argument);
    lx_current = start.task;
    start.task->lx_leave = leave;
    if (!__builtin_setjmp(leave))
        result = start.fn(start.arg);
    lx_thread_unlink(start.task);
    lx_task_end(start.task);
    return result;
}

/* Ends the calling thread, from wherever in it. */
void do_exit(long code)
{
    (void)code;
    if (in_interrupt() || !current->lx_thread)
        lx_fail(NIM_FAIL_CONTEXT, "do_exit where no kernel thread runs, from %p", __builtin_return_address(0));
    current->state = TASK_RUNNING;
    __builtin_longjmp(current->lx_leave, 1);
}
EXPORT_SYMBOL(do_exit);

void complete_and_exit(struct completion *done, long code)
{
    if (done)
        complete(done);
    do_exit(code);
}
EXPORT_SYMBOL(complete_and_exit);

/* Signals: a thread is told by its flag, and woken from an interruptible sleep. */
static int lx_signal(struct task_struct *task, int sig)
{
    siginitset(&task->pending.signal, task->pending.signal.sig[0] | sigmask(sig));
    recalc_sigpending(task);
    if (task->state == TASK_INTERRUPTIBLE)
        wake_up_process(task);
    return 0;
}

int send_sig(int sig, task_t *task, int priv)
{
    (void)priv;
    return lx_signal(task, sig);
}
EXPORT_SYMBOL(send_sig);

int kill_proc(pid_t pid, int sig, int priv)
{
    struct task_struct *task = find_task_by_pid(pid);

    (void)priv;
    return task ? lx_signal(task, sig) : -ESRCH;
}
EXPORT_SYMBOL(kill_proc);

void flush_signals(task_t *task)
{
    sigemptyset(&task->pending.signal);
    task->sigpending = 0;
}
EXPORT_SYMBOL(flush_signals);

void recalc_sigpending(task_t *task)
{
    task->sigpending = (task->pending.signal.sig[0] & ~task->blocked.sig[0]) != 0;
}
EXPORT_SYMBOL(recalc_sigpending);

void daemonize(void)
{
    current->session = current->pgrp = 1;
}
EXPORT_SYMBOL(daemonize);

/* Gives up the thread's open files: it takes init_task's, if any, with a reference of its own. */
void exit_files(task_t *task)
{
    if (task->files)
        atomic_dec(&task->files->count);
    task->files = NULL;
}
EXPORT_SYMBOL(exit_files);

void reparent_to_init(void)
{
    current->p_pptr = &init_task;
}
EXPORT_SYMBOL(reparent_to_init);

/* --- schedule_task --- */

static DECLARE_TASK_QUEUE(lx_tasks);
static DECLARE_WAIT_QUEUE_HEAD(lx_tasks_wait);
static DECLARE_WAIT_QUEUE_HEAD(lx_tasks_done);
static int lx_tasks_thread, lx_tasks_stop;
static unsigned int lx_tasks_begun, lx_tasks_ended; /* runs of the queue */

static int lx_keventd(void *unused)
{
    (void)unused;
    strcpy(current->comm, "keventd");
    for (;;) {
        wait_event(lx_tasks_wait, TQ_ACTIVE(lx_tasks) || lx_tasks_stop);
        if (lx_tasks_stop)
            return 0;
        lx_tasks_begun++;
        __run_task_queue(&lx_tasks);
        lx_tasks_ended++;
        wake_up_all(&lx_tasks_done);
    }
}

/* The modules are gone: in native mode nobody else can end a thread that sleeps. */
void lx_keventd_end(void)
{
    lx_tasks_stop = 1;
    wake_up(&lx_tasks_wait);
}

/* Made with the first task, which may come from an interrupt. */
static void lx_keventd_start(void)
{
    if (lx_tasks_thread)
        return;
    lx_tasks_thread = 1;
    if (kernel_thread(lx_keventd, NULL, 0) < 0)
        lx_tasks_thread = 0;
}

int schedule_task(struct tq_struct *task)
{
    int queued = queue_task(task, &lx_tasks);

    lx_keventd_start();
    wake_up(&lx_tasks_wait);
    return queued;
}
EXPORT_SYMBOL(schedule_task);

/* Until what is queued now has run; what queues itself anew meanwhile is not waited for. */
void flush_scheduled_tasks(void)
{
    unsigned long flags = lx_lock();
    unsigned int last = lx_tasks_begun + TQ_ACTIVE(lx_tasks);

    lx_unlock(flags);
    lx_keventd_start();
    wait_event(lx_tasks_done, (int)(lx_tasks_ended - last) >= 0);
}
EXPORT_SYMBOL(flush_scheduled_tasks);
