/* SPDX-License-Identifier: MIT
 * Consoles that a driver offers.
 */
#pragma once
#include <linux/kdev_t.h>
#include <linux/spinlock.h>
#include <linux/types.h>
struct console {
    char name[8];
    void (*write)(struct console *con, const char *text, unsigned length);
    kdev_t (*device)(struct console *con);
    int (*setup)(struct console *con, char *options);
    short flags, index;
    int cflag;
    struct console *next;
};
