/* SPDX-License-Identifier: MIT
 * DMA for PCI is in asm/pci.h.
 */
#pragma once
#include <asm/pci.h>
