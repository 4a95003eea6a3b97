/* SPDX-License-Identifier: MIT
 * Ethernet: setting devices up, and the header of a frame.
 */
#include "linux-compat/src/net.h"

static int lx_eth_mac(struct net_device *dev, void *address)
{
    struct sockaddr *from = address;

    if (netif_running(dev))
        return -EBUSY;
    memcpy(dev->dev_addr, from->sa_data, dev->addr_len);
    return 0;
}

static int lx_eth_mtu(struct net_device *dev, int mtu)
{
    if (mtu < 68 || mtu > ETH_DATA_LEN)
        return -EINVAL;
    dev->mtu = mtu;
    return 0;
}

/* Returns the length of the header, negative where the destination is not known. */
int eth_header(struct sk_buff *skb, struct net_device *dev, unsigned short type, void *daddr, void *saddr,
               unsigned len)
{
    struct ethhdr *eth = (struct ethhdr *)skb_push(skb, ETH_HLEN);

    eth->h_proto = htons(type == ETH_P_802_3 ? len : type);
    memcpy(eth->h_source, saddr ? saddr : dev->dev_addr, ETH_ALEN);
    if (!daddr)
        return -ETH_HLEN;
    memcpy(eth->h_dest, daddr, ETH_ALEN);
    return ETH_HLEN;
}
EXPORT_SYMBOL(eth_header);

void ether_setup(struct net_device *dev)
{
    dev->hard_header = eth_header;
    dev->set_mac_address = lx_eth_mac;
    dev->change_mtu = lx_eth_mtu;
    dev->type = 1; /* ARPHRD_ETHER */
    dev->hard_header_len = ETH_HLEN;
    dev->addr_len = ETH_ALEN;
    dev->mtu = ETH_DATA_LEN;
    dev->tx_queue_len = 100;
    dev->flags = IFF_BROADCAST | IFF_MULTICAST;
    memset(dev->broadcast, 0xff, ETH_ALEN);
}
EXPORT_SYMBOL(ether_setup);

/* A device with its private part behind it, on a cache line. */
static struct net_device *lx_dev_new(int sizeof_priv, void *caller)
{
    unsigned int size = (sizeof(struct net_device) + 31) & ~31U;
    struct net_device *dev = lx_kmalloc_for(size + sizeof_priv, GFP_KERNEL, caller);

    if (!dev)
        return NULL;
    memset(dev, 0, size + sizeof_priv);
    if (sizeof_priv)
        dev->priv = (char *)dev + size;
    return dev;
}

static struct net_device *lx_etherdev_new(int sizeof_priv, void *caller)
{
    struct net_device *dev = lx_dev_new(sizeof_priv, caller);

    if (dev) {
        ether_setup(dev);
        strcpy(dev->name, "eth%d");
    }
    return dev;
}

struct net_device *alloc_etherdev(int sizeof_priv)
{
    return lx_etherdev_new(sizeof_priv, __builtin_return_address(0));
}
EXPORT_SYMBOL(alloc_etherdev);

/* The older way: registers at once a device that the driver fills in afterwards. */
struct net_device *init_etherdev(struct net_device *dev, int sizeof_priv)
{
    struct net_device *made = NULL;

    if (!dev) {
        dev = made = lx_etherdev_new(sizeof_priv, __builtin_return_address(0));
        if (!dev)
            return NULL;
    } else {
        if (!dev->priv && sizeof_priv) {
            dev->priv = lx_kmalloc_for(sizeof_priv, GFP_KERNEL, __builtin_return_address(0));
            if (!dev->priv)
                return NULL;
            memset(dev->priv, 0, sizeof_priv);
        }
        ether_setup(dev);
    }
    if (!dev->lx && register_netdev(dev) < 0) {
        kfree(made);
        return NULL;
    }
    return dev;
}
EXPORT_SYMBOL(init_etherdev);

/* Takes the header off a received frame; returns its protocol, in network order. */
unsigned short eth_type_trans(struct sk_buff *skb, struct net_device *dev)
{
    struct ethhdr *eth = (struct ethhdr *)skb->data;
    unsigned short type = eth->h_proto;

    skb->mac.raw = skb->data;
    if (skb->len >= ETH_HLEN)
        __skb_pull(skb, ETH_HLEN);
    if (eth->h_dest[0] & 1)
        skb->pkt_type = memcmp(eth->h_dest, dev->broadcast, ETH_ALEN) ? PACKET_MULTICAST : PACKET_BROADCAST;
    else if (dev->flags & IFF_PROMISC)
        skb->pkt_type = memcmp(eth->h_dest, dev->dev_addr, ETH_ALEN) ? PACKET_OTHERHOST : PACKET_HOST;
    if (ntohs(type) >= 1536)
        return type;
    return htons(*(unsigned short *)skb->data == 0xffff ? ETH_P_802_3 : ETH_P_802_2);
}
EXPORT_SYMBOL(eth_type_trans);
