/* SPDX-License-Identifier: MIT
 * Being told of the machine's end.
 */
#pragma once
#include <linux/notifier.h>
extern int register_reboot_notifier(struct notifier_block *n);
extern int unregister_reboot_notifier(struct notifier_block *n);
extern void machine_restart(char *command);
