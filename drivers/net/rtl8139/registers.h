/* SPDX-License-Identifier: MIT
 * Registers of the Realtek RTL8139, after the data sheet of the RTL8139C(L), revision 1.4, section 5, and the
 * RTL8139(A/B) Programming Guide. The names are the manual's, spelled out.
 */
#ifndef RTL8139_REGISTERS_H
#define RTL8139_REGISTERS_H

#define REGISTERS_SIZE 0x100

#define REG_ADDRESS 0x00            /* IDR: six bytes, written by double words */
#define REG_FILTER 0x08             /* MAR: 64 bits, the same */

/* --- transmit: four descriptors --- */
#define REG_TX_STATUS(n) (0x10 + (n) * 4)
#define TX_STATUS_THRESHOLD (8U << 16) /* bytes in the FIFO before sending begins, in units of 32 */
#define TX_STATUS_OK (1U << 15)
#define TX_STATUS_COLLISIONS(status) (((status) >> 24) & 15)
#define TX_STATUS_NO_HEARTBEAT (1U << 28)
#define TX_STATUS_LATE (1U << 29)
#define TX_STATUS_ABORTED (1U << 30)
#define TX_STATUS_NO_CARRIER (1U << 31)
#define REG_TX_ADDRESS(n) (0x20 + (n) * 4)
#define REG_TX_CONFIG 0x40
#define TX_CONFIG_RETRY_ABORTED 0x00000001U
#define TX_CONFIG_BURST_2048 (7U << 8)
#define TX_CONFIG_GAP_NORMAL (3U << 24)

/* --- receive: a ring of bytes --- */
#define REG_RX_START 0x30
#define REG_RX_READ 0x38            /* CAPR: 16 bytes before what is read next */
#define RX_READ_BIAS 16
#define REG_RX_CONFIG 0x44
#define RX_CONFIG_ALL 0x01
#define RX_CONFIG_OURS 0x02
#define RX_CONFIG_MULTICAST 0x04    /* that pass the filter */
#define RX_CONFIG_BROADCAST 0x08
#define RX_CONFIG_NO_WRAP 0x80      /* a frame at the end of the ring goes on behind it */
#define RX_CONFIG_BURST_UNLIMITED (7U << 8)
#define RX_CONFIG_RING_32K (2U << 11)
#define RX_CONFIG_WHOLE_FRAMES (7U << 13)
#define REG_RX_MISSED 0x4c          /* 24 bits; writing clears */
#define REG_RX_EARLY 0x5c

/* In memory, before each frame: status, and in the upper half the length with the CRC. */
#define RX_HEADER 4
#define RX_OK 0x0001
#define RX_MULTICAST 0x8000
#define RX_LENGTH(header) ((header) >> 16)
#define CRC_LENGTH 4

/* --- command and interrupts --- */
#define REG_COMMAND 0x37
#define COMMAND_RX_EMPTY 0x01
#define COMMAND_TX 0x04
#define COMMAND_RX 0x08
#define COMMAND_RESET 0x10
#define REG_MASK 0x3c
#define REG_CAUSES 0x3e             /* cleared by writing ones */
#define CAUSE_RX 0x0001
#define CAUSE_RX_ERROR 0x0002
#define CAUSE_TX 0x0004
#define CAUSE_TX_ERROR 0x0008
#define CAUSE_RX_FULL 0x0010
#define CAUSE_LINK 0x0020
#define CAUSE_RX_FIFO 0x0040
#define CAUSE_BUS 0x8000

/* --- configuration and PHY --- */
#define REG_EEPROM 0x50             /* 9346CR */
#define EEPROM_NORMAL 0x00
#define EEPROM_LOAD 0x40            /* everything anew, as after a power-on */
#define EEPROM_UNLOCK 0xc0          /* opens the configuration registers */
#define EEPROM_MODE 0xc0
#define REG_MEDIA 0x58
#define MEDIA_LINK_FAILS 0x04
#define MEDIA_10_MBIT 0x08
#define REG_PHY_CONTROL 0x62        /* the PHY's registers 0, 1, 4, 5 and 6 */
#define REG_PHY_STATUS 0x64
#define REG_PHY_ADVERTISE 0x66
#define REG_PHY_PARTNER 0x68
#define REG_PHY_EXPANSION 0x6a

#endif
