/* SPDX-License-Identifier: MIT
 * What two infrared stations agree upon (IrLAP).
 */
#pragma once
#include <linux/types.h>
#define IR_9600 0x02
#define IR_115200 0x20
#define IR_19200 0x04
#define IR_38400 0x08
#define IR_57600 0x10
#define IR_1152000 0x80
#define IR_4000000 0x01
#define IR_576000 0x40
#define IR_2400 0x01
typedef struct {
    __u32 value;
    __u16 bits;
} qos_value_t;
struct qos_info {
    int magic;
    qos_value_t baud_rate, max_turn_time, data_size, window_size, additional_bofs, min_turn_time, link_disc_time;
};
extern void irda_init_max_qos_capabilies(struct qos_info *qos);
extern void irda_qos_bits_to_value(struct qos_info *qos);
