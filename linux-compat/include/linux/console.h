/* SPDX-License-Identifier: MIT
 * Consoles that a driver offers.
 */
#pragma once
#include <linux/kdev_t.h>
#include <linux/spinlock.h>
#include <linux/types.h>
struct vc_data;
struct console_font_op;
#define CM_DRAW 1
#define CM_ERASE 2
#define CM_MOVE 3
#define CON_PRINTBUFFER 1
#define SM_DOWN 2
#define SM_UP 1
#define VESA_HSYNC_SUSPEND 2
#define VESA_NO_BLANKING 0
#define VESA_POWERDOWN 3
#define VESA_VSYNC_SUSPEND 1
#define CON_CONSDEV (1 << 1)
#define CON_ENABLED (1 << 2)
struct consw {
    const char * (*con_startup)(void);
    int (*con_blank)(struct vc_data *,int);
    int (*con_font_op)(struct vc_data *,struct console_font_op *);
    int (*con_scroll)(struct vc_data *,int,int,int,int);
    int (*con_scrolldelta)(struct vc_data *,int);
    int (*con_set_origin)(struct vc_data *);
    int (*con_set_palette)(struct vc_data *,unsigned char *);
    int (*con_switch)(struct vc_data *);
    u16 * (*con_screen_pos)(struct vc_data *,int);
    u8 (*con_build_attr)(struct vc_data *,u8,u8,u8,u8,u8);
    unsigned long (*con_getxy)(struct vc_data *,unsigned long,int *,int *);
    void (*con_bmove)(struct vc_data *,int,int,int,int,int,int);
    void (*con_clear)(struct vc_data *,int,int,int,int);
    void (*con_cursor)(struct vc_data *,int);
    void (*con_deinit)(struct vc_data *);
    void (*con_init)(struct vc_data *,int);
    void (*con_invert_region)(struct vc_data *,u16 *,int);
    void (*con_putc)(struct vc_data *,int,int,int);
    void (*con_putcs)(struct vc_data *,const unsigned short *,int,int,int);
    void (*con_save_screen)(struct vc_data *);
};
struct console {
    char name[8];
    void (*write)(struct console *con, const char *text, unsigned length);
    kdev_t (*device)(struct console *con);
    int (*setup)(struct console *con, char *options);
    short flags, index;
    int cflag;
    void (*unblank)(void);
    int (*wait_key)(struct console *con);
    int (*read)(struct console *con, const char *to, unsigned length);
    struct console *next;
};
extern void register_console(struct console *con);
extern int unregister_console(struct console *con);
