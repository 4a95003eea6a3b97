/* SPDX-License-Identifier: MIT
 * Windows of frames in a controller's DMA memory, as fast infrared drivers keep them: up to seven each way (IrLAP).
 */
#pragma once
#include <net/irda/irda_device.h>
#define MAX_TX_WINDOW 7
#define MAX_RX_WINDOW 7
/* 8237 modes of one transfer, on demand. */
#define DMA_TX_MODE (2 << 2)
#define DMA_RX_MODE (1 << 2)
struct st_fifo_entry { int status, len; };
struct st_fifo {
    struct st_fifo_entry entries[MAX_RX_WINDOW];
    int pending_bytes, head, tail, len;
};
struct frame_cb {
    void *start;
    int len;
};
struct tx_fifo {
    struct frame_cb queue[MAX_TX_WINDOW];
    int ptr, len, free;
    void *tail;
};
