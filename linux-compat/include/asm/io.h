/* SPDX-License-Identifier: MIT
 * Ports and device memory.
 */
#pragma once
#include <linux/config.h>
#include <asm/page.h>
#include <linux/types.h>

/* Ports: in X(port), in X_p(port) with a pause after it, string forms. The domain's I/O bitmap decides. */
#define LX_PORT_PAUSE "\n\tjmp 1f\n1:\tjmp 1f\n1:"
#define LX_PORT_IO(s, reg, type) \
    static inline type in##s(unsigned short port) \
    { \
        type v; \
        __asm__ __volatile__("in" #s " %w1, %" reg "0" : "=a"(v) : "Nd"(port)); \
        return v; \
    } \
    static inline type in##s##_p(unsigned short port) \
    { \
        type v; \
        __asm__ __volatile__("in" #s " %w1, %" reg "0" LX_PORT_PAUSE : "=a"(v) : "Nd"(port)); \
        return v; \
    } \
    static inline void out##s(type v, unsigned short port) \
    { \
        __asm__ __volatile__("out" #s " %" reg "0, %w1" : : "a"(v), "Nd"(port)); \
    } \
    static inline void out##s##_p(type v, unsigned short port) \
    { \
        __asm__ __volatile__("out" #s " %" reg "0, %w1" LX_PORT_PAUSE : : "a"(v), "Nd"(port)); \
    } \
    static inline void ins##s(unsigned short port, void *addr, unsigned long count) \
    { \
        __asm__ __volatile__("rep; ins" #s : "+D"(addr), "+c"(count) : "d"(port) : "memory"); \
    } \
    static inline void outs##s(unsigned short port, const void *addr, unsigned long count) \
    { \
        __asm__ __volatile__("rep; outs" #s : "+S"(addr), "+c"(count) : "d"(port) : "memory"); \
    }
LX_PORT_IO(b, "b", unsigned char)
LX_PORT_IO(w, "w", unsigned short)
LX_PORT_IO(l, "", unsigned int)
#define IO_SPACE_LIMIT 0xffff

/* Device memory that ioremap gave. */
#define readb(addr) (*(volatile unsigned char *)(addr))
#define readw(addr) (*(volatile unsigned short *)(addr))
#define readl(addr) (*(volatile unsigned int *)(addr))
#define __raw_readb readb
#define __raw_readw readw
#define __raw_readl readl
#define writeb(b, addr) (*(volatile unsigned char *)(addr) = (b))
#define writew(b, addr) (*(volatile unsigned short *)(addr) = (b))
#define writel(b, addr) (*(volatile unsigned int *)(addr) = (b))
#define __raw_writeb writeb
#define __raw_writew writew
#define __raw_writel writel
#define memset_io(a, b, c) __builtin_memset((void *)(a), (b), (c))
#define memcpy_fromio(a, b, c) __builtin_memcpy((a), (void *)(b), (c))
#define memcpy_toio(a, b, c) __builtin_memcpy((void *)(a), (b), (c))
#define eth_io_copy_and_sum(a, b, c, d) eth_copy_and_sum((a), (void *)(b), (c), (d))

extern void *__ioremap(unsigned long physical, unsigned long size, unsigned long flags);
extern void iounmap(void *addr);
#define ioremap(physical, size) __ioremap((physical), (size), 0)
#define ioremap_nocache(physical, size) __ioremap((physical), (size), 0x10)

/* The ISA hole, mapped on first use. */
extern void *__lx_isa(unsigned long physical, unsigned long size);
#define isa_readb(a) readb(__lx_isa((a), 1))
#define isa_readw(a) readw(__lx_isa((a), 2))
#define isa_readl(a) readl(__lx_isa((a), 4))
#define isa_writeb(b, a) writeb((b), __lx_isa((a), 1))
#define isa_writew(w, a) writew((w), __lx_isa((a), 2))
#define isa_writel(l, a) writel((l), __lx_isa((a), 4))
#define isa_memset_io(a, b, c) memset_io(__lx_isa((a), (c)), (b), (c))
#define isa_memcpy_fromio(a, b, c) memcpy_fromio((a), __lx_isa((b), (c)), (c))
#define isa_memcpy_toio(a, b, c) memcpy_toio(__lx_isa((a), (c)), (b), (c))
#define isa_eth_io_copy_and_sum(a, b, c, d) eth_copy_and_sum((a), __lx_isa((b), (c)), (c), (d))

static inline int check_signature(unsigned long addr, const unsigned char *signature, int length)
{
    while (length-- > 0)
        if (readb(addr++) != *signature++)
            return 0;
    return 1;
}
#define isa_check_signature(addr, sig, length) check_signature((unsigned long)__lx_isa((addr), (length)), (sig), (length))

static inline unsigned long virt_to_phys(volatile void *address)
{
    return __pa(address);
}

static inline void *phys_to_virt(unsigned long address)
{
    return __va(address);
}
#define virt_to_bus virt_to_phys
#define bus_to_virt phys_to_virt
#define page_to_phys(page) __pa(page_address(page))
#define page_to_bus page_to_phys

#define dma_cache_inv(start, size) do { } while (0)
#define dma_cache_wback(start, size) do { } while (0)
#define dma_cache_wback_inv(start, size) do { } while (0)
#define flush_write_buffers() do { } while (0)
