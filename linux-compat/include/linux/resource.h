/* SPDX-License-Identifier: MIT
 * Resource limits.
 */
#pragma once
struct rlimit {
    unsigned long rlim_cur, rlim_max;
};
#define RLIMIT_CPU 0
#define RLIMIT_FSIZE 1
#define RLIMIT_CORE 4
#define RLIMIT_NOFILE 7
#define RLIM_NLIMITS 11
