// SPDX-License-Identifier: MIT
// A TCP connection that leads back to this machine, by a twin or a forwarded port, with checked data both ways.
#pragma once
#include "progress.h"
#include "alcove/pattern.h"
#include <netinet/in.h>
#include <sys/socket.h>

namespace alcove::user {

/// One direction of the stream: what is sent is known, so what arrives can be checked.
class Direction {
  public:
    explicit Direction(unsigned seed, unsigned bytes = 0)
        : out_{seed}, in_{seed}, sent_left_(bytes), received_left_(bytes) {}
    bool done() const { return received_left_ == 0; }
    bool failed() const { return failed_; }
    /// Moves what can be moved without waiting; returns bytes.
    unsigned pump(int from, int to, alcove_trial_view& view);

  private:
    static constexpr unsigned k_chunk = 4096;
    struct Stream {
        explicit Stream(unsigned seed) : words(seed) {}
        Xorshift32 words;
        unsigned char chunk[k_chunk];
        unsigned at = k_chunk; ///< in chunk; at its end: used up
        void refill() {
            if (at < k_chunk) return;
            words.fill(chunk, k_chunk);
            at = 0;
        }
    };
    unsigned push(int fd, alcove_trial_view& view);
    unsigned take(int fd, alcove_trial_view& view);
    void fail(alcove_trial_view& view) {
        failed_ = true;
        view.errors++;
    }

    Stream out_, in_;
    unsigned sent_left_, received_left_;
    bool failed_ = false;
};

/// Connects to `port`, moves `bytes` both ways and closes. `meanwhile` is called between the steps. False: it
/// did not come to its end.
bool run_transfer(in_addr host, unsigned port, unsigned bytes, unsigned seed, alcove_trial_view& view,
                  Progress& progress, void (*meanwhile)(void*), void* argument);

} // namespace alcove::user
