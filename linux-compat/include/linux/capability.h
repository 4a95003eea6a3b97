/* SPDX-License-Identifier: MIT
 * Capabilities, all of which a domain's caller has: the executive has checked before.
 */
#pragma once
typedef __u32 kernel_cap_t;
#define CAP_NET_ADMIN 12
#define CAP_NET_RAW 13
#define CAP_SYS_MODULE 16
#define CAP_SYS_RAWIO 17
#define CAP_SYS_ADMIN 21
#define CAP_SYS_BOOT 22
#define CAP_SYS_NICE 23
#define CAP_SYS_RESOURCE 24
#define CAP_SYS_TTY_CONFIG 26
#define CAP_DAC_OVERRIDE 1
#define CAP_FOWNER 3
#define CAP_KILL 5
#define CAP_NET_BIND_SERVICE 10
#define CAP_IPC_LOCK 14
