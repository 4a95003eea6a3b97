/* SPDX-License-Identifier: MIT
 * How the keyboard controller is reached on a PC.
 */
#pragma once
#include <linux/ioport.h>
#include <asm/io.h>
#define KEYBOARD_IRQ 1
#define AUX_IRQ 12
#define DISABLE_KBD_DURING_INTERRUPTS 0
#define kbd_read_input() inb(KBD_DATA_REG)
#define kbd_read_status() inb(KBD_STATUS_REG)
#define kbd_write_command(val) outb((val), KBD_CNTL_REG)
#define kbd_write_output(val) outb((val), KBD_DATA_REG)
#define kbd_request_irq(handler) request_irq(KEYBOARD_IRQ, (handler), 0, "keyboard", NULL)
#define kbd_request_region() request_region(0x60, 16, "keyboard")
#define aux_request_irq(hand, dev_id) request_irq(AUX_IRQ, (hand), SA_SHIRQ, "PS/2 Mouse", (dev_id))
#define aux_free_irq(dev_id) free_irq(AUX_IRQ, (dev_id))
