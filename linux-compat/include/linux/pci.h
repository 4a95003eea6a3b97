/* SPDX-License-Identifier: MIT
 * PCI functions and their drivers.
 */
#pragma once
#include <linux/config.h>
#include <linux/types.h>
#include <linux/ioport.h>
#include <linux/list.h>
#include <linux/errno.h>
#include <linux/pci_regs.h>
#include <linux/pci_ids.h>
#include <asm/pci.h>

#define PCI_ANY_ID (~0)
#define PCI_DMA_BIDIRECTIONAL 0
#define PCI_DMA_TODEVICE 1
#define PCI_DMA_FROMDEVICE 2
#define PCI_DMA_NONE 3

#define DEVICE_COUNT_COMPATIBLE 4
#define DEVICE_COUNT_IRQ 2
#define DEVICE_COUNT_DMA 2
#define DEVICE_COUNT_RESOURCE 12
#define PCI_ROM_RESOURCE 6
#define PCI_BRIDGE_RESOURCES 7
#define PCI_NUM_RESOURCES 11

#define PCI_DEVFN(slot, func) ((((slot) & 0x1f) << 3) | ((func) & 0x07))
#define PCI_SLOT(devfn) (((devfn) >> 3) & 0x1f)
#define PCI_FUNC(devfn) ((devfn) & 0x07)

struct proc_dir_entry;
struct pci_driver;
struct pci_bus;
struct pci_dev {
    struct list_head global_list, bus_list;
    struct pci_bus *bus, *subordinate;
    void *sysdata;
    unsigned int devfn, class;
    unsigned short vendor, device, subsystem_vendor, subsystem_device;
    unsigned short vendor_compatible[DEVICE_COUNT_COMPATIBLE], device_compatible[DEVICE_COUNT_COMPATIBLE];
    u8 hdr_type, rom_base_reg;
    unsigned int irq;
    struct resource resource[DEVICE_COUNT_RESOURCE];
    struct resource dma_resource[DEVICE_COUNT_DMA], irq_resource[DEVICE_COUNT_IRQ];
    struct pci_driver *driver;
    void *driver_data;
    u64 dma_mask;
    u32 current_state;
    char name[90], slot_name[8];
    struct proc_dir_entry *procent;

    /* ISA plug and play uses this record too */
    int active, ro;
    unsigned short regs;
    int (*prepare)(struct pci_dev *dev);
    int (*activate)(struct pci_dev *dev);
    int (*deactivate)(struct pci_dev *dev);

    unsigned int lx_handle;         /* of the executive */
    unsigned int lx_ports[6];       /* handles of the port BARs that are open, 0 for none */
};
struct pci_bus {
    struct list_head node, children, devices;
    struct pci_bus *parent;
    struct pci_dev *self;
    struct resource *resource[4];
    struct pci_ops *ops;
    void *sysdata;
    struct proc_dir_entry *procdir;
    unsigned char number, primary, secondary, subordinate;
    char name[48];
    unsigned short vendor, device;
    unsigned int serial;
    unsigned char pnpver, productver, checksum;
};
struct pci_device_id {
    unsigned int vendor, device, subvendor, subdevice, class, class_mask;
    unsigned long driver_data;      /* of this function's entry, for probe */
};
struct pci_driver {
    char *name;
    const struct pci_device_id *id_table;
    struct list_head node;

    /* taking and leaving a function */
    int (*probe)(struct pci_dev *function, const struct pci_device_id *entry);
    void (*remove)(struct pci_dev *function);

    /* power: never called, for the executive doesn't sleep */
    int (*suspend)(struct pci_dev *function, u32 to_state);
    int (*resume)(struct pci_dev *function);
    int (*save_state)(struct pci_dev *function, u32 to_state);
    int (*enable_wake)(struct pci_dev *function, u32 from_state, int on);
};

extern struct list_head pci_devices, pci_root_buses;
#define pci_dev_g(n) list_entry((n), struct pci_dev, global_list)
#define pci_dev_b(n) list_entry((n), struct pci_dev, bus_list)
#define pci_bus_b(n) list_entry((n), struct pci_bus, node)
#define pci_for_each_dev(dev) \
    for ((dev) = pci_dev_g(pci_devices.next); (dev) != pci_dev_g(&pci_devices); (dev) = pci_dev_g((dev)->global_list.next))
#define pci_for_each_dev_reverse(dev) \
    for ((dev) = pci_dev_g(pci_devices.prev); (dev) != pci_dev_g(&pci_devices); (dev) = pci_dev_g((dev)->global_list.prev))

#define pci_resource_start(dev, bar) ((dev)->resource[bar].start)
#define pci_resource_end(dev, bar) ((dev)->resource[bar].end)
#define pci_resource_flags(dev, bar) ((dev)->resource[bar].flags)
#define pci_resource_len(dev, bar) \
    (pci_resource_end((dev), (bar)) == 0 ? 0 : pci_resource_end((dev), (bar)) - pci_resource_start((dev), (bar)) + 1)
