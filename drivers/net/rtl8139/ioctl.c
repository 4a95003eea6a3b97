/* SPDX-License-Identifier: MIT
 * What programs may ask the RTL8139 for: ethtool, and the registers of its PHY.
 */
#include <linux/errno.h>
#include <linux/ethtool.h>
#include <linux/kernel.h>
#include <linux/sockios.h>
#include <asm/uaccess.h>
#include "rtl8139.h"

/* --- PHY: within the chip, and so at any address --- */

static unsigned int rtl_phy_register(int reg)
{
    switch (reg) {
    case MII_BMCR:
        return REG_PHY_CONTROL;
    case MII_BMSR:
        return REG_PHY_STATUS;
    case MII_ADVERTISE:
        return REG_PHY_ADVERTISE;
    case MII_LPA:
        return REG_PHY_PARTNER;
    case MII_EXPANSION:
        return REG_PHY_EXPANSION;
    default:
        return 0;
    }
}

/* Registers that the chip lacks are 0. */
int rtl_phy_read(struct net_device *dev, int phy, int reg)
{
    struct rtl *r = dev->priv;
    unsigned int at = rtl_phy_register(reg);

    return at ? rtl_getw(r, at) : 0;
}

/* Speed, duplex and negotiation are open only together with the configuration registers. */
void rtl_phy_write(struct net_device *dev, int phy, int reg, int value)
{
    struct rtl *r = dev->priv;
    unsigned long flags;

    if (reg != MII_BMCR && reg != MII_ADVERTISE)
        return;
    spin_lock_irqsave(&r->lock, flags);
    rtl_setb(r, REG_EEPROM, EEPROM_UNLOCK);
    rtl_setw(r, rtl_phy_register(reg), value);
    rtl_setb(r, REG_EEPROM, EEPROM_NORMAL);
    spin_unlock_irqrestore(&r->lock, flags);
}

/* --- ethtool --- */

static int rtl_settings(struct rtl *r, u32 command, void *data)
{
    struct ethtool_cmd c;

    if (command == ETHTOOL_SSET) {
        if (copy_from_user(&c, data, sizeof(c)))
            return -EFAULT;
        return mii_ethtool_sset(&r->mii, &c);
    }
    memset(&c, 0, sizeof(c));
    mii_ethtool_gset(&r->mii, &c);
    c.cmd = command;
    c.transceiver = XCVR_INTERNAL;
    return copy_to_user(data, &c, sizeof(c)) ? -EFAULT : 0;
}

static int rtl_driver_info(struct rtl *r, void *data)
{
    struct ethtool_drvinfo info;

    memset(&info, 0, sizeof(info));
    info.cmd = ETHTOOL_GDRVINFO;
    strcpy(info.driver, DRIVER);
    strcpy(info.version, "1");
    strcpy(info.bus_info, r->pci->slot_name);
    return copy_to_user(data, &info, sizeof(info)) ? -EFAULT : 0;
}

static int rtl_link_state(struct rtl *r, void *data)
{
    struct ethtool_value value = { ETHTOOL_GLINK, rtl_link_is_up(r) };

    return copy_to_user(data, &value, sizeof(value)) ? -EFAULT : 0;
}

static int rtl_ethtool(struct rtl *r, void *data)
{
    u32 command;

    if (get_user(command, (u32 *)data))
        return -EFAULT;
    switch (command) {
    case ETHTOOL_GSET:
    case ETHTOOL_SSET:
        return rtl_settings(r, command, data);
    case ETHTOOL_GDRVINFO:
        return rtl_driver_info(r, data);
    case ETHTOOL_GLINK:
        return rtl_link_state(r, data);
    case ETHTOOL_NWAY_RST:
        return mii_nway_restart(&r->mii);
    default:
        return -EOPNOTSUPP;
    }
}

/* --- MII, by its own numbers and by the device-private ones that programs before them used --- */

static int rtl_mii(struct rtl *r, struct mii_ioctl_data *mii, int command)
{
    switch (command) {
    case SIOCGMIIPHY:
    case SIOCDEVPRIVATE:
        mii->phy_id = r->mii.phy_id;
        /* and a reading */
    case SIOCGMIIREG:
    case SIOCDEVPRIVATE + 1:
        mii->val_out = rtl_phy_read(r->dev, mii->phy_id, mii->reg_num);
        return 0;
    default:
        if (!capable(CAP_NET_ADMIN))
            return -EPERM;
        rtl_phy_write(r->dev, mii->phy_id, mii->reg_num, mii->val_in);
        return 0;
    }
}

int rtl_ioctl(struct net_device *dev, struct ifreq *request, int command)
{
    struct rtl *r = dev->priv;

    switch (command) {
    case SIOCETHTOOL:
        return rtl_ethtool(r, request->ifr_data);
    case SIOCGMIIPHY:
    case SIOCGMIIREG:
    case SIOCSMIIREG:
    case SIOCDEVPRIVATE:
    case SIOCDEVPRIVATE + 1:
    case SIOCDEVPRIVATE + 2:
        return rtl_mii(r, (struct mii_ioctl_data *)&request->ifr_ifru, command);
    default:
        return -EOPNOTSUPP;
    }
}
