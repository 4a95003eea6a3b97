/* SPDX-License-Identifier: MIT
 * AMD PCnet-PCI II and PCnet-FAST Ethernet, written from AMD's data sheets: finding cards, opening and closing
 * them, interrupts, link, statistics.
 */
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/init.h>
#include <linux/errno.h>
#include <linux/etherdevice.h>
#include "pcnet32.h"

MODULE_AUTHOR("The Alcove project");
MODULE_DESCRIPTION("AMD PCnet Ethernet");
MODULE_LICENSE("MIT");

/* One number for all; the chip itself says which it is. */
static struct pci_device_id pcnet_ids[] __devinitdata = {
    { 0x1022, 0x2000, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 },
    { 0, }
};
MODULE_DEVICE_TABLE(pci, pcnet_ids);

/* Those that can be suspended, which the first of the family can't. */
static const struct { u16 part; u16 has_mii; const char *name; } pcnet_parts[] = {
    { 0x2621, 0, "PCnet-PCI II, Am79C970A" },
    { 0x2623, 1, "PCnet-FAST, Am79C971" },
    { 0x2624, 1, "PCnet-FAST+, Am79C972" },
    { 0x2625, 1, "PCnet-FAST III, Am79C973" },
    { 0x2627, 1, "PCnet-FAST III, Am79C975" },
};

/* --- PHY --- */

int pcnet_phy_read(struct net_device *dev, int phy, int reg)
{
    struct pcnet *p = dev->priv;
    unsigned long flags;
    int value;

    spin_lock_irqsave(&p->lock, flags);
    pcnet_set_bcr(p, BCR_PHY_ADDRESS, PHY_ADDRESS(phy, reg));
    value = pcnet_bcr(p, BCR_PHY_DATA);
    spin_unlock_irqrestore(&p->lock, flags);
    return value;
}

void pcnet_phy_write(struct net_device *dev, int phy, int reg, int value)
{
    struct pcnet *p = dev->priv;
    unsigned long flags;

    spin_lock_irqsave(&p->lock, flags);
    pcnet_set_bcr(p, BCR_PHY_ADDRESS, PHY_ADDRESS(phy, reg));
    pcnet_set_bcr(p, BCR_PHY_DATA, value);
    spin_unlock_irqrestore(&p->lock, flags);
}

/* Where nobody answers, the wires read as all ones. */
static void __devinit pcnet_find_phy(struct pcnet *p)
{
    int phy, status;

    for (phy = 0; phy < 32; phy++) {
        status = pcnet_phy_read(p->dev, phy, MII_BMSR);
        if (!status || status == 0xffff)
            continue;
        p->mii.phy_id = phy;
        p->mii.mdio_read = pcnet_phy_read;
        p->mii.mdio_write = pcnet_phy_write;
        p->mii.advertising = pcnet_phy_read(p->dev, phy, MII_ADVERTISE);
        p->mii.dev = p->dev;
        return;
    }
}

/* --- the controller: call with p->lock held, and with tx_lock once it is open --- */

/* The order keeps a controller that was left running from old memory: first the rings, then the bus. */
static int pcnet_start(struct pcnet *p)
{
    int result = pcnet_reset(p);

    if (result)
        return result;
    pcnet_tx_setup(p);
    result = pcnet_rx_setup(p);
    if (result)
        return result;
    pci_set_master(p->pci);
    return pcnet_run(p);
}

static void pcnet_halt(struct pcnet *p)
{
    pcnet_reset(p);
    pcnet_tx_drop(p);
    pcnet_rx_drop(p);
}

static void pcnet_restart(struct pcnet *p, const char *why)
{
    printk(KERN_WARNING "%s: %s, given %u, sent %u, status %04x\n", p->dev->name, why, p->tx_given, p->tx_clean,
           pcnet_csr0(p));
    pcnet_halt(p);
    if (pcnet_start(p))
        printk(KERN_ERR "%s: the controller does not start again\n", p->dev->name);
}

static void pcnet_restart_locked(struct pcnet *p, const char *why)
{
    unsigned long flags;

    spin_lock(&p->tx_lock);
    spin_lock_irqsave(&p->lock, flags);
    pcnet_restart(p, why);
    spin_unlock_irqrestore(&p->lock, flags);
    spin_unlock(&p->tx_lock);
    p->dev->trans_start = jiffies;
    netif_wake_queue(p->dev);
}

static void pcnet_tx_timeout(struct net_device *dev)
{
    struct pcnet *p = dev->priv;

    p->stats.tx_errors++;
    pcnet_restart_locked(p, "transmit timed out");
}

/* --- link --- */

