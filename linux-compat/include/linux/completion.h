/* SPDX-License-Identifier: MIT
 * Waiting for something to be done once.
 */
#pragma once
#include <linux/wait.h>
struct completion {
    unsigned int done;
    wait_queue_head_t wait;
};
#define COMPLETION_INITIALIZER(work) { 0, __WAIT_QUEUE_HEAD_INITIALIZER((work).wait) }
#define DECLARE_COMPLETION(work) struct completion work = COMPLETION_INITIALIZER(work)
#define INIT_COMPLETION(x) ((x).done = 0)
#define init_completion(x) do { (x)->done = 0; init_waitqueue_head(&(x)->wait); } while (0)
extern void wait_for_completion(struct completion *x);
extern void complete(struct completion *x);
