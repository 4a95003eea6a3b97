/* SPDX-License-Identifier: MIT
 * The Universal Serial Bus (specification 1.1, chapter 9). The module usbcore exports what is declared here.
 */
#pragma once
#include <linux/config.h>
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/interrupt.h>
#include <linux/list.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/types.h>
#include <linux/version.h>
#include <asm/byteorder.h>
#include <asm/semaphore.h>

/* Numbers, by the alphabet */
#define PIPE_BULK 3
#define PIPE_CONTROL 2
#define PIPE_DEVEP_MASK 0x0007ff00
#define PIPE_INTERRUPT 1
#define PIPE_ISOCHRONOUS 0
#define USB_ASYNC_UNLINK 0x0008
#define USB_CLASS_APP_SPEC 0xfe
#define USB_CLASS_AUDIO 1
#define USB_CLASS_COMM 2
#define USB_CLASS_HID 3
#define USB_CLASS_HUB 9
#define USB_CLASS_MASS_STORAGE 8
#define USB_CLASS_PRINTER 7
#define USB_CLASS_VENDOR_SPEC 0xff
#define USB_DEVICE_ID_MATCH_INT_CLASS 0x0080
#define USB_DEVICE_ID_MATCH_INT_SUBCLASS 0x0100
#define USB_DEVICE_ID_MATCH_PRODUCT 0x0002
#define USB_DEVICE_ID_MATCH_VENDOR 0x0001
#define USB_DIR_IN 0x80
#define USB_DIR_OUT 0
#define USB_DISABLE_SPD 0x0001
#define USB_DT_CONFIG 0x02
#define USB_DT_CONFIG_SIZE 9
#define USB_DT_DEVICE 0x01
#define USB_DT_ENDPOINT_AUDIO_SIZE 9
#define USB_DT_ENDPOINT_SIZE 7
#define USB_DT_INTERFACE 0x04
#define USB_DT_INTERFACE_SIZE 9
#define USB_DT_STRING 0x03
#define USB_ENDPOINT_DIR_MASK 0x80
#define USB_ENDPOINT_NUMBER_MASK 0x0f
#define USB_ENDPOINT_XFERTYPE_MASK 0x03
#define USB_ENDPOINT_XFER_BULK 2
#define USB_ENDPOINT_XFER_CONTROL 0
#define USB_ENDPOINT_XFER_INT 3
#define USB_ENDPOINT_XFER_ISOC 1
#define USB_ISO_ASAP 0x0002
#define USB_MAJOR 180
#define USB_MAXCHILDREN 16
#define USB_MAXINTERFACES 32
#define USB_NO_FSBR 0x0020
#define USB_PID_IN 0x69
#define USB_PID_OUT 0xe1
#define USB_PID_SETUP 0x2d
#define USB_QUEUE_BULK 0x0010
#define USB_RECIP_DEVICE 0x00
#define USB_RECIP_ENDPOINT 0x02
#define USB_RECIP_INTERFACE 0x01
#define USB_REQ_CLEAR_FEATURE 0x01
#define USB_REQ_GET_CONFIGURATION 0x08
#define USB_REQ_GET_DESCRIPTOR 0x06
#define USB_REQ_GET_INTERFACE 0x0a
#define USB_REQ_GET_STATUS 0x00
#define USB_REQ_SET_ADDRESS 0x05
#define USB_REQ_SET_CONFIGURATION 0x09
#define USB_REQ_SET_FEATURE 0x03
#define USB_REQ_SET_INTERFACE 0x0b
#define USB_REQ_SET_REPORT 0x09
#define USB_ST_CRC (-EILSEQ)
#define USB_ST_DATAUNDERRUN (-EREMOTEIO)
#define USB_ST_NOERROR 0
#define USB_ST_NORESPONSE (-ETIMEDOUT)
#define USB_ST_STALL (-EPIPE)
#define USB_ST_TIMEOUT (-ETIMEDOUT)
#define USB_ST_URB_KILLED (-ENOENT)
#define USB_ST_URB_PENDING (-EINPROGRESS)
#define USB_TIMEOUT_KILLED 0x1000
#define USB_TYPE_CLASS (0x01 << 5)
#define USB_TYPE_VENDOR (0x02 << 5)
#define USB_ZERO_PACKET 0x0040
#define USB_TYPE_STANDARD 0
#define USB_DEVICE_ID_MATCH_DEV_LO 0x0004
#define USB_DEVICE_ID_MATCH_DEV_HI 0x0008
#define USB_DEVICE_ID_MATCH_DEV_CLASS 0x0010
#define USB_DEVICE_ID_MATCH_DEV_SUBCLASS 0x0020
#define USB_DEVICE_ID_MATCH_DEV_PROTOCOL 0x0040
#define USB_DEVICE_ID_MATCH_INT_PROTOCOL 0x0200
#define USB_MAXCONFIG 8
#define USB_ALTSETTINGALLOC 4
#define USB_SPEED_UNKNOWN 0
#define USB_SPEED_LOW 1
#define USB_SPEED_FULL 2
#define USB_SPEED_HIGH 3

