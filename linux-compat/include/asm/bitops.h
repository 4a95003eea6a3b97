/* SPDX-License-Identifier: MIT
 * Bit operations on memory, little-endian bit order, atomic against interrupts.
 */
#pragma once
#include <linux/compiler.h>

#define LX_BIT_CHANGE(name, insn) \
    static inline void name(int nr, volatile void *addr) \
    { \
        __asm__ __volatile__(insn " %1, %0" : "+m"(*(volatile unsigned long *)addr) : "Ir"(nr) : "memory", "cc"); \
    }
#define LX_BIT_TEST_CHANGE(name, insn) \
    static inline int name(int nr, volatile void *addr) \
    { \
        int old; \
        __asm__ __volatile__(insn " %2, %1; sbbl %0, %0" \
                             : "=r"(old), "+m"(*(volatile unsigned long *)addr) : "Ir"(nr) : "memory", "cc"); \
        return old; \
    }

LX_BIT_CHANGE(set_bit, "btsl")
LX_BIT_CHANGE(clear_bit, "btrl")
LX_BIT_CHANGE(change_bit, "btcl")
LX_BIT_CHANGE(__set_bit, "btsl")
LX_BIT_CHANGE(__clear_bit, "btrl")
LX_BIT_CHANGE(__change_bit, "btcl")
LX_BIT_TEST_CHANGE(test_and_set_bit, "btsl")
LX_BIT_TEST_CHANGE(test_and_clear_bit, "btrl")
LX_BIT_TEST_CHANGE(test_and_change_bit, "btcl")
LX_BIT_TEST_CHANGE(__test_and_set_bit, "btsl")
LX_BIT_TEST_CHANGE(__test_and_clear_bit, "btrl")
LX_BIT_TEST_CHANGE(__test_and_change_bit, "btcl")

static inline int lx_test_bit(unsigned nr, const volatile void *addr)
{
    return (((const volatile unsigned *)addr)[nr >> 5] >> (nr & 31)) & 1;
}
#define test_bit(nr, addr) lx_test_bit((nr), (addr))

#define smp_mb__before_clear_bit() barrier()
#define smp_mb__after_clear_bit() barrier()

/* Number of the lowest zero; undefined where there is none. */
static inline unsigned long ffz(unsigned long word)
{
    return __builtin_ctzl(~word);
}

static inline unsigned long __ffs(unsigned long word)
{
    return __builtin_ctzl(word);
}

/* 1-based number of the lowest one, 0 for none. */
#define ffs(x) __builtin_ffs(x)

static inline int find_next_zero_bit(void *addr, int size, int offset)
{
    while (offset < size && test_bit(offset, addr))
        offset++;
    return offset;
}

static inline int find_next_bit(void *addr, int size, int offset)
{
    while (offset < size && !test_bit(offset, addr))
        offset++;
    return offset;
}
#define find_first_zero_bit(addr, size) find_next_zero_bit((addr), (size), 0)
#define find_first_bit(addr, size) find_next_bit((addr), (size), 0)

#define hweight32(x) generic_hweight32(x)
#define hweight16(x) generic_hweight16(x)
#define hweight8(x) generic_hweight8(x)

#define ext2_set_bit(nr, addr) __test_and_set_bit((nr), (addr))
#define ext2_clear_bit(nr, addr) __test_and_clear_bit((nr), (addr))
#define ext2_test_bit(nr, addr) test_bit((nr), (addr))
#define ext2_find_first_zero_bit(addr, size) find_first_zero_bit((addr), (size))
#define ext2_find_next_zero_bit(addr, size, off) find_next_zero_bit((addr), (size), (off))
#define minix_test_and_set_bit(nr, addr) __test_and_set_bit((nr), (addr))
#define minix_set_bit(nr, addr) __set_bit((nr), (addr))
#define minix_test_and_clear_bit(nr, addr) __test_and_clear_bit((nr), (addr))
#define minix_test_bit(nr, addr) test_bit((nr), (addr))
#define minix_find_first_zero_bit(addr, size) find_first_zero_bit((addr), (size))
/* The two ways that i386's test_bit breaks down to: a number that the compiler knows or not */
#define constant_test_bit(nr, addr) lx_test_bit((nr), (const void *)(addr))
#define variable_test_bit(nr, addr) lx_test_bit((nr), (const void *)(addr))
