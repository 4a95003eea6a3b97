/* SPDX-License-Identifier: MIT
 * Frames of the infrared link layer.
 */
#pragma once
#include <net/irda/irlap.h>
#define CMD_FRAME 0x01
#define I_FRAME 0x00
#define RSP_FRAME 0x00
#define UI_FRAME 0x03
