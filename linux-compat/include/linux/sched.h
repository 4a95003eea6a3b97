/* SPDX-License-Identifier: MIT
 * Tasks, sleeping, waking, and what drivers expect to come along.
 */
#pragma once
#include <linux/config.h>
#include <asm/param.h>
#include <linux/types.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/time.h>
#include <linux/timer.h>
#include <linux/timex.h>
#include <linux/tqueue.h>
#include <linux/smp.h>
#include <linux/spinlock.h>
#include <linux/signal.h>
#include <linux/resource.h>
#include <linux/capability.h>
#include <linux/completion.h>
#include <linux/kdev_t.h>
#include <linux/rwsem.h>
#include <linux/wait.h>
#include <asm/system.h>
#include <asm/semaphore.h>
#include <asm/page.h>
#include <asm/ptrace.h>
#include <asm/current.h>

/* The page that the executive keeps and every domain reads. */
struct lx_system_page {
    volatile unsigned int jiffies, xtime_sec, xtime_usec;
    unsigned int tsc_khz;
    volatile unsigned int tick_tsc;
};
extern const struct lx_system_page *nim_system;
#define jiffies ((unsigned long)nim_system->jiffies)
#define xtime (*(volatile struct timeval *)&nim_system->xtime_sec)
#define CURRENT_TIME ((time_t)nim_system->xtime_sec)

#define TASK_RUNNING 0
#define TASK_INTERRUPTIBLE 1
#define TASK_UNINTERRUPTIBLE 2
#define TASK_ZOMBIE 4
#define TASK_STOPPED 8

#define CLONE_VM 0x00000100
#define CLONE_FS 0x00000200
#define CLONE_FILES 0x00000400
#define CLONE_SIGHAND 0x00000800
#define PF_EXITING 0x00000004
#define PF_FORKNOEXEC 0x00000040
#define PF_MEMALLOC 0x00000800
#define PF_IOTHREAD 0x00020000
#define PF_KERNTHREAD 0x00040000
#define PF_NOIO (PF_KERNTHREAD << 1) /* the tables lack its value */
#define PT_PTRACED 0x00000001
#define SCHED_OTHER 0
#define SCHED_FIFO 1
#define SCHED_RR 2
#define SCHED_YIELD 0x10
#define MAX_SCHEDULE_TIMEOUT LONG_MAX

struct mm_struct;
struct files_struct;
struct fs_struct;
struct tty_struct;
struct user_struct;

/* A process's memory and files. A domain's threads have none; drivers compile against these. */
struct mm_struct {
    unsigned long arg_end, arg_start, brk, end_code, end_data, env_end, env_start, rss, start_brk, start_code,
        start_data, start_stack;
    struct rw_semaphore mmap_sem;
    struct vm_area_struct *mmap;
};
struct files_struct {
    atomic_t count;
    int max_fds;
    struct file **fd;
};


/* One per executive thread inside the domain; its address is the thread's name at the boundary. */
struct task_struct {
    volatile long state;
    volatile int lx_blocking;       /* about to be, or in, the service `block` */
    int lx_thread;                  /* a thread of the domain's own: nobody drains its queues for it */
    int lx_program;                 /* a program's call: its memory can be reached */
    int lx_poller;                  /* no thread: stands in a wait queue for a program that polls */
    struct task_struct *lx_next;    /* of the pool, or of the threads */
    void **lx_leave;                /* where do_exit goes */
    volatile long need_resched;
    unsigned long flags, ptrace, policy, rt_priority;
    long nice, counter;
    pid_t pid, pgrp, session, tgid, tty_old_pgrp;
    int leader;
    char comm[16];

    /* signals */
    int sigpending;
    sigset_t blocked;
    struct sigpending pending;
    struct signal_struct *sig;
    spinlock_t sigmask_lock;

    /* rights: all of them */
    uid_t uid, euid, suid, fsuid;
    gid_t gid, egid, sgid, fsgid;
    int ngroups;
    gid_t groups[NGROUPS];
    kernel_cap_t cap_effective, cap_permitted, cap_inheritable;

    mm_segment_t addr_limit;
    struct rlimit *rlim;
    struct user_struct *user;
    struct mm_struct *mm, *active_mm;
    struct files_struct *files;
    struct fs_struct *fs;
    struct tty_struct *tty;
    struct task_struct *p_pptr, *next_task, *prev_task;
    void *journal_info;
};
typedef struct task_struct task_t;

#define set_task_state(task, value) set_mb((task)->state, (value))
#define __set_task_state(task, value) ((task)->state = (value))
#define set_current_state(value) do { current->state = (value); barrier(); } while (0)
#define __set_current_state(value) ((void)(current->state = (value)))

