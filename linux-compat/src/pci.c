/* SPDX-License-Identifier: MIT
 * PCI functions: those that the executive shows us, and the drivers that take them.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"
#include <linux/pci.h>

LIST_HEAD(pci_devices);
EXPORT_SYMBOL(pci_devices);
LIST_HEAD(pci_root_buses);
EXPORT_SYMBOL(pci_root_buses);
int pci_pci_problems;
EXPORT_SYMBOL(pci_pci_problems);
unsigned long pci_mem_start = 0x10000000;
EXPORT_SYMBOL(pci_mem_start);

static LIST_HEAD(lx_pci_drivers);

static struct pci_bus *lx_bus(unsigned char number)
{
    struct pci_bus *bus;
    struct list_head *at;

    list_for_each(at, &pci_root_buses) {
        bus = pci_bus_b(at);
        if (bus->number == number)
            return bus;
    }
    bus = kmalloc(sizeof(*bus), GFP_KERNEL);
    if (!bus)
        return NULL;
    memset(bus, 0, sizeof(*bus));
    bus->number = bus->primary = bus->secondary = number;
    INIT_LIST_HEAD(&bus->children);
    INIT_LIST_HEAD(&bus->devices);
    list_add_tail(&bus->node, &pci_root_buses);
    return bus;
}

static void lx_pci_bars(struct pci_dev *dev, const struct nim_pci_info *info)
{
    int i;

    for (i = 0; i < 6; i++) {
        struct resource *r = &dev->resource[i];

        r->name = dev->name;
        if (!info->bar_size[i])
            continue;
        r->start = info->bar_start[i];
        r->end = r->start + info->bar_size[i] - 1;
        r->flags = info->bar_flags[i] & NIM_BAR_IO ? IORESOURCE_IO | 1 : IORESOURCE_MEM;
        if (info->bar_flags[i] & NIM_BAR_PREFETCH)
            r->flags |= IORESOURCE_PREFETCH | 8;
    }
}

static int lx_pci_add(const struct nim_pci_info *info, nim_handle_t handle)
{
    struct pci_dev *dev = kmalloc(sizeof(*dev), GFP_KERNEL);

    if (!dev)
        return -ENOMEM;
    memset(dev, 0, sizeof(*dev));
    dev->bus = lx_bus(info->bus);
    if (!dev->bus) {
        kfree(dev);
        return -ENOMEM;
    }
    dev->lx_handle = handle;
    dev->devfn = PCI_DEVFN(info->device, info->function);
    dev->vendor = info->vendor;
    dev->device = info->device_id;
    dev->subsystem_vendor = info->sub_vendor;
    dev->subsystem_device = info->sub_device;
    dev->class = info->class_code;
    dev->irq = info->irq;
    dev->rom_base_reg = PCI_ROM_ADDRESS;
    dev->dma_mask = 0xffffffff;
    sprintf(dev->slot_name, "%02x:%02x.%d", info->bus, info->device, info->function);
    sprintf(dev->name, "PCI device %04x:%04x", info->vendor, info->device_id);
    lx_pci_bars(dev, info);
    list_add_tail(&dev->global_list, &pci_devices);
    list_add_tail(&dev->bus_list, &dev->bus->devices);
    return 0;
}

int lx_pci_setup(void)
{
    struct nim_pci_info info;
    nim_handle_t handle;
    nim_u32 index;
    int result = 0;

    for (index = 0; result >= 0 && nim_pci_get(index, &info, &handle) >= 0; index++)
        result = lx_pci_add(&info, handle);
    return result;
}

/* Whether these ports are open already, as those of a function that is enabled. */
int lx_pci_owns_ports(unsigned long start, unsigned long end)
{
    struct pci_dev *dev;
    int i;

    pci_for_each_dev(dev)
        for (i = 0; i < PCI_ROM_RESOURCE; i++)
            if (dev->lx_ports[i] && start >= pci_resource_start(dev, i) && end <= pci_resource_end(dev, i))
                return 1;
    return 0;
}

/* --- drivers --- */

