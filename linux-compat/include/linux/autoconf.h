/* SPDX-License-Identifier: MIT
 * The fixed configuration of Alcove's personality: one processor, PCI, modules, /proc.
 */
#pragma once
#define CONFIG_X86 1
#define CONFIG_M686 1
#define CONFIG_MODULES 1
#define CONFIG_HZ 100
#define CONFIG_PCI 1
#define CONFIG_ISA 1
#define CONFIG_NET 1
#define CONFIG_INET 1
#define CONFIG_NETDEVICES 1
#define CONFIG_NET_ETHERNET 1
#define CONFIG_PROC_FS 1
#define CONFIG_AGP_MODULE 1
#define CONFIG_BLK_DEV_RAM_SIZE 4096
