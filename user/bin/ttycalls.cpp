// SPDX-License-Identifier: MIT
// ttycalls: checks what a program sees of a terminal, with the test extension terminal.
#include "alcove/checks.h"
#include "alcove/process.h"
#include "alcove/program.h"
#include <fcntl.h>
#include <initializer_list>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

using namespace alcove::user;

namespace {

constexpr Program k_program = {"ttycalls", "", "Checks the interface of terminals.", "",
                               "It needs the extension terminal, which only the tests have.\n"};

/// Two terminals that are wired to each other.
constexpr const char *k_here = "/dev/ttyT4", *k_there = "/dev/ttyT5";

/// As in tests/system/modules/terminal/terminal.h.
enum Request : unsigned { only = 0x5A00, seen, room, bad, push, hang_up, baud, change, hung_up, discipline };
enum Event {
    stopped,
    started,
    throttled,
    unthrottled,
    break_on,
    break_off,
    settings,
    waited,
    flushed,
    xchar,
    opened,
    closed,
    hangup
};
enum Flag { is_break = 1, is_frame, is_parity, is_overrun };
/// Linux's, that termios.h has no name for
enum : unsigned {
    k_tcgets = 0x5401,
    k_tcsets,
    k_tcgeta = 0x5405,
    k_tcseta,
    k_sti = 0x5412,
    k_gsoftcar = 0x5419,
    k_ssoftcar,
    k_setd = 0x5423,
    k_getd,
    k_sbrk = 0x5427,
    k_cbrk
};

class Terminal {
  public:
    explicit Terminal(const char* path, int how = O_RDWR) : fd_(open(path, how)) { set(true); }
    ~Terminal() {
        if (fd_ >= 0) close(fd_);
    }
    operator int() const { return fd_; }
    /// Raw, or lines as a terminal begins with.
    int set(bool raw, cc_t min = 1, cc_t time = 0) {
        termios t;
        if (tcgetattr(fd_, &t) < 0) return -1;
        if (raw) {
            cfmakeraw(&t);
            t.c_iflag = 0;
        } else {
            t.c_iflag = ICRNL | IXON;
            t.c_oflag = OPOST | ONLCR;
            t.c_lflag = ICANON | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE | ISIG | IEXTEN;
        }
        t.c_cc[VMIN] = raw ? min : 4;
        if (raw) t.c_cc[VTIME] = time;
        if (!raw) t.c_cc[VEOF] = 4;
        return tcsetattr(fd_, TCSAFLUSH, &t);
    }
    int flags(tcflag_t termios::*word, tcflag_t set_bits, tcflag_t clear_bits = 0) {
        termios t;
        if (tcgetattr(fd_, &t) < 0) return -1;
        t.*word = (t.*word & ~clear_bits) | set_bits;
        return tcsetattr(fd_, TCSANOW, &t);
    }

