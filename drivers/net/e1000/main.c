/* SPDX-License-Identifier: MIT
 * Intel 82540EM gigabit Ethernet and its relatives, written from the 8254x Software Developer's Manual:
 * finding cards, opening and closing them, interrupts, link, statistics.
 */
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/init.h>
#include <linux/errno.h>
#include <linux/etherdevice.h>
#include "e1000.h"

#define INTERRUPTS (INT_LINK | INT_RX_SEQUENCE | INT_RX_LOW | INT_RX_OVERRUN | INT_RX)

static int throttle = 20000;
MODULE_AUTHOR("The Alcove project");
MODULE_DESCRIPTION("Intel 8254x gigabit Ethernet");
MODULE_LICENSE("MIT");
MODULE_PARM(throttle, "i");
MODULE_PARM_DESC(throttle, "interrupts per second, at most; 0: as they come");

static struct pci_device_id e1000_ids[] __devinitdata = {
    { 0x8086, 0x100e, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* 82540EM, QEMU, Bochs */
    { 0x8086, 0x1015, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* 82540EM, on a main board */
    { 0x8086, 0x1016, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* 82540EP, in laptops */
    { 0x8086, 0x1017, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* 82540EP */
    { 0x8086, 0x101e, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* 82540EP */
    { 0x8086, 0x100f, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* 82545EM */
    { 0x8086, 0x1026, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* 82545GM */
    { 0x8086, 0x1010, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* 82546EB, two ports */
    { 0x8086, 0x1079, PCI_ANY_ID, PCI_ANY_ID, 0, 0, 0 }, /* 82546GB, two ports */
    { 0x8086, 0x1008, PCI_ANY_ID, PCI_ANY_ID, 0, 0, LACKS_EERD | LACKS_THROTTLE }, /* 82544EI */
    { 0x8086, 0x100c, PCI_ANY_ID, PCI_ANY_ID, 0, 0, LACKS_EERD | LACKS_THROTTLE }, /* 82544GC */
    { 0x8086, 0x1004, PCI_ANY_ID, PCI_ANY_ID, 0, 0, LACKS_EERD | LACKS_THROTTLE | LACKS_MDIC }, /* 82543GC */
    { 0, }
};
MODULE_DEVICE_TABLE(pci, e1000_ids);

/* --- link --- */

static void e1000_link(struct e1000 *e)
{
    static const int speeds[] = { 10, 100, 1000, 1000 };
    struct net_device *dev = e->dev;
    u32 status = e1000_get(e, REG_STATUS);
    int full = (status & STATUS_FULL_DUPLEX) != 0;

    if (!(status & STATUS_LINK_UP)) {
        if (netif_carrier_ok(dev))
            printk(KERN_INFO "%s: link down\n", dev->name);
        netif_carrier_off(dev);
        return;
    }
    e1000_set(e, REG_TCTL, TCTL_ENABLE | TCTL_PAD_SHORT | TCTL_COLLISIONS | TCTL_RETRY_LATE |
                               (full ? TCTL_FULL_DUPLEX : TCTL_HALF_DUPLEX));
    if (netif_carrier_ok(dev))
        return;
    printk(KERN_INFO "%s: link up, %d Mb/s, %s duplex\n", dev->name, speeds[STATUS_SPEED(status)],
           full ? "full" : "half");
    netif_carrier_on(dev);
}

/* --- interrupts --- */

/* Reading the causes clears them and answers the interrupt. What comes in later interrupts again, so one
 * reading is enough. */
static void e1000_interrupt(int irq, void *dev_id, struct pt_regs *regs)
{
    struct net_device *dev = dev_id;
    struct e1000 *e = dev->priv;
    u32 causes = e1000_get(e, REG_ICR);

    if (!causes || causes == ~0U)
        return;                     /* not ours, or the card is gone */
    spin_lock(&e->lock);
    e1000_receive(e);
    if (unlikely(causes & (INT_LINK | INT_RX_SEQUENCE)))
        e1000_link(e);
    spin_unlock(&e->lock);
    if ((causes & INT_TX_WRITTEN_BACK) && e->tx_clean != e->tx_given)
        tasklet_schedule(&e->tx_tasklet);
}

/* --- the device: call with e->lock held --- */

/* The order keeps a device that was left running from old memory: first the rings, then the bus. */
static int e1000_start(struct e1000 *e)
{
    int result = e1000_reset(e);

    if (result)
        return result;
    e1000_tx_setup(e);
    result = e1000_rx_setup(e);
    if (result)
        return result;
    e1000_configure(e, throttle < 0 ? 0 : throttle);
    e1000_set_address(e, e->dev->dev_addr);
    pci_set_master(e->pci);
    e1000_set_filter(e);
    e1000_link(e);
    e1000_set(e, REG_IMS, INTERRUPTS);
    return 0;
}

static void e1000_halt(struct e1000 *e)
{
    e1000_reset(e);
    e1000_tx_drop(e);
    e1000_rx_drop(e);
}

static void e1000_tx_timeout(struct net_device *dev)
{
    struct e1000 *e = dev->priv;
    unsigned long flags;

    spin_lock(&e->tx_lock);
    spin_lock_irqsave(&e->lock, flags);
    printk(KERN_WARNING "%s: transmit timed out, given %u, sent %u, head %u, tail %u, status %08x\n", dev->name,
           e->tx_given, e->tx_clean, e1000_get(e, REG_TDH), e1000_get(e, REG_TDT), e1000_get(e, REG_STATUS));
    e->stats.tx_errors++;
    e1000_halt(e);
    if (e1000_start(e))
        printk(KERN_ERR "%s: the device does not start again\n", dev->name);
    spin_unlock_irqrestore(&e->lock, flags);
    spin_unlock(&e->tx_lock);
    dev->trans_start = jiffies;
    netif_wake_queue(dev);
}

/* --- opening and closing --- */

static void e1000_free_rings(struct e1000 *e)
{
    if (e->tx)
        pci_free_consistent(e->pci, TX_RING * sizeof(*e->tx), e->tx, e->tx_bus);
    if (e->rx)
        pci_free_consistent(e->pci, RX_RING * sizeof(*e->rx), e->rx, e->rx_bus);
    e->tx = NULL;
    e->rx = NULL;
}

static int e1000_open(struct net_device *dev)
{
    struct e1000 *e = dev->priv;
    unsigned long flags;
    int result = -ENOMEM;

    e->tx = pci_alloc_consistent(e->pci, TX_RING * sizeof(*e->tx), &e->tx_bus);
    e->rx = pci_alloc_consistent(e->pci, RX_RING * sizeof(*e->rx), &e->rx_bus);
    if (!e->tx || !e->rx)
        goto no_rings;
    result = request_irq(dev->irq, e1000_interrupt, SA_SHIRQ, dev->name, dev);
    if (result)
        goto no_rings;
    netif_carrier_off(dev);
    spin_lock_irqsave(&e->lock, flags);
    result = e1000_start(e);
    spin_unlock_irqrestore(&e->lock, flags);
    if (result)
        goto no_start;
    netif_start_queue(dev);
    return 0;

no_start:
    free_irq(dev->irq, dev);
    e1000_halt(e);
no_rings:
    e1000_free_rings(e);
    return result;
}

static int e1000_stop(struct net_device *dev)
{
    struct e1000 *e = dev->priv;
    unsigned long flags;

    netif_stop_queue(dev);
    spin_lock_irqsave(&e->lock, flags);
    e1000_reset(e);
    spin_unlock_irqrestore(&e->lock, flags);
    free_irq(dev->irq, dev);
    del_timer_sync(&e->refill_timer);
    tasklet_kill(&e->tx_tasklet);
    del_timer_sync(&e->watch_timer);
    e1000_halt(e);
    e1000_free_rings(e);
    return 0;
}

/* --- configuration and statistics --- */

static void e1000_set_multicast_list(struct net_device *dev)
{
    struct e1000 *e = dev->priv;
    unsigned long flags;

    spin_lock_irqsave(&e->lock, flags);
    e1000_set_filter(e);
    spin_unlock_irqrestore(&e->lock, flags);
}

static int e1000_set_mac_address(struct net_device *dev, void *address)
{
    struct sockaddr *wanted = address;
    struct e1000 *e = dev->priv;

    if (!is_valid_ether_addr((u8 *)wanted->sa_data))
        return -EADDRNOTAVAIL;
    memcpy(dev->dev_addr, wanted->sa_data, ETH_ALEN);
    if (netif_running(dev))
        e1000_set_address(e, dev->dev_addr);
    return 0;
}

static int e1000_change_mtu(struct net_device *dev, int mtu)
{
    if (mtu < 68 || mtu > ETH_DATA_LEN)
        return -EINVAL;
    dev->mtu = mtu;
    return 0;
}

/* Counters of the device clear when they are read. */
static void e1000_collect(struct e1000 *e)
{
    struct net_device_stats *s = &e->stats;
    unsigned int crc = e1000_get(e, REG_CRCERRS), symbol = e1000_get(e, REG_RXERRC) + e1000_get(e, REG_ALGNERRC);
    unsigned int excess = e1000_get(e, REG_ECOL), late = e1000_get(e, REG_LATECOL);
    unsigned int length = e1000_get(e, REG_RLEC), carrier = e1000_get(e, REG_TNCRS);

    s->rx_crc_errors += crc;
    s->rx_frame_errors += symbol;
    s->rx_length_errors += length;
    s->rx_errors += crc + symbol + length;
    s->rx_missed_errors += e1000_get(e, REG_MPC);
    s->multicast += e1000_get(e, REG_MPRC);
    s->collisions += e1000_get(e, REG_COLC);
    s->tx_aborted_errors += excess;
    s->tx_window_errors += late;
    s->tx_carrier_errors += carrier;
    s->tx_errors += excess + late;
}

static struct net_device_stats *e1000_get_stats(struct net_device *dev)
{
    struct e1000 *e = dev->priv;
    unsigned long flags;

    if (netif_running(dev)) {
        spin_lock_irqsave(&e->lock, flags);
        e1000_collect(e);
        spin_unlock_irqrestore(&e->lock, flags);
    }
    return &e->stats;
}

/* --- finding cards --- */

static int __devinit e1000_setup(struct e1000 *e)
{
    struct net_device *dev = e->dev;
    int result = e1000_reset(e);

    if (!result)
        result = e1000_read_address(e, dev->dev_addr);
    if (result)
        return result;
    if (!is_valid_ether_addr(dev->dev_addr))
        return -ENODEV;
    dev->open = e1000_open;
    dev->stop = e1000_stop;
    dev->hard_start_xmit = e1000_start_xmit;
    dev->get_stats = e1000_get_stats;
    dev->set_multicast_list = e1000_set_multicast_list;
    dev->set_mac_address = e1000_set_mac_address;
    dev->change_mtu = e1000_change_mtu;
    dev->do_ioctl = e1000_ioctl;
    dev->tx_timeout = e1000_tx_timeout;
    dev->watchdog_timeo = TX_TIMEOUT;
    return 0;
}

static struct net_device *__devinit e1000_new(struct pci_dev *pdev, unsigned int lacks)
{
    struct net_device *dev = alloc_etherdev(sizeof(struct e1000));
    struct e1000 *e;

    if (!dev)
        return NULL;
    SET_MODULE_OWNER(dev);
    e = dev->priv;
    e->dev = dev;
    e->pci = pdev;
    e->lacks = lacks;
    spin_lock_init(&e->lock);
    spin_lock_init(&e->tx_lock);
    tasklet_init(&e->tx_tasklet, e1000_tx_tasklet, (unsigned long)e);
    init_timer(&e->refill_timer);
    e->refill_timer.function = e1000_rx_retry;
    e->refill_timer.data = (unsigned long)e;
    init_timer(&e->watch_timer);
    e->watch_timer.function = e1000_tx_watch;
    e->watch_timer.data = (unsigned long)e;
    dev->irq = pdev->irq;
    return dev;
}

static int __devinit e1000_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
    struct net_device *dev;
    struct e1000 *e;
    int result = pci_enable_device(pdev);

    if (result)
        return result;
    if (!(pci_resource_flags(pdev, 0) & IORESOURCE_MEM) || pci_resource_len(pdev, 0) < REGISTERS_SIZE) {
        printk(KERN_ERR DRIVER ": %s has no registers\n", pdev->slot_name);
        return -ENODEV;
    }
    result = pci_request_regions(pdev, DRIVER);
    if (result)
        return result;
    dev = e1000_new(pdev, id->driver_data);
    result = -ENOMEM;
    if (!dev)
        goto no_device;
    e = dev->priv;
    dev->base_addr = pci_resource_start(pdev, 0);
    e->registers = ioremap(dev->base_addr, REGISTERS_SIZE);
    if (!e->registers)
        goto no_registers;
    result = e1000_setup(e);
    if (!result)
        result = register_netdev(dev);
    if (result)
        goto no_setup;
    pci_set_drvdata(pdev, dev);
    printk(KERN_INFO "%s: Intel 8254x (%04x) at %#lx, IRQ %d, %02x:%02x:%02x:%02x:%02x:%02x\n", dev->name, pdev->device,
           dev->base_addr, dev->irq, dev->dev_addr[0], dev->dev_addr[1], dev->dev_addr[2], dev->dev_addr[3],
           dev->dev_addr[4], dev->dev_addr[5]);
    return 0;

no_setup:
    iounmap(e->registers);
no_registers:
    kfree(dev);
no_device:
    pci_release_regions(pdev);
    return result;
}

static void __devexit e1000_remove(struct pci_dev *pdev)
{
    struct net_device *dev = pci_get_drvdata(pdev);
    struct e1000 *e = dev->priv;

    unregister_netdev(dev);
    iounmap(e->registers);
    pci_release_regions(pdev);
    kfree(dev);
    pci_set_drvdata(pdev, NULL);
    pci_disable_device(pdev);
}

static struct pci_driver e1000_driver = {
    .name = DRIVER,
    .id_table = e1000_ids,
    .probe = e1000_probe,
    .remove = __devexit_p(e1000_remove),
};

static int __init e1000_init(void)
{
    return pci_module_init(&e1000_driver);
}

static void __exit e1000_exit(void)
{
    pci_unregister_driver(&e1000_driver);
}

module_init(e1000_init);
module_exit(e1000_exit);
