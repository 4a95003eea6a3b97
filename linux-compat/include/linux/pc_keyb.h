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
