/* SPDX-License-Identifier: MIT
 * The socket layer's small services.
 */
#pragma once
#include <linux/config.h>
#include <linux/socket.h>
#include <linux/wait.h>
extern int net_ratelimit(void);
struct socket;
