/* SPDX-License-Identifier: MIT
 * National's infrared controllers (data sheets of PC87108 and PC87338): eight ports in eight banks.
 */
#pragma once
#include <net/irda/fifos.h>
#define LX_BIT(n) (1 << (n))
/* Configuration of the PC87108, and of the PC87338, by index. */
enum { CFG_BAIC, CFG_CSRT, CFG_MCTL };
enum { CFG_FER, CFG_FAR, CFG_PTR, CFG_PNP0 = 0x1B, CFG_PNP1, CFG_PNP3 = 0x4F };
/* Port 3 is the line's control or, from 0x80 up, selects a bank. */
#define BSR 3
#define BANK0 0x03 /* eight bits a character */
#define BANK1 0x80
#define BANK2 0xE0
#define BANK3 (BANK2 + 4 * 1)
#define BANK4 (BANK2 + 4 * 2)
#define BANK5 (BANK2 + 4 * 3)
#define BANK6 (BANK2 + 4 * 4)
#define BANK7 (BANK2 + 4 * 5)
/* Bank 0 */
enum { TXD = 0, RXD = 0, IER, EIR, FCR = EIR, LCR, MCR, LSR, ASCR = 7 };
#define IER_RXHDL_IE LX_BIT(0)
#define IER_TXLDL_IE LX_BIT(1)
#define IER_LS_IE LX_BIT(2)
#define IER_DMA_IE LX_BIT(4)
#define IER_TXEMP_IE LX_BIT(5)
#define IER_SFIF_IE LX_BIT(6)
#define IER_TMR_IE LX_BIT(7)
#define EIR_RXHDL_EV IER_RXHDL_IE
#define EIR_TXLDL_EV IER_TXLDL_IE
#define EIR_DMA_EV IER_DMA_IE
#define EIR_TXEMP_EV IER_TXEMP_IE
#define EIR_SFIF_EV IER_SFIF_IE
#define EIR_TMR_EV IER_TMR_IE
#define FCR_FIFO_EN LX_BIT(0)
#define FCR_RXSR LX_BIT(1)
#define FCR_TXSR LX_BIT(2)
#define FCR_TXTH (2 << 4) /* seventeen of 32 */
#define FCR_RXTH (2 << 6) /* sixteen of 32 */
#define MCR_DMA_EN LX_BIT(2)
#define MCR_TX_DFR LX_BIT(3)
#define MCR_IR_PLS LX_BIT(4)
#define MCR_SIR (3 << 5)
#define MCR_MIR (4 << 5)
#define MCR_FIR (5 << 5)
#define LSR_RXDA LX_BIT(0)
#define LSR_TXEMP LX_BIT(6)
#define ASCR_TXUR LX_BIT(6)
#define ASCR_CTE LX_BIT(7)
/* Bank 2 */
enum { BGDL, BGDH, ECR1, EXCR2 = 4, TXFLV = 6, RXFLV };
#define ECR1_EXT_SL LX_BIT(0)
#define ECR1_DMANF LX_BIT(1)
#define ECR1_DMASWP LX_BIT(3)
#define EXCR2_TFSIZ (1 << 0) /* 32 each */
#define EXCR2_RFSIZ (1 << 2)
/* Bank 3 */
#define MID 0
/* Bank 4 */
enum { TMRL, TMRH, IRCR1 };
#define IRCR1_TMR_EN LX_BIT(0)
/* Bank 5: the FIFO of received frames. */
enum { FRM_ST = 5, RFLFL, RFLFH };
#define FRM_ST_OVR2 LX_BIT(0)
#define FRM_ST_OVR1 LX_BIT(1)
#define FRM_ST_BAD_CRC LX_BIT(2)
#define FRM_ST_PHY_ERR LX_BIT(3)
#define FRM_ST_MAX_LEN LX_BIT(4)
#define FRM_ST_LOST_FR LX_BIT(6)
#define FRM_ST_VLD LX_BIT(7)
#define FRM_ST_ERR_MSK \
    (FRM_ST_OVR2 | FRM_ST_OVR1 | FRM_ST_BAD_CRC | FRM_ST_PHY_ERR | FRM_ST_MAX_LEN | FRM_ST_LOST_FR)
struct nsc_chip {
    char *name;
    int cfg[3];
    u_int8_t cid_index, cid_value, cid_mask;
    int (*probe)(struct nsc_chip *chip, chipio_t *info);
    int (*init)(struct nsc_chip *chip, chipio_t *info);
};
typedef struct nsc_chip nsc_chip_t;
struct nsc_ircc_cb {
    struct net_device *netdev;
    struct irlap_cb *irlap;
    struct net_device_stats stats;
    struct qos_info qos;
    chipio_t io;
    struct tx_fifo tx_fifo;
    struct st_fifo st_fifo;
    iobuff_t tx_buff, rx_buff;
    struct timeval stamp, now;
    spinlock_t lock;
    __u8 ier;
    __u32 flags, new_speed;
    int index;
};
static inline void switch_bank(int iobase, int bank)
{
    outb(bank, iobase + BSR);
}
