/* SPDX-License-Identifier: MIT
 * Realtek RTL8139 fast Ethernet, written from Realtek's data sheet and programming guide: finding cards, opening
 * and closing them, interrupts, link, statistics.
 */
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/init.h>
#include <linux/errno.h>
#include <linux/etherdevice.h>
#include "rtl8139.h"

#define RX_OVERFLOWS (CAUSE_RX_FULL | CAUSE_RX_FIFO)
#define RX_CAUSES (CAUSE_RX | CAUSE_RX_ERROR | RX_OVERFLOWS)
#define INTERRUPTS (RX_CAUSES | CAUSE_TX_ERROR | CAUSE_LINK | CAUSE_BUS)

MODULE_AUTHOR("The Alcove project");
MODULE_DESCRIPTION("Realtek RTL8139 fast Ethernet");
MODULE_LICENSE("MIT");

static struct pci_device_id rtl_ids[] __devinitdata = {
    { 0x10ec, 0x8139, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* Realtek, QEMU */
    { 0x10ec, 0x8138, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* Realtek, CardBus */
    { 0x1113, 0x1211, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* Accton SMC2-1211TX */
    { 0x1186, 0x1300, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* D-Link DFE-538TX */
    { 0x1186, 0x1340, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* D-Link DFE-690TXD */
    { 0x14ea, 0xab06, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* Planex FNW-3603-TX */
    { 0x1500, 0x1360, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* Delta */
    { 0x4033, 0x1360, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* Addtron */
    { 0, }
};
MODULE_DEVICE_TABLE(pci, rtl_ids);

/* --- link --- */

static void rtl_link(struct rtl *r)
{
    struct net_device *dev = r->dev;

    if (rtl_link_is_up(r) == netif_carrier_ok(dev))
        return;
    if (netif_carrier_ok(dev)) {
        printk(KERN_INFO "%s: link down\n", dev->name);
        netif_carrier_off(dev);
    } else {
        printk(KERN_INFO "%s: link up, %d Mb/s\n", dev->name, rtl_getb(r, REG_MEDIA) & MEDIA_10_MBIT ? 10 : 100);
        netif_carrier_on(dev);
    }
}

/* --- the chip: call with r->lock held --- */

static int rtl_start(struct rtl *r)
{
    int result = rtl_reset(r);

    if (result)
        return result;
    pci_set_master(r->pci);         /* not before the reset: whoever had the chip may have died */
    rtl_run(r);
    rtl_link(r);
    rtl_set_mask(r, INTERRUPTS);
    return 0;
}

static void rtl_restart(struct rtl *r)
{
    r->stats.tx_dropped += r->tx_next - r->tx_clean;
    if (rtl_start(r))
        printk(KERN_ERR "%s: the chip does not start again\n", r->dev->name);
    r->dev->trans_start = jiffies;
    netif_wake_queue(r->dev);
}

static void rtl_tx_timeout(struct net_device *dev)
{
    struct rtl *r = dev->priv;
    unsigned long flags;

    spin_lock_irqsave(&r->lock, flags);
    printk(KERN_WARNING "%s: transmit timed out, given %u, sent %u, command %02x, status %08x\n", dev->name, r->tx_next,
           r->tx_clean, rtl_getb(r, REG_COMMAND), rtl_getl(r, REG_TX_STATUS(r->tx_clean % TX_BUFFERS)));
    r->stats.tx_errors++;
    rtl_restart(r);
    spin_unlock_irqrestore(&r->lock, flags);
}

/* --- interrupts --- */

/* An overflow is answered when there is room again (Programming Guide, "Rx buffer overflow"). */
static void rtl_received(struct rtl *r, u16 causes)
{
    if (causes & CAUSE_RX_ERROR)
        r->stats.rx_errors++;
    if (causes & CAUSE_RX_FULL)
        r->stats.rx_over_errors++;
    if (causes & CAUSE_RX_FIFO)
        r->stats.rx_fifo_errors++;
    if (!rtl_receive(r)) {
        r->stats.rx_errors++;
        r->stats.rx_length_errors++;
        rtl_restart(r);
        return;
    }
    if (causes & RX_OVERFLOWS)
        rtl_setw(r, REG_CAUSES, causes & RX_OVERFLOWS);
}

/* What comes in after the answer interrupts again, so one round is enough. */
static void rtl_interrupt(int irq, void *dev_id, struct pt_regs *regs)
{
    struct net_device *dev = dev_id;
    struct rtl *r = dev->priv;
    u16 causes;

    spin_lock(&r->lock);
    causes = rtl_getw(r, REG_CAUSES);
    if (!(causes & r->mask) || causes == 0xffff)
        goto out;                   /* not ours, or the card is gone */
    rtl_setw(r, REG_CAUSES, causes & ~RX_OVERFLOWS);
    if (unlikely(causes & CAUSE_BUS)) {
        printk(KERN_ERR "%s: an error on the PCI bus\n", dev->name);
        rtl_restart(r);
        goto out;
    }
    if (causes & RX_CAUSES)
        rtl_received(r, causes);
    if (unlikely(causes & CAUSE_LINK))
        rtl_link(r);
    if (unlikely(causes & CAUSE_TX_ERROR))
        rtl_retry_aborted(r);
    if (causes & r->mask & CAUSE_TX)
        rtl_sent(r);
out:
    spin_unlock(&r->lock);
}

/* --- opening and closing --- */

static int rtl_open(struct net_device *dev)
{
    struct rtl *r = dev->priv;
    unsigned long flags;
    int result;

    r->shared = pci_alloc_consistent(r->pci, sizeof(*r->shared), &r->bus);
    if (!r->shared)
        return -ENOMEM;
    result = request_irq(dev->irq, rtl_interrupt, SA_SHIRQ, dev->name, dev);
    if (result)
        goto no_interrupt;
    netif_carrier_off(dev);
    spin_lock_irqsave(&r->lock, flags);
    result = rtl_start(r);
    spin_unlock_irqrestore(&r->lock, flags);
    if (result)
        goto no_start;
    netif_start_queue(dev);
    return 0;

no_start:
    free_irq(dev->irq, dev);
no_interrupt:
    pci_free_consistent(r->pci, sizeof(*r->shared), r->shared, r->bus);
    return result;
}

static int rtl_stop(struct net_device *dev)
{
    struct rtl *r = dev->priv;
    unsigned long flags;

    netif_stop_queue(dev);
    spin_lock_irqsave(&r->lock, flags);
    rtl_sent(r);
    r->stats.tx_dropped += r->tx_next - r->tx_clean;
    rtl_reset(r);
    spin_unlock_irqrestore(&r->lock, flags);
    free_irq(dev->irq, dev);
    pci_free_consistent(r->pci, sizeof(*r->shared), r->shared, r->bus);
    return 0;
}

/* --- configuration and statistics --- */

/* Whether the places in the ring survive a change of the configuration is told of no chip (an emulator begins
 * anew), so everything begins anew. */
static void rtl_set_multicast_list(struct net_device *dev)
{
    struct rtl *r = dev->priv;
    unsigned long flags;

    if (!netif_running(dev))
        return;
    spin_lock_irqsave(&r->lock, flags);
    if (rtl_wanted_rx_config(dev) == r->rx_config)
        rtl_set_multicast(r);
    else
        rtl_restart(r);
    spin_unlock_irqrestore(&r->lock, flags);
}

static int rtl_set_mac_address(struct net_device *dev, void *address)
{
    struct sockaddr *wanted = address;
    struct rtl *r = dev->priv;
    unsigned long flags;

    if (!is_valid_ether_addr((u8 *)wanted->sa_data))
        return -EADDRNOTAVAIL;
    memcpy(dev->dev_addr, wanted->sa_data, ETH_ALEN);
    if (!netif_running(dev))
        return 0;
    spin_lock_irqsave(&r->lock, flags);
    rtl_set_address(r);
    spin_unlock_irqrestore(&r->lock, flags);
    return 0;
}

static int rtl_change_mtu(struct net_device *dev, int mtu)
{
    if (mtu < 68 || mtu > ETH_DATA_LEN)
        return -EINVAL;
    dev->mtu = mtu;
    return 0;
}

static struct net_device_stats *rtl_get_stats(struct net_device *dev)
{
    struct rtl *r = dev->priv;
    unsigned long flags;

    if (netif_running(dev)) {
        spin_lock_irqsave(&r->lock, flags);
        rtl_sent(r);
        r->stats.rx_missed_errors += rtl_getl(r, REG_RX_MISSED) & 0xffffff;
        rtl_setl(r, REG_RX_MISSED, 0);
        spin_unlock_irqrestore(&r->lock, flags);
    }
    return &r->stats;
}

/* --- finding cards --- */

static int __devinit rtl_setup(struct rtl *r)
{
    struct net_device *dev = r->dev;
    int result = rtl_reset(r);

    if (!result)
        result = rtl_load_address(r);
    if (result)
        return result;
    r->mii.dev = dev;
    r->mii.mdio_read = rtl_phy_read;
    r->mii.mdio_write = rtl_phy_write;
    r->mii.advertising = rtl_phy_read(dev, 0, MII_ADVERTISE);
    dev->open = rtl_open;
    dev->stop = rtl_stop;
    dev->hard_start_xmit = rtl_start_xmit;
    dev->get_stats = rtl_get_stats;
    dev->set_multicast_list = rtl_set_multicast_list;
    dev->set_mac_address = rtl_set_mac_address;
    dev->change_mtu = rtl_change_mtu;
    dev->do_ioctl = rtl_ioctl;
    dev->tx_timeout = rtl_tx_timeout;
    dev->watchdog_timeo = TX_TIMEOUT;
    return 0;
}

static int __devinit rtl_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
    struct net_device *dev;
    struct rtl *r;
    int result = pci_enable_device(pdev);

    if (result)
        return result;
    if (!(pci_resource_flags(pdev, 1) & IORESOURCE_MEM) || pci_resource_len(pdev, 1) < REGISTERS_SIZE) {
        printk(KERN_ERR DRIVER ": %s has no registers\n", pdev->slot_name);
        return -ENODEV;
    }
    result = pci_request_regions(pdev, DRIVER);
    if (result)
        return result;
    dev = alloc_etherdev(sizeof(*r));
    result = -ENOMEM;
    if (!dev)
        goto no_device;
    SET_MODULE_OWNER(dev);
    r = dev->priv;
    r->dev = dev;
    r->pci = pdev;
    spin_lock_init(&r->lock);
    dev->irq = pdev->irq;
    dev->base_addr = pci_resource_start(pdev, 1);
    r->registers = ioremap(dev->base_addr, REGISTERS_SIZE);
    if (!r->registers)
        goto no_registers;
    result = rtl_setup(r);
    if (!result)
        result = register_netdev(dev);
    if (result)
        goto no_setup;
    pci_set_drvdata(pdev, dev);
    printk(KERN_INFO "%s: Realtek RTL8139 at %#lx, IRQ %d, %02x:%02x:%02x:%02x:%02x:%02x\n", dev->name, dev->base_addr,
           dev->irq, dev->dev_addr[0], dev->dev_addr[1], dev->dev_addr[2], dev->dev_addr[3], dev->dev_addr[4],
           dev->dev_addr[5]);
    return 0;

no_setup:
    iounmap(r->registers);
no_registers:
    kfree(dev);
no_device:
    pci_release_regions(pdev);
    return result;
}

static void __devexit rtl_remove(struct pci_dev *pdev)
{
    struct net_device *dev = pci_get_drvdata(pdev);
    struct rtl *r = dev->priv;

    unregister_netdev(dev);
    iounmap(r->registers);
    pci_release_regions(pdev);
    kfree(dev);
    pci_set_drvdata(pdev, NULL);
    pci_disable_device(pdev);
}

static struct pci_driver rtl_driver = {
    .name = DRIVER,
    .id_table = rtl_ids,
    .probe = rtl_probe,
    .remove = __devexit_p(rtl_remove),
};

static int __init rtl_init(void)
{
    return pci_module_init(&rtl_driver);
}

static void __exit rtl_exit(void)
{
    pci_unregister_driver(&rtl_driver);
}

module_init(rtl_init);
module_exit(rtl_exit);
