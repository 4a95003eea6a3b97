/* SPDX-License-Identifier: MIT
 * Registers and legacy descriptors of Intel's 8254x gigabit Ethernet controllers.
 * Source: PCI/PCI-X Family of Gigabit Ethernet Controllers Software Developer's Manual, revision 4.0,
 * chapters 3 (descriptors), 5 (EEPROM) and 13 (registers).
 */
#ifndef E1000_REGISTERS_H
#define E1000_REGISTERS_H

/* --- general, 13.4.1 and following --- */
#define REG_CTRL 0x0000
#define CTRL_FULL_DUPLEX (1U << 0)
#define CTRL_LINK_RESET (1U << 3)
#define CTRL_AUTO_SPEED (1U << 5)
#define CTRL_SET_LINK_UP (1U << 6)
#define CTRL_INVERT_LOS (1U << 7)
#define CTRL_FORCE_SPEED (1U << 11)
#define CTRL_FORCE_DUPLEX (1U << 12)
#define CTRL_RESET (1U << 26)
#define CTRL_RX_FLOW (1U << 27)
#define CTRL_TX_FLOW (1U << 28)
#define CTRL_VLAN (1U << 30)
#define CTRL_PHY_RESET (1U << 31)

#define REG_STATUS 0x0008
#define STATUS_FULL_DUPLEX (1U << 0)
#define STATUS_LINK_UP (1U << 1)
#define STATUS_SPEED(status) (((status) >> 6) & 3) /* 0: 10, 1: 100, 2 and 3: 1000 Mb/s */

#define REG_EECD 0x0010
#define EECD_CLOCK (1U << 0)
#define EECD_SELECT (1U << 1)
#define EECD_DATA_OUT (1U << 2)     /* to the EEPROM */
#define EECD_DATA_IN (1U << 3)
#define EECD_REQUEST (1U << 6)
#define EECD_GRANT (1U << 7)
#define EECD_SIZE (1U << 9)         /* 256 words instead of 64 */

#define REG_EERD 0x0014
#define EERD_START (1U << 0)
#define EERD_DONE (1U << 4)
#define EERD_ADDRESS(word) ((u32)(word) << 8)
#define EERD_DATA(value) ((u16)((value) >> 16))

#define REG_MDIC 0x0020
#define MDIC_REGISTER(n) ((u32)(n) << 16)
#define MDIC_PHY(n) ((u32)(n) << 21)
#define MDIC_WRITE (1U << 26)
#define MDIC_READ (2U << 26)
#define MDIC_READY (1U << 28)
#define MDIC_ERROR (1U << 30)

/* flow control, all zero: not used */
#define REG_FCAL 0x0028
#define REG_FCAH 0x002c
#define REG_FCT 0x0030
#define REG_FCTTV 0x0170

/* --- interrupts, 13.4.17 to 13.4.21 --- */
#define REG_ICR 0x00c0
#define REG_ITR 0x00c4
#define REG_IMS 0x00d0
#define REG_IMC 0x00d8
#define INT_TX_WRITTEN_BACK (1U << 0)
#define INT_LINK (1U << 2)
#define INT_RX_SEQUENCE (1U << 3)
#define INT_RX_LOW (1U << 4)
#define INT_RX_OVERRUN (1U << 6)
#define INT_RX (1U << 7)

/* --- receive, 13.4.22 to 13.4.32 --- */
#define REG_RCTL 0x0100
#define RCTL_ENABLE (1U << 1)
#define RCTL_UNICAST_ALL (1U << 3)
#define RCTL_MULTICAST_ALL (1U << 4)
#define RCTL_LOW_QUARTER (1U << 8)  /* RDMT0 when a quarter of the ring is left */
#define RCTL_BROADCAST (1U << 15)
#define RCTL_BUFFER_2048 (0U << 16)
#define RCTL_STRIP_CRC (1U << 26)
#define REG_RDBAL 0x2800
#define REG_RDBAH 0x2804
#define REG_RDLEN 0x2808
#define REG_RDH 0x2810
#define REG_RDT 0x2818
#define REG_RDTR 0x2820
#define REG_RXDCTL 0x2828
#define RXDCTL_DEFAULT 0x01010000U  /* thresholds in descriptors; each is written back by itself */
#define REG_RADV 0x282c
#define REG_FCRTL 0x2160
#define REG_FCRTH 0x2168
#define REG_RXCSUM 0x5000

