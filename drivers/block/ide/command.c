/* SPDX-License-Identifier: MIT
 * The channel: registers, waiting, interrupts and their absence, bus mastering, who is there.
 */
#include "ide.h"

u8 ide_alt_status(struct ide_channel *channel)
{
    return inb(channel->control);
}

/* The registers mean the drive 400 ns after its selection (ATA-5, 9.6). */
void ide_select(struct ide_drive *drive, u8 bits)
{
    struct ide_channel *channel = drive->channel;

    outb(DEVICE_LBA | drive->unit << 4 | bits, channel->io + R_DEVICE);
    ide_alt_status(channel);
    udelay(1);
}

/* 0 when the status has come to that. The time is the processor's. */
int ide_wait(struct ide_channel *channel, u8 mask, u8 wanted, unsigned int milliseconds)
{
    unsigned int i;

    for (i = 0; i < milliseconds * 100; i++) {
        if ((ide_alt_status(channel) & mask) == wanted)
            return 0;
        udelay(10);
    }
    return -ETIMEDOUT;
}

/* --- interrupts --- */

/* The next interrupt is this drive's and goes to the handler; so does its absence. */
void ide_expect(struct ide_drive *drive, void (*handler)(struct ide_channel *, u8), unsigned int seconds)
{
    struct ide_channel *channel = drive->channel;

    channel->active = drive;
    channel->handler = handler;
    mod_timer(&channel->timer, jiffies + seconds * HZ);
}

static void ide_handle(struct ide_channel *channel, u8 status)
{
    void (*handler)(struct ide_channel *, u8) = channel->handler;

    channel->handler = NULL;
    del_timer(&channel->timer);
    handler(channel, status);
}

void ide_interrupt(int irq, void *cookie, struct pt_regs *registers)
{
    struct ide_channel *channel = cookie;
    unsigned long flags;
    u8 status;

    (void)irq, (void)registers;
    spin_lock_irqsave(&io_request_lock, flags);
    if (!channel->handler) {
        inb(channel->io + R_STATUS); /* nobody waits for it: only have the drive drop it */
    } else if (!channel->dma_active || inb(channel->bus_master + BM_STATUS) & BM_IRQ) {
        status = inb(channel->io + R_STATUS);
        if (!(status & BUSY_STAT))
            ide_handle(channel, status);
    }
    spin_unlock_irqrestore(&io_request_lock, flags);
}

/* No interrupt for long. Where the drive is done all the same, it was lost. */
void ide_timeout(unsigned long cookie)
{
    struct ide_channel *channel = (struct ide_channel *)cookie;
    unsigned long flags;
    u8 status;

    spin_lock_irqsave(&io_request_lock, flags);
    if (channel->handler) {
        status = inb(channel->io + R_STATUS);
        if (!(status & BUSY_STAT) && (!channel->dma_active || inb(channel->bus_master + BM_STATUS) & BM_IRQ)) {
            printk(KERN_WARNING "ide%d: an interrupt was lost\n", channel->index);
            ide_handle(channel, status);
        } else {
            channel->handler = NULL;
            ide_failed(channel, "timeout", status);
        }
    }
    spin_unlock_irqrestore(&io_request_lock, flags);
}

/* Software reset of both drives (ATA-5, 9.2): 5 us, then 2 ms until they may be asked. A drive that has not begun with
 * it yet looks as if it had ended: so it is waited for what it leaves in the registers (9.12). */
void ide_reset(struct ide_channel *channel)
{
    unsigned int io = channel->io, i;
    int watched;

    if (channel->dma_active)
        ide_dma_stop(channel);
    ide_select(&channel->drive[0], 0);
    outb(0x55, io + R_COUNT);
    outb(0xaa, io + R_LOW);
    watched = inb(io + R_COUNT) == 0x55 && inb(io + R_LOW) == 0xaa;
    outb(CONTROL_RESET | CONTROL_NO_IRQ, channel->control);
    udelay(10);
    outb(0, channel->control);
    mdelay(2);
    for (i = 0; i < 100; i++) {
        if (!ide_wait(channel, BUSY_STAT, 0, 1) && (!watched || (inb(io + R_COUNT) == 1 && inb(io + R_LOW) == 1)))
            return;
        mdelay(1);
    }
    printk(KERN_ERR "ide%d: still busy after a reset\n", channel->index);
}

/* --- bus mastering --- */

/* The table of the request's memory; 0 where it cannot be. No region crosses 64 KiB: none crosses a page. */
int ide_dma_prepare(struct ide_drive *drive, struct request *request)
{
    struct ide_channel *channel = drive->channel;
    struct buffer_head *bh;
    int n = 0;

    for (bh = request->bh; bh; bh = bh->b_reqnext, n++) {
        if (n == PRD_MOST || (unsigned long)bh->b_data & 3)
            return 0;
        channel->table[n].address = virt_to_bus(bh->b_data);
        channel->table[n].bytes = bh->b_size;
        channel->table[n].last = 0;
    }
    if (!n)
        return 0;
    channel->table[n - 1].last = PRD_LAST;
    outl(channel->table_bus, channel->bus_master + BM_TABLE);
    outb(request->cmd == WRITE ? 0 : BM_TO_MEMORY, channel->bus_master + BM_COMMAND);
    outb(inb(channel->bus_master + BM_STATUS) | BM_ERROR | BM_IRQ, channel->bus_master + BM_STATUS);
    return 1;
}

