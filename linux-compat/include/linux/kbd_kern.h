/* SPDX-License-Identifier: MIT
 * What is kept of the keyboard of each virtual console.
 */
#pragma once
#include <linux/interrupt.h>
#include <linux/keyboard.h>
#include <linux/tty.h>
#define LED_SHOW_FLAGS 0
#define VC_MEDIUMRAW 1
#define VC_META 4
#define VC_RAW 2
#define VC_UNICODE 3
#define VC_XLATE 0
#define VC_APPLIC 0
#define VC_CKMODE 1
#define VC_REPEAT 2
#define VC_CRLF 3
#define VC_SCROLLOCK 0
#define VC_NUMLOCK 1
#define VC_CAPSLOCK 2
struct kbd_struct {
    unsigned char default_ledflagstate : 3, kbdmode : 2, ledflagstate : 3, ledmode : 2, lockstate, modeflags : 5,
        slockstate;
};
extern struct kbd_struct kbd_table[];
extern task_queue con_task_queue;
extern struct tasklet_struct keyboard_tasklet, console_tasklet;
extern void set_console(int console);
extern unsigned char getledstate(void);
extern void setledstate(struct kbd_struct *kbd, unsigned int leds);
extern int kbd_init(void);
struct kbd_repeat;
extern int (*kbd_rate)(struct kbd_repeat *rep);
#define U(x) ((x) ^ 0xf000)
/* Bits of a console's keyboard: is it set, and set, cleared, changed */
static inline int vc_kbd_led(struct kbd_struct *kbd, int flag) { return kbd->ledflagstate >> flag & 1; }
static inline int vc_kbd_mode(struct kbd_struct *kbd, int flag) { return kbd->modeflags >> flag & 1; }
static inline void chg_vc_kbd_led(struct kbd_struct *kbd, int flag) { kbd->ledflagstate ^= 1 << flag; }
static inline void clr_vc_kbd_led(struct kbd_struct *kbd, int flag) { kbd->ledflagstate &= ~(1 << flag); }
static inline void set_vc_kbd_led(struct kbd_struct *kbd, int flag) { kbd->ledflagstate |= 1 << flag; }
static inline void chg_vc_kbd_lock(struct kbd_struct *kbd, int flag) { kbd->lockstate ^= 1 << flag; }
static inline void chg_vc_kbd_slock(struct kbd_struct *kbd, int flag) { kbd->slockstate ^= 1 << flag; }
static inline void clr_vc_kbd_mode(struct kbd_struct *kbd, int flag) { kbd->modeflags &= ~(1 << flag); }
static inline void set_vc_kbd_mode(struct kbd_struct *kbd, int flag) { kbd->modeflags |= 1 << flag; }
static inline void set_leds(void) { tasklet_schedule(&keyboard_tasklet); }
static inline void schedule_console_callback(void) { tasklet_schedule(&console_tasklet); }
static inline void con_schedule_flip(struct tty_struct *t) { queue_task(&t->flip.tqueue, &con_task_queue); schedule_console_callback(); }
