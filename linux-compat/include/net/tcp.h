/* SPDX-License-Identifier: MIT
 * TCP as drivers look into it.
 */
#pragma once
#include <linux/config.h>
#include <linux/tcp.h>
#include <net/checksum.h>
#include <net/sock.h>
