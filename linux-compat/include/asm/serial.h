/* SPDX-License-Identifier: MIT
 * Serial ports of a PC.
 */
#pragma once
#define BASE_BAUD (1843200 / 16)
/* The third and the fourth port of a PC; the executive talks at the first two. */
#define RS_TABLE_SIZE 64
#define LX_PC_PORT(at, line) \
    { .baud_base = BASE_BAUD, .port = (at), .irq = (line), .flags = ASYNC_BOOT_AUTOCONF | ASYNC_SKIP_TEST }
#define SERIAL_PORT_DFNS { .flags = 0 }, { .flags = 0 }, LX_PC_PORT(0x3e8, 4), LX_PC_PORT(0x2e8, 3)
