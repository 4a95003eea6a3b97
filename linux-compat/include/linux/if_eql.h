/* SPDX-License-Identifier: MIT
 * Several serial lines as one: the equalizer and its settings.
 */
#pragma once
#include <linux/timer.h>
#include <linux/netdevice.h>
#include <linux/sockios.h>
#define EQL_DEFAULT_SLAVE_PRIORITY 28800
#define EQL_DEFAULT_MAX_SLAVES 4
#define EQL_DEFAULT_MTU 576
#define EQL_DEFAULT_RESCHED_IVAL 100
#define EQL_ENSLAVE SIOCDEVPRIVATE
#define EQL_EMANCIPATE (SIOCDEVPRIVATE + 1)
#define EQL_GETSLAVECFG (SIOCDEVPRIVATE + 2)
#define EQL_SETSLAVECFG (SIOCDEVPRIVATE + 3)
#define EQL_GETMASTRCFG (SIOCDEVPRIVATE + 4)
#define EQL_SETMASTRCFG (SIOCDEVPRIVATE + 5)
typedef struct slaving_request {
    char slave_name[16];
    long priority;
} slaving_request_t;
typedef struct slave {
    struct slave *next;
    struct net_device *dev;
    long bytes_queued, priority, priority_bps, priority_Bps;
} slave_t;
typedef struct slave_queue {
    struct net_device *master_dev;
    slave_t *best_slave, *head;
    char lock;
    int num_slaves;
} slave_queue_t;
typedef struct equalizer {
    struct timer_list timer;
    char timer_on;
    struct net_device_stats *stats;
    slave_queue_t *queue;
    int max_slaves, min_slaves;
} equalizer_t;
typedef struct master_config {
    char master_name[16];
    int min_slaves, max_slaves;
} master_config_t;
typedef struct slave_config {
    char slave_name[16];
    long priority;
} slave_config_t;
