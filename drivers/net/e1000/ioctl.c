/* SPDX-License-Identifier: MIT
 * What programs may ask the e1000 for: ethtool and the MII registers of the PHY.
 */
#include <linux/errno.h>
#include <linux/ethtool.h>
#include <linux/kernel.h>
#include <linux/mii.h>
#include <linux/sockios.h>
#include <asm/uaccess.h>
#include "e1000.h"

/* IEEE 802.3, 40.5.1.1 */
#define ADVERTISE_1000FULL 0x0200
#define ADVERTISE_1000HALF 0x0100

/* Modes, and the PHY's register and bit that offers each. */
static const struct { u32 mode; u16 reg, bit; } e1000_modes[] = {
    { ADVERTISED_10baseT_Half, MII_ADVERTISE, ADVERTISE_10HALF },
    { ADVERTISED_10baseT_Full, MII_ADVERTISE, ADVERTISE_10FULL },
    { ADVERTISED_100baseT_Half, MII_ADVERTISE, ADVERTISE_100HALF },
    { ADVERTISED_100baseT_Full, MII_ADVERTISE, ADVERTISE_100FULL },
    { ADVERTISED_1000baseT_Full, MII_CTRL1000, ADVERTISE_1000FULL },
};
#define SUPPORTED \
    (SUPPORTED_10baseT_Half | SUPPORTED_10baseT_Full | SUPPORTED_100baseT_Half | SUPPORTED_100baseT_Full | \
     SUPPORTED_1000baseT_Full | SUPPORTED_Autoneg | SUPPORTED_TP)

/* --- ethtool --- */

static int e1000_get_settings(struct e1000 *e, struct ethtool_cmd *c)
{
    static const u16 speeds[] = { SPEED_10, SPEED_100, SPEED_1000, SPEED_1000 };
    int control = e1000_phy_read(e, MII_BMCR), value;
    u32 status = e1000_get(e, REG_STATUS);
    unsigned int i;

    memset(c, 0, sizeof(*c));
    c->supported = SUPPORTED;
    c->advertising = ADVERTISED_TP;
    c->port = PORT_TP;
    c->transceiver = XCVR_INTERNAL;
    c->phy_address = 1;
    c->speed = speeds[STATUS_SPEED(status)];
    c->duplex = status & STATUS_FULL_DUPLEX ? DUPLEX_FULL : DUPLEX_HALF;
    if (control >= 0 && !(control & BMCR_ANENABLE))
        return 0;
    c->autoneg = AUTONEG_ENABLE;
    c->advertising |= ADVERTISED_Autoneg;
    for (i = 0; i < ARRAY_SIZE(e1000_modes); i++) {
        value = e1000_phy_read(e, e1000_modes[i].reg);
        if (value >= 0 && (value & e1000_modes[i].bit))
            c->advertising |= e1000_modes[i].mode;
    }
    return 0;
}

static int e1000_advertise(struct e1000 *e, u32 modes)
{
    unsigned int i;
    int value, result = 0;

    for (i = 0; i < ARRAY_SIZE(e1000_modes) && !result; i++) {
        value = e1000_phy_read(e, e1000_modes[i].reg);
        if (value < 0)
            return value;
        value = modes & e1000_modes[i].mode ? value | e1000_modes[i].bit : value & ~e1000_modes[i].bit;
        result = e1000_phy_write(e, e1000_modes[i].reg, value);
    }
    return result ? result : e1000_phy_write(e, MII_BMCR, BMCR_ANENABLE | BMCR_ANRESTART);
}

/* 1000BASE-T needs negotiation (IEEE 802.3, 40.5). The MAC follows what its PHY says. */
static int e1000_set_settings(struct e1000 *e, const struct ethtool_cmd *c)
{
    u16 control = 0;

    if (c->autoneg == AUTONEG_ENABLE)
        return c->advertising & SUPPORTED ? e1000_advertise(e, c->advertising) : -EINVAL;
    if ((c->speed != SPEED_10 && c->speed != SPEED_100) || c->duplex > DUPLEX_FULL)
        return -EINVAL;
    if (c->speed == SPEED_100)
        control |= BMCR_SPEED100;
    if (c->duplex == DUPLEX_FULL)
        control |= BMCR_FULLDPLX;
    return e1000_phy_write(e, MII_BMCR, control);
}

