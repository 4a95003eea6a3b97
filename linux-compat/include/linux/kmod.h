/* SPDX-License-Identifier: MIT
 * Asking for modules.
 */
#pragma once
#include <linux/config.h>
#include <linux/errno.h>
extern int request_module(const char *name);
extern int call_usermodehelper(char *path, char *argv[], char *envp[]);
extern int hotplug_path[];
