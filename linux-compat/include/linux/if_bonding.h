/* SPDX-License-Identifier: MIT
 * Several network interfaces as one: what programs ask, and what the driver keeps.
 */
#pragma once
#include <linux/if.h>
#include <linux/sockios.h>
#include <linux/proc_fs.h>
#include <linux/netdevice.h>
#include <linux/timer.h>
enum { BOND_MODE_ROUNDROBIN, BOND_MODE_ACTIVEBACKUP, BOND_MODE_XOR };
enum { BOND_LINK_UP, BOND_LINK_FAIL, BOND_LINK_DOWN, BOND_LINK_BACK };
enum { BOND_STATE_ACTIVE, BOND_STATE_BACKUP };
#define BOND_DEFAULT_MAX_BONDS 1
/* Requests of older programs, in the range that is every driver's own. */
enum { BOND_ENSLAVE_OLD = SIOCDEVPRIVATE, BOND_RELEASE_OLD, BOND_SETHWADDR_OLD };
enum { BOND_SLAVE_INFO_QUERY_OLD = SIOCDEVPRIVATE + 11, BOND_INFO_QUERY_OLD, BOND_CHANGE_ACTIVE_OLD };
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
