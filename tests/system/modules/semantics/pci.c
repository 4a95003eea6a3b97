/* SPDX-License-Identifier: MIT
 * Checks of PCI, with the IDE function of Intel's PIIX3 (82371SB data sheet, chapter 2.3), of which nothing is used but
 * its configuration space.
 */
#include "check.h"
#include <linux/init.h>
#include <linux/ioport.h>
#include <linux/mm.h>
#include <linux/pci.h>
#include <asm/io.h>

#define IDE PCI_VENDOR_ID_INTEL, 0x7010
#define BUS_MASTER_BAR 4

static struct pci_device_id ids[] = { { IDE, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 42 }, { 0 } };
MODULE_DEVICE_TABLE(pci, ids);
static int probed, removed, data;
static struct pci_dev *found;

static int probe(struct pci_dev *dev, const struct pci_device_id *id)
{
	probed = id->driver_data;
	found = dev;
	return 0;
}

static void remove(struct pci_dev *dev)
{
	removed++;
}

static struct pci_driver driver = { .name = "semantics", .id_table = ids, .probe = probe, .remove = __devexit_p(remove) };

static void pci_found(void)
{
	struct pci_dev *dev = pci_find_device(IDE, NULL);
	u16 word, again;
	u32 whole;
	u8 byte;

	MUST(dev);
	MUST(pci_present());
	MUST(pcibios_present());
	MUST_BE(dev->vendor, 0x8086);
	MUST_BE(dev->class >> 8, PCI_CLASS_STORAGE_IDE);
	MUST(pci_find_class(dev->class, NULL) == dev);
	MUST(pci_find_slot(dev->bus->number, dev->devfn) == dev);
	MUST(!pci_find_device(IDE, dev));
	MUST_BE(pci_read_config_byte(dev, PCI_VENDOR_ID, &byte), 0);
	MUST_BE(byte, 0x86);
	MUST_BE(pci_read_config_word(dev, PCI_DEVICE_ID, &word), 0);
	MUST_BE(word, 0x7010);
	MUST_BE(pci_read_config_dword(dev, PCI_VENDOR_ID, &whole), 0);
	MUST_BE(whole, 0x70108086);
	pci_read_config_word(dev, 0x40, &word);
	MUST_BE(pci_write_config_word(dev, 0x40, word ^ 0x0001), 0);
	pci_read_config_word(dev, 0x40, &again);
	MUST_BE(again, word ^ 0x0001);
	pci_read_config_dword(dev, 0x40, &whole);
	MUST_BE(pci_write_config_dword(dev, 0x40, whole ^ 0x00010000), 0);
	pci_read_config_word(dev, 0x42, &again);
	MUST_BE(again, (whole >> 16) ^ 1);
	MUST_BE(pci_write_config_dword(dev, 0x40, whole), 0);
	MUST_BE(pci_write_config_byte(dev, 0x40, word & 0xff), 0);
	pci_read_config_word(dev, 0x40, &again);
	MUST_BE(again, word);
}

static void pci_enabled(void)
{
	struct pci_dev *dev = pci_find_device(IDE, NULL);
	u16 command;

	MUST(dev);
	pci_read_config_word(dev, PCI_COMMAND, &command);
	pci_write_config_word(dev, PCI_COMMAND, command & ~(PCI_COMMAND_IO | PCI_COMMAND_MASTER));
	MUST_BE(pci_enable_device(dev), 0);
	pci_read_config_word(dev, PCI_COMMAND, &command);
	MUST(command & PCI_COMMAND_IO);
	pci_set_master(dev);
	pci_read_config_word(dev, PCI_COMMAND, &command);
	MUST(command & PCI_COMMAND_MASTER);
	MUST(pci_resource_start(dev, BUS_MASTER_BAR) != 0);
	MUST_BE(pci_resource_len(dev, BUS_MASTER_BAR), 16);
	MUST_BE(pci_resource_end(dev, BUS_MASTER_BAR), pci_resource_start(dev, BUS_MASTER_BAR) + 15);
	MUST(pci_resource_flags(dev, BUS_MASTER_BAR) & IORESOURCE_IO);
	MUST_BE(pci_request_regions(dev, "semantics"), 0);
	MUST(check_region(pci_resource_start(dev, BUS_MASTER_BAR), 16) < 0);
	pci_release_regions(dev);
	MUST_BE(check_region(pci_resource_start(dev, BUS_MASTER_BAR), 16), 0);
	pci_disable_device(dev);
	pci_read_config_word(dev, PCI_COMMAND, &command);
	MUST(!(command & PCI_COMMAND_MASTER));
}

