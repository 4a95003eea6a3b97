/* SPDX-License-Identifier: MIT
 * Configuration of Winbond's W83977AF (data sheet, "Plug and Play configuration"): a port of indexes and one of data,
 * open after 0x87 was written twice.
 */
#pragma once
#include <asm/io.h>
#include <linux/types.h>
#define W977_EFIO_BASE 0x370
#define W977_EFIO2_BASE 0x3F0
#define W977_DEVICE_IR 6 /* logical device */
static inline void w977_efm_enter(unsigned int port)
{
    outb(0x87, port);
    outb(0x87, port);
}
static inline void w977_efm_exit(unsigned int port)
{
    outb(0xAA, port);
}
static inline void w977_write_reg(__u8 reg, __u8 value, unsigned int port)
{
    outb(reg, port);
    outb(value, port + 1);
}
static inline __u8 w977_read_reg(__u8 reg, unsigned int port)
{
    outb(reg, port);
    return inb(port + 1);
}
static inline void w977_select_device(__u8 devnum, unsigned int port)
{
    w977_write_reg(7, devnum, port);
}
