// SPDX-License-Identifier: MIT
// How an application sees time go by without anything moving.
#pragma once
#include "alcove/process.h"
#include "exec/abi/syscall.h"

namespace alcove::user {

class Progress {
  public:
    Progress(alcove_trial_view& view, unsigned most_ms)
        : view_(view), most_ms_(most_ms), last_ms_(now_ms()) {}
    void moved() {
        note();
        last_ms_ = now_ms();
    }
    /// Nothing moved for longer than an application accepts.
    bool stalled() {
        note();
        return now_ms() - last_ms_ > most_ms_;
    }

  private:
    void note() {
        const unsigned ms = now_ms() - last_ms_;
        if (ms > view_.longest_stall_ms) view_.longest_stall_ms = ms;
    }
    alcove_trial_view& view_;
    unsigned most_ms_, last_ms_;
};

} // namespace alcove::user
