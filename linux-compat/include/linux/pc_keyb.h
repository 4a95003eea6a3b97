/* SPDX-License-Identifier: MIT
 * The keyboard controller (IBM PS/2 Technical Reference, "Keyboard and Auxiliary Device Controller"), and mice behind it.
 */
#pragma once
#include <linux/wait.h>
#define AUX_BUF_SIZE 2048
#define AUX_ENABLE_DEV 0xF4
#define AUX_DISABLE_DEV 0xF5
#define AUX_RESET 0xFF
#define AUX_SET_SAMPLE 0xF3
#define AUX_ACK 0xFA
#define KBD_CNTL_REG 0x64
#define KBD_DATA_REG 0x60
#define KBD_STATUS_REG 0x64
#define KBD_CCMD_MOUSE_ENABLE 0xA8
#define KBD_CCMD_MOUSE_DISABLE 0xA7
#define KBD_CCMD_WRITE_MODE 0x60
#define KBD_CCMD_WRITE_MOUSE 0xD4
#define KBD_STAT_IBF 0x02
#define KBD_STAT_OBF 0x01
#define KBD_STAT_MOUSE_OBF 0x20
struct fasync_struct;
struct aux_queue {
    unsigned long tail, head;
    struct fasync_struct *fasync;
    wait_queue_head_t proc_list;
    unsigned char buf[AUX_BUF_SIZE];
};
/* To the keyboard, and its answers */
#define KBD_CMD_RESET AUX_RESET
#define KBD_CMD_DISABLE AUX_DISABLE_DEV
#define KBD_CMD_ENABLE AUX_ENABLE_DEV
#define KBD_CMD_SET_RATE AUX_SET_SAMPLE
#define KBD_CMD_SET_LEDS 0xED
#define KBD_REPLY_ACK AUX_ACK
#define KBD_REPLY_RESEND 0xFE
#define KBD_REPLY_POR 0xAA
/* To the controller, its status, and its mode byte */
#define KBD_CCMD_KBD_ENABLE 0xAE
#define KBD_CCMD_KBD_DISABLE 0xAD
#define KBD_CCMD_KBD_TEST 0xAB
#define KBD_CCMD_SELF_TEST 0xAA
#define KBD_CCMD_TEST_MOUSE 0xA9
#define KBD_CCMD_READ_MODE 0x20
enum { KBD_STAT_GTO = 1 << 6, KBD_STAT_PERR = 1 << 7 };
enum {
    KBD_MODE_KBD_INT = 1, KBD_MODE_MOUSE_INT = 1 << 1, KBD_MODE_SYS = 1 << 2, KBD_MODE_NO_KEYLOCK = 1 << 3,
    KBD_MODE_DISABLE_KBD = 1 << 4, KBD_MODE_DISABLE_MOUSE = 1 << 5, KBD_MODE_KCC = 1 << 6
};
/* Milliseconds to wait for an answer */
enum { KBC_TIMEOUT = 250, KBD_INIT_TIMEOUT = 1000, KBD_TIMEOUT = KBD_INIT_TIMEOUT };
