/* SPDX-License-Identifier: MIT
 * Test extension with both sides of the input core: a device, and a handler that takes down what it is told. Its
 * init answers with the number of the first step that was not as it must be, as an error.
 */
#include <linux/module.h>
#include <linux/kernel.h>
#include <linux/init.h>
#include <linux/input.h>
#include <linux/string.h>
#include <linux/slab.h>
#include <linux/sched.h>

MODULE_LICENSE("GPL");

enum { LAMP = 1, BELL = 2 };

static struct input_dev keyboard;
static struct input_handle handle;
static int told, last_type, last_code, last_value, lamps, opened;

static int lamp(struct input_dev *dev, unsigned int type, unsigned int code, int value)
{
    lamps += type == EV_LED;
    return 0;
}

static int keyboard_open(struct input_dev *dev)
{
    opened++;
    return 0;
}

static void keyboard_close(struct input_dev *dev)
{
    opened--;
}

static struct input_handle *keys_connect(struct input_handler *handler, struct input_dev *dev)
{
    if (dev != &keyboard)
        return NULL;
    handle.dev = dev;
    handle.handler = handler;
    input_open_device(&handle);
    return &handle;
}

static void keys_disconnect(struct input_handle *h)
{
    input_close_device(h);
}

static void keys_event(struct input_handle *h, unsigned int type, unsigned int code, int value)
{
    told++;
    last_type = type;
    last_code = code;
    last_value = value;
}

static struct input_handler handler = {
    .event = keys_event,
    .connect = keys_connect,
    .disconnect = keys_disconnect,
};

/* One event goes in; whether it comes out (`news`) as it was. */
static int passes(unsigned int type, unsigned int code, int value, int news)
{
    int before = told;

    input_event(&keyboard, type, code, value);
    if (told - before != news)
        return 0;
    return !news || (last_type == type && last_code == code && last_value == value);
}

/* A key that stays down repeats, and one that is let go does not. */
static int repeats(void)
{
    int before;

    set_bit(EV_REP, keyboard.evbit);
    if (!passes(EV_KEY, BTN_Y, 1, 1))
        return 0;
    before = told;
    set_current_state(TASK_UNINTERRUPTIBLE);
    schedule_timeout(HZ / 2);
    if (told - before < 3 || last_value != 2)
        return 0;
    if (!passes(EV_KEY, BTN_Y, 0, 1))
        return 0;
    before = told;
    set_current_state(TASK_UNINTERRUPTIBLE);
    schedule_timeout(HZ / 5);
    return told == before;
}

static int wrong_step(void)
{
    const struct {
        unsigned int type, code;
        int value, news;
    } steps[] = {
        {EV_KEY, BTN_X, 1, 1}, {EV_KEY, BTN_X, 1, 0}, {EV_KEY, BTN_X, 2, 1}, {EV_KEY, BTN_X, 0, 1},
        {EV_KEY, BTN_X, 0, 0}, {EV_KEY, BTN_X, 2, 0}, {EV_KEY, BTN_X, 1, 1}, {EV_KEY, BTN_X, 0, 1},
        {EV_KEY, BTN_Z, 1, 0}, {EV_REL, REL_X, 3, 1}, {EV_REL, REL_X, 0, 0}, {EV_REL, REL_Y, 3, 0},
        {EV_LED, LAMP, 1, 1}, {EV_LED, LAMP, 1, 0}, {EV_LED, LAMP, 0, 1}, {EV_SND, BELL, 1, 0},
    };
    unsigned int i;

    if (opened != 1)
        return 101;
    for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
        if (!passes(steps[i].type, steps[i].code, steps[i].value, steps[i].news))
            return 201 + i;
    if (lamps != 2)
        return 102;
    return repeats() ? 0 : 103;
}

static int __init keys_init(void)
{
    int wrong;

    set_bit(EV_KEY, keyboard.evbit);
    set_bit(EV_REL, keyboard.evbit);
    set_bit(EV_LED, keyboard.evbit);
    set_bit(BTN_X, keyboard.keybit);
    set_bit(BTN_Y, keyboard.keybit);
    set_bit(REL_X, keyboard.relbit);
    set_bit(LAMP, keyboard.ledbit);
    keyboard.event = lamp;
    keyboard.open = keyboard_open;
    keyboard.close = keyboard_close;
    keyboard.rep[0] = HZ / 10;
    keyboard.rep[1] = HZ / 20;
    input_register_handler(&handler);
    input_register_device(&keyboard);
    wrong = wrong_step();
    if (!wrong)
        return 0;
    input_unregister_device(&keyboard);
    input_unregister_handler(&handler);
    return -wrong;
}

static void __exit keys_exit(void)
{
    input_unregister_device(&keyboard);
    input_unregister_handler(&handler);
}

module_init(keys_init);
module_exit(keys_exit);
