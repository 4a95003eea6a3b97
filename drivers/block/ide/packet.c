/* SPDX-License-Identifier: MIT
 * ATAPI drives: packets of 12 bytes, data as the drive portions it or by DMA, and commands that are waited for.
 */
#include "ide.h"

#define PACKET_SECONDS 7            /* a disc may have to spin up */
#define BLOCK 2048

enum { C_TEST = 0x00, C_SENSE = 0x03, C_START = 0x1b, C_CAPACITY = 0x25, C_READ = 0x28 };
#define SENSE_NOT_READY 2
#define SENSE_ATTENTION 6

/* The command and the packet; 0 when the drive has taken it. */
static int send_packet(struct ide_drive *drive, const u8 *packet, int dma, unsigned int portion)
{
    struct ide_channel *channel = drive->channel;

    ide_select(drive, 0);
    if (ide_wait(channel, BUSY_STAT | DRQ_STAT, 0, 20))
        return -EIO;
    outb(dma, channel->io + R_FEATURES);
    outb(portion, channel->io + R_MIDDLE);
    outb(portion >> 8, channel->io + R_HIGH);
    outb(WIN_PACKETCMD, channel->io + R_COMMAND);
    udelay(1);
    if (ide_wait(channel, BUSY_STAT | DRQ_STAT, DRQ_STAT, 20))
        return -EIO;
    outsw(channel->io + R_DATA, packet, 6);
    return 0;
}

/* --- requests --- */

static void put_number(u8 *to, u32 number)
{
    to[0] = number >> 24;
    to[1] = number >> 16;
    to[2] = number >> 8;
    to[3] = number;
}

/* A portion of the drive's choice goes to one buffer after the other. */
static void take_portion(struct ide_channel *channel, unsigned int bytes)
{
    while (bytes && channel->busy) {
        struct request *request = ide_current(channel);
        unsigned int sectors = bytes >> 9;

        if (sectors > request->current_nr_sectors)
            sectors = request->current_nr_sectors;
        if (!sectors)
            break;
        insw(channel->io + R_DATA, request->buffer, sectors * 256);
        bytes -= sectors << 9;
        request->buffer += sectors << 9;
        request->sector += sectors;
        request->nr_sectors -= sectors;
        request->current_nr_sectors -= sectors;
        if (!request->current_nr_sectors && request->nr_sectors)
            ide_end_buffer(channel, 1); /* the last one ends with the command */
    }
    for (; bytes > 1; bytes -= 2)
        inw(channel->io + R_DATA);
}

static void packet_interrupt(struct ide_channel *channel, u8 status)
{
    u8 reason = inb(channel->io + R_REASON) & (REASON_COMMAND | REASON_TO_HOST);

    if (status & ERR_STAT) {
        ide_failed(channel, "packet", status);
        return;
    }
    if (status & DRQ_STAT) {
        if (reason != REASON_TO_HOST) {
            ide_failed(channel, "packet: wrong phase", status);
            return;
        }
        take_portion(channel, inb(channel->io + R_MIDDLE) | inb(channel->io + R_HIGH) << 8);
        ide_expect(channel->active, packet_interrupt, PACKET_SECONDS);
        return;
    }
    if (ide_current(channel)->nr_sectors) {
        ide_failed(channel, "packet: too little data", status);
        return;
    }
    ide_end_all(channel);
    ide_next(channel);
}

static void packet_dma_interrupt(struct ide_channel *channel, u8 status)
{
    int wrong = ide_dma_stop(channel);

    if (wrong || status & (ERR_STAT | DRQ_STAT)) {
        ide_failed(channel, wrong ? "bus master" : "packet by DMA", status);
        return;
    }
    ide_end_all(channel);
    ide_next(channel);
}

void ide_packet_request(struct ide_drive *drive, struct request *request)
{
    struct ide_channel *channel = drive->channel;
    u8 packet[12] = { C_READ };
    int dma = drive->dma && !request->errors && ide_dma_prepare(drive, request);

    if (request->sector % (BLOCK / 512) || request->nr_sectors % (BLOCK / 512)) {
        ide_end_buffer(channel, 0);
        channel->busy = 0;
        return;
    }
    put_number(&packet[2], request->sector / (BLOCK / 512));
    packet[7] = request->nr_sectors / (BLOCK / 512) >> 8;
    packet[8] = request->nr_sectors / (BLOCK / 512);
    ide_expect(drive, dma ? packet_dma_interrupt : packet_interrupt, PACKET_SECONDS);
    if (send_packet(drive, packet, dma, 32768)) {
        channel->handler = NULL;
        ide_failed(channel, "no packet phase", ide_alt_status(channel));
    } else if (dma) {
        ide_dma_start(channel);
    }
}

