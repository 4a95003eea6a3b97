// SPDX-License-Identifier: MIT
// The verdict on a trial, from what was seen of it: used by the guest's program and by the host's alike.
#pragma once
#include "lib/types.h"

namespace alcove {

enum class Verdict : u8 {
    not_activated,       ///< no faulty instruction ran, no fault of the environment came up
    no_effect,           ///< faults ran, and nobody saw anything
    crash,               ///< the executive panicked, or the processor gave up
    hang,                ///< the machine no longer answers
    recovered_unnoticed, ///< the extension failed and came back, and the application saw only a pause
    recovered_noticed,   ///< it came back, and the application saw errors
    undetected,          ///< the application saw wrong data or a standstill, and no failure was detected
    leak,                ///< recovered, and something is missing afterwards
};
constexpr u32 k_verdicts = 8;

constexpr const char* verdict_name(Verdict v) {
    constexpr const char* k_names[k_verdicts] = {
        "not_activated",       "no_effect",         "crash",      "hang",
        "recovered_unnoticed", "recovered_noticed", "undetected", "leak"};
    return k_names[static_cast<u32>(v)];
}

/// What was seen.
struct TrialFacts {
    u32 activated = 0;    ///< faults
    bool crashed = false; ///< panic, reset
    bool hung = false;
    u32 failures = 0; ///< detected, of the extension under test
    bool back = true; ///< the extension serves again (or never failed)
    bool leaked = false;
    bool wrong_data = false; ///< the application read what was not sent
    bool errors = false;     ///< calls failed, a connection broke
    bool stalled = false;    ///< no progress for longer than an application accepts
};

/// The worst that was seen decides. An extension that did not come back was noticed.
constexpr Verdict trial_verdict(const TrialFacts& f) {
    if (f.crashed) return Verdict::crash;
    if (f.hung) return Verdict::hang;
    const bool seen = f.wrong_data || f.errors || f.stalled || !f.back;
    if (f.failures) {
        if (f.wrong_data) return Verdict::undetected; // what came through before the detection
        if (f.leaked) return Verdict::leak;
        return seen ? Verdict::recovered_noticed : Verdict::recovered_unnoticed;
    }
    if (seen) return Verdict::undetected;
    if (f.leaked) return Verdict::leak;
    return f.activated ? Verdict::no_effect : Verdict::not_activated;
}

} // namespace alcove
