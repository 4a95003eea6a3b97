/* SPDX-License-Identifier: MIT
 * The tick rate.
 */
#pragma once
#define HZ CONFIG_HZ
#define EXEC_PAGESIZE 4096
#define NGROUPS 32
#define NOGROUP (-1)
#define MAXHOSTNAMELEN 64
#define CLOCKS_PER_SEC 100
