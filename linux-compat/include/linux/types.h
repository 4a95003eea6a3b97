/* SPDX-License-Identifier: MIT
 * The types of the 2.4 interface.
 */
#pragma once
#include <linux/config.h>
#include <asm/types.h>
#include <linux/stddef.h>

/* sizes and offsets */
typedef unsigned int size_t;
typedef int ssize_t;
typedef int ptrdiff_t;
typedef long off_t;
typedef long long loff_t;
typedef unsigned int uint;
typedef unsigned short ushort;
typedef unsigned long ulong;
typedef unsigned char unchar;

/* identities */
typedef unsigned int uid_t, __kernel_uid32_t;
typedef unsigned int gid_t, __kernel_gid32_t;
typedef unsigned short __kernel_uid_t, __kernel_gid_t, uid16_t, gid16_t, old_uid_t, old_gid_t;
typedef int pid_t, daddr_t, key_t;
typedef unsigned short mode_t, nlink_t, __kernel_mode_t, __kernel_ipc_pid_t;
typedef unsigned long ino_t;
typedef unsigned short dev_t, kdev_t;

/* time */
typedef long time_t, suseconds_t, clock_t;
typedef int clockid_t, timer_t;

/* BSD and System V spellings */
typedef unsigned char u_char, u_int8_t, uint8_t;
typedef unsigned short u_short, u_int16_t, uint16_t;
typedef unsigned int u_int, u_int32_t, uint32_t;
typedef unsigned long u_long;
typedef unsigned long long u_int64_t, uint64_t;
typedef __s8 int8_t;
typedef __s16 int16_t;
typedef __s32 int32_t;
typedef __s64 int64_t;
typedef char *caddr_t;
typedef __kernel_uid32_t qid_t;

#define __kernel_loff_t loff_t
#define __kernel_size_t size_t

typedef struct {
    int val[2];
} __kernel_fsid_t;

#define __FD_SETSIZE 1024
typedef struct {
    unsigned long fds_bits[__FD_SETSIZE / 32];
} fd_set, __kernel_fd_set;
