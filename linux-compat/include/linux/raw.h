/* SPDX-License-Identifier: MIT
 * Block devices without a cache: which is bound to which number.
 */
#pragma once
#include <linux/init.h>
#include <linux/ioctl.h>
#include <linux/types.h>
#define RAW_SETBIND _IO(0xac, 0)
#define RAW_GETBIND _IO(0xac, 1)
struct raw_config_request { int raw_minor; __u64 block_major, block_minor; };
