/* SPDX-License-Identifier: MIT
 * Bus mice by Logitech and Microsoft: ports and how their interrupts are switched.
 */
#pragma once
#include <asm/io.h>
#define MOUSE_IRQ 5
#define LOGIBM_BASE MSE_DATA_PORT
#define LOGIBM_EXTENT 4
#define LX_MSE_CONTROL 0x23e
#define MSE_CONTROL_PORT LX_MSE_CONTROL
#define MSE_CONFIG_PORT 0x23f
#define MSE_DATA_PORT 0x23c
#define MSE_SIGNATURE_PORT 0x23d
#define MSE_SIGNATURE_BYTE 0xa5
#define MSE_CONFIG_BYTE 0x91
#define MSE_DEFAULT_MODE 0x90
#define MSE_READ_X_HIGH 0xa0
#define MSE_READ_X_LOW 0x80
#define MSE_READ_Y_HIGH 0xe0
#define MSE_READ_Y_LOW 0xc0
#define LOGITECH_BUSMOUSE 0
#define MICROSOFT_BUSMOUSE 2
#define MS_MSE_COMMAND_MODE 0x07
#define MS_MSE_CONTROL_PORT 0x23c
#define MS_MSE_DATA_PORT 0x23d
#define MS_MSE_SIGNATURE_PORT 0x23e
#define MS_MSE_READ_BUTTONS 0x00
#define MS_MSE_READ_X 0x01
#define MS_MSE_READ_Y 0x02
#define MS_MSE_START 0x80
#define MSE_INT_ON() outb(0, LX_MSE_CONTROL)
#define MSE_INT_OFF() outb(1 << 4, LX_MSE_CONTROL)
#define LX_MS_MSE(command) ({ outb(0x07, 0x23c); outb((command), 0x23d); })
#define MS_MSE_INT_ON() LX_MS_MSE(0x11)
#define MS_MSE_INT_OFF() LX_MS_MSE(0x10)