/* The rest of chapter 9's classes and descriptors, hubs' (11.15) and of the HID class (7.1, 7.2) */
enum {
    USB_CLASS_PER_INTERFACE = 0, USB_CLASS_PHYSICAL = 5, USB_CLASS_STILL_IMAGE = 6, USB_CLASS_CDC_DATA = 10,
    USB_CLASS_CSCID = 11, USB_CLASS_CONTENT_SEC = 13
};
enum {
    USB_TYPE_MASK = 3 << 5, USB_TYPE_RESERVED = USB_TYPE_MASK, USB_RECIP_MASK = 31, USB_RECIP_OTHER = 3,
    USB_DT_ENDPOINT = USB_DT_INTERFACE + 1, USB_DT_DEVICE_SIZE = 18, USB_DT_HUB_NONVAR_SIZE = 7,
    USB_DT_HID = USB_TYPE_CLASS + 1, USB_DT_REPORT, USB_DT_PHYSICAL, USB_DT_HUB = USB_TYPE_CLASS + 9
};
enum { USB_REQ_GET_REPORT = 1, USB_REQ_GET_IDLE, USB_REQ_GET_PROTOCOL, USB_REQ_SET_IDLE = 10, USB_REQ_SET_PROTOCOL };
enum { USB_REQ_SET_DESCRIPTOR = 7, USB_REQ_SYNCH_FRAME = 12 };
enum { URB_NO_INTERRUPT = 1 << 7 /* among transfer_flags: its end needs no interrupt of its own */ };

/* What a urb's status says of transfers that went wrong */
#define USB_ST_INTERNALERROR (-EPROTO)
#define USB_ST_BITSTUFF USB_ST_INTERNALERROR
#define USB_ST_DATAOVERRUN (-EOVERFLOW)
#define USB_ST_BUFFEROVERRUN (-ECOMM)
#define USB_ST_BUFFERUNDERRUN (-ENOSR)
#define USB_ST_SHORT_PACKET USB_ST_DATAUNDERRUN
#define USB_ST_PARTIAL_ERROR (-EXDEV)
#define USB_ST_BANDWIDTH_ERROR (-ENOSPC)
#define USB_ST_NOTSUPPORTED (-ENOSYS)
#define USB_ST_URB_INVALID_ERROR (-EINVAL)
#define USB_ST_REMOVED (-ENODEV)

/* What usbcore takes of a device at most: an interface's descriptors and endpoints (9.6.3), and buses */
enum { USB_MAXALTSETTING = 128, USB_MAXENDPOINTS = 32, USB_MAXBUS = 64 };

/* Time on the bus: 12 bits in a microsecond, at most nine tenths of a frame of 1 ms for what is periodic (5.6.3), and by
 * bit stuffing seven bits for six (7.1.9). Delays are in nanoseconds. */
