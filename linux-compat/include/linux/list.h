/* SPDX-License-Identifier: MIT
 * Doubly linked rings with a head.
 */
#pragma once
struct list_head {
    struct list_head *next, *prev;
};

#define LIST_HEAD_INIT(name) { &(name), &(name) }
#define LIST_HEAD(name) struct list_head name = LIST_HEAD_INIT(name)
#define INIT_LIST_HEAD(ptr) ((ptr)->next = (ptr)->prev = (ptr))

/* Make the two neighbours. */
static inline void lx_list_join(struct list_head *a, struct list_head *b)
{
    a->next = b;
    b->prev = a;
}

static inline void __list_add(struct list_head *item, struct list_head *prev, struct list_head *next)
{
    lx_list_join(item, next);
    lx_list_join(prev, item);
}

static inline void list_add(struct list_head *item, struct list_head *head)
{
    __list_add(item, head, head->next);
}

static inline void list_add_tail(struct list_head *item, struct list_head *head)
{
    __list_add(item, head->prev, head);
}

static inline void __list_del(struct list_head *prev, struct list_head *next)
{
    lx_list_join(prev, next);
}

static inline void list_del(struct list_head *item)
{
    lx_list_join(item->prev, item->next);
    item->next = item->prev = (struct list_head *)0;
}

static inline void list_del_init(struct list_head *item)
{
    lx_list_join(item->prev, item->next);
    INIT_LIST_HEAD(item);
}

static inline int list_empty(struct list_head *head)
{
    return head == head->next;
}

/* Move all of list behind head; list itself is left as it was. */
static inline void list_splice(struct list_head *list, struct list_head *head)
{
    struct list_head *after = head->next;

    if (list_empty(list))
        return;
    lx_list_join(list->prev, after);
    lx_list_join(head, list->next);
}

#define list_move(item, head) do { __list_del((item)->prev, (item)->next); list_add((item), (head)); } while (0)
#define list_move_tail(item, head) \
    do { __list_del((item)->prev, (item)->next); list_add_tail((item), (head)); } while (0)

#define list_entry(ptr, type, member) ((type *)((char *)(ptr) - __builtin_offsetof(type, member)))
#define list_for_each(pos, head) for ((pos) = (head)->next; (pos) != (head); (pos) = (pos)->next)
#define list_for_each_prev(pos, head) for ((pos) = (head)->prev; (pos) != (head); (pos) = (pos)->prev)
#define list_for_each_safe(pos, n, head) \
    for ((pos) = (head)->next, (n) = (pos)->next; (pos) != (head); (pos) = (n), (n) = (pos)->next)
#define list_for_each_entry(pos, head, member) \
    for ((pos) = list_entry((head)->next, __typeof__(*(pos)), member); &(pos)->member != (head); \
         (pos) = list_entry((pos)->member.next, __typeof__(*(pos)), member))
