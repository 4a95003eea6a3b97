/* SPDX-License-Identifier: MIT
 * ATA and ATAPI drives: registers, and what the files of the driver share.
 *
 * Sources: ATA/ATAPI-5 (T13/1321D), ATA/ATAPI-6 (T13/1410D), SFF-8020i (ATAPI CD-ROMs), SFF-8038i (bus masters), Intel
 * 290550 (82371SB, PIIX3) and 290562 (82371AB, PIIX4).
 */
#pragma once
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/genhd.h>
#include <linux/hdreg.h>
#include <linux/interrupt.h>
#include <linux/sched.h>
#include <linux/delay.h>
#include <linux/timer.h>
#include <linux/pci.h>
#include <linux/slab.h>
#include <asm/io.h>
#include <asm/uaccess.h>

#define MAJOR_NR IDE0_MAJOR
#define DEVICE_NAME "hd"
#define DEVICE_NR(device) (MINOR(device) >> IDE_SHIFT)
#define LOCAL_END_REQUEST           /* there is a queue for each channel */
#include <linux/blk.h>
#include <linux/blkpg.h>

/* Of the CD-ROM ioctls, which have no header here */
#define CDROMEJECT 0x5309
#define CDROMCLOSETRAY 0x5319

#define IDE_SHIFT 6
#define IDE_CHANNELS 2
#define IDE_DRIVES (2 * IDE_CHANNELS)

/* Command block (ATA-5, 7) */
enum { R_DATA, R_ERROR, R_COUNT, R_LOW, R_MIDDLE, R_HIGH, R_DEVICE, R_STATUS };
#define R_FEATURES R_ERROR
#define R_COMMAND R_STATUS
#define R_REASON R_COUNT            /* ATAPI: interrupt reason */
#define REASON_COMMAND 1
#define REASON_TO_HOST 2
#define DEVICE_LBA 0xE0             /* obsolete bits set, as old drives want them */
/* Control block */
#define CONTROL_RESET 4
#define CONTROL_NO_IRQ 2
/* Bus master (SFF-8038i), from each channel's base */
#define BM_COMMAND 0
#define BM_STATUS 2
#define BM_TABLE 4
#define BM_START 1
#define BM_TO_MEMORY 8
#define BM_ERROR 2
#define BM_IRQ 4
#define BM_CHANNEL 8                /* bytes of registers each */

struct prd {                        /* physical region descriptor */
    u32 address;
    u16 bytes;
    u16 last;
};
#define PRD_LAST 0x8000
#define PRD_MOST 128

struct ide_channel;
struct ide_drive {
    struct ide_channel *channel;
    int unit;                       /* 0 or 1 */
    int present, packet, lba48, dma;
    int changed;                    /* another medium, or none */
    unsigned long sectors;          /* of 512 bytes */
    u16 identity[256];
    char model[41];
};

struct ide_channel {
    int index;
    unsigned int io, control, bus_master, irq;
    request_queue_t queue;
    struct ide_drive drive[2];
    int busy;                       /* a command is under way, or somebody polls */
    int dma_active;
    struct ide_drive *active;       /* whose command it is */
    void (*handler)(struct ide_channel *channel, u8 status);
    struct timer_list timer;
    struct prd *table;
    dma_addr_t table_bus;
};

/* command.c: all with io_request_lock held, or while the channel is ours */
extern u8 ide_alt_status(struct ide_channel *channel);
extern void ide_select(struct ide_drive *drive, u8 bits);
extern int ide_wait(struct ide_channel *channel, u8 mask, u8 wanted, unsigned int milliseconds);
extern void ide_expect(struct ide_drive *drive, void (*handler)(struct ide_channel *, u8), unsigned int seconds);
extern void ide_reset(struct ide_channel *channel);
extern int ide_dma_prepare(struct ide_drive *drive, struct request *request);
extern void ide_dma_start(struct ide_channel *channel);
extern int ide_dma_stop(struct ide_channel *channel);
extern int ide_identify(struct ide_drive *drive);
extern void ide_interrupt(int irq, void *cookie, struct pt_regs *registers);
extern void ide_timeout(unsigned long cookie);

/* request.c */
extern void ide_request(request_queue_t *q);
extern void ide_next(struct ide_channel *channel);
extern void ide_request_restart(struct request *request);
extern void ide_end_buffer(struct ide_channel *channel, int uptodate);
extern void ide_end_all(struct ide_channel *channel);
extern void ide_failed(struct ide_channel *channel, const char *what, u8 status);
extern struct request *ide_current(struct ide_channel *channel);

/* packet.c */
extern void ide_packet_request(struct ide_drive *drive, struct request *request);
extern int ide_packet_look(struct ide_drive *drive);
extern int ide_packet_eject(struct ide_drive *drive, int load);
