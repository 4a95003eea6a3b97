/* SPDX-License-Identifier: MIT
 * ISA plug and play, of which the executive knows nothing: nothing is ever found.
 */
#pragma once
#include <linux/config.h>
#include <linux/errno.h>
#include <linux/pci.h>
#define ISAPNP_ANY_ID 0xffff
#define ISAPNP_VENDOR(a, b, c) \
    (((((a) - 'A' + 1) & 0x3f) << 2) | ((((b) - 'A' + 1) & 0x18) >> 3) | ((((b) - 'A' + 1) & 7) << 13) | \
     ((((c) - 'A' + 1) & 0x1f) << 8))
#define ISAPNP_DEVICE(x) ((((x) & 0xf000) >> 8) | (((x) & 0x0f00) >> 8) | (((x) & 0x00f0) << 8) | (((x) & 0x000f) << 8))
#define ISAPNP_FUNCTION(x) ISAPNP_DEVICE(x)
struct isapnp_device_id {
    unsigned short card_vendor, card_device, vendor, function;
    unsigned long driver_data;
};
#define ISAPNP_CARD_DEVS 8
#define ISAPNP_CARD_ID(a, b, c, d) .card_vendor = ISAPNP_VENDOR(a, b, c), .card_device = ISAPNP_DEVICE(d)
#define ISAPNP_CARD_END .card_vendor = 0, .card_device = 0
#define ISAPNP_DEVICE_ID(a, b, c, d) { .vendor = ISAPNP_VENDOR(a, b, c), .function = ISAPNP_FUNCTION(d) }
#define ISAPNP_DEVICE_SINGLE(cva, cvb, cvc, cdev, dva, dvb, dvc, dfn) \
    .card_vendor = ISAPNP_VENDOR(cva, cvb, cvc), .card_device = ISAPNP_DEVICE(cdev), \
    .vendor = ISAPNP_VENDOR(dva, dvb, dvc), .function = ISAPNP_FUNCTION(dfn)
#define ISAPNP_DEVICE_SINGLE_END .card_vendor = 0, .card_device = 0
struct isapnp_card_id {
    unsigned short card_vendor, card_device;
    struct { unsigned short vendor, function; } devs[ISAPNP_CARD_DEVS];
    unsigned long driver_data;
};

/* A driver that waits for cards; since none comes, nobody calls it. */
struct isapnp_driver {
    char *name;
    const struct isapnp_device_id *id_table;
    int (*probe)(struct pci_dev *card, const struct isapnp_device_id *entry);
    void (*remove)(struct pci_dev *card);
    struct list_head node;
};
#define isapnp_probe_cards(ids, probe) 0
#define isapnp_register_driver(driver) 0
#define isapnp_unregister_driver(driver) do { } while (0)
#define isapnp_activate_dev(dev, name) (-ENODEV)
struct isapnp_irq { unsigned short map; unsigned char flags, pad; struct isapnp_irq *next; };
struct isapnp_port { unsigned short min, max; unsigned char align, size, flags, pad; struct isapnp_port *next; };
struct isapnp_resources { struct isapnp_port *port; struct isapnp_irq *irq; struct isapnp_resources *alt, *next; };
#define isapnp_for_each_dev(dev) for ((dev) = (struct pci_dev *)0; (dev); )
extern int isapnp_present(void);
extern struct pci_bus *isapnp_find_card(unsigned short vendor, unsigned short device, struct pci_bus *from);
extern struct pci_dev *isapnp_find_dev(struct pci_bus *card, unsigned short vendor, unsigned short function, struct pci_dev *from);
extern int isapnp_probe_devs(const struct isapnp_device_id *ids, int (*probe)(struct pci_dev *dev, const struct isapnp_device_id *id));
extern int isapnp_cfg_begin(int card, int device);
extern int isapnp_cfg_end(void);
extern void isapnp_activate(unsigned char device);
extern void isapnp_deactivate(unsigned char device);
extern void isapnp_resource_change(struct resource *resource, unsigned long start, unsigned long size);
