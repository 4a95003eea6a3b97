/* SPDX-License-Identifier: MIT
 * Interrupt lines.
 */
#pragma once
#define NR_IRQS 224
#define TIMER_IRQ 0
extern void disable_irq(unsigned int irq);
extern void disable_irq_nosync(unsigned int irq);
extern void enable_irq(unsigned int irq);
/* Line 2 is the cascade; what is wired to it arrives as 9. */
#define irq_cannonicalize(irq) ((irq) == 2 ? 9 : (irq))
#define irq_canonicalize(irq) irq_cannonicalize(irq)
