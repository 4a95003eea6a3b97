/* SPDX-License-Identifier: MIT
 * DMA for PCI: bus addresses are physical, caches are coherent.
 */
#pragma once
#include <linux/config.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/types.h>
#include <asm/io.h>
#include <asm/scatterlist.h>
struct pci_dev;
#define PCI_DMA_BUS_IS_PHYS 1
#define pcibios_assign_all_busses() 0
extern unsigned long pci_mem_start;
#define PCIBIOS_MIN_IO 0x1000
#define PCIBIOS_MIN_MEM pci_mem_start

extern void *pci_alloc_consistent(struct pci_dev *hwdev, size_t size, dma_addr_t *handle);
extern void pci_free_consistent(struct pci_dev *hwdev, size_t size, void *addr, dma_addr_t handle);

static inline dma_addr_t pci_map_single(struct pci_dev *hwdev, void *ptr, size_t size, int direction)
{
    (void)hwdev, (void)size, (void)direction;
    return virt_to_bus(ptr);
}
#define pci_unmap_single(hwdev, handle, size, direction) \
    do { (void)(hwdev), (void)(handle), (void)(size), (void)(direction); } while (0)
#define pci_dma_sync_single(hwdev, handle, size, direction) pci_unmap_single(hwdev, handle, size, direction)
#define pci_map_page(hwdev, page, offset, size, direction) \
    pci_map_single((hwdev), (char *)page_address(page) + (offset), (size), (direction))
#define pci_unmap_page(hwdev, handle, size, direction) pci_unmap_single(hwdev, handle, size, direction)
extern int pci_map_sg(struct pci_dev *hwdev, struct scatterlist *sg, int nents, int direction);
#define pci_unmap_sg(hwdev, sg, nents, direction) do { (void)(hwdev), (void)(sg); } while (0)
#define pci_dma_sync_sg(hwdev, sg, nents, direction) do { (void)(hwdev), (void)(sg); } while (0)
#define pci_dma_supported(hwdev, mask) ((u64)(mask) >= 0x00ffffff)
#define pci_dac_dma_supported(hwdev, mask) 0
#define pci_controller_num(dev) 0

/* Drivers keep what they need for unmapping only where unmapping needs it. */
#define DECLARE_PCI_UNMAP_ADDR(name)
#define DECLARE_PCI_UNMAP_LEN(name)
#define pci_unmap_addr(ptr, name) 0
#define pci_unmap_addr_set(ptr, name, val) do { } while (0)
#define pci_unmap_len(ptr, name) 0
#define pci_unmap_len_set(ptr, name, val) do { } while (0)
