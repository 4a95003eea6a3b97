/* SPDX-License-Identifier: MIT
 * Checks of what tasks are made of: who runs, rights, states, timers and queues set up, copies of a caller's memory.
 */
#include "check.h"
#include <linux/interrupt.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/timer.h>
#include <linux/wait.h>
#include <asm/semaphore.h>
#include <asm/uaccess.h>

static void current_task(void)
{
	MUST(get_current() == current);
	MUST(!strcmp(get_current()->comm, "checks"));
	MUST(capable(CAP_SYS_ADMIN));
	MUST(suser());
	MUST(in_group_p(0));
	set_current_state(TASK_INTERRUPTIBLE);
	MUST_BE(current->state, TASK_INTERRUPTIBLE);
	__set_current_state(TASK_UNINTERRUPTIBLE);
	MUST_BE(current->state, TASK_UNINTERRUPTIBLE);
	set_task_state(current, TASK_INTERRUPTIBLE);
	MUST_BE(current->state, TASK_INTERRUPTIBLE);
	__set_task_state(current, TASK_RUNNING);
	MUST_BE(current->state, TASK_RUNNING);
}

static void timer_set_up(void)
{
	struct timer_list timer;

	memset(&timer, 0x5a, sizeof(timer));
	init_timer(&timer);
	MUST(!timer_pending(&timer));
	timer.expires = jiffies + 100;
	timer.function = NULL;
	add_timer(&timer);
	MUST(timer_pending(&timer));
	MUST_BE(del_timer_sync(&timer), 1);
	MUST(!timer_pending(&timer));
	MUST_BE(del_timer_sync(&timer), 0);
	MUST(time_after(jiffies + 1, jiffies) && time_before(jiffies, jiffies + 5));
	MUST(time_after_eq(5, 5) && time_before_eq(5, 5) && !time_after(5, 5));
}

static void queues_set_up(void)
{
	wait_queue_head_t queue;
	wait_queue_t waiter;
	struct semaphore free, taken;
	struct tasklet_struct tasklet;

	memset(&queue, 0x5a, sizeof(queue));
	memset(&waiter, 0x5a, sizeof(waiter));
	init_waitqueue_head(&queue);
	MUST(!waitqueue_active(&queue));
	init_waitqueue_entry(&waiter, current);
	MUST(waiter.task == current);
	MUST_BE(waiter.flags, 0);
	__add_wait_queue(&queue, &waiter);
	MUST(waitqueue_active(&queue));
	__remove_wait_queue(&queue, &waiter);
	MUST(!waitqueue_active(&queue));
	memset(&free, 0xff, sizeof(free));
	memset(&taken, 0x5a, sizeof(taken));
	init_MUTEX(&free);
	init_MUTEX_LOCKED(&taken);
	MUST_BE(down_trylock(&free), 0);
	MUST(down_trylock(&taken) != 0);
	memset(&tasklet, 0x5a, sizeof(tasklet));
	tasklet_init(&tasklet, NULL, 77);
	MUST_BE(tasklet.data, 77);
	MUST_BE(tasklet.state, 0);
}

static int runs;

static void count_up(unsigned long by)
{
	runs += by;
}

/* Whoever has set the bit himself schedules with the bare functions. */
static void bare_tasklets(void)
{
	static struct tasklet_struct normal, high;

	runs = 0;
	tasklet_init(&normal, count_up, 1);
	tasklet_init(&high, count_up, 10);
	MUST(!test_and_set_bit(TASKLET_STATE_SCHED, &normal.state));
	__tasklet_schedule(&normal);
	MUST(!test_and_set_bit(TASKLET_STATE_SCHED, &high.state));
	__tasklet_hi_schedule(&high);
	SLEEP_UNTIL(runs == 11, 10);
	MUST_BE(runs, 11);
}

/* With the kernel's segment a caller's memory is the kernel's own; with the program's it is a program's, of which a
 * kernel thread has none. */