#define FRAME_TIME_USECS 1000L
#define FRAME_TIME_BITS (12 * FRAME_TIME_USECS)
#define FRAME_TIME_MAX_USECS_ALLOC (FRAME_TIME_USECS * 9 / 10)
#define FRAME_TIME_MAX_BITS_ALLOC (FRAME_TIME_BITS * 9 / 10)
#define BitTime(bytes) ((bytes) * 8 * 7 / 6)
#define NS_TO_US(ns) (((ns) + 500L) / 1000L)
#define BW_HOST_DELAY 1000L
#define BW_HUB_LS_SETUP 333L

struct urb;
typedef struct urb urb_t, *purb_t;
typedef struct iso_packet_descriptor { unsigned int offset, length, actual_length, status; } iso_packet_descriptor_t;
struct usb_bus;
struct usb_device;
struct usb_interface;
struct usb_operations;
typedef struct devrequest { __u8 requesttype, request; __u16 value, index, length; } __attribute__((packed)) devrequest;
struct usb_device_descriptor {
    __u8 bLength, bDescriptorType; __u16 bcdUSB; __u8 bDeviceClass, bDeviceSubClass, bDeviceProtocol, bMaxPacketSize0;
    __u16 idVendor, idProduct, bcdDevice; __u8 iManufacturer, iProduct, iSerialNumber, bNumConfigurations;
} __attribute__((packed));
struct usb_endpoint_descriptor {
    __u8 bLength, bDescriptorType, bEndpointAddress, bmAttributes;
    __u16 wMaxPacketSize __attribute__((packed));
    __u8 bInterval, bRefresh, bSynchAddress;
    unsigned char *extra;
    int extralen;
};
struct usb_interface_descriptor {
    __u8 bLength, bDescriptorType, bInterfaceNumber, bAlternateSetting, bNumEndpoints, bInterfaceClass, bInterfaceSubClass,
        bInterfaceProtocol, iInterface;
    struct usb_endpoint_descriptor *endpoint;
    unsigned char *extra;
    int extralen;
};
struct usb_config_descriptor {
    __u8 bLength, bDescriptorType;
    __u16 wTotalLength __attribute__((packed));
    __u8 bNumInterfaces, bConfigurationValue, iConfiguration, bmAttributes, MaxPower;
    struct usb_interface *interface;
    unsigned char *extra;
    int extralen;
};
struct usb_string_descriptor { __u8 bLength, bDescriptorType; __u16 wData[1]; } __attribute__((packed));
typedef void (*usb_complete_t)(struct urb *urb);
struct usb_device_id {
    __u16 bcdDevice_hi, bcdDevice_lo, idProduct, idVendor, match_flags;
    __u8 bDeviceClass, bDeviceProtocol, bDeviceSubClass, bInterfaceClass, bInterfaceProtocol, bInterfaceSubClass;
    unsigned long driver_info;
};
struct usb_operations { /* initialised by position in host controllers' drivers */
    int (*allocate)(struct usb_device *), (*deallocate)(struct usb_device *);
    int (*get_frame_number)(struct usb_device *usb_dev);
    int (*submit_urb)(struct urb *purb), (*unlink_urb)(struct urb *purb);
};
struct usb_api_data {
    int done;
    wait_queue_head_t wqh;
};
struct usb_devmap {
    unsigned long devicemap[4];
};
struct usb_tt {
    int multi;
    struct usb_device *hub;
};
struct usb_busmap {
    unsigned long busmap[USB_MAXBUS / 32];
};
struct usb_descriptor_header { __u8 bLength, bDescriptorType; };
struct usb_interface {
    int act_altsetting, max_altsetting, num_altsetting;
    void *private_data;
    struct usb_driver *driver;
    struct usb_interface_descriptor *altsetting;
};
struct usb_driver {
    const char *name;
    const struct usb_device_id *id_table;
    int minor;
    struct file_operations *fops;
    struct list_head driver_list;
    struct semaphore serialize;
    int (*ioctl)(struct usb_device * dev,unsigned int code,void * buf);
    void (*disconnect)(struct usb_device *,void *);
    void * (*probe)(struct usb_device * dev,unsigned intf,const struct usb_device_id * id);
};
struct usb_bus {
    atomic_t refcnt;
    int bandwidth_allocated, bandwidth_int_reqs, bandwidth_isoc_reqs, busnum, devnum_next;
    void *hcpriv;
    struct list_head bus_list, inodes;
    struct usb_device *root_hub;
    struct usb_devmap devmap;
    struct usb_operations *op;
};
struct usb_device {
    int speed; /* USB_SPEED_ */
    atomic_t refcnt;
    char **rawdescriptors;
    int devnum, epmaxpacketin[16], epmaxpacketout[16], have_langid, maxchild, string_langid, ttport;
    unsigned int toggle[2];
    void *hcpriv;
    struct list_head filelist, inodes;
    struct semaphore serialize;
    struct usb_bus *bus;
    struct usb_config_descriptor *actconfig, *config;
    struct usb_device *children[USB_MAXCHILDREN], *parent;
    struct usb_device_descriptor descriptor;
    struct usb_tt *tt;
    unsigned int halted[2];
};
struct urb {
    int actual_length, bandwidth, error_count, interval, number_of_packets, start_frame, status, timeout,
        transfer_buffer_length;
    unsigned char *setup_packet;
    unsigned int pipe, transfer_flags;
    usb_complete_t complete;
    void *context, *hcpriv, *transfer_buffer;
    struct list_head urb_list;
    struct urb *next;
    struct usb_device *dev;
    spinlock_t lock;
    struct iso_packet_descriptor iso_frame_desc[0];
};
extern int usb_submit_urb(purb_t purb);
extern int usb_unlink_urb(purb_t purb);
extern int usb_control_msg(struct usb_device *dev,unsigned int pipe,__u8 request,__u8 requesttype,__u16 value,__u16 index,void *data,__u16 size,int timeout);
extern void usb_deregister(struct usb_driver *);
extern int usb_register(struct usb_driver *);
extern purb_t usb_alloc_urb(int iso_packets);
extern void usb_free_urb(purb_t purb);
extern int usb_set_interface(struct usb_device *dev,int ifnum,int alternate);
extern int usb_set_configuration(struct usb_device *dev,int configuration);
extern int usb_clear_halt(struct usb_device *dev,int pipe);
extern void usb_free_dev(struct usb_device *);
#define usb_dec_dev_use usb_free_dev
extern void usb_driver_release_interface(struct usb_driver *driver,struct usb_interface *iface);
extern void usb_inc_dev_use(struct usb_device *);
extern int usb_bulk_msg(struct usb_device *usb_dev,unsigned int pipe,void *data,int len,int *actual_length,int timeout);
extern int usb_string(struct usb_device *dev,int index,char *buf,size_t size);
extern void usb_driver_claim_interface(struct usb_driver *driver,struct usb_interface *iface,void *priv);
extern struct usb_device *usb_alloc_dev(struct usb_device *parent,struct usb_bus *);
extern void usb_connect(struct usb_device *dev);
extern void usb_disconnect(struct usb_device **);
extern int usb_new_device(struct usb_device *dev);
extern struct usb_bus *usb_alloc_bus(struct usb_operations *);
extern void usb_claim_bandwidth(struct usb_device *dev,struct urb *urb,int bustime,int isoc);
extern void usb_deregister_bus(struct usb_bus *);
extern void usb_free_bus(struct usb_bus *);
extern void usb_register_bus(struct usb_bus *);
extern void usb_release_bandwidth(struct usb_device *dev,struct urb *urb,int isoc);
extern int usb_reset_device(struct usb_device *dev);
extern int usb_check_bandwidth(struct usb_device *dev,struct urb *urb);
extern int usb_get_descriptor(struct usb_device *dev,unsigned char desctype,unsigned char descindex,void *buf,int size);
extern int usb_interface_claimed(struct usb_interface *iface);
extern const struct usb_device_id *usb_match_id(struct usb_device *dev,struct usb_interface *interface,const struct usb_device_id *id);
extern int usb_root_hub_string(int id,int serial,char *type,__u8 *data,int len);
extern struct usb_endpoint_descriptor *usb_epnum_to_ep_desc(struct usb_device *dev,unsigned epnum);
extern int usb_set_idle(struct usb_device *dev,int ifnum,int duration,int report_id);
extern int __usb_get_extra_descriptor(char *buffer,unsigned size,unsigned char type,void **ptr);
extern int usb_get_class_descriptor(struct usb_device *dev,int ifnum,unsigned char desctype,unsigned char descindex,void *buf,int size);
extern int usb_get_configuration(struct usb_device *dev);
extern int usb_get_current_frame_number(struct usb_device *usb_dev);
extern int usb_get_device_descriptor(struct usb_device *dev);
extern int usb_get_report(struct usb_device *dev,int ifnum,unsigned char type,unsigned char id,void *buf,int size);
extern struct usb_interface *usb_ifnum_to_if(struct usb_device *dev,unsigned ifnum);
extern void usb_scan_devices(void);
extern int usb_set_address(struct usb_device *dev);
extern int usb_set_report(struct usb_device *dev,int ifnum,unsigned char type,unsigned char id,void *buf,int size);

