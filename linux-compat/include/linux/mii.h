/* SPDX-License-Identifier: MIT
 * The MII: registers of a PHY (IEEE 802.3, clause 22) and what is common to all drivers with one.
 */
#pragma once
#include <linux/types.h>
#include <linux/mii_regs.h>
struct net_device;
struct ethtool_cmd;
struct mii_ioctl_data {
    u16 phy_id, reg_num, val_in, val_out;
};
struct mii_if_info {
    struct net_device *dev;
    int phy_id, advertising;
    unsigned int full_duplex : 1, duplex_lock : 1;
    int (*mdio_read)(struct net_device *dev, int phy_id, int location);
    void (*mdio_write)(struct net_device *dev, int phy_id, int location, int val);
};
extern int mii_link_ok(struct mii_if_info *mii);
extern int mii_nway_restart(struct mii_if_info *mii);
extern int mii_ethtool_gset(struct mii_if_info *mii, struct ethtool_cmd *ecmd);
extern int mii_ethtool_sset(struct mii_if_info *mii, struct ethtool_cmd *ecmd);

/* The best mode of those that both ends offer. */
static inline unsigned int mii_nway_result(unsigned int negotiated)
{
    static const unsigned int best[] = { LPA_100FULL, LPA_100BASE4, LPA_100HALF, LPA_10FULL };
    unsigned int i;

    for (i = 0; i < sizeof(best) / sizeof(best[0]); i++)
        if (negotiated & best[i])
            return best[i];
    return LPA_10HALF;
}

static inline unsigned int mii_duplex(unsigned int duplex_lock, unsigned int negotiated)
{
    return duplex_lock || (mii_nway_result(negotiated) & (LPA_100FULL | LPA_10FULL)) != 0;
}