static int lx_id_fits(unsigned int wanted, unsigned int is)
{
    return wanted == (unsigned int)PCI_ANY_ID || wanted == is;
}

const struct pci_device_id *pci_match_device(const struct pci_device_id *id, const struct pci_dev *dev)
{
    for (; id->vendor || id->subvendor || id->class_mask; id++)
        if (lx_id_fits(id->vendor, dev->vendor) && lx_id_fits(id->device, dev->device) &&
            lx_id_fits(id->subvendor, dev->subsystem_vendor) && lx_id_fits(id->subdevice, dev->subsystem_device) &&
            ((id->class ^ dev->class) & id->class_mask) == 0)
            return id;
    return NULL;
}
EXPORT_SYMBOL(pci_match_device);

static int lx_pci_probe(struct pci_driver *driver, struct pci_dev *dev)
{
    const struct pci_device_id *id = NULL;

    if (dev->driver)
        return 0;
    if (driver->id_table) {
        id = pci_match_device(driver->id_table, dev);
        if (!id)
            return 0;
    }
    dev->driver = driver;
    if (driver->probe && driver->probe(dev, id) >= 0)
        return 1;
    dev->driver = NULL;
    return 0;
}

/* Returns how many functions the driver took. */
int pci_register_driver(struct pci_driver *driver)
{
    struct pci_dev *dev;
    int taken = 0;

    list_add_tail(&driver->node, &lx_pci_drivers);
    pci_for_each_dev(dev)
        taken += lx_pci_probe(driver, dev);
    return taken;
}
EXPORT_SYMBOL(pci_register_driver);

void pci_unregister_driver(struct pci_driver *driver)
{
    struct pci_dev *dev;

    list_del(&driver->node);
    pci_for_each_dev(dev) {
        if (dev->driver != driver)
            continue;
        if (driver->remove)
            driver->remove(dev);
        dev->driver = NULL;
    }
}
EXPORT_SYMBOL(pci_unregister_driver);

struct pci_driver *pci_dev_driver(const struct pci_dev *dev)
{
    return dev->driver;
}
EXPORT_SYMBOL(pci_dev_driver);

/* --- searches, from behind `from` on --- */

static struct pci_dev *lx_pci_next(const struct pci_dev *from)
{
    struct list_head *next = from ? from->global_list.next : pci_devices.next;

    return next == &pci_devices ? NULL : pci_dev_g(next);
}

struct pci_dev *pci_find_subsys(unsigned int vendor, unsigned int device, unsigned int ss_vendor,
                                unsigned int ss_device, const struct pci_dev *from)
{
    struct pci_dev *dev;

    for (dev = lx_pci_next(from); dev; dev = lx_pci_next(dev))
        if (lx_id_fits(vendor, dev->vendor) && lx_id_fits(device, dev->device) &&
            lx_id_fits(ss_vendor, dev->subsystem_vendor) && lx_id_fits(ss_device, dev->subsystem_device))
            break;
    return dev;
}
EXPORT_SYMBOL(pci_find_subsys);

struct pci_dev *pci_find_device(unsigned int vendor, unsigned int device, const struct pci_dev *from)
{
    return pci_find_subsys(vendor, device, PCI_ANY_ID, PCI_ANY_ID, from);
}
EXPORT_SYMBOL(pci_find_device);

struct pci_dev *pci_find_class(unsigned int class, const struct pci_dev *from)
{
    struct pci_dev *dev = lx_pci_next(from);

    while (dev && dev->class != class)
        dev = lx_pci_next(dev);
    return dev;
}
EXPORT_SYMBOL(pci_find_class);

struct pci_dev *pci_find_slot(unsigned int bus, unsigned int devfn)
{
    struct pci_dev *dev = lx_pci_next(NULL);

    while (dev && (dev->bus->number != bus || dev->devfn != devfn))
        dev = lx_pci_next(dev);
    return dev;
}
EXPORT_SYMBOL(pci_find_slot);

int pcibios_present(void)
{
    return 1;
}
EXPORT_SYMBOL(pcibios_present);
