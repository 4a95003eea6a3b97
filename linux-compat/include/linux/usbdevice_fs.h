/* SPDX-License-Identifier: MIT
 * What a program asks of a USB device through its file of usbdevfs. No such file system is there, but drivers of hubs
 * answer some of it.
 */
#pragma once
#include <linux/ioctl.h>
#include <linux/types.h>

/* Ports of a hub, and the device number at each (0: none) */
struct usbdevfs_hub_portinfo { char nports, port[127]; };
struct usbdevfs_ioctl { int ifno, ioctl_code; void *data; };

#define USBDEVFS_HUB_PORTINFO _IOR('U', 19, struct usbdevfs_hub_portinfo)
#define USBDEVFS_IOCTL _IOWR('U', 18, struct usbdevfs_ioctl)