/* --- transmit, 13.4.33 to 13.4.44 --- */
#define REG_TCTL 0x0400
#define TCTL_ENABLE (1U << 1)
#define TCTL_PAD_SHORT (1U << 3)
#define TCTL_COLLISIONS (0x0fU << 4)
#define TCTL_DISTANCE(bytes) ((u32)(bytes) << 12)
#define TCTL_RETRY_LATE (1U << 24)
#define TCTL_FULL_DUPLEX TCTL_DISTANCE(0x40)
#define TCTL_HALF_DUPLEX TCTL_DISTANCE(0x200)
#define REG_TIPG 0x0410
#define TIPG_COPPER (10U | 8U << 10 | 6U << 20)
#define REG_TDBAL 0x3800
#define REG_TDBAH 0x3804
#define REG_TDLEN 0x3808
#define REG_TDH 0x3810
#define REG_TDT 0x3818
#define REG_TIDV 0x3820
#define REG_TXDCTL 0x3828
#define TXDCTL_DEFAULT 0x01000000U  /* thresholds in descriptors; written back at once */
#define REG_TADV 0x382c

/* --- filters, 13.5; wake-up, 13.6.1 --- */
#define REG_MTA 0x5200
#define MTA_WORDS 128
#define REG_RAL(n) (0x5400 + (n) * 8)
#define REG_RAH(n) (0x5404 + (n) * 8)
#define RAH_VALID (1U << 31)
#define RECEIVE_ADDRESSES 16
#define REG_WUC 0x5800

/* --- statistics, 13.7: each is cleared by reading it --- */
#define REG_CRCERRS 0x4000
#define REG_ALGNERRC 0x4004
#define REG_RXERRC 0x400c
#define REG_MPC 0x4010
#define REG_ECOL 0x4018
#define REG_LATECOL 0x4020
#define REG_COLC 0x4028
#define REG_TNCRS 0x4034
#define REG_RLEC 0x4040
#define REG_RNBC 0x40a0
#define REG_MPRC 0x407c

#define REGISTERS_SIZE 0x20000

/* --- EEPROM, table 5-2 --- */
#define EEPROM_ADDRESS 0x00         /* three words */
#define EEPROM_WORDS 64             /* that the checksum covers */
#define EEPROM_SUM 0xbaba
#define EEPROM_READ 6U              /* start bit and operation code of Microwire */

/* --- descriptors, 3.2.3 and 3.3.3 --- */
struct e1000_rx_descriptor {
    u32 address, address_high;
    u16 length, checksum;
    volatile u32 result;            /* status, errors, and 16 bits of VLAN tag */
};
#define RX_DONE 0x01
#define RX_END 0x02                 /* of a frame */
#define RX_ERRORS_SHIFT 8
#define RX_ERROR_CRC 0x01
#define RX_ERROR_SYMBOL 0x02
#define RX_ERROR_SEQUENCE 0x04
#define RX_ERROR_CARRIER 0x10
#define RX_ERROR_DATA 0x80
#define RX_ERRORS (RX_ERROR_CRC | RX_ERROR_SYMBOL | RX_ERROR_SEQUENCE | RX_ERROR_CARRIER | RX_ERROR_DATA)

struct e1000_tx_descriptor {
    u32 address, address_high;
    u32 command;                    /* with the length in its lower half */
    volatile u32 status;
};
#define TX_END (1U << 24)
#define TX_INSERT_CRC (1U << 25)
#define TX_REPORT (1U << 27)
#define TX_DELAY_INTERRUPT (1U << 31)
#define TX_LENGTH 0xffffU
#define TX_DONE 0x01

#endif
