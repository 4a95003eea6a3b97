/* SPDX-License-Identifier: MIT
 * Modem lines, window sizes, line disciplines.
 */
#pragma once
#include <linux/string.h>
#include <asm/termbits.h>
#include <asm/ioctls.h>
struct winsize {
    unsigned short ws_row, ws_col, ws_xpixel, ws_ypixel;
};
#define TIOCM_OUT1 0x2000
#define TIOCM_OUT2 0x4000
#define TIOCM_MODEM_BITS TIOCM_OUT2
#define NCC 8
struct termio {
    unsigned short c_iflag, c_oflag, c_cflag, c_lflag;
    unsigned char c_line, c_cc[NCC];
};
#define N_TTY 0
#define N_SLIP 1
#define N_MOUSE 2
#define N_STRIP 4
#define N_AX25 5
#define N_IRDA 11
#define N_HDLC 13
#define TIOCM_DTR 0x002
#define TIOCM_RTS 0x004
#define TIOCM_CTS 0x020
#define TIOCM_DSR 0x100
#define TIOCM_CAR 0x040
#define TIOCM_CD TIOCM_CAR
#define TIOCM_RNG 0x080
#define TIOCM_RI TIOCM_RNG
#define INIT_C_CC "\003\034\177\025\004\0\1\0\021\023\032\0\022\017\027\026\0"
#define N_PPP 3
#define N_SYNC_PPP 14
#define TIOCM_LOOP 0x8000
#define user_termios_to_kernel_termios(k, u) copy_from_user((k), (u), sizeof(struct termios))
#define kernel_termios_to_user_termios(u, k) copy_to_user((u), (k), sizeof(struct termios))
#define user_termio_to_kernel_termios(k, u) \
    ({ \
        struct termio lx_io; \
        int lx_missed = copy_from_user(&lx_io, (u), sizeof(lx_io)) != 0; \
        if (!lx_missed) { \
            (k)->c_lflag = ((k)->c_lflag & ~0xffffU) | lx_io.c_lflag; \
            (k)->c_cflag = ((k)->c_cflag & ~0xffffU) | lx_io.c_cflag; \
            (k)->c_oflag = ((k)->c_oflag & ~0xffffU) | lx_io.c_oflag; \
            (k)->c_iflag = ((k)->c_iflag & ~0xffffU) | lx_io.c_iflag; \
            memcpy((k)->c_cc, lx_io.c_cc, NCC); \
        } \
        lx_missed; \
    })
#define kernel_termios_to_user_termio(u, k) \
    ({ \
        struct termio lx_io = { (k)->c_iflag, (k)->c_oflag, (k)->c_cflag, (k)->c_lflag, (k)->c_line, { 0 } }; \
        memcpy(lx_io.c_cc, (k)->c_cc, NCC); \
        copy_to_user((u), &lx_io, sizeof(lx_io)) != 0; \
    })
