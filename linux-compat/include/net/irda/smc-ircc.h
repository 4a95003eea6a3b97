/* SPDX-License-Identifier: MIT
 * SMSC's infrared communications controller (IrCC specification): eight ports, of which the last selects a block of
 * registers for the others.
 */
#pragma once
#include <linux/pm.h>
#include <net/irda/fifos.h>
#include <net/irda/irport.h>
#define LX_BIT(n) (1 << (n))
/* Master block control, in every block. */
#define IRCC_MASTER 7
#define IRCC_MASTER_POWERDOWN LX_BIT(7)
#define IRCC_MASTER_RESET LX_BIT(6)
#define IRCC_MASTER_INT_EN LX_BIT(5)
#define IRCC_MASTER_ERROR_RESET LX_BIT(4)
/* Block 0: interrupts, line status and control. */
enum { IRCC_IIR = 1, IRCC_IER, IRCC_LSR, IRCC_LCR_A, IRCC_LCR_B, IRCC_BSR };
#define IRCC_IIR_EOM LX_BIT(6)
#define IRCC_IER_ACTIVE_FRAME LX_BIT(7)
#define IRCC_IER_EOM LX_BIT(6)
#define IRCC_LSR_UNDERRUN LX_BIT(7)
#define IRCC_LCR_A_FAST LX_BIT(6)
#define IRCC_LCR_B_SCE_RECEIVE (2 << 6)
#define IRCC_LCR_B_SCE_TRANSMIT (1 << 6)
#define IRCC_LCR_B_SIP_ENABLE LX_BIT(5)
/* Block 1: configuration of the encoder. */
enum { IRCC_SCE_CFGA, IRCC_SCE_CFGB, IRCC_FIFO_THRESHOLD };
#define IRCC_CFGA_TX_POLARITY LX_BIT(1)
#define IRCC_CFGA_IRDA_SIR_A (1 << 3)
#define IRCC_CFGA_IRDA_HDLC (4 << 3)
#define IRCC_CFGA_IRDA_4PPM (5 << 3)
#define IRCC_CFGB_MUX_COM (0 << 6)
#define IRCC_CFGB_MUX_IR (1 << 6)
#define IRCC_CFGB_IR IRCC_CFGB_MUX_IR
#define IRCC_CFGB_DMA_BURST LX_BIT(1)
#define IRCC_CFGB_DMA_ENABLE LX_BIT(0)
/* Block 3: what chip it is. */
enum { IRCC_ID_HIGH, IRCC_ID_LOW, IRCC_CHIP_ID, IRCC_VERSION, IRCC_INTERFACE };
/* Block 4: sizes of frames; the control register has four bits of a size as well. */
enum { IRCC_CONTROL, IRCC_BOF_COUNT_LO, IRCC_BRICKWALL_CNT_LO, IRCC_TX_SIZE_HI, IRCC_TX_SIZE_LO, IRCC_RX_SIZE_HI,
       IRCC_RX_SIZE_LO };
#define IRCC_BOF_COUNT_HI IRCC_CONTROL
#define IRCC_1152 LX_BIT(7)
#define IRCC_CRC LX_BIT(6)
struct ircc_cb {
    struct net_device *netdev;
    struct irport_cb *irport; /* the serial half */
    chipio_t *io;
    iobuff_t tx_buff, rx_buff;
    __u32 new_speed;
    spinlock_t lock;
    struct pm_dev *pmdev;
};
