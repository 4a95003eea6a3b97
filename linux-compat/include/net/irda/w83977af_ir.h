/* SPDX-License-Identifier: MIT
 * The infrared controller of Winbond's W83977AF (data sheet, "FIR/MIR/SIR controller"): eight ports in eight sets.
 */
#pragma once
#include <net/irda/fifos.h>
#define LX_BIT(n) (1 << (n))
/* Register 0xF0 of the logical device. */
#define ENBNKSEL LX_BIT(0)
#define APEDCRC LX_BIT(1)
/* Port 3 selects the set. */
#define SSR 3
#define SET0 0x03
#define SET2 0xE0
#define SET3 (SET2 | 1 << 2)
#define SET4 (SET2 | 2 << 2)
#define SET5 (SET2 | 3 << 2)
#define SET6 (SET2 | 4 << 2)
#define SET7 (SET2 | 5 << 2)
/* Set 0 */
enum { RBR = 0, TBR = 0, ICR, ISR, UFR = ISR, HCR = 4, USR, HSR, AUDR };
#define ICR_ERBRI LX_BIT(0)
#define ICR_ETBREI LX_BIT(1)
#define ICR_EDMAI LX_BIT(4)
#define ICR_ETXTHI LX_BIT(5)
#define ICR_EFSFI LX_BIT(6)
#define ICR_ETMRI LX_BIT(7)
#define ISR_RXTH_I ICR_ERBRI
#define ISR_TXEMP_I ICR_ETBREI
#define ISR_FEND_I LX_BIT(2)
#define ISR_DMA_I ICR_EDMAI
#define ISR_TXTH_I ICR_ETXTHI
#define ISR_FSF_I ICR_EFSFI
#define ISR_TMR_I ICR_ETMRI
#define UFR_EN_FIFO LX_BIT(0)
#define UFR_RXF_RST LX_BIT(1)
#define UFR_TXF_RST LX_BIT(2)
#define UFR_TXTL (2 << 4)
#define UFR_RXTL (2 << 6)
#define HCR_EN_DMA LX_BIT(2)
#define HCR_TX_WT LX_BIT(3)
#define HCR_EN_IRQ HCR_TX_WT
#define HCR_MIR_576 (1 << 5)
#define HCR_SIR (3 << 5)
#define HCR_MIR_1152 (4 << 5)
#define HCR_FIR (5 << 5)
#define USR_RDR LX_BIT(0)
#define USR_TSRE LX_BIT(6)
#define AUDR_SFEND LX_BIT(3)
#define AUDR_UNDR LX_BIT(6)
/* Set 2 */
enum { ABLL, ABHL, ADCR1, ADCR2 = 4, TXFDTH = 6, RXFDTH };
#define ADCR1_ADV_SL LX_BIT(0)
#define ADCR1_D_CHSW LX_BIT(3)
#define ADCR2_TXFS32 (1 << 0)
#define ADCR2_RXFS32 (1 << 2)
/* Set 3 */
#define AUID 0
/* Set 4 */
enum { TMRL, TMRH, IR_MSL };
#define IR_MSL_EN_TMR LX_BIT(0)
/* Set 5: the FIFO of received frames. */
enum { FS_FO = 5, RFLFL, RFLFH };
#define FS_FO_FSF_OV LX_BIT(0)
#define FS_FO_RX_OV LX_BIT(1)
#define FS_FO_CRC_ERR LX_BIT(2)
#define FS_FO_PHY_ERR LX_BIT(3)
#define FS_FO_MX_LEX LX_BIT(4)
#define FS_FO_LST_FR LX_BIT(6)
#define FS_FO_FSFDR LX_BIT(7)
#define FS_FO_ERR_MSK (FS_FO_FSF_OV | FS_FO_RX_OV | FS_FO_CRC_ERR | FS_FO_PHY_ERR | FS_FO_MX_LEX | FS_FO_LST_FR)
struct w83977af_ir {
    struct net_device *netdev;
    struct irlap_cb *irlap;
    struct net_device_stats stats;
    struct qos_info qos;
    chipio_t io;
    struct st_fifo st_fifo;
    iobuff_t tx_buff, rx_buff;
    spinlock_t lock;
    __u32 flags, new_speed;
};
static inline void switch_bank(int iobase, int set)
{
    outb(set, iobase + SSR);
}
