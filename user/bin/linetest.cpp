// SPDX-License-Identifier: MIT
// linetest: sends numbered records through one serial line and receives them at another.
#include "alcove/process.h"
#include "alcove/program.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

using namespace alcove::user;

namespace {

constexpr Program k_program = {"linetest", "[-n RECORDS] [-m LOST] FROM TO",
                               "Sends numbered records through a serial line and checks what arrives.",
                               "n:m:",
                               "FROM and TO are two lines that are wired to each other, or one that loops.\n"
                               "  -n  so many records of eight bytes (default: 1000)\n"
                               "  -m  so many may be missing (default: 0), as when a driver fails meanwhile\n"
                               "What arrives twice, out of order or damaged is an error in any case.\n"};

constexpr unsigned k_record = 8, k_burst = 128;
constexpr int k_idle_ms = 2000;

int open_raw(const char* path) {
    const int fd = open(path, O_RDWR | O_NONBLOCK);
    termios t;
    if (fd < 0 || tcgetattr(fd, &t) < 0) fail_errno("%s", path);
    cfmakeraw(&t);
    t.c_cflag |= CLOCAL | CREAD;
    if (cfsetospeed(&t, B115200) < 0 || tcsetattr(fd, TCSAFLUSH, &t) < 0) fail_errno("%s", path);
    return fd;
}

/// The records that are to be sent, as a stream of bytes.
class Sender {
  public:
    Sender(int fd, unsigned records) : fd_(fd), records_(records) {}
    bool done() const { return !left_ && next_ == records_; }
    void go() {
        if (!left_) fill();
        const int n = write(fd_, bytes_ + sizeof_ - left_, left_);
        if (n > 0) left_ -= static_cast<unsigned>(n);
        if (n < 0 && errno != EAGAIN) fail_errno("sending");
    }

  private:
    void fill() {
        for (sizeof_ = 0; sizeof_ + k_record <= k_burst && next_ < records_; sizeof_ += k_record)
            sniprintf(bytes_ + sizeof_, k_record + 1, "%07u\n", next_++);
        left_ = sizeof_;
    }
    int fd_;
    unsigned records_, next_ = 0, left_ = 0, sizeof_ = 0;
    char bytes_[k_burst + 1];
};

/// Where something is missing, the rest of a record is damaged; the next one must be a later one.
class Receiver {
  public:
    explicit Receiver(int fd) : fd_(fd) {}
    bool go() {
        char bytes[256];
        const int n = read(fd_, bytes, sizeof bytes);
        if (n < 0 && errno != EAGAIN) fail_errno("receiving");
        if (n == 0) fail("the line was hung up");
        for (int i = 0; i < n; i++) take(bytes[i]);
        return n > 0;
    }
    unsigned whole = 0, gaps = 0, next = 0;

  private:
    void take(char c) {
        if (c != '\n') {
            if ((c < '0' || c > '9')) fail("a byte %02x that was not sent", c & 0xFF);
            if (length_ < sizeof record_ - 1) record_[length_++] = c;
            return;
        }
        record_[length_] = 0;
        const bool complete = length_ == k_record - 1;
        const auto number = static_cast<unsigned>(strtoul(record_, nullptr, 10));
        length_ = 0;
        if (!complete || number >= 10000000) return;
        if (number < next) fail("record %u came after %u", number, next - 1);
        gaps += number != next;
        next = number + 1;
        whole++;
    }
    int fd_;
    char record_[64];
    unsigned length_ = 0;
};

} // namespace

int main(int argc, char** argv) {
    Options options(k_program, argc, argv);
    unsigned records = 1000, may_miss = 0;
    while (const char option = options.next()) {
        if (option == 'n') records = options.number(1, 9999999);
        if (option == 'm') may_miss = options.number(0, 9999999);
    }
    options.expect_operands(2, 2);
    const int from = open_raw(options.operands()[0]);
    const int to =
        strcmp(options.operands()[0], options.operands()[1]) ? open_raw(options.operands()[1]) : from;
    Sender sender(from, records);
    Receiver receiver(to);
    const unsigned begin = now_ms();
    for (unsigned quiet = begin; receiver.next < records && now_ms() - quiet < k_idle_ms;) {
        pollfd files[2] = {{to, POLLIN, 0}, {sender.done() ? -1 : from, POLLOUT, 0}};
        if (poll(files, 2, k_idle_ms) < 0) fail_errno("poll");
        if (!sender.done()) sender.go();
        if (receiver.go()) quiet = now_ms();
    }
    const unsigned ms = now_ms() - begin;
    iprintf("%u of %u records in %u ms, %u gaps\n", receiver.whole, records, ms, receiver.gaps);
    if (records - receiver.whole > may_miss) fail("%u records are missing", records - receiver.whole);
    return 0;
}
