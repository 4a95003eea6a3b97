/* SPDX-License-Identifier: MIT
 * Serial EEPROMs of the 93C46 kind, by banging bits in a register of device memory.
 */
#pragma once
#include <linux/types.h>
#include <linux/delay.h>
#include <linux/spinlock.h>
#include <asm/io.h>
struct eeprom;
struct eeprom {
    u32 *cache;
    spinlock_t *lock;
    unsigned char *memory;
    unsigned addr_bits;
    u32 eesel, eeclk, eedo, eedi;
    unsigned polarity, ee_state;
    void (*set_addr)(struct eeprom *ee, unsigned addr);
    u16 (*get)(struct eeprom *ee, unsigned addr);
    void (*set)(struct eeprom *ee, unsigned addr, u16 value);
};

/* A 93C46 behind bits of one byte of device memory: select, clock, data out, data in. */
extern void setup_ee_mem_bitbanger(struct eeprom *ee, void *memory, int eesel_bit, int eeclk_bit, int eedo_bit,
                                   int eedi_bit, unsigned polarity);