#define err(format, arg...) printk(KERN_ERR __FILE__ ": " format "\n", ##arg)
#define info(format, arg...) printk(KERN_INFO __FILE__ ": " format "\n", ##arg)
#define warn(format, arg...) printk(KERN_WARNING __FILE__ ": " format "\n", ##arg)
#ifdef DEBUG
#define dbg(format, arg...) printk(KERN_DEBUG __FILE__ ": " format "\n", ##arg)
#else
#define dbg(format, arg...) do { } while (0)
#endif

/* Rows of a driver's table */
#define LX_USB_VENDOR_PRODUCT (USB_DEVICE_ID_MATCH_VENDOR | USB_DEVICE_ID_MATCH_PRODUCT)
#define USB_DEVICE_ID_MATCH_DEVICE LX_USB_VENDOR_PRODUCT
#define USB_DEVICE(vend, prod) .match_flags = LX_USB_VENDOR_PRODUCT, .idVendor = (vend), .idProduct = (prod)
#define USB_DEVICE_VER(vend, prod, lo, hi) \
    .match_flags = LX_USB_VENDOR_PRODUCT | USB_DEVICE_ID_MATCH_DEV_LO | USB_DEVICE_ID_MATCH_DEV_HI, .idVendor = (vend), \
    .idProduct = (prod), .bcdDevice_lo = (lo), .bcdDevice_hi = (hi)
