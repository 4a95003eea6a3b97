/* SPDX-License-Identifier: MIT
 * Giving way within long loops.
 */
#pragma once
#include <linux/sched.h>
struct lolat_stats_t { unsigned long count, visited; const char *file; int line; };
extern void set_running_and_schedule(struct lolat_stats_t *stats);
#define conditional_schedule_needed() (current->need_resched != 0)
#define conditional_schedule() do { if (conditional_schedule_needed()) { __set_current_state(TASK_RUNNING); schedule(); } } while (0)
