/* SPDX-License-Identifier: MIT
 * A driver that disables interrupts by the processor's own instruction. */

static void toy_quiet(void)
{
    __asm__ __volatile__("cli");
}