#define USB_INTERFACE_INFO(cl, sc, pr) \
    .match_flags = USB_DEVICE_ID_MATCH_INT_CLASS | USB_DEVICE_ID_MATCH_INT_SUBCLASS | USB_DEVICE_ID_MATCH_INT_PROTOCOL, \
    .bInterfaceClass = (cl), .bInterfaceSubClass = (sc), .bInterfaceProtocol = (pr)

/* A pipe as a number: type in bits 30 and 31, slow in 26, endpoint from 15, device from 8, direction in 7 */
#define PIPE_ISOCHRONOUS 0
#define PIPE_INTERRUPT 1
#define PIPE_CONTROL 2
#define PIPE_BULK 3
#define usb_pipetype(pipe) ((pipe) >> 30 & 3)
#define usb_pipein(pipe) ((pipe) >> 7 & 1)
#define usb_pipeout(pipe) (!usb_pipein(pipe))
#define usb_pipedevice(pipe) ((pipe) >> 8 & 0x7f)
#define usb_pipeendpoint(pipe) ((pipe) >> 15 & 0xf)
#define usb_pipeslow(pipe) ((pipe) >> 26 & 1)
#define usb_pipeisoc(pipe) (usb_pipetype(pipe) == PIPE_ISOCHRONOUS)
#define usb_pipeint(pipe) (usb_pipetype(pipe) == PIPE_INTERRUPT)
#define usb_pipecontrol(pipe) (usb_pipetype(pipe) == PIPE_CONTROL)
#define usb_pipebulk(pipe) (usb_pipetype(pipe) == PIPE_BULK)
static inline unsigned int __create_pipe(struct usb_device *dev, unsigned int endpoint)
{
    return (unsigned)dev->devnum << 8 | endpoint << 15 | (dev->speed == USB_SPEED_LOW) << 26;
}
static inline unsigned int __default_pipe(struct usb_device *dev) { return (dev->speed == USB_SPEED_LOW) << 26; }
#define usb_snddefctrl(dev) ((unsigned)PIPE_CONTROL << 30 | __default_pipe(dev))
#define usb_rcvdefctrl(dev) (usb_snddefctrl(dev) | USB_DIR_IN)
#define usb_packetid(pipe) (usb_pipein(pipe) ? USB_PID_IN : USB_PID_OUT)
#define LX_USB_PIPE(type, dev, endpoint, in) ((unsigned)(type) << 30 | __create_pipe((dev), (endpoint)) | (in))
#define usb_rcvbulkpipe(dev, endpoint) LX_USB_PIPE(PIPE_BULK, dev, endpoint, USB_DIR_IN)
#define usb_rcvctrlpipe(dev, endpoint) LX_USB_PIPE(PIPE_CONTROL, dev, endpoint, USB_DIR_IN)
#define usb_rcvintpipe(dev, endpoint) LX_USB_PIPE(PIPE_INTERRUPT, dev, endpoint, USB_DIR_IN)
#define usb_rcvisocpipe(dev, endpoint) LX_USB_PIPE(PIPE_ISOCHRONOUS, dev, endpoint, USB_DIR_IN)
#define usb_sndbulkpipe(dev, endpoint) LX_USB_PIPE(PIPE_BULK, dev, endpoint, 0)
#define usb_sndctrlpipe(dev, endpoint) LX_USB_PIPE(PIPE_CONTROL, dev, endpoint, 0)
#define usb_sndintpipe(dev, endpoint) LX_USB_PIPE(PIPE_INTERRUPT, dev, endpoint, 0)
#define usb_sndisocpipe(dev, endpoint) LX_USB_PIPE(PIPE_ISOCHRONOUS, dev, endpoint, 0)