static void pci_driver_bound(void)
{
	probed = removed = 0;
	MUST_BE(pci_register_driver(&driver), 1);
	MUST_BE(probed, 42);
	MUST(found->driver == &driver);
	pci_set_drvdata(found, &data);
	MUST(pci_get_drvdata(found) == &data);
	pci_unregister_driver(&driver);
	MUST_BE(removed, 1);
	MUST(!found->driver);
	probed = 0;
	MUST_BE(pci_module_init(&driver), 0);
	MUST_BE(probed, 42);
	pci_unregister_driver(&driver);
	MUST_BE(removed, 2);
}

static void pci_memory(void)
{
	struct pci_dev *dev = pci_find_device(IDE, NULL);
	dma_addr_t bus, mapped;
	unsigned char *block;
	struct pci_pool *pool;

	MUST(dev);
	MUST(pci_dma_supported(dev, 0xffffffff));
	MUST_BE(pci_set_dma_mask(dev, 0x00ffffff), 0);
	MUST_BE(dev->dma_mask, 0x00ffffff);
	MUST_BE(pci_set_dma_mask(dev, 0xffffffff), 0);
	block = pci_alloc_consistent(dev, 8192, &bus);
	MUST(block);
	MUST_BE(bus, virt_to_bus(block));
	MUST_BE(bus & 4095, 0);
	mapped = pci_map_single(dev, block + 16, 100, PCI_DMA_TODEVICE);
	MUST_BE(mapped, bus + 16);
	pci_unmap_single(dev, mapped, 100, PCI_DMA_TODEVICE);
	pci_free_consistent(dev, 8192, block, bus);
	pool = pci_pool_create("semantics", dev, 64, 64, 0, GFP_KERNEL);
	MUST(pool);
	block = pci_pool_alloc(pool, GFP_KERNEL, &bus);
	MUST(block);
	MUST_BE(bus & 63, 0);
	pci_pool_free(pool, block, bus);
	pci_pool_destroy(pool);
}

/* More than the machine has goes through, since each is given back. */
static void pci_memory_returns(void)
{
	struct pci_dev *dev = pci_find_device(IDE, NULL);
	dma_addr_t bus;
	void *block;
	int i;

	MUST(dev);
	for (i = 0; i < 3000; i++) {
		block = pci_alloc_consistent(dev, 65536, &bus);
		MUST(block);
		pci_free_consistent(dev, 65536, block, bus);
	}
}

static void mappings_return(void)
{
	void *at;
	int i;

	for (i = 0; i < 6000; i++) {
		at = ioremap(0xc0000, 65536);
		MUST(at);
		iounmap(at);
	}
}

static void pages_return(void)
{
	unsigned long page;
	int i;

	for (i = 0; i < 50000; i++) {
		page = __get_free_page(GFP_KERNEL);
		MUST(page);
		free_page(page);
	}
}

const struct check pci_checks[] = {
	{ "pci-found", pci_found },
	{ "pci-enabled", pci_enabled },
	{ "pci-driver-bound", pci_driver_bound },
	{ "pci-memory", pci_memory },
	{ "pci-memory-returns", pci_memory_returns },
	{ "mappings-return", mappings_return },
	{ "pages-return", pages_return },
	{ NULL }
};
