// SPDX-License-Identifier: MIT
// Terminal settings: POSIX's functions over the requests that drivers know.
#include <errno.h>
#include <sys/ioctl.h>
#include <termios.h>

namespace {
/// Linux's numbers; TCSETS and the two behind it are in the order of TCSANOW, TCSADRAIN, TCSAFLUSH.
enum : unsigned long {
    k_tcgets = 0x5401,
    k_tcsets,
    k_tcsbrk = 0x5409,
    k_tcxonc,
    k_tcflsh,
    k_tcsbrkp = 0x5425
};

bool is_speed(speed_t speed) { return speed <= B38400 || (speed >= B57600 && speed <= B921600); }
} // namespace

extern "C" {

int tcgetattr(int fd, termios* to) { return ioctl(fd, k_tcgets, to); }

int tcsetattr(int fd, int when, const termios* from) {
    if (when >= TCSANOW && when <= TCSAFLUSH) return ioctl(fd, k_tcsets + static_cast<unsigned>(when), from);
    errno = EINVAL;
    return -1;
}

int tcsendbreak(int fd, int tenths) { return ioctl(fd, k_tcsbrkp, tenths); }
int tcdrain(int fd) { return ioctl(fd, k_tcsbrk, 1); }
int tcflush(int fd, int what) { return ioctl(fd, k_tcflsh, what); }
int tcflow(int fd, int what) { return ioctl(fd, k_tcxonc, what); }

/// Bytes as they are, both ways.
void cfmakeraw(termios* t) {
    t->c_iflag &= ~static_cast<tcflag_t>(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
    t->c_oflag &= ~static_cast<tcflag_t>(OPOST);
    t->c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
    t->c_cflag = (t->c_cflag & ~static_cast<tcflag_t>(CSIZE | PARENB)) | CS8;
    t->c_cc[VMIN] = 1;
    t->c_cc[VTIME] = 0;
}

int cfsetospeed(termios* t, speed_t speed) {
    if (!is_speed(speed)) {
        errno = EINVAL;
        return -1;
    }
    t->c_cflag = (t->c_cflag & ~static_cast<tcflag_t>(CBAUD)) | speed;
    return 0;
}
int cfsetispeed(termios* t, speed_t speed) { return speed == B0 ? 0 : cfsetospeed(t, speed); }
speed_t cfgetospeed(const termios* t) { return t->c_cflag & CBAUD; }
speed_t cfgetispeed(const termios* t) { return t->c_cflag & CBAUD; }

} // extern "C"