void ide_dma_start(struct ide_channel *channel)
{
    channel->dma_active = 1;
    outb(inb(channel->bus_master + BM_COMMAND) | BM_START, channel->bus_master + BM_COMMAND);
}

/* Returns 0 when everything was moved. */
int ide_dma_stop(struct ide_channel *channel)
{
    u8 status = inb(channel->bus_master + BM_STATUS);

    outb(inb(channel->bus_master + BM_COMMAND) & ~BM_START, channel->bus_master + BM_COMMAND);
    outb(status | BM_ERROR | BM_IRQ, channel->bus_master + BM_STATUS);
    channel->dma_active = 0;
    return status & BM_ERROR ? -EIO : 0;
}

/* --- who is there --- */

static int ide_ask(struct ide_drive *drive, u8 command)
{
    struct ide_channel *channel = drive->channel;

    ide_select(drive, 0);
    if (ide_wait(channel, BUSY_STAT | DRQ_STAT, 0, 100))
        return -ENODEV;
    outb(command, channel->io + R_COMMAND);
    udelay(1);
    if (!ide_alt_status(channel) || ide_wait(channel, BUSY_STAT, 0, 200))
        return -ENODEV;
    if ((inb(channel->io + R_STATUS) & (DRQ_STAT | ERR_STAT)) != DRQ_STAT)
        return -EIO;
    insw(channel->io + R_DATA, drive->identity, 256);
    return 0;
}

/* Texts have their bytes swapped, and blanks behind. */
static void ide_text(char *to, const u16 *words, int count)
{
    char *end = to + 2 * count;
    int i;

    for (i = 0; i < count; i++) {
        to[2 * i] = words[i] >> 8;
        to[2 * i + 1] = words[i];
    }
    *end = 0;
    while (end > to && end[-1] == ' ')
        *--end = 0;
}

/* The fastest multiword mode, where firmware has chosen none: the drive then follows the controller's timing. */
static void ide_choose_dma(struct ide_drive *drive)
{
    struct ide_channel *channel = drive->channel;
    const u16 *id = drive->identity;
    int mode = 2;

    drive->dma = 0;
    if (!channel->bus_master || !(id[49] & 0x100))
        return;
    drive->dma = 1;
    if ((id[53] & 4 && id[88] & 0x7f00) || id[63] & 0x700)
        return;
    while (mode >= 0 && !(id[63] >> mode & 1))
        mode--;
    if (mode < 0) {
        drive->dma = 0;
        return;
    }
    ide_select(drive, 0);
    outb(3, channel->io + R_FEATURES);
    outb(XFER_MW_DMA_0 + mode, channel->io + R_COUNT);
    outb(WIN_SETFEATURES, channel->io + R_COMMAND);
    udelay(1);
    if (ide_wait(channel, BUSY_STAT, 0, 100) || inb(channel->io + R_STATUS) & ERR_STAT)
        drive->dma = 0;
}

static void ide_take_capacity(struct ide_drive *drive)
{
    const u16 *id = drive->identity;
    u64 sectors = id[60] | (u32)id[61] << 16;

    drive->lba48 = (id[83] & 0xc400) == 0x4400;
    if (drive->lba48)
        sectors = id[100] | (u64)id[101] << 16 | (u64)id[102] << 32 | (u64)id[103] << 48;
    drive->sectors = sectors < 0xffffffffULL ? sectors : 0xffffffffUL;
}

static int identify_once(struct ide_drive *drive)
{
    struct ide_channel *channel = drive->channel;
    int result = ide_ask(drive, WIN_IDENTIFY);

    if (result != -EIO || inb(channel->io + R_MIDDLE) != 0x14 || inb(channel->io + R_HIGH) != 0xeb)
        return result;
    drive->packet = 1;
    return ide_ask(drive, WIN_PIDENTIFY);
}

/* Polled, with the drive's interrupts off. A packet drive refuses the first command and leaves its signature. */
int ide_identify(struct ide_drive *drive)
{
    struct ide_channel *channel = drive->channel;
    int result = -ENODEV;

    outb(CONTROL_NO_IRQ, channel->control);
    ide_select(drive, 0);
    if (ide_alt_status(channel) != 0xff)
        result = identify_once(drive);
    if (result == -EIO) {
        printk(KERN_NOTICE "ide%d: drive %d does not tell what it is: status %02x, error %02x, signature %02x%02x\n",
               channel->index, drive->unit, ide_alt_status(channel), inb(channel->io + R_ERROR),
               inb(channel->io + R_HIGH), inb(channel->io + R_MIDDLE));
        result = identify_once(drive);
    }
    if (!result) {
        drive->present = 1;
        ide_text(drive->model, &drive->identity[27], 20);
        ide_choose_dma(drive);
        if (!drive->packet)
            ide_take_capacity(drive);
    }
    outb(0, channel->control);
    return result;
}
