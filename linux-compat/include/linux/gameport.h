/* SPDX-License-Identifier: MIT
 * Ports for joysticks. The module gameport exports what is declared here.
 */
#pragma once
#include <linux/delay.h>
#include <linux/input.h>
#include <linux/sched.h>
#include <asm/io.h>
struct gameport_dev;
#define GAMEPORT_MODE_DISABLED 0
#define GAMEPORT_MODE_RAW 1
#define GAMEPORT_MODE_COOKED 2
struct gameport {
    int fuzz, io, number, speed;
    void *driver, *private;
    struct gameport *next;
    struct gameport_dev *dev;
    int (*calibrate)(struct gameport *,int *,int *);
    int (*cooked_read)(struct gameport *,int *,int *);
    int (*open)(struct gameport *,int);
    unsigned char (*read)(struct gameport *);
    void (*close)(struct gameport *);
    void (*trigger)(struct gameport *);
};
struct gameport_dev {
    struct gameport_dev *next;
    void (*connect)(struct gameport *,struct gameport_dev * dev);
    void (*disconnect)(struct gameport *);
};
extern void gameport_register_port(struct gameport *gameport);
extern void gameport_unregister_port(struct gameport *gameport);
extern void gameport_close(struct gameport *gameport);
extern int gameport_open(struct gameport *gameport,struct gameport_dev *dev,int mode);
extern void gameport_register_device(struct gameport_dev *dev);
extern void gameport_unregister_device(struct gameport_dev *dev);
extern void gameport_rescan(struct gameport *gameport);
/* A port without functions of its own is the one at `io`. */
static inline unsigned char gameport_read(struct gameport *gameport)
{
    return gameport->read ? gameport->read(gameport) : inb(gameport->io);
}
static inline void gameport_trigger(struct gameport *gameport)
{
    gameport->trigger ? gameport->trigger(gameport) : outb(0xff, gameport->io);
}
static inline int gameport_cooked_read(struct gameport *gameport, int *axes, int *buttons)
{ return gameport->cooked_read ? gameport->cooked_read(gameport, axes, buttons) : -1; }
static inline int gameport_calibrate(struct gameport *gameport, int *axes, int *max)
{ return gameport->calibrate ? gameport->calibrate(gameport, axes, max) : -1; }
/* Microseconds as turns of a loop */
static inline int gameport_time(struct gameport *gameport, int time) { return time * gameport->speed / 1000; }
static inline void wait_ms(unsigned int ms) { set_current_state(TASK_UNINTERRUPTIBLE); schedule_timeout(1 + ms * HZ / 1000); }
enum { LX_GAMEPORT_ANALOG = 1, LX_GAMEPORT_MADCATZ, LX_GAMEPORT_LOGITECH, LX_GAMEPORT_CREATIVE, LX_GAMEPORT_GENIUS,
       LX_GAMEPORT_INTERACT, LX_GAMEPORT_MICROSOFT, LX_GAMEPORT_THRUSTMASTER, LX_GAMEPORT_GRAVIS };
#define GAMEPORT_ID_VENDOR_ANALOG LX_GAMEPORT_ANALOG
#define GAMEPORT_ID_VENDOR_CREATIVE LX_GAMEPORT_CREATIVE
#define GAMEPORT_ID_VENDOR_GENIUS LX_GAMEPORT_GENIUS
#define GAMEPORT_ID_VENDOR_GRAVIS LX_GAMEPORT_GRAVIS
#define GAMEPORT_ID_VENDOR_INTERACT LX_GAMEPORT_INTERACT
#define GAMEPORT_ID_VENDOR_LOGITECH LX_GAMEPORT_LOGITECH
#define GAMEPORT_ID_VENDOR_MADCATZ LX_GAMEPORT_MADCATZ
#define GAMEPORT_ID_VENDOR_MICROSOFT LX_GAMEPORT_MICROSOFT
#define GAMEPORT_ID_VENDOR_THRUSTMASTER LX_GAMEPORT_THRUSTMASTER
