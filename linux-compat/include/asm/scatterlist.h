/* SPDX-License-Identifier: MIT
 * One piece of a scattered transfer.
 */
#pragma once
struct scatterlist {
    char *address;
    struct page *page;
    unsigned int offset, length;
    dma_addr_t dma_address;
};
#define sg_dma_address(sg) ((sg)->dma_address)
#define sg_dma_len(sg) ((sg)->length)
#define ISA_DMA_THRESHOLD 0x00ffffff