static void pcnet_link(struct pcnet *p)
{
    struct net_device *dev = p->dev;
    unsigned long flags;
    int up;

    spin_lock_irqsave(&p->lock, flags);
    up = pcnet_link_is_up(p);
    spin_unlock_irqrestore(&p->lock, flags);
    if (up == netif_carrier_ok(dev))
        return;
    printk(KERN_INFO "%s: link %s\n", dev->name, up ? "up" : "down");
    if (up)
        netif_carrier_on(dev);
    else
        netif_carrier_off(dev);
}

/* Nothing interrupts when the link changes or one half of the controller stops, so someone has to look. */
static void pcnet_watch(unsigned long data)
{
    const u32 on = CSR0_TX_ON | CSR0_RX_ON;
    struct pcnet *p = (struct pcnet *)data;
    unsigned long flags;
    u32 status;

    if (!netif_running(p->dev))
        return;
    pcnet_link(p);
    spin_lock_irqsave(&p->lock, flags);
    status = pcnet_csr0(p);
    spin_unlock_irqrestore(&p->lock, flags);
    if (pcnet_tx_hangs(p) && netif_carrier_ok(p->dev))
        pcnet_tx_timeout(p->dev);
    else if ((status & on) != on)
        pcnet_restart_locked(p, "the controller stopped");
    mod_timer(&p->watch_timer, jiffies + WATCH_INTERVAL);
}

/* --- interrupts --- */

/* What comes in after the answer interrupts again, so one round is enough. */
static void pcnet_interrupt(int irq, void *dev_id, struct pt_regs *regs)
{
    struct net_device *dev = dev_id;
    struct pcnet *p = dev->priv;
    u32 status;

    spin_lock(&p->lock);
    status = pcnet_csr0(p);
    if ((status & CSR0_INTERRUPT) && status != ~0U) {
        pcnet_set_csr0(p, (status & CSR0_CAUSES) | CSR0_ENABLE);
        pcnet_receive(p);
        /* also where it did not ask for this interrupt: the tasklet may be just about to wait for it */
        if ((status & CSR0_TX) && p->tx_clean != p->tx_given)
            tasklet_schedule(&p->tx_tasklet);
    }
    spin_unlock(&p->lock);
}

/* --- opening and closing --- */

static int pcnet_open(struct net_device *dev)
{
    struct pcnet *p = dev->priv;
    unsigned long flags;
    int result;

    p->shared = pci_alloc_consistent(p->pci, sizeof(*p->shared), &p->bus);
    if (!p->shared)
        return -ENOMEM;
    result = request_irq(dev->irq, pcnet_interrupt, SA_SHIRQ, dev->name, dev);
    if (result)
        goto no_interrupt;
    netif_carrier_off(dev);
    spin_lock_irqsave(&p->lock, flags);
    result = pcnet_start(p);
    if (result)
        pcnet_halt(p);
    spin_unlock_irqrestore(&p->lock, flags);
    if (result)
        goto no_start;
    pcnet_link(p);
    mod_timer(&p->watch_timer, jiffies + WATCH_INTERVAL);
    netif_start_queue(dev);
    return 0;

no_start:
    del_timer_sync(&p->refill_timer);
    free_irq(dev->irq, dev);
no_interrupt:
    pci_free_consistent(p->pci, sizeof(*p->shared), p->shared, p->bus);
    return result;
}

static int pcnet_stop(struct net_device *dev)
{
    struct pcnet *p = dev->priv;
    unsigned long flags;

    netif_stop_queue(dev);
    del_timer_sync(&p->watch_timer);
    spin_lock_irqsave(&p->lock, flags);
    pcnet_reset(p);
    spin_unlock_irqrestore(&p->lock, flags);
    free_irq(dev->irq, dev);
    del_timer_sync(&p->refill_timer);
    tasklet_kill(&p->tx_tasklet);
    pcnet_halt(p);
    pci_free_consistent(p->pci, sizeof(*p->shared), p->shared, p->bus);
    return 0;
}

/* --- configuration and statistics --- */

static void pcnet_set_multicast_list(struct net_device *dev)
{
    struct pcnet *p = dev->priv;
    unsigned long flags;
    int result;

    if (!netif_running(dev))
        return;
    spin_lock_irqsave(&p->lock, flags);
    result = pcnet_set_filter(p);
    spin_unlock_irqrestore(&p->lock, flags);
    if (result)
        pcnet_restart_locked(p, "the controller can't be suspended"); /* which sets the filter, too */
}

static int pcnet_set_mac_address(struct net_device *dev, void *address)
{
    struct sockaddr *wanted = address;

    if (!is_valid_ether_addr((u8 *)wanted->sa_data))
        return -EADDRNOTAVAIL;
    memcpy(dev->dev_addr, wanted->sa_data, ETH_ALEN);
    pcnet_set_multicast_list(dev);  /* the address goes the same way */
    return 0;
}

static int pcnet_change_mtu(struct net_device *dev, int mtu)
{
    if (mtu < 68 || mtu > ETH_DATA_LEN)
        return -EINVAL;
    dev->mtu = mtu;
    return 0;
}

