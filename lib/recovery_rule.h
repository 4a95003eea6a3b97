// SPDX-License-Identifier: MIT
// What a recovery policy says of one extension, and what follows from it for a failure.
#pragma once
#include "lib/types.h"
#include <string_view>

namespace alcove {

/// One section of a policy file. What it does not say is taken from section [*], then from the defaults
/// below.
struct RecoveryRule {
    enum class Restart : u8 { unsaid, at_once, back_off, never };
    static constexpr u32 k_unsaid = 0xFFFFFFFF, k_never = 0xFFFFFFFE;
    static constexpr u32 k_backoff_first_ms = 100, k_backoff_max_ms = 30000, k_give_up_after = 10;
    static constexpr u32 k_most_in_window = 15; ///< failures that the executive remembers, but for one

    std::string_view name; ///< of an extension, or "*"
    Restart restart = Restart::unsaid;
    u32 backoff_first_ms = k_unsaid, backoff_max_ms = k_unsaid;
    u32 give_up_after = k_unsaid;     ///< failures; k_never: restart for ever
    u32 give_up_window_ms = k_unsaid; ///< they lie within this time; unsaid: they come in a row
    std::string_view instead;         ///< bundle to start when giving up
    std::string_view run;             ///< program and arguments, at each failure

    /// Takes what this one leaves open from `other`.
    void fill_from(const RecoveryRule& other) {
        if (restart == Restart::unsaid) restart = other.restart;
        if (backoff_first_ms == k_unsaid) backoff_first_ms = other.backoff_first_ms;
        if (backoff_max_ms == k_unsaid) backoff_max_ms = other.backoff_max_ms;
        if (give_up_after == k_unsaid) { // the window belongs to the number
            give_up_after = other.give_up_after;
            give_up_window_ms = other.give_up_window_ms;
        }
        if (instead.empty()) instead = other.instead;
        if (run.empty()) run = other.run;
    }
};

/// What is known of a failure. Ages count back from now, the failure itself first.
struct RecoveryCase {
    bool requested = false; ///< a user asked for the restart: proves nothing against the extension
    u32 in_a_row = 1;
    const u32* recent_ms = nullptr;
    u32 recent_count = 0;
};

struct RecoveryAnswer {
    enum class Verdict : u8 { restart, give_up, instead } verdict;
    u32 pause_ms = 0;
    std::string_view instead = {};
};

namespace detail {
constexpr u32 said(u32 value, u32 otherwise) { return value == RecoveryRule::k_unsaid ? otherwise : value; }

constexpr bool is_enough(const RecoveryRule& rule, const RecoveryCase& c) {
    if (rule.restart == RecoveryRule::Restart::never) return true;
    const u32 most = said(rule.give_up_after, RecoveryRule::k_give_up_after);
    if (most == RecoveryRule::k_never) return false;
    if (rule.give_up_window_ms == RecoveryRule::k_unsaid) return c.in_a_row > most;
    u32 within = 0;
    for (u32 i = 0; i < c.recent_count; i++) within += c.recent_ms[i] <= rule.give_up_window_ms;
    return within > most;
}

/// The first failure of a row is followed by a restart at once; then the pause doubles.
constexpr u32 pause(const RecoveryRule& rule, u32 in_a_row) {
    if (rule.restart == RecoveryRule::Restart::at_once || in_a_row <= 1) return 0;
    u32 longest = said(rule.backoff_max_ms, RecoveryRule::k_backoff_max_ms);
    const u32 first = said(rule.backoff_first_ms, RecoveryRule::k_backoff_first_ms);
    if (longest < first) longest = first;
    u32 ms = first;
    for (u32 i = 2; i < in_a_row && ms < longest; i++) ms = ms > longest / 2 ? longest : ms * 2;
    return ms < longest ? ms : longest;
}
} // namespace detail

/// The whole of the agent's judgement: it keeps nothing between two failures, so a new agent judges alike.
constexpr RecoveryAnswer recovery_decide(const RecoveryRule& rule, const RecoveryCase& c) {
    using Verdict = RecoveryAnswer::Verdict;
    if (c.requested) return {Verdict::restart};
    if (!detail::is_enough(rule, c)) return {Verdict::restart, detail::pause(rule, c.in_a_row)};
    return {rule.instead.empty() ? Verdict::give_up : Verdict::instead, 0, rule.instead};
}

} // namespace alcove
