/* SPDX-License-Identifier: MIT
 * Hashed queues of the infrared stack.
 */
#pragma once
#include <linux/types.h>
#include <linux/spinlock.h>
#define HB_LOCAL 2
#define HB_GLOBAL 1
#define Q_NULL { NULL, NULL, "", 0 }
typedef struct irda_queue {
    struct irda_queue *q_next, *q_prev;
    char q_name[32];
    __u32 q_hash;
} irda_queue_t;
typedef struct hashbin_t {
    __u32 magic;
    int hb_type, hb_size;
    irda_queue_t *hb_current;
} hashbin_t;
typedef void (*FREE_FUNC)(void *arg);
extern hashbin_t *hashbin_new(int type);
extern int hashbin_delete(hashbin_t *hashbin, FREE_FUNC func);
extern void hashbin_insert(hashbin_t *hashbin, irda_queue_t *entry, __u32 hashv, char *name);
extern void *hashbin_find(hashbin_t *hashbin, __u32 hashv, char *name);
extern void *hashbin_remove(hashbin_t *hashbin, __u32 hashv, char *name);
extern void *hashbin_remove_this(hashbin_t *hashbin, irda_queue_t *entry);
extern irda_queue_t *hashbin_get_first(hashbin_t *hashbin);
extern irda_queue_t *hashbin_get_next(hashbin_t *hashbin);
