/* SPDX-License-Identifier: MIT
 * Terminal settings: the bits of termios (POSIX names).
 */
#pragma once
typedef unsigned char cc_t;
typedef unsigned int speed_t;
typedef unsigned int tcflag_t;
#define NCCS 19
struct termios {
    tcflag_t c_iflag, c_oflag, c_cflag, c_lflag;
    cc_t c_line;
    cc_t c_cc[NCCS];
};
#define VINTR 0
#define VQUIT 1
#define VERASE 2
#define VKILL 3
#define VEOF 4
#define VTIME 5
#define VMIN 6
#define VSUSP 10
#define CS8 0000060
#define B9600 0000015
#define CBAUD 0010017
#define CLOCAL 0004000
#define CRTSCTS 020000000000
#define CREAD 0000200
#define CSIZE 0000060
#define HUPCL 0002000
#define PARENB 0000400
#define CS5 0000000
#define CS6 0000020
#define CS7 0000040
#define CSTOPB 0000100
#define PARODD 0001000
#define B38400 0000017
#define B115200 0010002
#define B19200 0000016
#define B57600 0010001
#define B2400 0000013
#define B1200 0000011
#define B4800 0000014
#define IXON 0002000
#define CBAUDEX 0010000
#define B300 0000007
#define B230400 0010003
#define B600 0000010
#define B0 0000000
#define B460800 0010004
#define IXOFF 0010000
#define B110 0000003
#define B150 0000005
#define B1800 0000012
#define B75 0000002
#define B200 0000006
#define B50 0000001
#define CMSPAR 010000000000
#define IGNBRK 0000001
#define IXANY 0004000
#define B134 0000004
#define BRKINT 0000002
#define IGNPAR 0000004
#define PARMRK 0000010
#define VSTART 8
#define VSTOP 9
#define B921600 0010007
#define INPCK 0000020
#define ICANON 0000002
#define ICRNL 0000400
#define ISTRIP 0000040
#define OPOST 0000001
#define TCIOFLUSH 2
#define TCOFLUSH 1
#define ECHO 0000010
#define IEXTEN 0100000
#define ISIG 0000001
#define ONLCR 0000004
#define TCIOFF 2
#define TCION 3
#define TCOOFF 0
#define TCOON 1
/* less common ones */
#define CIBAUD 002003600000
#define ECHOCTL (1 << 9)
#define ECHOE (1 << 4)
#define ECHOK (1 << 5)
#define ECHOKE (1 << 11)
#define ECHONL (1 << 6)
#define ECHOPRT (1 << 10)
#define EXTA B19200
#define EXTB B38400
#define FLUSHO (1 << 12)
#define IGNCR (1 << 7)
#define IMAXBEL (1 << 13)
#define INLCR (1 << 6)
#define IUCLC (1 << 9)
#define NOFLSH (1 << 7)
#define OCRNL (1 << 3)
#define OFILL (1 << 6)
#define OLCUC (1 << 1)
#define ONLRET (1 << 5)
#define ONOCR (1 << 4)
#define PENDIN (1 << 14)
#define TAB0 0
#define TAB3 (3 << 11)
#define TABDLY (3 << 11)
#define TCIFLUSH 0
#define TCSADRAIN 1
#define TCSAFLUSH 2
#define TCSANOW 0
#define TOSTOP (1 << 8)
#define VDISCARD 13
#define VEOL 11
#define VEOL2 16
#define VLNEXT 15
#define VREPRINT 12
#define VSWTC 7
#define VWERASE 14
#define XCASE (1 << 2)
#define XTABS TAB3
