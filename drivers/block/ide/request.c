/* SPDX-License-Identifier: MIT
 * Requests: one command each for an ATA drive, by DMA or a sector for each interrupt; errors and what is tried then.
 */
#include "ide.h"

#define TRIES 3
#define COMMAND_SECONDS 2

struct request *ide_current(struct ide_channel *channel)
{
    return list_empty(&channel->queue.queue_head) ? NULL : blkdev_entry_next_request(&channel->queue.queue_head);
}

/* From the first buffer on that is not done. */
void ide_request_restart(struct request *request)
{
    request->sector = request->hard_sector;
    request->nr_sectors = request->hard_nr_sectors;
    request->current_nr_sectors = request->hard_cur_sectors;
    request->buffer = request->bh->b_data;
}

/* The first buffer has ended, and with the last one the request; then the channel is free. */
void ide_end_buffer(struct ide_channel *channel, int uptodate)
{
    struct request *request = ide_current(channel);

    if (end_that_request_first(request, uptodate, DEVICE_NAME))
        return;
    blkdev_dequeue_request(request);
    end_that_request_last(request);
    channel->busy = 0;
}

void ide_end_all(struct ide_channel *channel)
{
    while (channel->busy)
        ide_end_buffer(channel, 1);
}

/* A command failed. Tried again without DMA, after a reset; at last the buffer in question is given up, and the rest
 * of the request goes on. */
void ide_failed(struct ide_channel *channel, const char *what, u8 status)
{
    struct request *request = ide_current(channel);
    u8 error = status & ERR_STAT ? inb(channel->io + R_ERROR) : 0;

    if (channel->dma_active)
        ide_dma_stop(channel);
    printk(KERN_WARNING "ide%d: %s: status %02x, error %02x, sector %lu\n", channel->index, what, status, error,
           request->sector);
    if (!(status & ERR_STAT) || request->errors)
        ide_reset(channel);
    if (++request->errors < TRIES)
        ide_request_restart(request);
    else
        ide_end_buffer(channel, 0);
    channel->busy = 0;
    ide_next(channel);
}

/* --- a sector for each interrupt --- */

/* One sector was moved. */
static void sector_done(struct ide_channel *channel, struct request *request)
{
    request->buffer += 512;
    request->sector++;
    request->nr_sectors--;
    if (--request->current_nr_sectors == 0)
        ide_end_buffer(channel, 1);
}

static void read_interrupt(struct ide_channel *channel, u8 status)
{
    struct request *request = ide_current(channel);

    if ((status & (DRQ_STAT | ERR_STAT | WRERR_STAT)) != DRQ_STAT) {
        ide_failed(channel, "read", status);
        return;
    }
    insw(channel->io + R_DATA, request->buffer, 256);
    sector_done(channel, request);
    if (channel->busy)
        ide_expect(channel->active, read_interrupt, COMMAND_SECONDS);
    else
        ide_next(channel);
}

static void write_interrupt(struct ide_channel *channel, u8 status)
{
    struct request *request = ide_current(channel);

    if (status & (ERR_STAT | WRERR_STAT)) {
        ide_failed(channel, "write", status);
        return;
    }
    sector_done(channel, request);
    if (!channel->busy) {
        ide_next(channel);
        return;
    }
    if (!(status & DRQ_STAT)) {
        ide_failed(channel, "write without data request", status);
        return;
    }
    ide_expect(channel->active, write_interrupt, COMMAND_SECONDS);
    outsw(channel->io + R_DATA, request->buffer, 256);
}

static void dma_interrupt(struct ide_channel *channel, u8 status)
{
    int wrong = ide_dma_stop(channel);

    if (wrong || status & (ERR_STAT | WRERR_STAT | DRQ_STAT)) {
        ide_failed(channel, wrong ? "bus master" : "DMA", status);
        return;
    }
    ide_end_all(channel);
    ide_next(channel);
}

/* --- commands --- */

/* LBA48 wants each register twice, the higher half first (ATA-6, 8.34). */
static void set_address(struct ide_drive *drive, unsigned long sector, unsigned int count, int wide)
{
    unsigned int io = drive->channel->io;

    if (wide) {
        ide_select(drive, 0);
        outb(count >> 8, io + R_COUNT);
        outb(sector >> 24, io + R_LOW);
        outb(0, io + R_MIDDLE);
        outb(0, io + R_HIGH);
    } else {
        ide_select(drive, sector >> 24 & 0xf);
    }
    outb(count, io + R_COUNT);
    outb(sector, io + R_LOW);
    outb(sector >> 8, io + R_MIDDLE);
    outb(sector >> 16, io + R_HIGH);
}

static u8 command_for(int write, int dma, int wide)
{
    static const u8 commands[2][2][2] = {
        { { WIN_READ, WIN_READ_EXT }, { WIN_READDMA, WIN_READDMA_EXT } },
        { { WIN_WRITE, WIN_WRITE_EXT }, { WIN_WRITEDMA, WIN_WRITEDMA_EXT } },
    };

    return commands[write][dma][wide];
}

static void ata_request(struct ide_drive *drive, struct request *request)
{
    struct ide_channel *channel = drive->channel;
    int wide = drive->lba48 && request->sector + request->nr_sectors > 0x0fffffff;
    int write = request->cmd == WRITE;
    int dma = drive->dma && !request->errors && ide_dma_prepare(drive, request);

    if (ide_wait(channel, BUSY_STAT | DRQ_STAT, 0, 20)) {
        ide_failed(channel, "not ready", ide_alt_status(channel));
        return;
    }
    set_address(drive, request->sector, request->nr_sectors, wide);
    ide_expect(drive, dma ? dma_interrupt : write ? write_interrupt : read_interrupt, COMMAND_SECONDS);
    outb(command_for(write, dma, wide), channel->io + R_COMMAND);
    if (dma) {
        ide_dma_start(channel);
    } else if (write) {
        udelay(1);
        if (ide_wait(channel, BUSY_STAT | DRQ_STAT, DRQ_STAT, 20)) {
            channel->handler = NULL;
            ide_failed(channel, "no data request", ide_alt_status(channel));
            return;
        }
        outsw(channel->io + R_DATA, request->buffer, 256);
    }
}

static int possible(const struct ide_drive *drive, const struct request *request)
{
    return drive->present && request->sector < drive->sectors &&
           request->nr_sectors <= drive->sectors - request->sector && !(drive->packet && request->cmd == WRITE);
}

/* Begins with the next request, if the channel is free and there is one. */
void ide_next(struct ide_channel *channel)
{
    struct request *request;

    while (!channel->busy && (request = ide_current(channel)) != NULL) {
        struct ide_drive *drive = &channel->drive[DEVICE_NR(request->rq_dev) & 1];

        channel->busy = 1;
        if (!possible(drive, request)) {
            ide_end_buffer(channel, 0);
            channel->busy = 0;
        } else if (drive->packet) {
            ide_packet_request(drive, request);
        } else {
            ata_request(drive, request);
        }
    }
}

void ide_request(request_queue_t *q)
{
    ide_next(q->queuedata);
}
