/* SPDX-License-Identifier: MIT
 * The processor.
 */
#pragma once
#include <asm/cpufeature.h>
#include <asm/segment.h>
#include <asm/types.h>
#include <asm/page.h>
#include <linux/cache.h>
#include <linux/threads.h>

struct cpuinfo_x86 {
    __u8 x86_vendor, x86, x86_model, x86_mask;
    char wp_works_ok, hlt_works_ok, hard_math;
    int cpuid_level;
    __u32 x86_capability[4];
    char x86_vendor_id[16], x86_model_id[64];
    int x86_cache_size;
    unsigned long loops_per_jiffy;
};
/* Bits of the flags: interrupts, and virtual-8086 mode (SDM volume 1, section 3.4.3) */
enum { IF_MASK = 1 << 9, VM_MASK = 1 << 17 };
#define X86_VENDOR_INTEL 0
#define X86_VENDOR_CYRIX 1
#define X86_VENDOR_AMD 2
#define X86_VENDOR_UNKNOWN 0xff
extern struct cpuinfo_x86 boot_cpu_data;
#define cpu_data (&boot_cpu_data)
#define current_cpu_data boot_cpu_data
#define cpu_has_tsc 1

extern int EISA_bus;
#define MCA_bus 0
#define TASK_SIZE PAGE_OFFSET
typedef struct { unsigned long seg; } mm_segment_t;

extern int kernel_thread(int (*fn)(void *), void *arg, unsigned long flags);

#define rep_nop() __asm__ __volatile__("rep; nop" : : : "memory")
#define cpu_relax() rep_nop()
#define current_text_addr() __builtin_return_address(0)

#define ARCH_HAS_PREFETCH
#define ARCH_HAS_PREFETCHW
#define ARCH_HAS_SPINLOCK_PREFETCH
#define prefetch(x) ((void)(x))
#define prefetchw(x) ((void)(x))
#define spin_lock_prefetch(x) ((void)(x))