#define pci_get_drvdata(dev) ((dev)->driver_data)
#define pci_set_drvdata(dev, data) ((void)((dev)->driver_data = (data)))
#define to_pci_dev(n) ((struct pci_dev *)(n))

extern int pcibios_present(void);
#define pci_present() pcibios_present()
extern int pci_register_driver(struct pci_driver *driver);
extern void pci_unregister_driver(struct pci_driver *driver);
extern struct pci_driver *pci_dev_driver(const struct pci_dev *dev);
extern const struct pci_device_id *pci_match_device(const struct pci_device_id *ids, const struct pci_dev *dev);
extern struct pci_dev *pci_find_device(unsigned int vendor, unsigned int device, const struct pci_dev *from);
extern struct pci_dev *pci_find_subsys(unsigned int vendor, unsigned int device, unsigned int ss_vendor,
                                       unsigned int ss_device, const struct pci_dev *from);
extern struct pci_dev *pci_find_class(unsigned int class, const struct pci_dev *from);
extern struct pci_dev *pci_find_slot(unsigned int bus, unsigned int devfn);
extern int pci_find_capability(struct pci_dev *dev, int cap);

extern int pci_read_config_byte(struct pci_dev *dev, int where, u8 *val);
extern int pci_read_config_word(struct pci_dev *dev, int where, u16 *val);
extern int pci_read_config_dword(struct pci_dev *dev, int where, u32 *val);
extern int pci_write_config_byte(struct pci_dev *dev, int where, u8 val);
extern int pci_write_config_word(struct pci_dev *dev, int where, u16 val);
extern int pci_write_config_dword(struct pci_dev *dev, int where, u32 val);

extern int pci_enable_device(struct pci_dev *dev);
extern void pci_disable_device(struct pci_dev *dev);
extern void pci_set_master(struct pci_dev *dev);
extern int pci_set_mwi(struct pci_dev *dev);
extern void pci_clear_mwi(struct pci_dev *dev);
extern int pci_set_dma_mask(struct pci_dev *dev, u64 mask);
extern int pci_set_power_state(struct pci_dev *dev, int state);
extern int pci_save_state(struct pci_dev *dev, u32 *buffer);
extern int pci_restore_state(struct pci_dev *dev, u32 *buffer);
extern int pci_enable_wake(struct pci_dev *dev, u32 state, int enable);
extern int pci_assign_resource(struct pci_dev *dev, int i);
extern int pci_request_regions(struct pci_dev *dev, char *name);
extern void pci_release_regions(struct pci_dev *dev);
extern struct resource *pci_find_parent_resource(const struct pci_dev *dev, struct resource *res);
extern int pci_pci_problems;
#define PCIPCI_FAIL 1
#define PCIPCI_TRITON 2
#define PCIPCI_NATOMA 4
#define PCIPCI_VIAETBF 8
#define PCIPCI_VSFX 16

/* The BIOS-like calls of older drivers */
#define PCIBIOS_SUCCESSFUL 0x00
#define PCIBIOS_DEVICE_NOT_FOUND 0x86
#define PCIBIOS_BAD_REGISTER_NUMBER 0x87
extern int pcibios_find_device(unsigned short vendor, unsigned short device, unsigned short index, unsigned char *bus,
                               unsigned char *devfn);
extern int pcibios_find_class(unsigned int class, unsigned short index, unsigned char *bus, unsigned char *devfn);
extern int pcibios_read_config_byte(unsigned char bus, unsigned char devfn, unsigned char where, unsigned char *val);
extern int pcibios_read_config_word(unsigned char bus, unsigned char devfn, unsigned char where, unsigned short *val);
extern int pcibios_read_config_dword(unsigned char bus, unsigned char devfn, unsigned char where, unsigned int *val);
extern int pcibios_write_config_byte(unsigned char bus, unsigned char devfn, unsigned char where, unsigned char val);
extern int pcibios_write_config_word(unsigned char bus, unsigned char devfn, unsigned char where, unsigned short val);
extern int pcibios_write_config_dword(unsigned char bus, unsigned char devfn, unsigned char where, unsigned int val);

struct pci_pool;
extern struct pci_pool *pci_pool_create(const char *name, struct pci_dev *dev, size_t size, size_t align,
                                        size_t allocation, int flags);
extern void pci_pool_destroy(struct pci_pool *pool);
extern void *pci_pool_alloc(struct pci_pool *pool, int flags, dma_addr_t *handle);
extern void pci_pool_free(struct pci_pool *pool, void *addr, dma_addr_t handle);

/* Register, and give up again where no device is there. */
static inline int pci_module_init(struct pci_driver *driver)
{
    int found = pci_register_driver(driver);

    if (found > 0)
        return 0;
    pci_unregister_driver(driver);
    return found < 0 ? found : -ENODEV;
}
