/* SPDX-License-Identifier: MIT
 * Registers and structures of the AMD PCnet controllers, after the data sheets of the Am79C970A (publication
 * 19436) and the Am79C973 (publication 21510): "Control and Status Registers", "Bus Configuration Registers",
 * "Initialization Block", "Receive Descriptors", "Transmit Descriptors".
 */
#ifndef PCNET32_REGISTERS_H
#define PCNET32_REGISTERS_H
#include <linux/types.h>

/* --- ports, in double words; in words, as after a power-on, the last three lie elsewhere --- */
#define PORT_ADDRESS 0x00           /* of the station, as the EEPROM has it */
#define PORT_RDP 0x10               /* the CSR that RAP selects */
#define PORT_RAP 0x14
#define PORT_RESET 0x18             /* reading resets */
#define PORT_BDP 0x1c               /* the BCR that RAP selects */
#define PORT_WORD_RESET 0x14
#define PORTS 0x20

/* --- CSR0: causes of interrupts are cleared by writing ones, commands are carried out --- */
#define CSR0_INIT 0x0001
#define CSR0_START 0x0002
#define CSR0_STOP 0x0004
#define CSR0_TX_DEMAND 0x0008
#define CSR0_TX_ON 0x0010
#define CSR0_RX_ON 0x0020
#define CSR0_ENABLE 0x0040          /* interrupts; each write says it anew */
#define CSR0_INTERRUPT 0x0080
#define CSR0_INIT_DONE 0x0100
#define CSR0_TX 0x0200
#define CSR0_RX 0x0400
#define CSR0_MEMORY 0x0800
#define CSR0_MISSED 0x1000
#define CSR0_COLLISION 0x2000
#define CSR0_BABBLE 0x4000
#define CSR0_CAUSES (CSR0_INIT_DONE | CSR0_TX | CSR0_RX | CSR0_MEMORY | CSR0_MISSED | CSR0_COLLISION | CSR0_BABBLE)

/* --- other CSRs --- */
#define CSR_INIT_LOW 1
#define CSR_INIT_HIGH 2
#define CSR_MASK 3                  /* causes as in CSR0, and: */
#define MASK_NO_TX_STOP 0x0040      /* an underflow does not stop the transmitter */
#define CSR_FEATURES 4
#define FEATURES_MASKS 0x0115       /* no interrupts by jabber, transmit start, and two counters */
#define FEATURES_PAD 0x0800         /* short frames grow to 64 bytes */
#define CSR_EXTENDED 5
#define EXTENDED_SUSPEND 0x0001
#define CSR_FILTER(n) (8 + (n))     /* four words */
#define CSR_ADDRESS(n) (12 + (n))   /* three words */
#define CSR_MODE 15
#define MODE_PROMISCUOUS 0x8000
#define CSR_CHIP_LOW 88
#define CSR_CHIP_HIGH 89
#define CHIP_IS_AMD(id) (((id) & 0xfff) == 0x003)
#define CHIP_PART(id) (((id) >> 12) & 0xffff)
#define CSR_MISSED 112              /* frames without a descriptor, modulo 2^16 */

/* --- BCRs --- */
#define BCR_LINK_LED 4
#define LED_LINK 0x00c0             /* lit by link pulses, at least for a moment */
#define LED_LIT 0x8000
#define BCR_DUPLEX 9
#define DUPLEX_ENABLE 0x0001        /* on the twisted pair */
#define BCR_BUS 18
#define BUS_BURSTS 0x0060           /* reading and writing */
#define BCR_STYLE 20
#define STYLE_PCI 2                 /* 32 bits, the structures below */
#define BCR_PHY_ADDRESS 33
#define PHY_ADDRESS(phy, reg) (((phy) & 31) << 5 | ((reg) & 31))
#define BCR_PHY_DATA 34

/* --- structures in memory --- */
struct pcnet_init {
    u32 mode;                       /* CSR15, and the lengths of the rings as powers of two */
    u8 address[6];
    u16 reserved;
    u32 filter[2];
    u32 rx, tx;                     /* rings, on multiples of 16 */
};
#define INIT_RX_LENGTH(order) ((u32)(order) << 20)
#define INIT_TX_LENGTH(order) ((u32)(order) << 28)

/* Both kinds of descriptors. */
struct pcnet_descriptor {
    u32 address;
    volatile u32 status;            /* in its lower twelve bits the negative length of the buffer */
    volatile u32 result;
    u32 ours;
};
#define OWNED (1U << 31)            /* by the controller */
#define FAILED (1U << 30)
#define FIRST (1U << 25)            /* of a frame */
#define LAST (1U << 24)
#define BUFFER_LENGTH(bytes) ((-(u32)(bytes) & 0xfff) | 0xf000)
#define LENGTH_OF(status) (-(status) & 0xfff)

#define RX_FRAMING (1U << 29)
#define RX_OVERFLOW (1U << 28)
#define RX_CRC (1U << 27)
#define RX_LENGTH(result) ((result) & 0xfff) /* with the CRC */
#define RX_MULTICAST (1U << 21)     /* taken by the filter */
#define CRC_LENGTH 4

#define TX_RETRIED (1U << 28)       /* more than once */
#define TX_RETRIED_ONCE (1U << 27)
#define TX_UNDERFLOW (1U << 30)     /* from here on in `result` */
#define TX_LATE (1U << 28)
#define TX_NO_CARRIER (1U << 27)
#define TX_ABORTED (1U << 26)
#define TX_RETRIES(result) ((result) & 15)

#endif
