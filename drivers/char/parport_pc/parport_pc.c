/* SPDX-License-Identifier: MIT
 * The parallel port of PCs: three registers, as in IBM's PC/AT Technical Reference ("Serial/Parallel Adapter").
 */
#include <linux/module.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/errno.h>
#include <linux/ioport.h>
#include <linux/interrupt.h>
#include <linux/parport.h>
#include <asm/io.h>

static int io = 0x378, irq = PARPORT_IRQ_NONE;
MODULE_PARM(io, "i");
MODULE_PARM_DESC(io, "first of the three ports");
MODULE_PARM(irq, "i");
MODULE_PARM_DESC(irq, "interrupt line; none unless it is given");
MODULE_DESCRIPTION("PCs' parallel ports");
MODULE_LICENSE("Dual MIT/GPL");

#define DATA 0
#define STATUS 1
#define CONTROL 2
#define REGISTERS 3
/* What programs may change; interrupts and direction have functions of their own. */
#define CONTROL_LINES (PARPORT_CONTROL_STROBE | PARPORT_CONTROL_AUTOFD | PARPORT_CONTROL_INIT | PARPORT_CONTROL_SELECT)
#define AT_REST (PARPORT_CONTROL_SELECT | PARPORT_CONTROL_INIT)

static struct parport *port;
static unsigned char control = AT_REST;

static void put_control(unsigned char mask, unsigned char value)
{
    control = (control & ~mask) | (value & mask);
    outb(control, io + CONTROL);
}

static void pc_write_data(struct parport *p, unsigned char value)
{
    outb(value, io + DATA);
}

static unsigned char pc_read_data(struct parport *p)
{
    return inb(io + DATA);
}

static void pc_write_control(struct parport *p, unsigned char value)
{
    put_control(CONTROL_LINES, value);
}

static unsigned char pc_read_control(struct parport *p)
{
    return control & CONTROL_LINES;
}

/* 2.4's meaning: the lines of the mask are cleared, and those of the value turned round. */
static unsigned char pc_frob_control(struct parport *p, unsigned char mask, unsigned char value)
{
    put_control(CONTROL_LINES, (control & ~mask) ^ value);
    return control & CONTROL_LINES;
}

static unsigned char pc_read_status(struct parport *p)
{
    return inb(io + STATUS);
}

static void pc_enable_irq(struct parport *p)
{
    put_control(PARPORT_CONTROL_INTEN, PARPORT_CONTROL_INTEN);
}

static void pc_disable_irq(struct parport *p)
{
    put_control(PARPORT_CONTROL_INTEN, 0);
}

static void pc_data_forward(struct parport *p)
{
    put_control(PARPORT_CONTROL_DIRECTION, 0);
}

static void pc_data_reverse(struct parport *p)
{
    put_control(PARPORT_CONTROL_DIRECTION, PARPORT_CONTROL_DIRECTION);
}

static void pc_init_state(struct pardevice *dev, struct parport_state *state)
{
    state->u.pc.ctr = AT_REST | (dev->irq_func && irq >= 0 ? PARPORT_CONTROL_INTEN : 0);
}

static void pc_save_state(struct parport *p, struct parport_state *state)
{
    state->u.pc.ctr = control;
}

static void pc_restore_state(struct parport *p, struct parport_state *state)
{
    put_control(0xFF, state->u.pc.ctr);
}

static void pc_use(void)
{
    MOD_INC_USE_COUNT;
}

static void pc_unuse(void)
{
    MOD_DEC_USE_COUNT;
}

static struct parport_operations pc_operations = {
    read_data: pc_read_data,
    write_data: pc_write_data,
    read_control: pc_read_control,
    write_control: pc_write_control,
    frob_control: pc_frob_control,
    read_status: pc_read_status,
    enable_irq: pc_enable_irq,
    disable_irq: pc_disable_irq,
    data_forward: pc_data_forward,
    data_reverse: pc_data_reverse,
    init_state: pc_init_state,
    save_state: pc_save_state,
    restore_state: pc_restore_state,
    inc_use_count: pc_use,
    dec_use_count: pc_unuse,
    compat_write_data: parport_ieee1284_write_compat,
};

static void pc_interrupt(int line, void *device, struct pt_regs *regs)
{
    parport_generic_irq(line, device, regs);
}

/* A register that holds what was written to it. */
static int is_there(void)
{
    static const unsigned char patterns[] = { 0x55, 0xAA };
    int i;

    put_control(0xFF, AT_REST);
    for (i = 0; i < ARRAY_SIZE(patterns); i++) {
        outb(patterns[i], io + DATA);
        if (inb(io + DATA) != patterns[i])
            return 0;
    }
    return 1;
}

static int __init pc_init(void)
{
    int error = -ENODEV;

    if (!request_region(io, REGISTERS, "parport_pc"))
        return -EBUSY;
    if (!is_there())
        goto none;
    error = -ENOMEM;
    port = parport_register_port(io, irq, PARPORT_DMA_NONE, &pc_operations);
    if (!port)
        goto none;
    port->modes = PARPORT_MODE_PCSPP;
    port->size = REGISTERS;
    error = irq >= 0 ? request_irq(irq, pc_interrupt, 0, port->name, port) : 0;
    if (error) {
        parport_unregister_port(port);
        goto none;
    }
    printk(KERN_INFO "%s: PC-style at %x\n", port->name, io);
    parport_announce_port(port);
    return 0;
none:
    release_region(io, REGISTERS);
    return error;
}

static void __exit pc_exit(void)
{
    if (irq >= 0)
        free_irq(irq, port);
    parport_unregister_port(port);
    release_region(io, REGISTERS);
}

module_init(pc_init);
module_exit(pc_exit);