  private:
    int fd_;
};

/// What can be read at once, as a text.
const char* got(int fd) {
    static char text[8192];
    int on = 1, off = 0;
    (void)ioctl(fd, FIONBIO, &on);
    const int n = read(fd, text, sizeof text - 1);
    (void)ioctl(fd, FIONBIO, &off);
    text[n > 0 ? n : 0] = 0;
    return n < 0 ? "nothing" : text;
}

int put(int fd, const char* text) { return write(fd, text, strlen(text)) == static_cast<int>(strlen(text)); }

void names() {
    struct stat status;
    MUST_BE(stat(k_here, &status), 0);
    MUST_BE(S_ISCHR(status.st_mode), 1);
    MUST_BE(stat(k_there, &status), 0);
    MUST_BE(stat("/dev/ttyT6", &status), -1);
    MUST_BE(stat("/dev/ttyGone4", &status), -1);
    Terminal t(k_here);
    MUST_BE(ioctl(t, seen, opened), 1);
    MUST_BE(ioctl(t, seen, settings), 1);
    MUST_BE(ioctl(t, change), 0);
    MUST_FAIL(ioctl(t, 0x5AFF), EINVAL);
    MUST_FAIL(lseek(t, 0, SEEK_SET), ESPIPE);
}

/// Received bytes come by each of the three ways.
void pushes() {
    Terminal here(k_here), there(k_there);
    for (int way : {0, 1, 2}) {
        MUST_BE(ioctl(there, push, way), 0);
        MUST_BE(put(here, "one two"), 1);
        sleep_ms(50);
        MUST_BE(strcmp(got(there), "one two"), 0);
    }
    int waiting = -1;
    MUST_BE(put(here, "12345"), 1);
    sleep_ms(50);
    MUST_BE(ioctl(there, FIONREAD, &waiting), 0);
    MUST_BE(waiting, 5);
}

void task_pushes() {
    Terminal here(k_here), there(k_there);
    MUST_BE(ioctl(there, push, 1), 0);
    MUST_BE(put(here, "later"), 1);
    sleep_ms(50);
    MUST_BE(strcmp(got(there), "later"), 0);
}

void lines() {
    Terminal here(k_here), there(k_there);
    MUST_BE(there.set(false), 0);
    MUST_BE(put(here, "first\rsecond\nthi"), 1);
    MUST_BE(strcmp(got(there), "first\n"), 0);
    MUST_BE(strcmp(got(there), "second\n"), 0);
    MUST_BE(strcmp(got(there), "nothing"), 0);
    MUST_BE(put(here, "rd\004"), 1); // the end of a file ends a line, too
    MUST_BE(strcmp(got(there), "third"), 0);
    MUST_BE(put(here, "\004"), 1);
    MUST_BE(strcmp(got(there), ""), 0);
    // a line is read in pieces where there is no room for it
    char two[2];
    MUST_BE(put(here, "abc\n"), 1);
    MUST_BE(read(there, two, 2), 2);
    MUST_BE(strcmp(got(there), "c\n"), 0);
}

void edits() {
    Terminal here(k_here), there(k_there);
    MUST_BE(there.set(false), 0);
    MUST_BE(put(here, "ax\177b\n"), 1);
    MUST_BE(strcmp(got(there), "ab\n"), 0);
    MUST_BE(strcmp(got(here), "ax\b \bb\r\n"), 0);
    MUST_BE(put(here, "gone\025new one\027two\n"), 1); // kill, word erase
    MUST_BE(strcmp(got(there), "new two\n"), 0);
    (void)got(here);
    MUST_BE(put(here, "\026\004\001\n"), 1); // literal; a control character's echo
    MUST_BE(strcmp(got(there), "\004\001\n"), 0);
    MUST_BE(strcmp(got(here), "^D^A\r\n"), 0);
    MUST_BE(put(here, "typed\003"), 1); // an interrupt drops it
    MUST_BE(put(here, "kept\n"), 1);
    MUST_BE(strcmp(got(there), "kept\n"), 0);
    MUST_BE(put(here, "\t\177x\177\177\n"), 1); // nothing is left to erase
    MUST_BE(strcmp(got(there), "\n"), 0);
}

void output() {
    Terminal here(k_here), there(k_there);
    MUST_BE(here.flags(&termios::c_oflag, OPOST | ONLCR), 0);
    MUST_BE(put(here, "a\nb\r"), 1);
    MUST_BE(strcmp(got(there), "a\r\nb\r"), 0);
    MUST_BE(here.flags(&termios::c_oflag, OPOST | OCRNL | 3 << 11, ONLCR), 0); // tabs are spaces
    MUST_BE(put(here, "x\ty\rz"), 1);
    MUST_BE(strcmp(got(there), "x       y\nz"), 0);
    MUST_BE(put(here, "\b\b"), 1);
    MUST_BE(strcmp(got(there), "\b\b"), 0);
}

/// VMIN and VTIME
void amounts() {
    Terminal here(k_here), there(k_there);
    char bytes[16];
    MUST_BE(there.set(true, 0, 0), 0);
    MUST_BE(read(there, bytes, 16), 0);
    MUST_BE(there.set(true, 0, 2), 0);
    unsigned before = now_ms();
    MUST_BE(read(there, bytes, 16), 0);
    MUST_BE(now_ms() - before >= 150, 1);
    MUST_BE(there.set(true, 3, 0), 0);
    MUST_BE(ioctl(there, push, 2), 0);
    pollfd file = {there, POLLIN, 0};
    MUST_BE(put(here, "ab"), 1);
    MUST_BE(poll(&file, 1, 50), 0);
    MUST_BE(put(here, "cd"), 1);
    MUST_BE(poll(&file, 1, 1000), 1);
    MUST_BE(read(there, bytes, 16), 4);
    MUST_BE(there.set(true, 5, 1), 0);
    MUST_BE(put(here, "ef"), 1);
    before = now_ms();
    MUST_BE(read(there, bytes, 16), 2); // nothing comes for a tenth of a second
    MUST_BE(now_ms() - before < 1000, 1);
}

/// XON and XOFF, and asking the other end to pause
void flow() {
    Terminal here(k_here), there(k_there);
    MUST_BE(there.flags(&termios::c_iflag, IXON), 0);
    MUST_BE(put(here, "\023"), 1);
    MUST_BE(ioctl(there, seen, stopped), 1);
    MUST_BE(put(there, "held"), 1);
    MUST_BE(strcmp(got(here), "nothing"), 0);
    MUST_BE(put(here, "\021"), 1);
    MUST_BE(ioctl(there, seen, started), 1);
    MUST_BE(strcmp(got(here), "held"), 0);
    MUST_BE(tcflow(here, TCOOFF), 0);
    MUST_BE(put(here, "x"), 1);
    MUST_BE(strcmp(got(there), "nothing"), 0);
    MUST_BE(tcflow(here, TCOON), 0);
    MUST_BE(strcmp(got(there), "x"), 0);
    MUST_BE(tcflow(here, TCIOFF), 0);
    MUST_BE(ioctl(here, seen, xchar), 19);
    MUST_FAIL(tcflow(here, 4), EINVAL);
    static char much[4000];
    MUST_BE(write(here, much, sizeof much), sizeof much);
    MUST_BE(ioctl(there, seen, throttled), 1);
    MUST_BE(read(there, much, 3000), 3000);
    MUST_BE(ioctl(there, seen, unthrottled), 0);
    MUST_BE(read(there, much, 1000), 1000);
    MUST_BE(ioctl(there, seen, unthrottled), 1);
}

/// Who drains waits until the last byte has gone.
void drains() {
    Terminal here(k_here), there(k_there);
    (void)ioctl(here, seen, waited);
    MUST_BE(tcdrain(here), 0);
    MUST_BE(ioctl(here, seen, waited), 1);
    MUST_BE(ioctl(here, room, 10), 0);
    int on = 1, out = 0;
    MUST_BE(ioctl(here, FIONBIO, &on), 0);
    MUST_BE(write(here, "0123456789abc", 13), 10);
    MUST_FAIL(write(here, "abc", 3), EAGAIN);
    MUST_BE(ioctl(here, TIOCOUTQ, &out), 0);
    MUST_BE(out, 10);
    pollfd file = {here, POLLOUT, 0};
    MUST_BE(poll(&file, 1, 20), 0);
    const char* const drain[] = {"ttycalls", "drain", nullptr};
    const int pid = spawn("/bin/ttycalls", drain, {0, 1, 2}, ALCOVE_JOB_SAME);
    MUST_BE(pid > 0, 1);
    sleep_ms(100);
    MUST_BE(ioctl(here, room, 4096), 0);
    int status = -1;
    MUST_BE(wait_for(pid, status), pid);
    MUST_BE(status, 0);
    MUST_BE(strcmp(got(there), "0123456789"), 0);
    MUST_BE(poll(&file, 1, 20), 1);
}

void flushes() {
    Terminal here(k_here), there(k_there);
    MUST_BE(put(here, "old"), 1);
    MUST_BE(tcflush(there, TCIFLUSH), 0);
    MUST_BE(strcmp(got(there), "nothing"), 0);
    (void)ioctl(here, seen, flushed);
    MUST_BE(tcflush(here, TCOFLUSH), 0);
    MUST_BE(ioctl(here, seen, flushed), 1);
    MUST_FAIL(tcflush(here, 3), EINVAL);
}

/// Breaks and bytes that came damaged
void damage() {
    Terminal here(k_here), there(k_there);
    MUST_BE(ioctl(there, bad, is_break << 8), 0);
    char bytes[8];
    MUST_BE(read(there, bytes, 8), 1);
    MUST_BE(bytes[0], 0);
    MUST_BE(there.flags(&termios::c_iflag, PARMRK | INPCK), 0);
    MUST_BE(ioctl(there, bad, is_parity << 8 | 'p'), 0);
    MUST_BE(read(there, bytes, 8), 3);
    MUST_BE(bytes[0] & 0xFF, 0xFF);
    MUST_BE(bytes[2], 'p');
    MUST_BE(put(here, "\377"), 1);
    MUST_BE(read(there, bytes, 8), 2); // told from a mark
    MUST_BE(there.flags(&termios::c_iflag, IGNBRK | IGNPAR), 0);
    MUST_BE(ioctl(there, bad, is_break << 8), 0);
    MUST_BE(ioctl(there, bad, is_frame << 8 | 'f'), 0);
    MUST_BE(ioctl(there, bad, is_overrun << 8 | 'o'), 0);
    MUST_BE(put(here, "ok"), 1);
    MUST_BE(strcmp(got(there), "ok"), 0);
}

void breaks() {
    Terminal here(k_here);
    const unsigned before = now_ms();
    MUST_BE(tcsendbreak(here, 0), 0);
    MUST_BE(now_ms() - before >= 200, 1);
    MUST_BE(ioctl(here, seen, break_on), 1);
    MUST_BE(ioctl(here, seen, break_off), 1);
    MUST_BE(ioctl(here, k_sbrk, 0), 0);
    MUST_BE(ioctl(here, seen, break_on), 1);
    MUST_BE(ioctl(here, k_cbrk, 0), 0);
    MUST_BE(ioctl(here, seen, break_off), 1);
}

void speeds() {
    Terminal here(k_here);
    struct {
        speed_t code;
        int rate;
    } constexpr k_rates[] = {{B0, 0},           {B50, 50},         {B134, 134},      {B1200, 1200},
                             {B9600, 9600},     {B38400, 38400},   {B57600, 57600},  {B115200, 115200},
                             {B230400, 230400}, {B460800, 460800}, {B921600, 921600}};
    for (const auto& r : k_rates) {
        MUST_BE(here.flags(&termios::c_cflag, r.code, CBAUD), 0);
        MUST_BE(ioctl(here, baud), r.rate);
    }
}

/// Settings are a line's, in both layouts; a bad address changes nothing.
void kept_settings() {
    struct Old {
        unsigned short in, out, control, local;
        unsigned char line, cc[8];
    } old;
    {
        Terminal here(k_here);
        MUST_BE(here.flags(&termios::c_cflag, B1200 | PARENB, CBAUD), 0);
        MUST_BE(ioctl(here, k_tcgeta, &old), 0);
        MUST_BE(old.control & (CBAUD | PARENB), B1200 | PARENB);
        old.control |= CSTOPB;
        MUST_BE(ioctl(here, k_tcseta, &old), 0);
        MUST_FAIL(ioctl(here, k_tcgets, 16), EFAULT);
        MUST_FAIL(ioctl(here, k_tcsets, 16), EFAULT);
        int carrier = 1;
        MUST_BE(ioctl(here, k_ssoftcar, &carrier), 0);
        carrier = 0;
        MUST_BE(ioctl(here, k_gsoftcar, &carrier), 0);
        MUST_BE(carrier, 1);
        unsigned short window[4] = {24, 80, 0, 0}, seen_window[4] = {};
        MUST_BE(ioctl(here, TIOCSWINSZ, window), 0);
        MUST_BE(ioctl(here, TIOCGWINSZ, seen_window), 0);
        MUST_BE(seen_window[1], 80);
        MUST_BE(ioctl(here, k_sti, "s"), 0);
        MUST_BE(strcmp(got(here), "s"), 0);
    }
    termios t;
    Terminal again(k_here);
    MUST_BE(tcgetattr(again, &t), 0);
    MUST_BE(t.c_cflag & (CBAUD | CSTOPB | CLOCAL), B1200 | CSTOPB | CLOCAL); // raw has no parity
    MUST_BE(again.flags(&termios::c_cflag, B9600, CBAUD | PARENB | CSTOPB | CLOCAL), 0);
}

/// Files of a line that was hung up get the end of a file and errors; a new one works.
void hang_ups() {
    for (int how : {0, 1}) {
        Terminal here(k_here), there(k_there);
        {
            Terminal lost(k_here);
            (void)ioctl(lost, seen, hangup);
            MUST_BE(ioctl(lost, hang_up, how), 0);
            sleep_ms(50);
            char byte;
            MUST_BE(read(lost, &byte, 1), 0);
            MUST_FAIL(write(lost, "x", 1), EIO);
            MUST_FAIL(ioctl(lost, seen, hangup), EIO);
            pollfd file = {lost, POLLIN, 0};
            MUST_BE(poll(&file, 1, 0), 1);
            MUST_BE(file.revents & POLLHUP, POLLHUP);
        }
        Terminal again(k_here);
        MUST_BE(ioctl(again, hung_up), 1);
        MUST_BE(ioctl(again, seen, hangup), 1);
        MUST_BE(put(there, "heard"), 1);
        MUST_BE(strcmp(got(again), "heard"), 0);
    }
    Terminal here(k_here);
    { Terminal closed_well(k_here); }
    MUST_BE(ioctl(here, hung_up), 0);
}

void disciplines() {
    Terminal here(k_here);
    int number = 13, now = -1;
    MUST_FAIL(ioctl(here, k_setd, &number), EINVAL);
    MUST_BE(ioctl(here, discipline, 1), 0);
    MUST_BE(ioctl(here, k_setd, &number), 0);
    MUST_BE(ioctl(here, k_getd, &now), 0);
    MUST_BE(now, 13);
    MUST_BE(strcmp(got(here), "thirteen"), 0);
    termios t;
    MUST_BE(tcgetattr(here, &t), 0); // by n_tty_ioctl
    MUST_BE(t.c_line, 13);
    MUST_FAIL(write(here, "x", 1), EIO);
    number = 0;
    MUST_BE(ioctl(here, k_setd, &number), 0);
    number = 13;
    MUST_BE(ioctl(here, room, 100), 0);
    MUST_FAIL(ioctl(here, k_setd, &number), ENOBUFS); // the old one is there again
    MUST_BE(ioctl(here, k_getd, &now), 0);
    MUST_BE(now, 0);
    MUST_BE(ioctl(here, discipline, 0), 0);
    MUST_FAIL(ioctl(here, k_setd, &number), EINVAL);
}

constexpr DeviceCheck k_checks[] = {
    {"tty-names", names},
    {"tty-pushes", pushes},
    {"tty-task-pushes", task_pushes},
    {"tty-lines", lines},
    {"tty-edits", edits},
    {"tty-output", output},
    {"tty-amounts", amounts},
    {"tty-flow", flow},
    {"tty-drains", drains},
    {"tty-flushes", flushes},
    {"tty-damage", damage},
    {"tty-breaks", breaks},
    {"tty-speeds", speeds},
    {"tty-settings", kept_settings},
    {"tty-hang-ups", hang_ups},
    {"tty-disciplines", disciplines},
};

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    options.next();
    options.expect_operands(0, 1);
    if (options.operand_count()) { // the child of `drains`
        const int fd = open(k_here, O_RDWR);
        const unsigned before = now_ms();
        return tcdrain(fd) == 0 && now_ms() - before >= 50 ? 0 : 1;
    }
    char name[32] = "";
    {
        const int fd = open(k_here, O_RDWR);
        if (fd < 0) fail_errno("%s", k_here);
        (void)ioctl(fd, only, name);
        name[sizeof name - 1] = 0;
        (void)ioctl(fd, seen, opened);
        close(fd);
    }
    return run_checks(k_checks, sizeof k_checks / sizeof *k_checks, name) != 0;
}
