/* SPDX-License-Identifier: MIT
 * Terminal settings (POSIX, "General Terminal Interface"), and what Linux adds. Numbers are Linux's, as drivers see
 * them. All functions set errno: ENOTTY where the file is no terminal, else what the driver says.
 */
#ifndef _TERMIOS_H
#define _TERMIOS_H

#ifdef __cplusplus
extern "C" {
#endif

typedef unsigned char cc_t;
typedef unsigned speed_t, tcflag_t;

/* Special characters: c_cc[] */
enum {
    VINTR, VQUIT, VERASE, VKILL, VEOF, VTIME, VMIN, VSWTC, VSTART, VSTOP, VSUSP, VEOL, VREPRINT, VDISCARD, VWERASE,
    VLNEXT, VEOL2, NCCS = 19
};
struct termios {
    tcflag_t c_iflag, c_oflag, c_cflag, c_lflag;
    cc_t c_line, c_cc[NCCS];
};

/* Input: what becomes of breaks and errors, of carriage returns, flow control */
enum {
    IGNBRK = 1 << 0, BRKINT = 1 << 1, IGNPAR = 1 << 2, PARMRK = 1 << 3, INPCK = 1 << 4, ISTRIP = 1 << 5,
    INLCR = 1 << 6, IGNCR = 1 << 7, ICRNL = 1 << 8, IXON = 1 << 10, IXANY = 1 << 11, IXOFF = 1 << 12
};
/* Output */
enum { OPOST = 1 << 0, ONLCR = 1 << 2, OCRNL = 1 << 3, ONOCR = 1 << 4, ONLRET = 1 << 5 };
/* The line: bits of a character, stop bits, parity, who looks at the carrier, RTS and CTS */
enum {
    CS5, CS6 = 1 << 4, CS7 = 2 << 4, CS8 = 3 << 4, CSIZE = CS8,
    CSTOPB = 1 << 6, CREAD = 1 << 7, PARENB = 1 << 8, PARODD = 1 << 9, HUPCL = 1 << 10, CLOCAL = 1 << 11,
    /* Speeds; those from B57600 on are Linux's. */
    B0 = 0, B50, B75, B110, B134, B150, B200, B300, B600, B1200, B1800, B2400, B4800, B9600, B19200, B38400,
    B57600 = 0x1001, B115200, B230400, B460800, B500000, B576000, B921600,
    CBAUD = 0x100F
};
#define CRTSCTS (1U << 31)
/* Lines, echo, signals */
enum {
    ISIG = 1 << 0, ICANON = 1 << 1, ECHO = 1 << 3, ECHOE = 1 << 4, ECHOK = 1 << 5, ECHONL = 1 << 6, NOFLSH = 1 << 7,
    TOSTOP = 1 << 8, ECHOCTL = 1 << 9, ECHOKE = 1 << 11, IEXTEN = 1 << 15
};
enum { TCSANOW, TCSADRAIN, TCSAFLUSH };       /* when tcsetattr acts */
enum { TCIFLUSH, TCOFLUSH, TCIOFLUSH };       /* what tcflush drops */
enum { TCOOFF, TCOON, TCIOFF, TCION };        /* what tcflow does */

/* Modem lines, by ioctl: TIOCMGET fills an int with them, the others take one. */
enum { TIOCM_DTR = 0x002, TIOCM_RTS = 0x004, TIOCM_CTS = 0x020, TIOCM_CD = 0x040, TIOCM_RI = 0x080, TIOCM_DSR = 0x100,
       TIOCM_LOOP = 0x8000 };
enum { TIOCMGET = 0x5415, TIOCMBIS, TIOCMBIC, TIOCMSET };
enum { TIOCOUTQ = 0x5411, TIOCGWINSZ = 0x5413, TIOCSWINSZ, FIONREAD = 0x541B };

int tcgetattr(int fd, struct termios *to);
int tcsetattr(int fd, int when, const struct termios *from);
int tcsendbreak(int fd, int tenths); /* 0: a quarter of a second */
int tcdrain(int fd);
int tcflush(int fd, int what);
int tcflow(int fd, int what);
void cfmakeraw(struct termios *t);
/* One of the B constants; a line has one speed, which both set. Errors: EINVAL. */
int cfsetispeed(struct termios *t, speed_t speed);
int cfsetospeed(struct termios *t, speed_t speed);
speed_t cfgetispeed(const struct termios *t);
speed_t cfgetospeed(const struct termios *t);

#ifdef __cplusplus
}
#endif
#endif
