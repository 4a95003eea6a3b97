/* SPDX-License-Identifier: MIT
 * The e1000 as a device: reset, EEPROM, PHY, address filter, and the registers that never change.
 * Numbers in comments are sections of the Software Developer's Manual.
 */
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include "e1000.h"

#define PHY_ADDRESS 1
#define POLLS 2000
#define INTERVALS_PER_SECOND (1000000000U / 256) /* of ITR */

/* Wait until these bits of a register are as wanted; 0 if they don't become so. */
static int e1000_wait(struct e1000 *e, unsigned int reg, u32 bits, u32 wanted, u32 *value)
{
    int left;

    for (left = POLLS; left; left--) {
        *value = e1000_get(e, reg);
        if ((*value & bits) == wanted)
            return 1;
        udelay(5);
    }
    return 0;
}

/* --- reset --- */

/* From any state to silence. Whoever had the device before may have died: then its bus mastering is off,
 * and rings of his that RCTL still enables do no harm until they are replaced.
 * RCTL is only written where it must be. QEMU receives nothing for a second after each writing, and its
 * reset leaves RCTL as it was; so a driver that is restarted finds what it needs, and receives at once. */
int e1000_reset(struct e1000 *e)
{
    u16 command = 0;
    u32 value;

    e1000_set(e, REG_IMC, ~0U);
    e1000_set(e, REG_TCTL, 0);
    pci_read_config_word(e->pci, PCI_COMMAND, &command);
    if ((command & PCI_COMMAND_MASTER) && e1000_get(e, REG_RCTL))
        e1000_set(e, REG_RCTL, 0);
    e1000_set(e, REG_CTRL, e1000_get(e, REG_CTRL) | CTRL_RESET);
    udelay(2);                      /* 13.4.1: a microsecond before the next access */
    if (!e1000_wait(e, REG_CTRL, CTRL_RESET, 0, &value))
        return -ENODEV;
    e1000_set(e, REG_IMC, ~0U);
    e1000_get(e, REG_ICR);
    return 0;
}

/* --- EEPROM, 5.3.1 --- */

/* One period of the clock. What the EEPROM says follows the rising edge. */
static u32 e1000_microwire_clock(struct e1000 *e, u32 lines)
{
    u32 said;

    e1000_set(e, REG_EECD, lines);
    udelay(1);
    e1000_set(e, REG_EECD, lines | EECD_CLOCK);
    udelay(1);
    said = e1000_get(e, REG_EECD) & EECD_DATA_IN;
    e1000_set(e, REG_EECD, lines);
    udelay(1);
    return said;
}

/* The four wires by hand. */
static int e1000_microwire_read(struct e1000 *e, unsigned int word, u16 *value)
{
    unsigned int address_bits, bit, out;
    u32 eecd;

    e1000_set(e, REG_EECD, e1000_get(e, REG_EECD) | EECD_REQUEST);
    if (!e1000_wait(e, REG_EECD, EECD_GRANT, EECD_GRANT, &eecd))
        return -EIO;
    address_bits = eecd & EECD_SIZE ? 8 : 6;
    eecd &= ~(EECD_CLOCK | EECD_SELECT | EECD_DATA_OUT);
    e1000_set(e, REG_EECD, eecd | EECD_SELECT);
    out = EEPROM_READ << address_bits | word;
    for (bit = address_bits + 3; bit-- > 0;)
        e1000_microwire_clock(e, eecd | EECD_SELECT | ((out >> bit) & 1 ? EECD_DATA_OUT : 0));
    for (*value = 0, bit = 0; bit < 16; bit++)
        *value = *value << 1 | (e1000_microwire_clock(e, eecd | EECD_SELECT) != 0);
    e1000_microwire_clock(e, eecd);
    e1000_set(e, REG_EECD, eecd & ~EECD_REQUEST);
    return 0;
}

int e1000_read_eeprom(struct e1000 *e, unsigned int word, u16 *value)
{
    u32 eerd;

    if (e->lacks & LACKS_EERD)
        return e1000_microwire_read(e, word, value);
    e1000_set(e, REG_EERD, EERD_ADDRESS(word) | EERD_START);
    if (!e1000_wait(e, REG_EERD, EERD_DONE, EERD_DONE, &eerd))
        return -EIO;
    *value = EERD_DATA(eerd);
    return 0;
}

/* What the EEPROM says, if its sum is right. */
int e1000_read_address(struct e1000 *e, u8 *address)
{
    u16 value, sum = 0;
    unsigned int i;

    for (i = 0; i < EEPROM_WORDS; i++) {
        if (e1000_read_eeprom(e, i, &value))
            return -EIO;
        sum += value;
        if (i >= EEPROM_ADDRESS && i < EEPROM_ADDRESS + ETH_ALEN / 2) {
            address[(i - EEPROM_ADDRESS) * 2] = value & 0xff;
            address[(i - EEPROM_ADDRESS) * 2 + 1] = value >> 8;
        }
    }
    /* both ports of a double card have one EEPROM, and the second port the next address */
    if ((e->pci->device == 0x1010 || e->pci->device == 0x1079) && PCI_FUNC(e->pci->devfn) == 1)
        address[ETH_ALEN - 1] ^= 1;
    if (sum == EEPROM_SUM)
        return 0;
    printk(KERN_ERR DRIVER ": %s: the EEPROM's sum is %04x\n", e->pci->slot_name, sum);
    return -EIO;
}

