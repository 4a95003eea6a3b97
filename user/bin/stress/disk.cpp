// SPDX-License-Identifier: MIT
// Pieces are written and read by seek and read or write, as a program does it.
#include "disk.h"
#include "alcove/process.h"
#include "progress.h"
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace alcove::user {
namespace {

constexpr unsigned k_sector = 512;
constexpr unsigned k_slot_bytes = 16 * 1024; ///< of the disk, for a piece and what lies between two
constexpr unsigned k_most_piece = 8 * 1024, k_most_slots = 256;
/// Of Linux's linux/hdreg.h and linux/fs.h.
constexpr unsigned long k_hdio_getgeo = 0x0301, k_blkgetsize = 0x1260, k_blkflsbuf = 0x1261;

/// Data that tell their place, and the call they are of.
struct Pattern {
    unsigned state;
    unsigned next() {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return state;
    }
};

Pattern pattern_of(unsigned call, unsigned slot) {
    Pattern p = {(call + 1) * 0x9E3779B9 ^ (slot + 1) * 0x85EBCA6B};
    if (p.state == 0) p.state = 1;
    return p;
}

/// Whole sectors mostly; every fourth piece begins and ends within one, where others' data must stay.
unsigned piece_bytes(unsigned slot) {
    const unsigned bytes = k_sector << slot % 5;
    return slot % 4 == 3 ? bytes - 100 : bytes;
}
off_t piece_at(unsigned slot) { return static_cast<off_t>(slot) * k_slot_bytes + (slot % 4 == 3 ? 50 : 0); }

class DiskWork {
  public:
    DiskWork(int fd, unsigned slots, unsigned call, unsigned stall_ms, alcove_trial_view& view)
        : fd_(fd), slots_(slots), call_(call), view_(view), progress_(view, stall_ms) {}

    /// Every slot once: the steps have no divisor in common with the number of slots.
    bool write_all() {
        for (unsigned i = 0; i < slots_; i++)
            if (!write_piece(i * k_write_step % slots_)) return false;
        return true;
    }
    bool check_all() {
        for (unsigned i = 0; i < slots_; i++)
            if (!check_piece((slots_ - 1 - i) * k_read_step % slots_)) return false;
        return true;
    }

  private:
    static constexpr unsigned k_write_step = 5, k_read_step = 7;

    bool write_piece(unsigned slot) {
        fill(slot);
        return transfer(slot, [](int fd, unsigned n) { return write(fd, buffer_, n); });
    }
    bool check_piece(unsigned slot) {
        memset(buffer_, 0, sizeof buffer_);
        if (!transfer(slot, [](int fd, unsigned n) { return read(fd, buffer_, n); })) return false;
        memcpy(read_, buffer_, sizeof read_);
        fill(slot);
        for (unsigned i = 0; i < piece_bytes(slot); i++) view_.wrong_bytes += read_[i] != buffer_[i];
        return true;
    }
    void fill(unsigned slot) {
        Pattern p = pattern_of(call_, slot);
        for (unsigned i = 0; i < piece_bytes(slot); i += sizeof(unsigned)) {
            const unsigned word = p.next();
            memcpy(buffer_ + i, &word, sizeof word);
        }
    }
    template <typename Call>
    bool transfer(unsigned slot, Call call) {
        const unsigned bytes = piece_bytes(slot);
        const bool done =
            lseek(fd_, piece_at(slot), SEEK_SET) >= 0 && call(fd_, bytes) == static_cast<int>(bytes);
        const bool late = progress_.stalled();
        progress_.moved();
        if (done)
            view_.bytes += bytes;
        else
            view_.errors++;
        return done && !late;
    }

    static inline unsigned char buffer_[k_most_piece], read_[k_most_piece];
    int fd_;
    unsigned slots_, call_;
    alcove_trial_view& view_;
    Progress progress_;
};

/// What a partitioning program asks.
void ask(int fd, alcove_trial_view& view) {
    unsigned char geometry[16] = {};
    unsigned long sectors = 0;
    if (ioctl(fd, k_hdio_getgeo, geometry) < 0) view.errors++;
    if (ioctl(fd, k_blkgetsize, &sectors) < 0 || sectors == 0) view.errors++;
    if (ioctl(fd, k_blkflsbuf, 0) < 0) view.errors++;
}

/// The number of pieces whose sizes sum up to about so much: not divisible by the steps.
unsigned slots_of(unsigned kib) {
    unsigned slots = 1, bytes = 0;
    while (slots < k_most_slots && bytes < kib * 1024) bytes += piece_bytes(slots++);
    while (slots % 5 == 0 || slots % 7 == 0) slots++;
    return slots;
}

} // namespace

bool run_disk(const char* device, unsigned kib, unsigned stall_ms, bool configure, alcove_trial_view& view) {
    static unsigned call;
    call++;
    if (configure) {
        const int fd = open(device, O_RDONLY);
        if (fd < 0)
            view.errors++;
        else
            ask(fd, view);
        if (fd >= 0) close(fd);
    }
    const int fd = open(device, O_RDWR);
    if (fd < 0) {
        view.errors++;
        return false;
    }
    DiskWork work(fd, slots_of(kib), call, stall_ms, view);
    const bool done = work.write_all() && work.check_all();
    if (close(fd) < 0) view.errors++;
    return done;
}

bool disk_serves(const char* device, unsigned patience_ms) {
    static unsigned char sector[k_sector];
    const unsigned start = now_ms();
    do {
        const int fd = open(device, O_RDONLY);
        const bool read_it = fd >= 0 && read(fd, sector, sizeof sector) == sizeof sector;
        if (fd >= 0) close(fd);
        if (read_it) return true;
        sleep_ms(50);
    } while (now_ms() - start < patience_ms);
    return false;
}

} // namespace alcove::user
