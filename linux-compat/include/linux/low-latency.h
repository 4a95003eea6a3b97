/* SPDX-License-Identifier: MIT
 * Giving way within long loops.
 */
#pragma once
#include <linux/sched.h>
struct lolat_stats_t { unsigned long count, visited; const char *file; int line; };
extern void set_running_and_schedule(struct lolat_stats_t *stats);
