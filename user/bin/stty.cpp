// SPDX-License-Identifier: MIT
// stty: shows and sets a terminal's settings and modem lines.
#include "alcove/program.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>

using namespace alcove::user;

namespace {

constexpr Program k_program = {
    "stty", "[-f FILE] [SETTING]...", "Shows or sets a terminal's settings.", "f:",
    "  -f  the terminal (default: /dev/ttyS2)\n"
    "Settings; a '-' in front of a word takes it back (before the first one of these goes --):\n"
    "  SPEED        50 to 921600 baud\n"
    "  cs5 to cs8   bits of a character; cstopb parenb parodd hupcl cread clocal crtscts\n"
    "  raw, sane    bytes as they are; lines with echo\n"
    "  icanon echo isig iexten icrnl inlcr igncr istrip ixon ixoff ixany opost onlcr\n"
    "  ignbrk brkint ignpar parmrk inpck\n"
    "  min N, time N\n"
    "  dtr rts loop  modem lines\n"
    "  break         a quarter of a second of it\n"
    "What was set is set again when the driver was restarted.\n"};

struct Word {
    const char* name;
    tcflag_t termios::*in;
    tcflag_t bits, mask;
};
constexpr Word k_words[] = {
    {"cs5", &termios::c_cflag, CS5, CSIZE},           {"cs6", &termios::c_cflag, CS6, CSIZE},
    {"cs7", &termios::c_cflag, CS7, CSIZE},           {"cs8", &termios::c_cflag, CS8, CSIZE},
    {"cstopb", &termios::c_cflag, CSTOPB, CSTOPB},    {"parenb", &termios::c_cflag, PARENB, PARENB},
    {"parodd", &termios::c_cflag, PARODD, PARODD},    {"hupcl", &termios::c_cflag, HUPCL, HUPCL},
    {"cread", &termios::c_cflag, CREAD, CREAD},       {"clocal", &termios::c_cflag, CLOCAL, CLOCAL},
    {"crtscts", &termios::c_cflag, CRTSCTS, CRTSCTS}, {"ignbrk", &termios::c_iflag, IGNBRK, IGNBRK},
    {"brkint", &termios::c_iflag, BRKINT, BRKINT},    {"ignpar", &termios::c_iflag, IGNPAR, IGNPAR},
    {"parmrk", &termios::c_iflag, PARMRK, PARMRK},    {"inpck", &termios::c_iflag, INPCK, INPCK},
    {"istrip", &termios::c_iflag, ISTRIP, ISTRIP},    {"inlcr", &termios::c_iflag, INLCR, INLCR},
    {"igncr", &termios::c_iflag, IGNCR, IGNCR},       {"icrnl", &termios::c_iflag, ICRNL, ICRNL},
    {"ixon", &termios::c_iflag, IXON, IXON},          {"ixany", &termios::c_iflag, IXANY, IXANY},
    {"ixoff", &termios::c_iflag, IXOFF, IXOFF},       {"opost", &termios::c_oflag, OPOST, OPOST},
    {"onlcr", &termios::c_oflag, ONLCR, ONLCR},       {"isig", &termios::c_lflag, ISIG, ISIG},
    {"icanon", &termios::c_lflag, ICANON, ICANON},    {"echo", &termios::c_lflag, ECHO, ECHO},
    {"iexten", &termios::c_lflag, IEXTEN, IEXTEN},
};

struct Speed {
    unsigned baud;
    speed_t code;
};
constexpr Speed k_speeds[] = {
    {0, B0},           {50, B50},         {75, B75},         {110, B110},       {134, B134},
    {150, B150},       {200, B200},       {300, B300},       {600, B600},       {1200, B1200},
    {1800, B1800},     {2400, B2400},     {4800, B4800},     {9600, B9600},     {19200, B19200},
    {38400, B38400},   {57600, B57600},   {115200, B115200}, {230400, B230400}, {460800, B460800},
    {500000, B500000}, {576000, B576000}, {921600, B921600},
};

struct ModemLine {
    const char* name;
    int bit;
    bool can_be_set;
};
constexpr ModemLine k_modem_lines[] = {
    {"dtr", TIOCM_DTR, true},  {"rts", TIOCM_RTS, true},  {"loop", TIOCM_LOOP, true},
    {"cts", TIOCM_CTS, false}, {"dsr", TIOCM_DSR, false}, {"cd", TIOCM_CD, false},
    {"ri", TIOCM_RI, false},
};

void show(int fd, const termios& t) {
    for (const Speed& s : k_speeds)
        if (s.code == cfgetospeed(&t)) iprintf("speed %u baud; ", s.baud);
    iprintf("min %d; time %d;\n", t.c_cc[VMIN], t.c_cc[VTIME]);
    for (const Word& w : k_words) {
        const bool is = (t.*w.in & w.mask) == w.bits;
        if (w.mask != CSIZE)
            iprintf("%s%s ", is ? "" : "-", w.name);
        else if (is)
            iprintf("%s ", w.name);
    }
    int lines = 0;
    if (ioctl(fd, TIOCMGET, &lines) < 0) {
        iprintf("\n");
        return;
    }
    iprintf("\nmodem:");
    for (const ModemLine& l : k_modem_lines) iprintf(" %s%s", lines & l.bit ? "" : "-", l.name);
    iprintf("\n");
}

bool set_speed(termios& t, const char* text) {
    unsigned baud;
    if (!parse_number(text, baud)) return false;
    for (const Speed& s : k_speeds)
        if (s.baud == baud) return cfsetospeed(&t, s.code) == 0;
    fail("%s: no speed of a line", text);
}

bool set_word(termios& t, const char* name, bool on) {
    for (const Word& w : k_words)
        if (strcmp(w.name, name) == 0) {
            t.*w.in = (t.*w.in & ~w.mask) | (on ? w.bits : 0);
            return true;
        }
    return false;
}

bool set_modem_line(int fd, const char* name, bool on) {
    for (const ModemLine& l : k_modem_lines)
        if (l.can_be_set && strcmp(l.name, name) == 0) {
            if (ioctl(fd, on ? TIOCMBIS : TIOCMBIC, &l.bit) < 0) fail_errno("%s", name);
            return true;
        }
    return false;
}

void set_sane(termios& t) {
    t.c_iflag |= ICRNL | IXON;
    t.c_oflag |= OPOST | ONLCR;
    t.c_lflag |= ICANON | ECHO | ECHOE | ECHOK | ISIG | IEXTEN;
}

/// The operands that a setting takes.
int set(int fd, termios& t, char** words, int left) {
    const char* word = words[0];
    const bool on = word[0] != '-';
    const bool min = strcmp(word, "min") == 0;
    if (min || strcmp(word, "time") == 0) {
        unsigned value;
        if (left < 2 || !parse_number(words[1], value) || value > 255)
            fail("%s: a number from 0 to 255", word);
        t.c_cc[min ? VMIN : VTIME] = static_cast<cc_t>(value);
        return 2;
    }
    if (strcmp(word, "raw") == 0)
        cfmakeraw(&t);
    else if (strcmp(word, "sane") == 0)
        set_sane(t);
    else if (strcmp(word, "break") == 0) {
        if (tcsendbreak(fd, 0) < 0) fail_errno("break");
    } else if (!set_speed(t, word) && !set_word(t, word + !on, on) && !set_modem_line(fd, word + !on, on))
        fail("%s: no setting", word);
    return 1;
}

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    const char* file = "/dev/ttyS2";
    while (const char option = options.next())
        if (option == 'f') file = options.value();
    const int fd = open(file, O_RDWR | O_NONBLOCK); // a carrier is no matter here
    if (fd < 0) fail_errno("%s", file);
    termios t;
    if (tcgetattr(fd, &t) < 0) fail_errno("%s", file);
    if (!options.operand_count()) {
        show(fd, t);
        return 0;
    }
    char** words = options.operands();
    for (int at = 0, n = options.operand_count(); at < n;) at += set(fd, t, words + at, n - at);
    if (tcsetattr(fd, TCSADRAIN, &t) < 0) fail_errno("%s", file);
    return 0;
}