/* --- PHY, 13.4.7 --- */

static int e1000_phy(struct e1000 *e, u32 command)
{
    u32 mdic;

    if (e->lacks & LACKS_MDIC)
        return -EOPNOTSUPP;
    e1000_set(e, REG_MDIC, command | MDIC_PHY(PHY_ADDRESS));
    if (!e1000_wait(e, REG_MDIC, MDIC_READY, MDIC_READY, &mdic) || (mdic & MDIC_ERROR))
        return -EIO;
    return mdic & 0xffff;
}

int e1000_phy_read(struct e1000 *e, unsigned int reg)
{
    return e1000_phy(e, MDIC_READ | MDIC_REGISTER(reg & 31));
}

int e1000_phy_write(struct e1000 *e, unsigned int reg, u16 value)
{
    int result = e1000_phy(e, MDIC_WRITE | MDIC_REGISTER(reg & 31) | value);

    return result < 0 ? result : 0;
}

/* --- addresses, 13.5 --- */

void e1000_set_address(struct e1000 *e, const u8 *address)
{
    e1000_set(e, REG_RAL(0), address[0] | address[1] << 8 | address[2] << 16 | (u32)address[3] << 24);
    e1000_set(e, REG_RAH(0), address[4] | address[5] << 8 | RAH_VALID);
}

/* 13.5.1: twelve bits of the address choose a bit of the table. */
static void e1000_multicast_table(struct net_device *dev, u32 *table)
{
    struct dev_mc_list *mc;
    unsigned int bit;

    memset(table, 0, MTA_WORDS * sizeof(*table));
    for (mc = dev->mc_list; mc; mc = mc->next) {
        bit = mc->dmi_addr[4] >> 4 | mc->dmi_addr[5] << 4;
        table[bit >> 5] |= 1U << (bit & 31);
    }
}

/* Only what changes is written. */
void e1000_set_filter(struct e1000 *e)
{
    unsigned int flags = e->dev->flags, i;
    u32 filter = RCTL_ENABLE | RCTL_LOW_QUARTER | RCTL_BROADCAST | RCTL_BUFFER_2048 | RCTL_STRIP_CRC;
    u32 table[MTA_WORDS];

    if (flags & IFF_PROMISC)
        filter |= RCTL_UNICAST_ALL | RCTL_MULTICAST_ALL;
    if (flags & IFF_ALLMULTI)
        filter |= RCTL_MULTICAST_ALL;
    e1000_multicast_table(e->dev, table);
    for (i = 0; i < MTA_WORDS; i++)
        if (table[i] != e->multicast[i])
            e1000_set(e, REG_MTA + i * 4, e->multicast[i] = table[i]);
    if (filter != e->filter)
        e1000_set(e, REG_RCTL, e->filter = filter);
}

/* --- the rest, 14.3 to 14.5 --- */

static void e1000_configure_interrupts(struct e1000 *e, unsigned int per_second)
{
    u32 interval = per_second ? INTERVALS_PER_SECOND / per_second : 0;

    e1000_set(e, REG_RDTR, 0);
    e1000_set(e, REG_TIDV, 32);     /* in 1.024 us; 0 is not allowed */
    if (e->lacks & LACKS_THROTTLE)
        return;
    e1000_set(e, REG_RADV, 0);
    e1000_set(e, REG_TADV, 64);
    e1000_set(e, REG_ITR, interval > 0xffff ? 0xffff : interval);
}

/* After a reset, with the rings set up: all but the enabling. */
void e1000_configure(struct e1000 *e, unsigned int interrupts_per_second)
{
    static const u16 zero[] = { REG_FCAL, REG_FCAH, REG_FCT, REG_FCTTV, REG_FCRTL, REG_FCRTH, REG_RXCSUM, REG_WUC };
    u32 control = e1000_get(e, REG_CTRL);
    unsigned int i;

    control &= ~(CTRL_LINK_RESET | CTRL_INVERT_LOS | CTRL_FORCE_SPEED | CTRL_FORCE_DUPLEX | CTRL_PHY_RESET |
                 CTRL_RX_FLOW | CTRL_TX_FLOW | CTRL_VLAN | CTRL_RESET);
    e1000_set(e, REG_CTRL, control | CTRL_SET_LINK_UP | CTRL_AUTO_SPEED);
    for (i = 0; i < ARRAY_SIZE(zero); i++)
        e1000_set(e, zero[i], 0);
    for (i = 1; i < RECEIVE_ADDRESSES; i++)
        e1000_set(e, REG_RAH(i), 0);
    for (i = 0; i < MTA_WORDS; i++)
        e1000_set(e, REG_MTA + i * 4, e->multicast[i] = 0);
    e->filter = e1000_get(e, REG_RCTL);
    e1000_set(e, REG_RXDCTL, RXDCTL_DEFAULT);
    e1000_set(e, REG_TXDCTL, TXDCTL_DEFAULT);
    e1000_set(e, REG_TIPG, TIPG_COPPER);
    e1000_configure_interrupts(e, interrupts_per_second);
}