static void callers_memory(void)
{
	mm_segment_t before = get_fs();
	static int from = 0x12345678, to;
	static short half = 0x1234;
	static char name[8] = "abc", copy[8];
	int value = 0;

	set_fs(KERNEL_DS);
	MUST(segment_eq(get_fs(), get_ds()));
	MUST_BE(copy_from_user(&to, &from, sizeof(to)), 0);
	MUST_BE(to, 0x12345678);
	to = 0;
	MUST_BE(copy_to_user(&to, &from, sizeof(to)), 0);
	MUST_BE(to, 0x12345678);
	to = 0;
	MUST_BE(__copy_from_user(&to, &from, sizeof(to)), 0);
	MUST_BE(to, 0x12345678);
	to = 0;
	MUST_BE(__copy_to_user(&to, &from, sizeof(to)), 0);
	MUST_BE(to, 0x12345678);
	to = 0;
	MUST_BE(__constant_copy_from_user(&to, &from, 4), 0);
	MUST_BE(to, 0x12345678);
	to = 0;
	MUST_BE(__constant_copy_to_user(&to, &from, 4), 0);
	MUST_BE(to, 0x12345678);
	to = 0;
	MUST_BE(__generic_copy_from_user(&to, &from, sizeof(to)), 0);
	MUST_BE(to, 0x12345678);
	to = 0;
	MUST_BE(__generic_copy_to_user(&to, &from, sizeof(to)), 0);
	MUST_BE(to, 0x12345678);
	MUST_BE(get_user(value, &from), 0);
	MUST_BE(value, 0x12345678);
	MUST_BE(__get_user(value, &half), 0);
	MUST_BE(value, 0x1234);
	MUST_BE(put_user(5, &to), 0);
	MUST_BE(to, 5);
	MUST_BE(__put_user(6, &to), 0);
	MUST_BE(to, 6);
	MUST_BE(clear_user(&to, sizeof(to)), 0);
	MUST_BE(to, 0);
	MUST_BE(strncpy_from_user(copy, name, 8), 3);
	MUST(!strcmp(copy, name));
	MUST_BE(strnlen_user(name, 8), 4);
	MUST_BE(strlen_user(name), 4);
	MUST(access_ok(VERIFY_READ, &from, 4));
	MUST_BE(verify_area(VERIFY_WRITE, &to, 4), 0);
	set_fs(USER_DS);
	MUST(!segment_eq(get_fs(), get_ds()));
	MUST_BE(copy_from_user(&to, (void *)0x1000, 4), 4);
	MUST_BE(copy_to_user((void *)0x1000, &to, 4), 4);
	MUST(!access_ok(VERIFY_READ, &from, 4));
	MUST_BE(verify_area(VERIFY_READ, &from, 4), -EFAULT);
	set_fs(before);
}

/* get_user as other headers have it: address in eax, error in eax, value in edx. */
#define LISTED_GET_USER(bytes, value, at) \
	({ \
		int error_; \
		__asm__ __volatile__("call __get_user_" #bytes : "=a"(error_), "=&d"(value) : "0"(at) : "memory", "cc"); \
		error_; \
	})

static void imported_get_user(void)
{
	mm_segment_t before = get_fs();
	static unsigned int from = 0x12345678;
	unsigned int value;

	set_fs(KERNEL_DS);
	MUST_BE(LISTED_GET_USER(1, value, &from), 0);
	MUST_BE(value, 0x78);
	MUST_BE(LISTED_GET_USER(2, value, &from), 0);
	MUST_BE(value, 0x5678);
	MUST_BE(LISTED_GET_USER(4, value, &from), 0);
	MUST_BE(value, 0x12345678);
	set_fs(USER_DS);
	MUST_BE(LISTED_GET_USER(4, value, 0x1000), -EFAULT);
	MUST_BE(value, 0);
	set_fs(before);
}

static void page_flags(void)
{
	struct page *page = alloc_page(GFP_KERNEL);
	unsigned long address;

	MUST(page);
	address = (unsigned long)page_address(page);
	MUST(virt_to_page(address) == page);
	MUST_BE(page_count(page), 1);
	get_page(page);
	MUST_BE(page_count(page), 2);
	put_page(page);
	MUST_BE(page_count(page), 1);
	SetPageReserved(page);
	MUST(PageReserved(page));
	ClearPageReserved(page);
	MUST(!PageReserved(page));
	SetPageUptodate(page);
	MUST(Page_Uptodate(page));
	ClearPageUptodate(page);
	MUST(!Page_Uptodate(page));
	SetPageError(page);
	MUST(PageError(page));
	ClearPageError(page);
	MUST(!PageError(page));
	SetPageDirty(page);
	MUST(PageDirty(page));
	LockPage(page);
	MUST(PageLocked(page));
	MUST(TryLockPage(page));
	UnlockPage(page);
	MUST(!PageLocked(page));
	MUST(kmap(page) == (void *)address);
	kunmap(page);
	__free_page(page);
	address = __get_free_page(GFP_KERNEL);
	MUST(address && !(address & ~PAGE_MASK));
	free_page(address);
	address = __get_dma_pages(GFP_KERNEL, 1);
	MUST(address && __pa(address) < 16 << 20);
	free_pages(address, 1);
	MUST_BE(PAGE_ALIGN(1), PAGE_SIZE);
	MUST_BE(get_order(PAGE_SIZE + 1), 1);
}

const struct check task_parts_checks[] = {
	{ "current-task", current_task },
	{ "timer-set-up", timer_set_up },
	{ "queues-set-up", queues_set_up },
	{ "bare-tasklets", bare_tasklets },
	{ "callers-memory", callers_memory },
	{ "imported-get-user", imported_get_user },
	{ "page-flags", page_flags },
	{ NULL }
};
