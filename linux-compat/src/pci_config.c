/* SPDX-License-Identifier: MIT
 * Configuration space, and what drivers turn on and off in it.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"
#include <linux/pci.h>

/* All three widths of both directions, with the results of the PCI BIOS: a word must lie on its boundary. */
#define LX_CONFIG(suffix, type, width) \
    int pci_read_config_##suffix(struct pci_dev *dev, int where, type *val) \
    { \
        nim_u32 data = ~0U; \
        int result; \
        if (where & (width - 1)) \
            return PCIBIOS_BAD_REGISTER_NUMBER; \
        result = nim_pci_read(dev->lx_handle, where, width, &data); \
        *val = (type)data; \
        return result < 0 ? PCIBIOS_DEVICE_NOT_FOUND : 0; \
    } \
    EXPORT_SYMBOL(pci_read_config_##suffix); \
    int pci_write_config_##suffix(struct pci_dev *dev, int where, type val) \
    { \
        if (where & (width - 1)) \
            return PCIBIOS_BAD_REGISTER_NUMBER; \
        return nim_pci_write(dev->lx_handle, where, width, val) < 0 ? PCIBIOS_DEVICE_NOT_FOUND : 0; \
    } \
    EXPORT_SYMBOL(pci_write_config_##suffix);
LX_CONFIG(byte, u8, 1)
LX_CONFIG(word, u16, 2)
LX_CONFIG(dword, u32, 4)

/* The same by bus and function number, as drivers from before struct pci_dev do it. */
#define LX_BIOS(suffix, type) \
    int pcibios_read_config_##suffix(unsigned char bus, unsigned char devfn, unsigned char where, type *val) \
    { \
        struct pci_dev *dev = pci_find_slot(bus, devfn); \
        *val = (type)~0U; \
        return dev ? pci_read_config_##suffix(dev, where, val) : PCIBIOS_DEVICE_NOT_FOUND; \
    } \
    EXPORT_SYMBOL(pcibios_read_config_##suffix); \
    int pcibios_write_config_##suffix(unsigned char bus, unsigned char devfn, unsigned char where, type val) \
    { \
        struct pci_dev *dev = pci_find_slot(bus, devfn); \
        return dev ? pci_write_config_##suffix(dev, where, val) : PCIBIOS_DEVICE_NOT_FOUND; \
    } \
    EXPORT_SYMBOL(pcibios_write_config_##suffix);
LX_BIOS(byte, unsigned char)
LX_BIOS(word, unsigned short)
LX_BIOS(dword, unsigned int)

static int lx_bios_found(const struct pci_dev *dev, unsigned char *bus, unsigned char *devfn)
{
    *bus = dev ? dev->bus->number : 0xff;
    *devfn = dev ? dev->devfn : 0xff;
    return dev ? PCIBIOS_SUCCESSFUL : PCIBIOS_DEVICE_NOT_FOUND;
}

int pcibios_find_device(unsigned short vendor, unsigned short device, unsigned short index, unsigned char *bus,
                        unsigned char *devfn)
{
    struct pci_dev *dev = pci_find_device(vendor, device, NULL);

    while (dev && index--)
        dev = pci_find_device(vendor, device, dev);
    return lx_bios_found(dev, bus, devfn);
}
EXPORT_SYMBOL(pcibios_find_device);

int pcibios_find_class(unsigned int class, unsigned short index, unsigned char *bus, unsigned char *devfn)
{
    struct pci_dev *dev = pci_find_class(class, NULL);

    while (dev && index--)
        dev = pci_find_class(class, dev);
    return lx_bios_found(dev, bus, devfn);
}
EXPORT_SYMBOL(pcibios_find_class);

/* --- enabling --- */

static void lx_ports_close(struct pci_dev *dev)
{
    int bar;

    for (bar = 0; bar < PCI_ROM_RESOURCE; bar++) {
        if (dev->lx_ports[bar])
            nim_ports_release(dev->lx_ports[bar]);
        dev->lx_ports[bar] = 0;
    }
}

static int lx_ports_open(struct pci_dev *dev)
{
    int bar, result = 0;

    for (bar = 0; bar < PCI_ROM_RESOURCE && result >= 0; bar++)
        if ((pci_resource_flags(dev, bar) & IORESOURCE_IO) && !dev->lx_ports[bar])
            result = nim_ports_request(pci_resource_start(dev, bar), pci_resource_len(dev, bar), &dev->lx_ports[bar]);
    return result;
}

int pci_enable_device(struct pci_dev *dev)
{
    int result = nim_pci_enable(dev->lx_handle);

    if (result >= 0)
        result = lx_ports_open(dev);
    return result < 0 ? result : 0;
}
EXPORT_SYMBOL(pci_enable_device);

void pci_disable_device(struct pci_dev *dev)
{
    nim_pci_bus_master(dev->lx_handle, 0);
    lx_ports_close(dev);
    nim_pci_disable(dev->lx_handle);
}
EXPORT_SYMBOL(pci_disable_device);

/* A latency timer below 16 starves a bus master; firmware that sets none means the default. */
void pci_set_master(struct pci_dev *dev)
{
    u8 latency = 0;

    nim_pci_bus_master(dev->lx_handle, 1);
    pci_read_config_byte(dev, PCI_LATENCY_TIMER, &latency);
    if (latency < 16)
        pci_write_config_byte(dev, PCI_LATENCY_TIMER, 64);
}
EXPORT_SYMBOL(pci_set_master);

static void lx_pci_command(struct pci_dev *dev, u16 bits, int on)
{
    u16 command;

    pci_read_config_word(dev, PCI_COMMAND, &command);
    pci_write_config_word(dev, PCI_COMMAND, on ? command | bits : command & ~bits);
}

int pci_set_mwi(struct pci_dev *dev)
{
    pci_write_config_byte(dev, PCI_CACHE_LINE_SIZE, L1_CACHE_BYTES / 4);
    lx_pci_command(dev, PCI_COMMAND_INVALIDATE, 1);
    return 0;
}
EXPORT_SYMBOL(pci_set_mwi);

void pci_clear_mwi(struct pci_dev *dev)
{
    lx_pci_command(dev, PCI_COMMAND_INVALIDATE, 0);
}
EXPORT_SYMBOL(pci_clear_mwi);

int pci_set_dma_mask(struct pci_dev *dev, u64 mask)
{
    if (!pci_dma_supported(dev, mask))
        return -EIO;
    dev->dma_mask = mask;
    return 0;
}
EXPORT_SYMBOL(pci_set_dma_mask);

/* --- capabilities and power (PCI 2.2, 6.7; Power Management 1.1, 3.2) --- */

int pci_find_capability(struct pci_dev *dev, int cap)
{
    u16 status;
    u8 at, id;
    int left;

    pci_read_config_word(dev, PCI_STATUS, &status);
    if (!(status & PCI_STATUS_CAP_LIST))
        return 0;
    pci_read_config_byte(dev, PCI_CAPABILITY_LIST, &at);
    for (left = 48; left-- && at >= 0x40; pci_read_config_byte(dev, at + PCI_CAP_LIST_NEXT, &at)) {
        at &= ~3;
        pci_read_config_byte(dev, at + PCI_CAP_LIST_ID, &id);
        if (id == cap)
            return at;
    }
    return 0;
}
EXPORT_SYMBOL(pci_find_capability);

int pci_set_power_state(struct pci_dev *dev, int state)
{
    int pm = pci_find_capability(dev, PCI_CAP_ID_PM);
    u16 control;

    if (state < 0 || state > 3)
        return -EINVAL;
    if (!pm)
        return state == 0 ? 0 : -EIO;
    pci_read_config_word(dev, pm + PCI_PM_CTRL, &control);
    pci_write_config_word(dev, pm + PCI_PM_CTRL, (control & ~PCI_PM_CTRL_STATE_MASK) | state);
    dev->current_state = state;
    return 0;
}
EXPORT_SYMBOL(pci_set_power_state);

int pci_enable_wake(struct pci_dev *dev, u32 state, int enable)
{
    int pm = pci_find_capability(dev, PCI_CAP_ID_PM);
    u16 control;

    (void)state;
    if (!pm)
        return enable ? -EIO : 0;
    pci_read_config_word(dev, pm + PCI_PM_CTRL, &control);
    control |= PCI_PM_CTRL_PME_STATUS;
    control = enable ? control | PCI_PM_CTRL_PME_ENABLE : control & ~PCI_PM_CTRL_PME_ENABLE;
    pci_write_config_word(dev, pm + PCI_PM_CTRL, control);
    return 0;
}
EXPORT_SYMBOL(pci_enable_wake);

int pci_save_state(struct pci_dev *dev, u32 *buffer)
{
    int i;

    for (i = 0; buffer && i < 16; i++)
        pci_read_config_dword(dev, i * 4, &buffer[i]);
    return 0;
}
EXPORT_SYMBOL(pci_save_state);

int pci_restore_state(struct pci_dev *dev, u32 *buffer)
{
    int i;

    for (i = 0; buffer && i < 16; i++)
        pci_write_config_dword(dev, i * 4, buffer[i]);
    return 0;
}
EXPORT_SYMBOL(pci_restore_state);

/* --- regions of a function --- */

static struct resource *lx_pci_root(struct pci_dev *dev, int bar)
{
    return pci_resource_flags(dev, bar) & IORESOURCE_IO ? &ioport_resource : &iomem_resource;
}

static void lx_pci_release(struct pci_dev *dev, int bars)
{
    while (bars-- > 0)
        if (pci_resource_len(dev, bars))
            __release_region(lx_pci_root(dev, bars), pci_resource_start(dev, bars), pci_resource_len(dev, bars));
}

int pci_request_regions(struct pci_dev *dev, char *name)
{
    int bar;

    for (bar = 0; bar < PCI_ROM_RESOURCE; bar++) {
        if (!pci_resource_len(dev, bar) ||
            __request_region(lx_pci_root(dev, bar), pci_resource_start(dev, bar), pci_resource_len(dev, bar), name))
            continue;
        printk(KERN_WARNING "PCI: region %d of %s is taken\n", bar, dev->slot_name);
        lx_pci_release(dev, bar);
        return -EBUSY;
    }
    return 0;
}
EXPORT_SYMBOL(pci_request_regions);

void pci_release_regions(struct pci_dev *dev)
{
    lx_pci_release(dev, PCI_ROM_RESOURCE);
}
EXPORT_SYMBOL(pci_release_regions);

int pci_assign_resource(struct pci_dev *dev, int i)
{
    return pci_resource_len(dev, i) ? 0 : -EBUSY;
}
EXPORT_SYMBOL(pci_assign_resource);

struct resource *pci_find_parent_resource(const struct pci_dev *dev, struct resource *res)
{
    (void)dev;
    return res->flags & IORESOURCE_IO ? &ioport_resource : &iomem_resource;
}
EXPORT_SYMBOL(pci_find_parent_resource);
