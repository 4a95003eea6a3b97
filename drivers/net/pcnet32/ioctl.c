/* SPDX-License-Identifier: MIT
 * What programs may ask the PCnet for: ethtool, and the PHY's registers where there is one.
 */
#include <linux/errno.h>
#include <linux/ethtool.h>
#include <linux/kernel.h>
#include <linux/sockios.h>
#include <asm/uaccess.h>
#include "pcnet32.h"

/* --- ethtool --- */

/* The Am79C970A has its transceiver within, for 10 Mb/s and without negotiation. */
static void pcnet_get_fixed(struct pcnet *p, struct ethtool_cmd *c)
{
    c->supported = SUPPORTED_10baseT_Half | SUPPORTED_10baseT_Full | SUPPORTED_TP;
    c->advertising = 0;
    c->speed = SPEED_10;
    c->duplex = p->full_duplex ? DUPLEX_FULL : DUPLEX_HALF;
    c->port = PORT_TP;
    c->transceiver = XCVR_INTERNAL;
    c->autoneg = AUTONEG_DISABLE;
}

static int pcnet_set_fixed(struct pcnet *p, const struct ethtool_cmd *c)
{
    unsigned long flags;

    if (c->autoneg != AUTONEG_DISABLE || c->speed != SPEED_10 || c->duplex > DUPLEX_FULL)
        return -EINVAL;
    spin_lock_irqsave(&p->lock, flags);
    p->full_duplex = c->duplex == DUPLEX_FULL;
    pcnet_set_duplex(p);
    spin_unlock_irqrestore(&p->lock, flags);
    return 0;
}

static int pcnet_settings(struct pcnet *p, u32 command, void *data)
{
    struct ethtool_cmd c;

    if (command == ETHTOOL_SSET) {
        if (copy_from_user(&c, data, sizeof(c)))
            return -EFAULT;
        return p->mii.dev ? mii_ethtool_sset(&p->mii, &c) : pcnet_set_fixed(p, &c);
    }
    memset(&c, 0, sizeof(c));
    if (p->mii.dev)
        mii_ethtool_gset(&p->mii, &c);
    else
        pcnet_get_fixed(p, &c);
    c.cmd = command;
    return copy_to_user(data, &c, sizeof(c)) ? -EFAULT : 0;
}

static int pcnet_driver_info(struct pcnet *p, void *data)
{
    struct ethtool_drvinfo info;

    memset(&info, 0, sizeof(info));
    info.cmd = ETHTOOL_GDRVINFO;
    strcpy(info.driver, DRIVER);
    strcpy(info.version, "1");
    strcpy(info.bus_info, p->pci->slot_name);
    return copy_to_user(data, &info, sizeof(info)) ? -EFAULT : 0;
}

static int pcnet_ring_sizes(void *data)
{
    struct ethtool_ringparam sizes;

    memset(&sizes, 0, sizeof(sizes));
    sizes.cmd = ETHTOOL_GRINGPARAM;
    sizes.rx_max_pending = sizes.rx_pending = RX_RING;
    sizes.tx_max_pending = sizes.tx_pending = TX_RING;
    return copy_to_user(data, &sizes, sizeof(sizes)) ? -EFAULT : 0;
}

static int pcnet_link_state(struct pcnet *p, void *data)
{
    struct ethtool_value value = { ETHTOOL_GLINK, 0 };
    unsigned long flags;

    spin_lock_irqsave(&p->lock, flags);
    value.data = pcnet_link_is_up(p);
    spin_unlock_irqrestore(&p->lock, flags);
    return copy_to_user(data, &value, sizeof(value)) ? -EFAULT : 0;
}

static int pcnet_ethtool(struct pcnet *p, void *data)
{
    u32 command;

    if (get_user(command, (u32 *)data))
        return -EFAULT;
    switch (command) {
    case ETHTOOL_GSET:
    case ETHTOOL_SSET:
        return pcnet_settings(p, command, data);
    case ETHTOOL_GDRVINFO:
        return pcnet_driver_info(p, data);
    case ETHTOOL_GRINGPARAM:
        return pcnet_ring_sizes(data);
    case ETHTOOL_GLINK:
        return pcnet_link_state(p, data);
    case ETHTOOL_NWAY_RST:
        return p->mii.dev ? mii_nway_restart(&p->mii) : -EOPNOTSUPP;
    default:
        return -EOPNOTSUPP;
    }
}

/* --- MII, by its own numbers and by the device-private ones that programs before them used --- */

static int pcnet_mii(struct pcnet *p, struct mii_ioctl_data *mii, int command)
{
    if (!p->mii.dev)
        return -EOPNOTSUPP;
    switch (command) {
    case SIOCGMIIPHY:
    case SIOCDEVPRIVATE:
        mii->phy_id = p->mii.phy_id;
        /* and a reading */
    case SIOCGMIIREG:
    case SIOCDEVPRIVATE + 1:
        mii->val_out = pcnet_phy_read(p->dev, mii->phy_id, mii->reg_num);
        return 0;
    default:
        if (!capable(CAP_NET_ADMIN))
            return -EPERM;
        pcnet_phy_write(p->dev, mii->phy_id, mii->reg_num, mii->val_in);
        return 0;
    }
}

int pcnet_ioctl(struct net_device *dev, struct ifreq *request, int command)
{
    struct pcnet *p = dev->priv;

    switch (command) {
    case SIOCETHTOOL:
        return pcnet_ethtool(p, request->ifr_data);
    case SIOCGMIIPHY:
    case SIOCGMIIREG:
    case SIOCSMIIREG:
    case SIOCDEVPRIVATE:
    case SIOCDEVPRIVATE + 1:
    case SIOCDEVPRIVATE + 2:
        return pcnet_mii(p, (struct mii_ioctl_data *)&request->ifr_ifru, command);
    default:
        return -EOPNOTSUPP;
    }
}
