/* SPDX-License-Identifier: MIT
 * Power management callbacks, which the executive never makes.
 */
#pragma once
struct pm_dev;
static inline void pm_access(struct pm_dev *dev) { }
#include <linux/config.h>
#include <linux/list.h>
typedef int pm_request_t;
typedef int pm_dev_t;
enum { PM_SUSPEND, PM_RESUME, PM_SAVE_STATE, PM_SET_WAKEUP };
enum { PM_UNKNOWN_DEV, PM_SYS_DEV, PM_PCI_DEV, PM_USB_DEV, PM_SCSI_DEV, PM_ISA_DEV };
/* Devices of the board by what plug and play calls them: PNP0510 is any infrared port. */
#define PM_PNP_TYPE(number) (0x41D0 << 16 | (number)) /* "PNP", five bits a letter, bytes swapped */
#define PM_SYS_IRDA PM_PNP_TYPE(0x0510)
#define PM_PCI_ID(dev) ((dev)->bus->number << 16 | (dev)->devfn)
struct pm_dev;
typedef int (*pm_callback)(struct pm_dev *dev, pm_request_t request, void *data);
struct pm_dev {
    pm_dev_t type;
    unsigned long id;
    pm_callback callback;
    void *data;
    unsigned long flags;
    int state, prev_state;
    struct list_head entry;
};
extern struct pm_dev *pm_register(pm_dev_t type, unsigned long id, pm_callback callback);
extern void pm_unregister(struct pm_dev *dev);
extern void pm_unregister_all(pm_callback callback);
