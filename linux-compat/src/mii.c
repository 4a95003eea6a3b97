/* SPDX-License-Identifier: MIT
 * What drivers with an MII PHY have in common (IEEE 802.3, clauses 22 and 28).
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"
#include <linux/ethtool.h>
#include <linux/mii.h>
#include <linux/netdevice.h>

static int lx_phy_read(struct mii_if_info *mii, int location)
{
    return mii->mdio_read(mii->dev, mii->phy_id, location);
}

static void lx_phy_write(struct mii_if_info *mii, int location, int value)
{
    mii->mdio_write(mii->dev, mii->phy_id, location, value);
}

/* The link bit latches a failure: the second reading tells how it is now. */
int mii_link_ok(struct mii_if_info *mii)
{
    lx_phy_read(mii, MII_BMSR);
    return (lx_phy_read(mii, MII_BMSR) & BMSR_LSTATUS) != 0;
}
EXPORT_SYMBOL(mii_link_ok);

int mii_nway_restart(struct mii_if_info *mii)
{
    int control = lx_phy_read(mii, MII_BMCR);

    if (!(control & BMCR_ANENABLE))
        return -EINVAL;
    lx_phy_write(mii, MII_BMCR, control | BMCR_ANRESTART);
    return 0;
}
EXPORT_SYMBOL(mii_nway_restart);

/* Modes of the advertisement register and their names in ethtool. */
static const struct { int phy; u32 ethtool; } lx_modes[] = {
    { ADVERTISE_10HALF, ADVERTISED_10baseT_Half },
    { ADVERTISE_10FULL, ADVERTISED_10baseT_Full },
    { ADVERTISE_100HALF, ADVERTISED_100baseT_Half },
    { ADVERTISE_100FULL, ADVERTISED_100baseT_Full },
};
#define LX_MODES_ALL \
    (SUPPORTED_10baseT_Half | SUPPORTED_10baseT_Full | SUPPORTED_100baseT_Half | SUPPORTED_100baseT_Full)

int mii_ethtool_gset(struct mii_if_info *mii, struct ethtool_cmd *e)
{
    int advertised = lx_phy_read(mii, MII_ADVERTISE), control = lx_phy_read(mii, MII_BMCR), result;
    unsigned int i;

    e->supported = LX_MODES_ALL | SUPPORTED_Autoneg | SUPPORTED_TP | SUPPORTED_MII;
    e->advertising = ADVERTISED_TP | ADVERTISED_MII;
    for (i = 0; i < ARRAY_SIZE(lx_modes); i++)
        if (advertised & lx_modes[i].phy)
            e->advertising |= lx_modes[i].ethtool;
    e->port = PORT_MII;
    e->transceiver = XCVR_INTERNAL;
    e->phy_address = mii->phy_id;
    e->autoneg = control & BMCR_ANENABLE ? AUTONEG_ENABLE : AUTONEG_DISABLE;
    if (control & BMCR_ANENABLE) {
        e->advertising |= ADVERTISED_Autoneg;
        result = mii_nway_result(advertised & lx_phy_read(mii, MII_LPA));
        e->speed = result & LPA_100 ? SPEED_100 : SPEED_10;
        e->duplex = result & LPA_DUPLEX ? DUPLEX_FULL : DUPLEX_HALF;
    } else {
        e->speed = control & BMCR_SPEED100 ? SPEED_100 : SPEED_10;
        e->duplex = control & BMCR_FULLDPLX ? DUPLEX_FULL : DUPLEX_HALF;
    }
    mii->full_duplex = e->duplex;
    return 0;
}
EXPORT_SYMBOL(mii_ethtool_gset);

static void lx_advertise(struct mii_if_info *mii, u32 wanted)
{
    int old = lx_phy_read(mii, MII_ADVERTISE), fresh = old;
    unsigned int i;

    for (i = 0; i < ARRAY_SIZE(lx_modes); i++)
        fresh = wanted & lx_modes[i].ethtool ? fresh | lx_modes[i].phy : fresh & ~lx_modes[i].phy;
    if (fresh != old)
        lx_phy_write(mii, MII_ADVERTISE, fresh);
    mii->advertising = fresh;
}

static void lx_force(struct mii_if_info *mii, const struct ethtool_cmd *e)
{
    int control = lx_phy_read(mii, MII_BMCR) & ~(BMCR_ANENABLE | BMCR_SPEED100 | BMCR_FULLDPLX);

    if (e->speed == SPEED_100)
        control |= BMCR_SPEED100;
    if (e->duplex == DUPLEX_FULL)
        control |= BMCR_FULLDPLX;
    lx_phy_write(mii, MII_BMCR, control);
    mii->full_duplex = e->duplex == DUPLEX_FULL;
    mii->duplex_lock = 1;
}

int mii_ethtool_sset(struct mii_if_info *mii, struct ethtool_cmd *e)
{
    if ((e->speed != SPEED_10 && e->speed != SPEED_100) || e->duplex > DUPLEX_FULL || e->port != PORT_MII ||
        e->transceiver != XCVR_INTERNAL || e->phy_address != mii->phy_id || e->autoneg > AUTONEG_ENABLE)
        return -EINVAL;
    if (e->autoneg == AUTONEG_DISABLE) {
        lx_force(mii, e);
        return 0;
    }
    if (!(e->advertising & LX_MODES_ALL))
        return -EINVAL;
    lx_advertise(mii, e->advertising);
    lx_phy_write(mii, MII_BMCR, lx_phy_read(mii, MII_BMCR) | BMCR_ANENABLE | BMCR_ANRESTART);
    mii->duplex_lock = 0;
    return 0;
}
EXPORT_SYMBOL(mii_ethtool_sset);
