/* SPDX-License-Identifier: MIT
 * Bus mice by Logitech and Microsoft: ports and how their interrupts are switched.
 */
#pragma once
#include <asm/io.h>
#define MOUSE_IRQ 5
#define LX_MSE_CONTROL 0x23e
#define MSE_CONTROL_PORT LX_MSE_CONTROL
#define MSE_INT_ON() outb(0, LX_MSE_CONTROL)
#define MSE_INT_OFF() outb(1 << 4, LX_MSE_CONTROL)
#define LX_MS_MSE(command) ({ outb(0x07, 0x23c); outb((command), 0x23d); })
#define MS_MSE_INT_ON() LX_MS_MSE(0x11)
#define MS_MSE_INT_OFF() LX_MS_MSE(0x10)