static int e1000_settings(struct e1000 *e, u32 command, void *data)
{
    struct ethtool_cmd c;
    int result;

    if (command == ETHTOOL_SSET) {
        if (copy_from_user(&c, data, sizeof(c)))
            return -EFAULT;
        return e1000_set_settings(e, &c);
    }
    result = e1000_get_settings(e, &c);
    c.cmd = command;
    return !result && copy_to_user(data, &c, sizeof(c)) ? -EFAULT : result;
}

static int e1000_driver_info(struct e1000 *e, void *data)
{
    struct ethtool_drvinfo info;

    memset(&info, 0, sizeof(info));
    info.cmd = ETHTOOL_GDRVINFO;
    strcpy(info.driver, DRIVER);
    strcpy(info.version, "1");
    strcpy(info.bus_info, e->pci->slot_name);
    return copy_to_user(data, &info, sizeof(info)) ? -EFAULT : 0;
}

static int e1000_ring_sizes(void *data)
{
    struct ethtool_ringparam sizes;

    memset(&sizes, 0, sizeof(sizes));
    sizes.cmd = ETHTOOL_GRINGPARAM;
    sizes.rx_max_pending = sizes.rx_pending = RX_RING;
    sizes.tx_max_pending = sizes.tx_pending = TX_RING;
    return copy_to_user(data, &sizes, sizeof(sizes)) ? -EFAULT : 0;
}

static int e1000_link_state(struct e1000 *e, void *data)
{
    struct ethtool_value value = { ETHTOOL_GLINK, (e1000_get(e, REG_STATUS) & STATUS_LINK_UP) != 0 };

    return copy_to_user(data, &value, sizeof(value)) ? -EFAULT : 0;
}

static int e1000_renegotiate(struct e1000 *e)
{
    int control = e1000_phy_read(e, MII_BMCR);

    if (control < 0)
        return control;
    return control & BMCR_ANENABLE ? e1000_phy_write(e, MII_BMCR, control | BMCR_ANRESTART) : -EINVAL;
}

static int e1000_ethtool(struct e1000 *e, void *data)
{
    u32 command;

    if (get_user(command, (u32 *)data))
        return -EFAULT;
    switch (command) {
    case ETHTOOL_GSET:
    case ETHTOOL_SSET:
        return e1000_settings(e, command, data);
    case ETHTOOL_GDRVINFO:
        return e1000_driver_info(e, data);
    case ETHTOOL_GRINGPARAM:
        return e1000_ring_sizes(data);
    case ETHTOOL_GLINK:
        return e1000_link_state(e, data);
    case ETHTOOL_NWAY_RST:
        return e1000_renegotiate(e);
    default:
        return -EOPNOTSUPP;
    }
}

/* --- MII, by its own numbers and by the device-private ones that programs before them used --- */

static int e1000_mii(struct e1000 *e, struct mii_ioctl_data *mii, int command)
{
    int value;

    switch (command) {
    case SIOCGMIIPHY:
    case SIOCDEVPRIVATE:
        mii->phy_id = 1;
        /* and a reading */
    case SIOCGMIIREG:
    case SIOCDEVPRIVATE + 1:
        value = e1000_phy_read(e, mii->reg_num);
        mii->val_out = value;
        return value < 0 ? value : 0;
    default:
        return capable(CAP_NET_ADMIN) ? e1000_phy_write(e, mii->reg_num, mii->val_in) : -EPERM;
    }
}

int e1000_ioctl(struct net_device *dev, struct ifreq *request, int command)
{
    struct e1000 *e = dev->priv;

    switch (command) {
    case SIOCETHTOOL:
        return e1000_ethtool(e, request->ifr_data);
    case SIOCGMIIPHY:
    case SIOCGMIIREG:
    case SIOCSMIIREG:
    case SIOCDEVPRIVATE:
    case SIOCDEVPRIVATE + 1:
    case SIOCDEVPRIVATE + 2:
        return e1000_mii(e, (struct mii_ioctl_data *)&request->ifr_ifru, command);
    default:
        return -EOPNOTSUPP;
    }
}