extern void schedule(void);
extern signed long schedule_timeout(signed long timeout);
extern void yield(void);
extern long sys_sched_yield(void);
extern int wake_up_process(struct task_struct *task);
extern int schedule_task(struct tq_struct *task);
extern void flush_scheduled_tasks(void);
extern void daemonize(void);
extern void reparent_to_init(void);
extern void flush_signals(task_t *task);
extern void recalc_sigpending(task_t *task);
extern int kill_proc(pid_t pid, int sig, int priv);
extern int send_sig(int sig, task_t *task, int priv);
extern void force_sig(int sig, task_t *task);
#define signal_pending(task) ((task)->sigpending != 0)
#define cond_resched() do { if (current->need_resched) yield(); } while (0)
#define set_user_nice(task, value) ((task)->nice = (value))
#define capable(cap) 1
#define suser() 1
#define fsuser() 1
#define in_group_p(gid) 1

extern void add_wait_queue(wait_queue_head_t *q, wait_queue_t *w);
extern void add_wait_queue_exclusive(wait_queue_head_t *q, wait_queue_t *w);
extern void remove_wait_queue(wait_queue_head_t *q, wait_queue_t *w);
extern void __wake_up(wait_queue_head_t *q, unsigned int mode, int nr);
#define LX_WAKE_ANY (TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE)
#define wake_up(q) __wake_up((q), LX_WAKE_ANY, 1)
#define wake_up_nr(q, nr) __wake_up((q), LX_WAKE_ANY, (nr))
#define wake_up_all(q) __wake_up((q), LX_WAKE_ANY, 0)
#define wake_up_sync(q) wake_up(q)
#define wake_up_interruptible(q) __wake_up((q), TASK_INTERRUPTIBLE, 1)
#define wake_up_interruptible_nr(q, nr) __wake_up((q), TASK_INTERRUPTIBLE, (nr))
#define wake_up_interruptible_all(q) __wake_up((q), TASK_INTERRUPTIBLE, 0)
#define wake_up_interruptible_sync(q) wake_up_interruptible(q)

extern void sleep_on(wait_queue_head_t *q);
extern long sleep_on_timeout(wait_queue_head_t *q, signed long timeout);
extern void interruptible_sleep_on(wait_queue_head_t *q);
extern long interruptible_sleep_on_timeout(wait_queue_head_t *q, signed long timeout);

#define lx_wait_event(wq, condition, how, interrupted) \
    do { \
        DECLARE_WAITQUEUE(lx_waiter, current); \
        add_wait_queue(&(wq), &lx_waiter); \
        for (;;) { \
            set_current_state(how); \
            if (condition) \
                break; \
            interrupted; \
            schedule(); \
        } \
        current->state = TASK_RUNNING; \
        remove_wait_queue(&(wq), &lx_waiter); \
    } while (0)
#define wait_event(wq, condition) \
    do { \
        if (!(condition)) \
            lx_wait_event(wq, condition, TASK_UNINTERRUPTIBLE, (void)0); \
    } while (0)
#define wait_event_interruptible(wq, condition) \
    ({ \
        int lx_result = 0; \
        if (!(condition)) \
            lx_wait_event(wq, condition, TASK_INTERRUPTIBLE, if (signal_pending(current)) { \
                lx_result = -ERESTARTSYS; \
                break; \
            }); \
        lx_result; \
    })
#define __wait_event(wq, condition) wait_event(wq, condition)

extern int request_irq(unsigned int irq, void (*handler)(int, void *, struct pt_regs *), unsigned long flags,
                       const char *name, void *dev_id);
extern void free_irq(unsigned int irq, void *dev_id);

extern struct task_struct init_task;
#define for_each_task(p) for ((p) = init_task.next_task; (p) != &init_task; (p) = (p)->next_task)
extern struct task_struct *find_task_by_pid(int pid);

#include <linux/jiffies.h>
static inline void task_lock(task_t *p) { }
static inline void task_unlock(task_t *p) { }
extern void block_all_signals(int (*notifier)(void *argument), void *argument, sigset_t *mask);
extern void unblock_all_signals(void);
extern int kill_pg(pid_t group, int signal, int privileged);
extern void show_state(void);
extern void exit_files(task_t *task);
extern unsigned long event;
/* Giving way within long loops */
#define conditional_schedule_needed() (current->need_resched != 0)
#define conditional_schedule() do { if (conditional_schedule_needed()) { __set_current_state(TASK_RUNNING); schedule(); } } while (0)