/* Filling in what is to be transferred */
#define LX_FILL_URB(URB, DEV, PIPE, BUFFER, LENGTH, COMPLETE, CONTEXT) \
    do { \
        spin_lock_init(&(URB)->lock); \
        (URB)->context = (CONTEXT); \
        (URB)->complete = (COMPLETE); \
        (URB)->transfer_buffer_length = (LENGTH); \
        (URB)->transfer_buffer = (BUFFER); \
        (URB)->pipe = (PIPE); \
        (URB)->dev = (DEV); \
    } while (0)
#define FILL_BULK_URB(URB, DEV, PIPE, TRANSFER_BUFFER, BUFFER_LENGTH, COMPLETE, CONTEXT) \
    LX_FILL_URB(URB, DEV, PIPE, TRANSFER_BUFFER, BUFFER_LENGTH, COMPLETE, CONTEXT)
#define FILL_CONTROL_URB(URB, DEV, PIPE, SETUP_PACKET, TRANSFER_BUFFER, BUFFER_LENGTH, COMPLETE, CONTEXT) \
    do { \
        LX_FILL_URB(URB, DEV, PIPE, TRANSFER_BUFFER, BUFFER_LENGTH, COMPLETE, CONTEXT); \
        (URB)->setup_packet = (SETUP_PACKET); \
    } while (0)
#define FILL_INT_URB(URB, DEV, PIPE, TRANSFER_BUFFER, BUFFER_LENGTH, COMPLETE, CONTEXT, INTERVAL) \
    do { \
        LX_FILL_URB(URB, DEV, PIPE, TRANSFER_BUFFER, BUFFER_LENGTH, COMPLETE, CONTEXT); \
        (URB)->start_frame = -1; \
        (URB)->interval = (INTERVAL); \
    } while (0)
