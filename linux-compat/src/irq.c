/* SPDX-License-Identifier: MIT
 * Interrupt lines and their handlers.
 */
#include "linux-compat/src/lx.h"
#include <linux/interrupt.h>

#define LX_LINES 32
#define LX_IRQ_SHARED 1

/* disable_irq only counts. The executive is asked to mask the line when an interrupt does come while
 * the count is not 0, which hardly happens: so the pair that many drivers put around each packet
 * costs no crossing. */
static struct lx_line {
    struct irqaction *actions;
    nim_handle_t handle;
    unsigned int disabled;
    int held_back;                  /* an interrupt came while disabled, and the line is masked */
} lx_lines[LX_LINES];

static struct pt_regs lx_regs;

static struct irqaction *lx_action_new(void (*handler)(int, void *, struct pt_regs *), unsigned long flags,
                                       const char *name, void *dev_id)
{
    struct irqaction *action = kmalloc(sizeof(*action), GFP_KERNEL);

    if (!action)
        return NULL;
    memset(action, 0, sizeof(*action));
    action->handler = handler;
    action->flags = flags;
    action->name = name;
    action->dev_id = dev_id;
    return action;
}

/* Behind those that are there, so that handlers run in the order of their requests. */
static void lx_action_add(struct lx_line *line, struct irqaction *action)
{
    struct irqaction **link = &line->actions;
    unsigned long flags = lx_lock();

    while (*link)
        link = &(*link)->next;
    *link = action;
    lx_unlock(flags);
}

static struct irqaction *lx_action_remove(struct lx_line *line, void *dev_id)
{
    struct irqaction **link = &line->actions, *action;
    unsigned long flags = lx_lock();

    while (*link && (*link)->dev_id != dev_id)
        link = &(*link)->next;
    action = *link;
    if (action)
        *link = action->next;
    lx_unlock(flags);
    return action;
}

int request_irq(unsigned int irq, void (*handler)(int, void *, struct pt_regs *), unsigned long flags,
                const char *name, void *dev_id)
{
    struct lx_line *line = &lx_lines[irq % LX_LINES];
    struct irqaction *action;
    int result;

    if (irq >= LX_LINES || !handler || ((flags & SA_SHIRQ) && !dev_id))
        return -EINVAL;
    if (line->actions && !(flags & line->actions->flags & SA_SHIRQ))
        return -EBUSY;
    action = lx_action_new(handler, flags, name, dev_id);
    if (!action)
        return -ENOMEM;
    if (line->actions) {
        lx_action_add(line, action);
        return 0;
    }
    line->disabled = line->held_back = 0;
    lx_action_add(line, action);
    result = nim_irq_request(irq, flags & SA_SHIRQ ? LX_IRQ_SHARED : 0, irq, &line->handle);
    if (result < 0)
        kfree(lx_action_remove(line, dev_id));
    return result < 0 ? result : 0;
}
EXPORT_SYMBOL(request_irq);

void free_irq(unsigned int irq, void *dev_id)
{
    struct lx_line *line = &lx_lines[irq % LX_LINES];
    struct irqaction *action = irq < LX_LINES ? lx_action_remove(line, dev_id) : NULL;

    if (!action) {
        printk(KERN_ERR "free_irq: nobody has IRQ %u as %p\n", irq, dev_id);
        return;
    }
    kfree(action);
    if (line->actions)
        return;
    if (line->held_back)
        nim_irq_enable(irq);
    line->held_back = 0;
    nim_irq_free(line->handle);
}
EXPORT_SYMBOL(free_irq);

/* All handlers of a line, locked. */
static void lx_irq_handle(unsigned int irq, struct lx_line *line)
{
    struct irqaction *action, *next;

    ++lx_irq_depth;
    for (action = line->actions; action; action = next) {
        next = action->next;
        action->handler(irq, action->dev_id, &lx_regs);
    }
    --lx_irq_depth;
}

nim_result_t lx_up_irq(nim_u32 irq, nim_u32 cookie)
{
    struct lx_line *line = &lx_lines[irq % LX_LINES];
    unsigned long flags = lx_interrupt_begin();

    (void)cookie;
    if (likely(!line->disabled)) {
        lx_irq_handle(irq, line);
    } else if (!line->held_back) {
        line->held_back = 1;
        nim_irq_disable(irq);
    }
    lx_interrupt_end(flags);
    return 1;
}

void lx_irq_poll(unsigned int irq)
{
    struct lx_line *line = &lx_lines[irq % LX_LINES];
    unsigned long flags;

    if (irq >= LX_LINES || !line->actions || !(line->actions->flags & SA_SHIRQ) || line->disabled || in_interrupt())
        return;
    flags = lx_interrupt_begin();
    lx_irq_handle(irq, line);
    lx_interrupt_end(flags);
}

void disable_irq_nosync(unsigned int irq)
{
    if (irq < LX_LINES)
        atomic_inc((atomic_t *)&lx_lines[irq].disabled);
}
EXPORT_SYMBOL(disable_irq_nosync);

/* A handler that was running has run to its end: it preempted us. */
void disable_irq(unsigned int irq)
{
    disable_irq_nosync(irq);
}
EXPORT_SYMBOL(disable_irq);

/* Handle what a line held back, and unmask it. */
static void lx_irq_replay(unsigned int irq)
{
    struct lx_line *line = &lx_lines[irq];
    unsigned long flags = lx_interrupt_begin();

    line->held_back = 0;
    lx_irq_handle(irq, line);
    nim_irq_enable(irq);
    lx_interrupt_end(flags);
}

/* A softirq, for interrupts were off when the line was enabled. */
static void lx_irq_replay_late(void)
{
    unsigned int irq;

    for (irq = 0; irq < LX_LINES; irq++)
        if (lx_lines[irq].held_back && !lx_lines[irq].disabled)
            lx_irq_replay(irq);
}

void lx_irq_setup(void)
{
    lx_softirq_handler(LX_REPLAY_SOFTIRQ, lx_irq_replay_late);
}

/* What was held back is handled now, or, with interrupts off, when they are on again. */
void enable_irq(unsigned int irq)
{
    struct lx_line *line = &lx_lines[irq % LX_LINES];

    if (irq >= LX_LINES)
        return;
    if (!line->disabled) {
        printk(KERN_ERR "enable_irq(%u): is enabled, called from %p\n", irq, __builtin_return_address(0));
        return;
    }
    if (--line->disabled || likely(!line->held_back))
        return;
    if (__lx_save_flags())
        lx_irq_replay(irq);
    else
        raise_softirq(LX_REPLAY_SOFTIRQ);
}
EXPORT_SYMBOL(enable_irq);

/* --- finding a device's line --- */

unsigned long probe_irq_on(void)
{
    nim_u32 lines = 0;

    return nim_irq_probe_on(&lines) < 0 ? 0 : lines;
}
EXPORT_SYMBOL(probe_irq_on);

int probe_irq_off(unsigned long lines)
{
    nim_u32 fired = 0;

    return nim_irq_probe_off(lines, &fired) < 0 ? 0 : (int)fired;
}
EXPORT_SYMBOL(probe_irq_off);
