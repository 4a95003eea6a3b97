/* SPDX-License-Identifier: MIT
 * The infrared link layer.
 */
#pragma once
#include <net/irda/irda_device.h>
struct irlap_cb;
extern struct irlap_cb *irlap_open(struct net_device *dev, struct qos_info *qos, char *hw_name);
extern void irlap_close(struct irlap_cb *self);
