/* SPDX-License-Identifier: MIT
 * How a queue decides where a new buffer goes. In a domain nothing is merged: that is for the executive's queue.
 */
#pragma once
#include <linux/list.h>
#include <linux/types.h>

struct buffer_head;
struct request;
struct request_queue;
struct elevator_s;

enum { LX_MERGE_NOT, LX_MERGE_IN_FRONT, LX_MERGE_BEHIND };
#define ELEVATOR_BACK_MERGE LX_MERGE_BEHIND
#define ELEVATOR_FRONT_MERGE LX_MERGE_IN_FRONT
#define ELEVATOR_NO_MERGE LX_MERGE_NOT

typedef int(elevator_merge_fn)(struct request_queue *q, struct request **to, struct list_head *head,
                               struct buffer_head *bh, int direction, int max_sectors);
typedef void(elevator_merge_req_fn)(struct request *into, struct request *from);
typedef void(elevator_merge_cleanup_fn)(struct request_queue *q, struct request *request, int count);

typedef struct elevator_s {
    unsigned int queue_ID;
    int max_bomb_segments, read_latency, write_latency;
    elevator_merge_fn *elevator_merge_fn;
    elevator_merge_req_fn *elevator_merge_req_fn;
} elevator_t;

typedef struct blkelv_ioctl_arg_s { int queue_ID, read_latency, write_latency, max_bomb_segments; } blkelv_ioctl_arg_t;
#define BLKELVGET _IOR(0x12, 106, sizeof(blkelv_ioctl_arg_t))
#define BLKELVSET _IOW(0x12, 107, sizeof(blkelv_ioctl_arg_t))

static inline int elevator_request_latency(elevator_t *elevator, int rw)
{
    return rw == 0 ? elevator->read_latency : elevator->write_latency;
}
