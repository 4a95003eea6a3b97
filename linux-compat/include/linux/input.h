/* SPDX-License-Identifier: MIT
 * Input devices and their events. The module input exports what is declared here.
 */
#pragma once
#include <linux/types.h>
#include <linux/time.h>
#include <linux/devfs_fs_kernel.h>
#include <linux/list.h>
#include <linux/timer.h>

struct input_event { struct timeval time; unsigned short type, code; unsigned int value; };

/* Numbers, by the alphabet */
#define ABS_BRAKE 0x00a
#define ABS_GAS 0x009
#define ABS_HAT0X 0x010
#define ABS_HAT0Y 0x011
#define ABS_HAT1X 0x012
#define ABS_HAT1Y 0x013
#define ABS_HAT2X 0x014
#define ABS_HAT2Y 0x015
#define ABS_MAX 0x01f
#define ABS_RUDDER 0x007
#define ABS_RX 0x003
#define ABS_RY 0x004
#define ABS_RZ 0x005
#define ABS_THROTTLE 0x006
#define ABS_WHEEL 0x008
#define ABS_X 0x000
#define ABS_Y 0x001
#define ABS_Z 0x002
#define BTN_0 0x100
#define BTN_1 0x101
#define BTN_2 0x102
#define BTN_3 0x103
#define BTN_4 0x104
#define BTN_5 0x105
#define BTN_6 0x106
#define BTN_7 0x107
#define BTN_8 0x108
#define BTN_A 0x130
#define BTN_B 0x131
#define BTN_BASE 0x126
#define BTN_BASE2 0x127
#define BTN_BASE3 0x128
#define BTN_BASE4 0x129
#define BTN_BASE5 0x12a
#define BTN_BASE6 0x12b
#define BTN_C 0x132
#define BTN_EXTRA 0x114
#define BTN_JOYSTICK 0x120
#define BTN_LEFT 0x110
#define BTN_MIDDLE 0x112
#define BTN_MISC 0x100
#define BTN_MODE 0x13c
#define BTN_MOUSE 0x110
#define BTN_PINKIE 0x125
#define BTN_RIGHT 0x111
#define BTN_SELECT 0x13a
#define BTN_SIDE 0x113
#define BTN_START 0x13b
#define BTN_STYLUS 0x14b
#define BTN_STYLUS2 0x14c
#define BTN_THUMB 0x121
#define BTN_THUMB2 0x122
#define BTN_TL 0x136
#define BTN_TL2 0x138
#define BTN_TOP 0x123
#define BTN_TOP2 0x124
#define BTN_TOUCH 0x14a
#define BTN_TR 0x137
#define BTN_TR2 0x139
#define BTN_TRIGGER 0x120
#define BTN_X 0x133
#define BTN_Y 0x134
#define BTN_Z 0x135
#define BUS_GAMEPORT 0x014
#define BUS_PARPORT 0x015
#define BUS_RS232 0x013
#define BUS_USB 0x003
#define EV_ABS 0x003
#define EV_FF 0x015
#define EV_KEY 0x001
#define EV_LED 0x011
#define EV_MAX 0x01f
#define EV_MSC 0x004
#define EV_REL 0x002
#define EV_SND 0x012
#define KEY_MAX 0x1ff
#define LED_MAX 0x00f
#define REL_MAX 0x00f
#define REL_WHEEL 0x008
#define REL_X 0x000
#define REL_Y 0x001
#define SND_MAX 0x007
#define EV_RST 0x00
#define EV_REP 0x14
#define MSC_MAX 0x07
#define REP_MAX 0x01
#define FF_MAX 0x7f

/* Bits in arrays of words */
#define BIT(x) (1UL << ((x) % (8 * sizeof(long))))
#define LONG(x) ((x) / (8 * sizeof(long)))
#define NBITS(x) (LONG((x) - 1) + 1)
#define FF_ABS(x) (x)
#define FF_BTN(x) ((x) - 0x100 + 0x20)

