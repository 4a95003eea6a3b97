// SPDX-License-Identifier: MIT
// How an application sees time go by without anything moving.
#pragma once
#include "alcove/process.h"
#include "exec/abi/syscall.h"

namespace alcove::user {

class Progress {
  public:
    Progress(alcove_trial_view& view, unsigned most_ms)
        : view_(view), most_ms_(most_ms), start_ms_(now_ms()), last_ms_(start_ms_) {}
    void moved() {
        note();
        last_ms_ = now_ms();
    }
    /// Nothing moved for longer than an application accepts, or it all takes much too long.
    bool stalled() {
        note();
        return now_ms() - last_ms_ > most_ms_ || now_ms() - start_ms_ > k_patience * most_ms_;
    }

  private:
    void note() {
        const unsigned ms = now_ms() - last_ms_;
        if (ms > view_.longest_stall_ms) view_.longest_stall_ms = ms;
    }
    alcove_trial_view& view_;
    static constexpr unsigned k_patience = 3; ///< of most_ms_, for the whole
    unsigned most_ms_, start_ms_, last_ms_;
};

} // namespace alcove::user
