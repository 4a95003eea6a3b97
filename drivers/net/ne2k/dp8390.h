/* SPDX-License-Identifier: MIT
 * Registers of the National DP8390 network interface controller, and of the NE2000 card around it.
 * Sources: National Semiconductor DP8390D/NS32490D data sheet (1995), section 10; NE2000 memory map.
 */
#ifndef DP8390_H
#define DP8390_H

/* Command register, at offset 0 of every page. */
#define DP_CR 0x00
#define CR_STOP 0x01
#define CR_START 0x02
#define CR_TRANSMIT 0x04
#define CR_REMOTE_READ 0x08
#define CR_REMOTE_WRITE 0x10
#define CR_REMOTE_ABORT 0x20
#define CR_PAGE0 0x00
#define CR_PAGE1 0x40

/* Page 0, written */
#define DP_PSTART 0x01
#define DP_PSTOP 0x02
#define DP_BNRY 0x03
#define DP_TPSR 0x04
#define DP_TBCR0 0x05
#define DP_TBCR1 0x06
#define DP_ISR 0x07
#define DP_RSAR0 0x08
#define DP_RSAR1 0x09
#define DP_RBCR0 0x0a
#define DP_RBCR1 0x0b
#define DP_RCR 0x0c
#define DP_TCR 0x0d
#define DP_DCR 0x0e
#define DP_IMR 0x0f

/* Page 0, read */
#define DP_TSR 0x04
#define DP_NCR 0x05
#define DP_RSR 0x0c
#define DP_CNTR_FRAME 0x0d
#define DP_CNTR_CRC 0x0e
#define DP_CNTR_MISSED 0x0f

/* Page 1 */
#define DP_PAR0 0x01
#define DP_CURR 0x07
#define DP_MAR0 0x08

/* Interrupt status and mask */
#define ISR_RECEIVED 0x01
#define ISR_SENT 0x02
#define ISR_RX_ERROR 0x04
#define ISR_TX_ERROR 0x08
#define ISR_OVERWRITE 0x10
#define ISR_COUNTERS 0x20
#define ISR_REMOTE_DONE 0x40
#define ISR_RESET 0x80

/* Data configuration */
#define DCR_WORDS 0x01
#define DCR_NORMAL 0x08             /* no loopback */
#define DCR_FIFO_8 0x40

/* Transmit configuration and status */
#define TCR_NORMAL 0x00
#define TCR_LOOPBACK 0x02
#define TSR_COLLIDED 0x04
#define TSR_ABORTED 0x08
#define TSR_CARRIER_LOST 0x10
#define TSR_UNDERRUN 0x20
#define TSR_HEARTBEAT 0x40
#define TSR_LATE 0x80

/* Receive configuration and status */
#define RCR_BROADCAST 0x04
#define RCR_MULTICAST 0x08
#define RCR_PROMISCUOUS 0x10
#define RCR_MONITOR 0x20
#define RSR_OK 0x01
#define RSR_CRC 0x02
#define RSR_ALIGNMENT 0x04
#define RSR_OVERRUN 0x08

/* Around the chip */
#define NE_DATA 0x10
#define NE_RESET 0x1f
#define NE_PORTS 0x20

/* What the chip writes in front of a received frame; length counts these four bytes and the CRC not. */
struct dp_header {
    unsigned char status;
    unsigned char next;             /* page of the next frame */
    unsigned short length;
} __attribute__((packed));

#endif