/* Force feedback; programs hand these over. */
struct ff_replay { __u16 length, delay; };
struct ff_trigger { __u16 button, interval; };
struct ff_shape { __u16 attack_length; __s16 attack_level; __u16 fade_length; __s16 fade_level; };
struct ff_constant_effect { __s16 level; __u16 direction; struct ff_shape shape; };
struct ff_interactive_effect { __s16 right_saturation, left_saturation, right_coeff, left_coeff; __u16 deadband; __s16 center; __u16 direction, axis; };
struct ff_periodic_effect { __u16 waveform, period; __s16 magnitude, offset; __u16 phase, direction; struct ff_shape shape; };
struct ff_effect {
    __u16 type; __s16 id;
    struct ff_trigger trigger; struct ff_replay replay;
    union { struct ff_interactive_effect interactive; struct ff_periodic_effect periodic; struct ff_constant_effect constant; } u;
};
struct input_dev {
    char *name;
    int abs[ABS_MAX + 1], absflat[ABS_MAX + 1], absfuzz[ABS_MAX + 1], absmax[ABS_MAX + 1], absmin[ABS_MAX + 1],
        ff_effects_max, number, rep[REP_MAX + 1];
    unsigned int repeat_key;
    unsigned long absbit[NBITS(ABS_MAX)], evbit[NBITS(EV_MAX)], ffbit[NBITS(FF_MAX)], key[NBITS(KEY_MAX)],
        keybit[NBITS(KEY_MAX)], led[NBITS(LED_MAX)], ledbit[NBITS(LED_MAX)], mscbit[NBITS(MSC_MAX)],
        relbit[NBITS(REL_MAX)], snd[NBITS(SND_MAX)], sndbit[NBITS(SND_MAX)];
    unsigned short idbus, idproduct, idvendor, idversion;
    void *private;
    struct input_dev *next;
    struct input_handle *handle;
    struct timer_list timer;
    int (*erase_effect)(struct input_dev * dev,int effect_id);
    int (*event)(struct input_dev * dev,unsigned int type,unsigned int code,int value);
    int (*open)(struct input_dev * dev);
    int (*upload_effect)(struct input_dev * dev,struct ff_effect * effect);
    void (*close)(struct input_dev * dev);
};
struct input_handler {
    int minor;
    struct file_operations *fops;
    struct input_handle *handle;
    struct input_handler *next;
    struct input_handle * (*connect)(struct input_handler * handler,struct input_dev * dev);
    void (*disconnect)(struct input_handle * handle);
    void (*event)(struct input_handle * handle,unsigned int type,unsigned int code,int value);
};
struct input_handle {
    int open;
    void *private;
    struct input_dev *dev;
    struct input_handle *dnext, *hnext;
    struct input_handler *handler;
};
extern void input_event(struct input_dev *dev,unsigned int type,unsigned int code,int value);
extern void input_register_device(struct input_dev *);
extern void input_unregister_device(struct input_dev *);
extern void input_close_device(struct input_handle *);
extern int input_open_device(struct input_handle *);
extern void input_register_handler(struct input_handler *);
extern void input_unregister_handler(struct input_handler *);
extern devfs_handle_t input_register_minor(char *name,int minor,int minor_base);
extern void input_unregister_minor(devfs_handle_t handle);
#define input_report_abs(a, b, c) input_event((a), EV_ABS, (b), (c))
#define input_report_key(a, b, c) input_event((a), EV_KEY, (b), !!(c))
#define input_report_rel(a, b, c) input_event((a), EV_REL, (b), (c))
#define BTN_DEAD 0x12f
#define BTN_THUMBL 0x13d
#define BTN_THUMBR 0x13e
#define EV_FF_STATUS 0x17
#define FF_AUTOCENTER 0x61
#define FF_CONSTANT 0x52
#define FF_DAMPER 0x55
#define FF_FRICTION 0x54
#define FF_GAIN 0x60
#define FF_INERTIA 0x56
#define FF_PERIODIC 0x51
#define FF_RUMBLE 0x50
#define FF_SAW_DOWN 0x5c
#define FF_SAW_UP 0x5b
#define FF_SINE 0x5a
#define FF_SPRING 0x53
#define FF_SQUARE 0x58
#define FF_TRIANGLE 0x59
#define REL_DIAL 0x07
#define REL_HWHEEL 0x06
#define REL_Z 0x02
