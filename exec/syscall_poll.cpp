// SPDX-License-Identifier: MIT
// System call poll: asks each file, and again whenever one of them may have changed.
#include "exec/process.h"
#include "exec/clock.h"
#include "exec/syscall.h"

namespace alcove::exec {

namespace {

// Few programs poll, and each few files: one queue for all of them, and who is woken looks at his own files.
WaitQueue g_pollers;
u32 g_changes;

constexpr u32 k_always = ALCOVE_POLL_ERROR | ALCOVE_POLL_HANGUP | ALCOVE_POLL_INVALID;

/// The files of one call, kept open until it ends.
class PollSet {
  public:
    explicit PollSet(u32 count) : count_(count) {}
    ~PollSet() {
        for (u32 i = 0; i < count_; i++) {
            if (!files_[i]) continue;
            if (waits_[i]) files_[i]->poll_end();
            files_[i]->unref();
        }
    }
    PollSet(const PollSet&) = delete;
    PollSet& operator=(const PollSet&) = delete;

    void open() {
        for (u32 i = 0; i < count_; i++) {
            File* file = wanted[i].fd < 0 ? nullptr : Process::current()->files.at(wanted[i].fd);
            files_[i] = file ? &file->ref() : nullptr;
        }
    }
    /// How many are ready. `wait`: those that are not shall tell.
    u32 ask(bool wait) {
        u32 ready = 0;
        for (u32 i = 0; i < count_; i++) {
            alcove_pollfd& w = wanted[i];
            w.ready = 0;
            if (w.fd < 0) continue;
            u32 bits = ALCOVE_POLL_INVALID;
            if (files_[i]) {
                waits_[i] |= wait;
                bits = files_[i]->poll(wait).value_or(ALCOVE_POLL_INVALID);
            }
            w.ready = static_cast<unsigned short>(bits & (w.wanted | k_always));
            ready += w.ready != 0;
        }
        return ready;
    }

    alcove_pollfd wanted[ALCOVE_POLL_MOST];

  private:
    u32 count_;
    File* files_[ALCOVE_POLL_MOST] = {};
    bool waits_[ALCOVE_POLL_MOST] = {};
};

/// False when the time is over.
Result<bool> wait_for_change(u32 seen, u32 until_ms, bool for_ever) {
    IrqGuard guard;
    if (g_changes != seen) return true;
    const i32 left = static_cast<i32>(until_ms - static_cast<u32>(now_us() / 1000));
    if (!for_ever && left <= 0) return false;
    const WakeReason why = g_pollers.wait(for_ever ? k_forever : static_cast<u32>(left), true);
    if (why == WakeReason::interrupted) return Error::interrupted;
    return why == WakeReason::woken;
}

} // namespace

void poll_changed() {
    IrqGuard guard;
    g_changes++;
    if (!g_pollers.empty()) g_pollers.wake_all();
}

i32 syscall_poll(const UserBytes& files, i32 milliseconds) {
    const u32 count = files.size() / sizeof(alcove_pollfd);
    if (files.size() % sizeof(alcove_pollfd) || count > ALCOVE_POLL_MOST) return to_errno(Error::invalid);
    PollSet set(count);
    if (const Result<void> r = files.copy(0, set.wanted, files.size()); !r) return to_errno(r.error());
    set.open();
    const bool for_ever = milliseconds < 0;
    const u32 until = static_cast<u32>(now_us() / 1000) + static_cast<u32>(milliseconds);
    u32 ready;
    for (bool again = true; again;) {
        const u32 seen = g_changes;
        ready = set.ask(milliseconds != 0);
        if (ready || milliseconds == 0) break;
        const Result<bool> changed = wait_for_change(seen, until, for_ever);
        if (!changed) return to_errno(changed.error());
        again = changed.value();
    }
    const Result<void> r = files.fill(0, set.wanted, files.size());
    return r ? static_cast<i32>(ready) : to_errno(r.error());
}

} // namespace alcove::exec
