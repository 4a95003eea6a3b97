/* SPDX-License-Identifier: MIT
 * What serial drivers keep of a port.
 */
#pragma once
#include <linux/config.h>
#include <linux/termios.h>
#include <linux/tqueue.h>
#include <linux/wait.h>
#include <linux/serial.h>