static struct net_device_stats *pcnet_get_stats(struct net_device *dev)
{
    struct pcnet *p = dev->priv;
    unsigned long flags;
    u16 missed;

    if (netif_running(dev)) {
        spin_lock_irqsave(&p->lock, flags);
        missed = pcnet_csr(p, CSR_MISSED);
        p->stats.rx_missed_errors += (u16)(missed - p->missed);
        p->missed = missed;
        spin_unlock_irqrestore(&p->lock, flags);
    }
    return &p->stats;
}

/* --- finding cards --- */

static int __devinit pcnet_setup(struct pcnet *p)
{
    struct net_device *dev = p->dev;
    int result = pcnet_reset(p);
    unsigned int i;

    if (!result)
        result = pcnet_identify(p);
    if (result)
        return result;
    for (i = 0; i < ARRAY_SIZE(pcnet_parts) && pcnet_parts[i].part != p->part; i++)
        ;
    if (i == ARRAY_SIZE(pcnet_parts)) {
        printk(KERN_ERR DRIVER ": %s: part %04x is not supported\n", p->pci->slot_name, p->part);
        return -ENODEV;
    }
    if (pcnet_parts[i].has_mii)
        pcnet_find_phy(p);
    dev->open = pcnet_open;
    dev->stop = pcnet_stop;
    dev->hard_start_xmit = pcnet_start_xmit;
    dev->get_stats = pcnet_get_stats;
    dev->set_multicast_list = pcnet_set_multicast_list;
    dev->set_mac_address = pcnet_set_mac_address;
    dev->change_mtu = pcnet_change_mtu;
    dev->do_ioctl = pcnet_ioctl;
    dev->tx_timeout = pcnet_tx_timeout;
    dev->watchdog_timeo = 2 * WATCH_INTERVAL;
    result = register_netdev(dev);
    if (!result)
        printk(KERN_INFO "%s: %s at %#lx, IRQ %d, %02x:%02x:%02x:%02x:%02x:%02x\n", dev->name, pcnet_parts[i].name,
               dev->base_addr, dev->irq, dev->dev_addr[0], dev->dev_addr[1], dev->dev_addr[2], dev->dev_addr[3],
               dev->dev_addr[4], dev->dev_addr[5]);
    return result;
}

static struct net_device *__devinit pcnet_new(struct pci_dev *pdev)
{
    struct net_device *dev = alloc_etherdev(sizeof(struct pcnet));
    struct pcnet *p;

    if (!dev)
        return NULL;
    SET_MODULE_OWNER(dev);
    p = dev->priv;
    p->dev = dev;
    p->pci = pdev;
    p->io = dev->base_addr = pci_resource_start(pdev, 0);
    dev->irq = pdev->irq;
    spin_lock_init(&p->lock);
    spin_lock_init(&p->tx_lock);
    tasklet_init(&p->tx_tasklet, pcnet_tx_tasklet, (unsigned long)p);
    init_timer(&p->refill_timer);
    p->refill_timer.function = pcnet_rx_retry;
    p->refill_timer.data = (unsigned long)p;
    init_timer(&p->watch_timer);
    p->watch_timer.function = pcnet_watch;
    p->watch_timer.data = (unsigned long)p;
    return dev;
}

static int __devinit pcnet_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
    struct net_device *dev;
    int result = pci_enable_device(pdev);

    if (result)
        return result;
    if (!(pci_resource_flags(pdev, 0) & IORESOURCE_IO) || pci_resource_len(pdev, 0) < PORTS) {
        printk(KERN_ERR DRIVER ": %s has no ports\n", pdev->slot_name);
        return -ENODEV;
    }
    result = pci_request_regions(pdev, DRIVER);
    if (result)
        return result;
    result = -ENOMEM;
    dev = pcnet_new(pdev);
    if (!dev)
        goto no_device;
    result = pcnet_setup(dev->priv);
    if (result)
        goto no_setup;
    pci_set_drvdata(pdev, dev);
    return 0;

no_setup:
    kfree(dev);
no_device:
    pci_release_regions(pdev);
    return result;
}

static void __devexit pcnet_remove(struct pci_dev *pdev)
{
    struct net_device *dev = pci_get_drvdata(pdev);

    unregister_netdev(dev);
    pci_release_regions(pdev);
    kfree(dev);
    pci_set_drvdata(pdev, NULL);
    pci_disable_device(pdev);
}

static struct pci_driver pcnet_driver = {
    .name = DRIVER,
    .id_table = pcnet_ids,
    .probe = pcnet_probe,
    .remove = __devexit_p(pcnet_remove),
};

static int __init pcnet_init(void)
{
    return pci_module_init(&pcnet_driver);
}

static void __exit pcnet_exit(void)
{
    pci_unregister_driver(&pcnet_driver);
}

module_init(pcnet_init);
module_exit(pcnet_exit);
