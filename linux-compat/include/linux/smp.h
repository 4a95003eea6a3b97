/* SPDX-License-Identifier: MIT
 * One processor.
 */
#pragma once
#include <linux/config.h>
#include <asm/smp.h>
#define smp_num_cpus 1
#define cpu_number_map(cpu) 0
#define cpu_logical_map(cpu) 0
#define cpu_online_map 1
#define smp_threads_ready 1
#define smp_call_function(func, info, retry, wait) 0
