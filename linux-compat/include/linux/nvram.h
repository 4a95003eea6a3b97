/* SPDX-License-Identifier: MIT
 * The bytes of CMOS memory behind the clock's, kept right by a checksum.
 */
#pragma once
#include <linux/ioctl.h>
/* Clear the memory; make the checksum right for what is there */
#define NVRAM_SETCKS _IO('p', 65)
#define NVRAM_INIT _IO('p', 64)
/* Byte `i`, counted from the first behind the clock's; interrupts may be on or off. */
extern unsigned char nvram_read_byte(int i);
extern void nvram_write_byte(unsigned char c, int i);
extern int nvram_check_checksum(void);
