/* SPDX-License-Identifier: MIT
 * An ISA NE2000 as a source of interrupts: the end of a remote DMA is one (DP8390D data sheet, ISR and IMR).
 */
#include "check.h"
#include <linux/ioport.h>
#include <linux/delay.h>
#include <asm/io.h>

#define NIC 0x300
#define COMMAND (NIC + 0)
#define ADDRESS (NIC + 8)
#define COUNT (NIC + 10)
#define STATUS (NIC + 7)
#define RECEIVE (NIC + 12)
#define TRANSMIT (NIC + 13)
#define DATA_MODE (NIC + 14)
#define MASK (NIC + 15)
#define DATA (NIC + 16)
#define RESET (NIC + 31)
#define REMOTE_DONE 0x40

int nic_setup(void)
{
	if (!request_region(NIC, 32, "semantics"))
		return -EBUSY;
	outb(inb(RESET), RESET);
	mdelay(2);
	outb(0x21, COMMAND);
	outb(0x49, DATA_MODE);
	outb(0, COUNT);
	outb(0, COUNT + 1);
	outb(0x20, RECEIVE);
	outb(0x02, TRANSMIT);
	outb(0xff, STATUS);
	outb(REMOTE_DONE, MASK);
	outb(0x22, COMMAND);
	return 0;
}

/* Read one word of its memory: after that it asks for an interrupt. */
void nic_fire(void)
{
	outb(2, COUNT);
	outb(0, COUNT + 1);
	outb(0, ADDRESS);
	outb(0x40, ADDRESS + 1);
	outb(0x0a, COMMAND);
	inw(DATA);
}

int nic_acknowledge(void)
{
	int asked = inb(STATUS) & REMOTE_DONE;

	outb(REMOTE_DONE, STATUS);
	return asked != 0;
}
