/* SPDX-License-Identifier: MIT
 * The kernel's side of virtual consoles.
 */
#pragma once
#include <linux/config.h>
#include <linux/kd.h>
#include <linux/vt.h>
#include <linux/wait.h>
#include <linux/tty.h>
#define BROKEN_GRAPHICS_PROGRAMS 1
struct vt_struct {
    int vc_num, vt_newvt, vt_pid;
    unsigned char vc_mode;
    wait_queue_head_t paste_wait;
    struct vt_mode vt_mode;
};
extern struct vt_struct *vt_cons[MAX_NR_CONSOLES];
extern void redraw_screen(int console, int switching);
extern int vc_resize(unsigned int lines, unsigned int columns, unsigned int first, unsigned int last);
extern int fg_console;
extern void complete_change_console(unsigned int console);
extern void poke_blanked_console(void);
extern void reset_palette(int console);
extern void set_palette(int console);
extern void unblank_screen(void);
extern int vc_cons_allocated(unsigned int console);
extern int vt_waitactive(int console);
extern void do_blank_screen(int gfx);
extern void kd_mksound(unsigned int hertz, unsigned int ticks);
#define switch_screen(x) redraw_screen((x), 1)
#define update_screen(x) redraw_screen((x), 0)
#define vc_resize_all(l, c) vc_resize((l), (c), 0, MAX_NR_CONSOLES - 1)
