/* SPDX-License-Identifier: MIT
 * The lock of interface configuration, which the domain's monitor already is.
 */
#pragma once
#include <linux/netdevice.h>
extern void rtnl_lock(void);
extern void rtnl_unlock(void);
#define rtnl_shlock() rtnl_lock()
#define rtnl_shunlock() rtnl_unlock()
#define rtnl_exlock() do { } while (0)
#define rtnl_exunlock() do { } while (0)
#define rtnl_shlock_nowait() 0
#define rtnl_exlock_nowait() 0
#include <net/neighbour.h>
extern struct sock *rtnl;
extern struct semaphore rtnl_sem;
