/* SPDX-License-Identifier: MIT
 * The big kernel lock, which the domain's monitor already is.
 */
#pragma once
#include <linux/config.h>
#define lock_kernel() do { } while (0)
#define unlock_kernel() do { } while (0)
#define kernel_locked() 1
#define release_kernel_lock(task, cpu) do { } while (0)
#define reacquire_kernel_lock(task) do { } while (0)
