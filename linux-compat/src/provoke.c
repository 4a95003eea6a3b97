/* SPDX-License-Identifier: MIT
 * Failures on purpose, each by the real thing.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"

/* Values that the compiler can't see through. */
static volatile int lx_zero;
static volatile nim_u32 lx_sink;

static void lx_null_write(nim_u32 unused)
{
    volatile int *volatile nowhere = NULL;

    *nowhere = 1;
}

static void lx_wild_write(nim_u32 address)
{
    volatile unsigned char *at = (volatile unsigned char *)address;
    unsigned int i;

    for (i = 0; i < NIM_PROVOKE_WILD_BYTES; i++)
        at[i] = 0x66;
}

static void lx_wild_jump(nim_u32 address)
{
    void (*volatile target)(void) = (void (*)(void))address;

    target();
}

static void lx_divide_by_zero(nim_u32 unused)
{
    lx_sink = 1000 / lx_zero; /* 1 / x would become a comparison */
}

/* Each call needs its frame after the next has returned, and goes through a pointer: the compiler can
 * neither make a loop of it nor see that it never ends. */
static int lx_recurse(int depth);
static int (*volatile lx_deeper)(int) = lx_recurse;

static int lx_recurse(int depth)
{
    volatile char frame[256];

    frame[depth & 255] = depth;
    return lx_deeper(depth + 1) + frame[depth & 255];
}

static void lx_stack_overflow(nim_u32 unused)
{
    lx_sink = lx_recurse(lx_zero);
}

static void lx_bad_stack(nim_u32 address)
{
    __asm__ __volatile__("movl %0, %%esp\n\tpushl %%eax\n1:\tjmp 1b" : : "r"(address) : "memory");
}

static void lx_loop(nim_u32 unused)
{
    for (;;)
        barrier();
}

static void lx_loop_cli(nim_u32 unused)
{
    cli();
    lx_loop(unused);
}

static void lx_privileged(nim_u32 which)
{
    static const struct { nim_u16 limit; nim_u32 base; } __attribute__((packed)) table = { 0, 0 };
    nim_u32 zero = lx_zero;

    switch (which) {
    case 0: __asm__ __volatile__("cli"); break;
    case 1: __asm__ __volatile__("hlt"); break;
    case 2: __asm__ __volatile__("movl %0, %%cr3" : : "r"(zero)); break;
    case 3: __asm__ __volatile__("lidt %0" : : "m"(table)); break;
    case 4: __asm__ __volatile__("wrmsr" : : "c"(0x174), "a"(zero), "d"(zero)); break;
    case 5: __asm__ __volatile__("movl %0, %%db7" : : "r"(zero)); break;
    case 6: __asm__ __volatile__("clts"); break;
    case 7: __asm__ __volatile__("invlpg (%0)" : : "r"(zero)); break;
    case 8: __asm__ __volatile__("lgdt %0" : : "m"(table)); break;
    case 9: __asm__ __volatile__("ltr %w0" : : "r"(zero)); break;
    case 10: __asm__ __volatile__("movl %0, %%cr0" : : "r"(zero)); break;
    case 11: __asm__ __volatile__("sti"); break;
    }
}

static void lx_port(nim_u32 port)
{
    unsigned char value;

    __asm__ __volatile__("inb %w1, %0" : "=a"(value) : "d"(port));
    lx_sink = value;
}

/* Large blocks first, then what is left in smaller ones. */
static void lx_leak(nim_u32 unused)
{
    size_t size;

    for (size = 65536; size >= 32; size /= 2)
        while (kmalloc(size, GFP_KERNEL))
            ;
}

static void lx_double_free(nim_u32 unused)
{
    void *block = kmalloc(100, GFP_KERNEL);

    kfree(block);
    kfree(block);
}

static void lx_bad_argument(nim_u32 unused)
{
    lx_sink = nim_net_flush(0xdeadbeef);
}

static void lx_bug(nim_u32 unused)
{
    BUG();
}

static void lx_write_at(nim_u32 address)
{
    *(volatile nim_u32 *)address = 0x0badf00d;
}

static void (*const lx_provocations[NIM_PROVOKE_COUNT])(nim_u32) = {
    [NIM_PROVOKE_NULL_WRITE] = lx_null_write,
    [NIM_PROVOKE_WILD_WRITE] = lx_wild_write,
    [NIM_PROVOKE_WILD_JUMP] = lx_wild_jump,
    [NIM_PROVOKE_DIVIDE] = lx_divide_by_zero,
    [NIM_PROVOKE_STACK_OVERFLOW] = lx_stack_overflow,
    [NIM_PROVOKE_BAD_STACK] = lx_bad_stack,
    [NIM_PROVOKE_LOOP] = lx_loop,
    [NIM_PROVOKE_LOOP_CLI] = lx_loop_cli,
    [NIM_PROVOKE_PRIVILEGED] = lx_privileged,
    [NIM_PROVOKE_PORT] = lx_port,
    [NIM_PROVOKE_LEAK] = lx_leak,
    [NIM_PROVOKE_DOUBLE_FREE] = lx_double_free,
    [NIM_PROVOKE_BAD_ARGUMENT] = lx_bad_argument,
    [NIM_PROVOKE_BUG] = lx_bug,
    [NIM_PROVOKE_WRITE_AT] = lx_write_at,
    [NIM_PROVOKE_DMA] = lx_dma_misdirect,
};

nim_result_t lx_up_provoke(nim_u32 kind, nim_u32 argument)
{
    struct task_struct *task;

    if (kind >= NIM_PROVOKE_COUNT)
        return -EINVAL;
    task = lx_task_begin("provoke");
    if (!task)
        return -ENOMEM;
    lx_provocations[kind](argument);
    lx_task_end(task);
    return 0;
}
