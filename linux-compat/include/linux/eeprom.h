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

/* The interface of a 93C46 (Microwire): a start bit, two bits of operation, the address, then sixteen bits of data,
 * each taken when the clock rises. The part answers the last bit of the address with a zero. */
static inline void lx_ee_drive(struct eeprom *ee, u32 lines)
{
    *ee->cache = (*ee->cache & ~(ee->eesel | ee->eeclk | ee->eedi)) | lines;
    writel(*ee->cache, ee->memory);
    udelay(1); /* half a clock, of 1 MHz at most */
}

/* Sends one bit, returns the one that the part shows. */
static inline int lx_ee_bit(struct eeprom *ee, int bit)
{
    u32 lines = ee->eesel | (bit ? ee->eedi : 0);

    lx_ee_drive(ee, lines);
    lx_ee_drive(ee, lines | ee->eeclk);
    return (readl(ee->memory) & ee->eedo) != 0;
}

/* A word. Any context; takes ee->lock. */
static inline u16 eeprom_readw(struct eeprom *ee, unsigned addr)
{
    unsigned long flags;
    u16 word = 0;
    int i;

    spin_lock_irqsave(ee->lock, flags);
    lx_ee_drive(ee, 0);
    lx_ee_bit(ee, 1);
    lx_ee_bit(ee, 1);
    lx_ee_bit(ee, 0);
    for (i = (int)ee->addr_bits - 1; i >= 0; i--)
        lx_ee_bit(ee, addr >> i & 1);
    for (i = 0; i < 16; i++)
        word = (u16)(word << 1 | lx_ee_bit(ee, 0));
    lx_ee_drive(ee, 0);
    spin_unlock_irqrestore(ee->lock, flags);
    return word;
}

/* A 93C46 (six bits of address) behind bits of one register of device memory. */
static inline void setup_ee_mem_bitbanger(struct eeprom *ee, unsigned long memory, int eesel_bit, int eeclk_bit,
                                          int eedo_bit, int eedi_bit, unsigned polarity)
{
    ee->memory = (unsigned char *)memory;
    ee->addr_bits = 6;
    ee->polarity = polarity;
    ee->eesel = 1u << eesel_bit;
    ee->eeclk = 1u << eeclk_bit;
    ee->eedo = 1u << eedo_bit;
    ee->eedi = 1u << eedi_bit;
    ee->get = eeprom_readw;
}
