/* SPDX-License-Identifier: MIT
 * USB infrared adapters (USB IrDA Bridge Device Definition 1.0): every frame behind one byte of header.
 */
#pragma once
#include <linux/time.h>
#include <linux/usb.h>
#include <net/irda/irda_device.h>
#include <net/irda/irlap.h>
#include <net/irda/irqueue.h>
#define USB_CLASS_IRDA 2 /* subclass of an application specific interface */
#define USB_DT_IRDA (USB_TYPE_CLASS | 1)
enum { IU_REQ_GET_CLASS_DESC = 6 };
/* The header's speed, in its lower half. */
enum { SPEED_2400 = 1, SPEED_9600, SPEED_19200, SPEED_38400, SPEED_57600, SPEED_115200, SPEED_576000, SPEED_1152000,
       SPEED_4000000 };
#define USB_IRDA_HEADER 1
#define IRDA_USB_MAX_MTU (2048 + 2 + USB_IRDA_HEADER) /* IrLAP's largest, its address and control */
#define IRDA_USB_SPEED_MTU 64                         /* room for one packet that has only a header */
#define RX_COPY_THRESHOLD 200                         /* shorter frames are copied to a buffer of their own */
#define IU_MAX_ACTIVE_RX_URBS 1
#define IU_MAX_RX_URBS (IU_MAX_ACTIVE_RX_URBS + 1)
/* What an adapter can't do. */
enum { IUC_DEFAULT, IUC_SPEED_BUG = 1, IUC_SIR_ONLY = 2, IUC_SMALL_PKT = 4, IUC_NO_WINDOW = 8, IUC_MAX_WINDOW = 16,
       IUC_MAX_XBOFS = 32, IUC_NO_TURN = 64 };
struct irda_class_desc {
    __u8 bLength, bDescriptorType;
    __u16 bcdSpecRevision;
    __u8 bmDataSize, bmWindowSize, bmMinTurnaroundTime;
    __u16 wBaudRate;
    __u8 bmAdditionalBOFs, bIrdaRateSniff, bMaxUnicastList;
} __attribute__((packed));
struct irda_usb_cb {
    struct net_device *netdev;
    struct irlap_cb *irlap;
    struct net_device_stats stats;
    struct qos_info qos;
    struct irda_class_desc *irda_desc;
    struct usb_device *usbdev;
    struct urb rx_urb[IU_MAX_RX_URBS], tx_urb, speed_urb;
    struct urb *idle_rx_urb;
    char *speed_buff;
    hashbin_t *tx_list;
    __u8 bulk_in_ep, bulk_out_ep, bulk_int_ep;
    __u16 bulk_out_mtu, xbofs;
    __s16 new_xbofs;
    __u32 flags, capability, speed;
    __s32 new_speed;
    int present, netopen;
    struct timeval stamp, now;
    spinlock_t lock;
};
