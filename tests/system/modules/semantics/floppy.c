/* SPDX-License-Identifier: MIT
 * A check of ISA DMA: the floppy controller (82077AA data sheet) moves sectors to and from memory.
 */
#include "check.h"
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/ioport.h>
#include <linux/slab.h>
#include <asm/dma.h>
#include <asm/io.h>

#define OUTPUT 0x3f2
#define STATUS 0x3f4
#define DATA 0x3f5
#define RATE 0x3f7
#define CHANNEL 2
#define SECTOR 512

static volatile int seen;
static int me;
static DECLARE_WAIT_QUEUE_HEAD(queue);

static void on_irq(int irq, void *cookie, struct pt_regs *regs)
{
	seen++;
	wake_up(&queue);
}

static int ready(int direction)
{
	int left = 1000;

	while (left && (inb(STATUS) & 0xc0) != direction) {
		udelay(10);
		left--;
	}
	return left != 0;
}

static int put(int byte)
{
	if (!ready(0x80))
		return 0;
	outb(byte, DATA);
	return 1;
}

static int get(void)
{
	return ready(0xc0) ? inb(DATA) : -1;
}

static int interrupted(void)
{
	SLEEP_UNTIL(seen, 100);
	return seen;
}

static int floppy_reset(void)
{
	int i;

	seen = 0;
	outb(0x00, OUTPUT);
	udelay(50);
	outb(0x1c, OUTPUT); /* motor, DMA and interrupts on, drive 0 */
	if (!interrupted())
		return 0;
	for (i = 0; i < 4; i++) {
		put(0x08);
		get();
		get();
	}
	outb(0, RATE);
	put(0x03);
	put(0xdf);
	put(0x02);
	return 1;
}

/* Move one sector of track 0; returns the controller's first status byte, or less than 0. */
static int transfer(int command, int sector, char *buffer, int mode)
{
	int words[9] = { command, 0, 0, 0, sector, 2, sector, 0x1b, 0xff };
	unsigned long flags = claim_dma_lock();
	int i, status;

	disable_dma(CHANNEL);
	inb(IO_DMA1_BASE + 2 * CHANNEL); /* leaves the flip-flop at the upper byte */
	clear_dma_ff(CHANNEL);
	set_dma_mode(CHANNEL, mode);
	set_dma_addr(CHANNEL, virt_to_bus(buffer));
	set_dma_count(CHANNEL, SECTOR);
	enable_dma(CHANNEL);
	release_dma_lock(flags);
	seen = 0;
	for (i = 0; i < 9; i++)
		if (!put(words[i]))
			return -1;
	if (!interrupted())
		return -2;
	status = get();
	for (i = 1; i < 7; i++)
		get();
	return status;
}

static char *buffer;

static void sectors_move(void)
{
	int i, wrong = 0;

	MUST(floppy_reset());
	memset(buffer, 0, SECTOR);
	MUST_BE(transfer(0xe6, 1, buffer, DMA_MODE_READ) & 0xc0, 0);
	MUST_BE(get_dma_residue(CHANNEL) & 0xffff, 0);
	for (i = 0; i < SECTOR; i++) /* the pattern that the test made the disk with */
		wrong += (unsigned char)buffer[i] != ((i * 7 + 3) & 0xff);
	MUST_BE(wrong, 0);
	for (i = 0; i < SECTOR; i++)
		buffer[i] = i * 5 + 1;
	MUST_BE(transfer(0xc5, 2, buffer, DMA_MODE_WRITE) & 0xc0, 0);
	memset(buffer, 0, SECTOR);
	MUST_BE(transfer(0xe6, 2, buffer, DMA_MODE_READ) & 0xc0, 0);
	for (i = 0; i < SECTOR; i++)
		wrong += buffer[i] != (char)(i * 5 + 1);
	MUST_BE(wrong, 0);
}

/* A masked channel moves nothing. */
static void masked_channel(void)
{
	unsigned long flags = claim_dma_lock();

	disable_dma(CHANNEL);
	clear_dma_ff(CHANNEL);
	set_dma_mode(CHANNEL, DMA_MODE_READ);
	set_dma_addr(CHANNEL, virt_to_bus(buffer));
	set_dma_count(CHANNEL, 0x1234);
	release_dma_lock(flags);
	MUST_BE(get_dma_residue(CHANNEL), 0x1234);
}

static void with_floppy(void (*check)(void))
{
	int result = request_irq(6, on_irq, 0, "floppy", &me);

	if (!result)
		result = request_dma(CHANNEL, "floppy");
	buffer = kmalloc(SECTOR, GFP_KERNEL | GFP_DMA);
	if (result || !buffer || !request_region(0x3f2, 4, "floppy") || !request_region(RATE, 1, "floppy"))
		check_fails(__FILE__, __LINE__, "resources", result);
	else
		check();
	free_dma(CHANNEL);
	free_irq(6, &me);
	kfree(buffer);
	release_region(0x3f2, 4);
	release_region(RATE, 1);
}

static void dma_moves(void)
{
	with_floppy(sectors_move);
}

static void dma_residue(void)
{
	with_floppy(masked_channel);
}

static void dma_channels(void)
{
	MUST_BE(request_dma(CHANNEL, "one"), 0);
	MUST_BE(request_dma(CHANNEL, "two"), -EBUSY);
	MUST_BE(request_dma(4, "cascade"), -EBUSY);
	MUST_BE(request_dma(8, "none"), -EINVAL);
	free_dma(CHANNEL);
	MUST_BE(request_dma(CHANNEL, "two"), 0);
	free_dma(CHANNEL);
}

const struct check dma_checks[] = {
	{ "dma-moves", dma_moves },
	{ "dma-residue", dma_residue },
	{ "dma-channels", dma_channels },
	{ NULL },
};