/* --- commands that are waited for, in process context --- */

static void channel_get(struct ide_channel *channel)
{
    unsigned long flags;
    int got;

    for (;;) {
        spin_lock_irqsave(&io_request_lock, flags);
        got = !channel->busy;
        channel->busy = 1;
        spin_unlock_irqrestore(&io_request_lock, flags);
        if (got)
            break;
        set_current_state(TASK_UNINTERRUPTIBLE);
        schedule_timeout(1);
    }
    outb(CONTROL_NO_IRQ, channel->control);
}

static void channel_put(struct ide_channel *channel)
{
    unsigned long flags;

    inb(channel->io + R_STATUS);
    outb(0, channel->control);
    spin_lock_irqsave(&io_request_lock, flags);
    channel->busy = 0;
    ide_next(channel);
    spin_unlock_irqrestore(&io_request_lock, flags);
}

/* Sleeps as long as the drive is busy. */
static int wait_long(struct ide_channel *channel, unsigned int seconds)
{
    unsigned long end = jiffies + seconds * HZ;

    while (ide_wait(channel, BUSY_STAT, 0, 1)) {
        if (time_after(jiffies, end))
            return -ETIMEDOUT;
        set_current_state(TASK_UNINTERRUPTIBLE);
        schedule_timeout(1);
    }
    return 0;
}

static int run_packet(struct ide_drive *drive, const u8 *packet, u8 *data, unsigned int bytes)
{
    struct ide_channel *channel = drive->channel;
    unsigned int have = 0;
    int result = send_packet(drive, packet, 0, bytes ? bytes : 2);

    while (!result) {
        u8 status;
        unsigned int portion;

        udelay(1);
        result = wait_long(channel, PACKET_SECONDS);
        if (result)
            break;
        status = inb(channel->io + R_STATUS);
        if (status & ERR_STAT)
            return -EIO;
        if (!(status & DRQ_STAT))
            return have == bytes ? 0 : -EIO;
        portion = inb(channel->io + R_MIDDLE) | inb(channel->io + R_HIGH) << 8;
        for (; portion > 1; portion -= 2) {
            u16 word = inw(channel->io + R_DATA);

            if (have + 2 <= bytes) {
                data[have++] = word;
                data[have++] = word >> 8;
            }
        }
    }
    ide_reset(channel);
    return -EIO;
}

/* The command, and why it failed: sense key in the high byte, additional code in the low one (SFF-8020i, 10.8.20). */
static int command(struct ide_drive *drive, const u8 *packet, u8 *data, unsigned int bytes)
{
    u8 sense_packet[12] = { C_SENSE, 0, 0, 0, 18 }, sense[18];

    if (!run_packet(drive, packet, data, bytes))
        return 0;
    if (run_packet(drive, sense_packet, sense, sizeof(sense)))
        return -EIO;
    return (sense[2] & 0xf) << 8 | sense[12];
}

/* Is a medium there, and how large is it? After an exchange the drive complains once or twice. */
static int look(struct ide_drive *drive)
{
    u8 test[12] = { C_TEST }, ask[12] = { C_CAPACITY }, capacity[8];
    int tries, sense = 0;
    u32 last, size;

    for (tries = 0; tries < 4; tries++) {
        sense = command(drive, test, NULL, 0);
        if (!sense)
            break;
        drive->changed = 1;
        if (sense >> 8 != SENSE_ATTENTION)
            break;
    }
    if (sense || command(drive, ask, capacity, sizeof(capacity))) {
        drive->sectors = 0;
        return sense >> 8 == SENSE_NOT_READY || !sense ? -ENOMEDIUM : -EIO;
    }
    last = capacity[0] << 24 | capacity[1] << 16 | capacity[2] << 8 | capacity[3];
    size = capacity[4] << 24 | capacity[5] << 16 | capacity[6] << 8 | capacity[7];
    if (size != BLOCK)
        return -EIO;
    if (drive->sectors != (last + 1) * (BLOCK / 512))
        drive->changed = 1;
    drive->sectors = (last + 1) * (BLOCK / 512);
    return 0;
}

int ide_packet_look(struct ide_drive *drive)
{
    int result;

    channel_get(drive->channel);
    result = look(drive);
    channel_put(drive->channel);
    return result;
}

int ide_packet_eject(struct ide_drive *drive, int load)
{
    u8 packet[12] = { C_START, 0, 0, 0, load ? 3 : 2 };
    int result;

    channel_get(drive->channel);
    result = command(drive, packet, NULL, 0);
    drive->changed = 1;
    channel_put(drive->channel);
    return result ? -EIO : 0;
}
