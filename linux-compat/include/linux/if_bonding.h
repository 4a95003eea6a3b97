/* SPDX-License-Identifier: MIT
 * Several network interfaces as one: what programs ask, and what the driver keeps.
 */
#pragma once
#include <linux/if.h>
#include <linux/proc_fs.h>
#include <linux/netdevice.h>
#include <linux/timer.h>
/* Programs hand these over. */
typedef struct ifbond { __s32 bond_mode, num_slaves, miimon; } ifbond;
typedef struct ifslave { __s32 slave_id; char slave_name[IFNAMSIZ], link, state; __u32 link_failure_count; } ifslave;
typedef struct slave {
    char link, state;
    short delay;
    u32 link_failure_count;
    unsigned short original_flags;
    struct net_device *dev;
    struct slave *next, *prev;
} slave_t;
typedef struct bonding {
    __s32 slave_cnt;
    slave_t *current_slave, *next, *prev;
    unsigned short flags;
    struct bonding *next_bond;
    struct dev_mc_list *mc_list;
    struct net_device *device;
    struct net_device_stats *stats;
    struct proc_dir_entry *bond_proc_dir, *bond_proc_info_file;
    struct timer_list arp_timer, mii_timer;
    rwlock_t lock, ptrlock;
} bonding_t;
