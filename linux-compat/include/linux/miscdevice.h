/* SPDX-License-Identifier: MIT
 * Character devices with a minor number of their own below major 10.
 */
#pragma once
#include <linux/devfs_fs_kernel.h>
#include <linux/fs.h>
#include <linux/major.h>
#include <linux/module.h>

/* Minor numbers that are given out for good; MISC_DYNAMIC_MINOR asks for a free one. */
enum lx_misc_minors {
    LX_MINOR_BUSMOUSE = 0,
    LX_MINOR_PSMOUSE,
    LX_MINOR_MS_BUSMOUSE,
    LX_MINOR_ATIXL_BUSMOUSE,
    LX_MINOR_WATCHDOG = 130,
    LX_MINOR_TEMP,
    LX_MINOR_RTC = 135,
    LX_MINOR_TUN = 200,
    LX_MINOR_ANY = 255,
};
#define ATIXL_BUSMOUSE LX_MINOR_ATIXL_BUSMOUSE
#define BUSMOUSE_MINOR LX_MINOR_BUSMOUSE
#define MISC_DYNAMIC_MINOR LX_MINOR_ANY
#define MS_BUSMOUSE_MINOR LX_MINOR_MS_BUSMOUSE
#define PSMOUSE_MINOR LX_MINOR_PSMOUSE
#define RTC_MINOR LX_MINOR_RTC
#define TEMP_MINOR LX_MINOR_TEMP
#define TUN_MINOR LX_MINOR_TUN
#define WATCHDOG_MINOR LX_MINOR_WATCHDOG

/* Drivers fill in the first three by their place. */
struct miscdevice {
    int minor;
    const char *name;
    struct file_operations *fops;
    devfs_handle_t devfs_handle;
    struct miscdevice *next, *prev;
};
/* A minor number that was asked for as MISC_DYNAMIC_MINOR is in ->minor afterwards. -EBUSY: it is taken. */
extern int misc_register(struct miscdevice *misc);
extern int misc_deregister(struct miscdevice *misc);
#define LCD_MINOR 156
#define MK712_MINOR 15
#define MWAVE_MINOR 219
#define NVRAM_MINOR 144
#define PC110PAD_MINOR 9
