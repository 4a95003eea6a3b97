/* SPDX-License-Identifier: MIT
 * Advanced power management: who knows the battery better than the BIOS hangs himself in here.
 */
#pragma once
#include <asm/semaphore.h>
typedef void battery_hook_fp(unsigned short *status, unsigned short *flag, unsigned short *ac, int *percentage, int *time);
extern battery_hook_fp *apm_battery_hook;
extern struct semaphore apm_battery_hook_sem;
#define LX_APM_HOOK(hook) \
    do { down(&apm_battery_hook_sem); apm_battery_hook = (hook); up(&apm_battery_hook_sem); } while (0)
#define apm_set_battery_hook(hook_function) LX_APM_HOOK(hook_function)
#define apm_remove_battery_hook(hook_function) LX_APM_HOOK(apm_battery_hook == (hook_function) ? NULL : apm_battery_hook)