#define usb_fill_bulk_urb(urb, dev, pipe, buffer, length, complete, context) \
    FILL_BULK_URB((urb), (dev), (pipe), (buffer), (length), (complete), (context))
#define usb_fill_control_urb(urb, dev, pipe, setup, buffer, length, complete, context) \
    FILL_CONTROL_URB((urb), (dev), (pipe), (setup), (buffer), (length), (complete), (context))
#define usb_fill_int_urb(urb, dev, pipe, buffer, length, complete, context, interval) \
    FILL_INT_URB((urb), (dev), (pipe), (buffer), (length), (complete), (context), (interval))

/* The data toggle of each endpoint, and its largest packet */
#define usb_maxpacket(dev, pipe, out) ((out) ? (dev)->epmaxpacketout[usb_pipeendpoint(pipe)] : (dev)->epmaxpacketin[usb_pipeendpoint(pipe)])
#define usb_gettoggle(dev, ep, out) ((dev)->toggle[out] >> (ep) & 1)
#define usb_dotoggle(dev, ep, out) ((dev)->toggle[out] ^= 1 << (ep))
#define usb_settoggle(dev, ep, out, bit) ((dev)->toggle[out] = ((dev)->toggle[out] & ~(1 << (ep))) | (bit) << (ep))
#define usb_endpoint_halt(dev, ep, out) ((dev)->halted[out] |= 1 << (ep))
#define usb_endpoint_running(dev, ep, out) ((dev)->halted[out] &= ~(1 << (ep)))
#define usb_endpoint_halted(dev, ep, out) ((dev)->halted[out] & 1 << (ep))
#define usb_endpoint_out(ep_dir) (((ep_dir) >> 7 & 1) ^ 1)

/* Lets ms milliseconds go by: asleep, or in a loop where the caller may not sleep */
static inline void wait_ms(unsigned int ms)
{
    if (in_interrupt()) {
        mdelay(ms);
        return;
    }
    set_current_state(TASK_UNINTERRUPTIBLE);
    schedule_timeout(1 + ms * HZ / 1000);
}

/* What usbcore tells its own parts. The file system of devices is not built into it: there is no mount for one. */
extern struct list_head usb_driver_list, usb_bus_list;
extern struct semaphore usb_bus_list_lock;
extern void usb_destroy_configuration(struct usb_device *dev);
extern int usb_get_protocol(struct usb_device *dev, int ifnum);
extern int usb_set_protocol(struct usb_device *dev, int ifnum, int protocol);
extern int usb_get_string(struct usb_device *dev, unsigned short langid, unsigned char index, void *buf, int size);
extern int usb_get_status(struct usb_device *dev, int type, int target, void *data);
extern int usb_hub_init(void);
extern void usb_hub_cleanup(void);
extern int usb_major_init(void);
extern void usb_major_cleanup(void);
extern void usb_show_device(struct usb_device *);
extern void usb_show_device_descriptor(struct usb_device_descriptor *);
extern void usb_show_config_descriptor(struct usb_config_descriptor *);
extern void usb_show_interface_descriptor(struct usb_interface_descriptor *);
extern void usb_show_endpoint_descriptor(struct usb_endpoint_descriptor *);
extern void usb_show_hid_descriptor(void *);
extern void usb_show_string(struct usb_device *dev, char *id, int index);
static inline int usbdevfs_init(void) { return 0; }
static inline void usbdevfs_cleanup(void) { }
static inline void usbdevfs_add_bus(struct usb_bus *bus) { (void)bus; }
static inline void usbdevfs_remove_bus(struct usb_bus *bus) { (void)bus; }
static inline void usbdevfs_add_device(struct usb_device *dev) { (void)dev; }
static inline void usbdevfs_remove_device(struct usb_device *dev) { (void)dev; }
