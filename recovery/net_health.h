// SPDX-License-Identifier: MIT
// What an interface's traffic says of its driver: silence, losses, damage, transmissions that do not end.
#pragma once
#include "exec/net/traffic_counts.h"
#include "lib/types.h"

namespace alcove::recovery {

enum class Ailment : u8 {
    none,
    silent,     ///< frames were to be sent, and nothing comes any more
    no_carrier, ///< there was one
    damaged,    ///< checksums of what was received are wrong
    lossy,      ///< TCP has to send again and again
    unfinished, ///< many frames that the driver took, and not one comes back
    boastful,   ///< it counts frames as sent that nobody gave it
};

/// What passes between executive and driver. They wrap.
struct DriverTraffic {
    u32 given = 0, finished = 0; ///< frames to send
    u32 in_flight = 0;           ///< of these, not finished
    u32 oldest = 0;              ///< the first of these, counted as `given` counts; that, when there is none
    struct Answer {
        u32 number = 0;  ///< of the driver's answers to questions for its statistics; 0: none yet
        u32 given = 0;   ///< what had been given to it by then
        u32 counted = 0; ///< what it says it has sent
    } answer;
};

/// Judges samples of one interface. A network that is gone looks like a driver that is: so each ailment is
/// said once, and again only after the network has shown that it is there.
class NetHealth {
  public:
    /// 0: not judged.
    struct Limits {
        u32 silent_ms = 1000, carrier_ms = 3000, loss_ms = 2000, transmit_ms = 1000;
        u32 damaged_frames = 4; ///< of which an eighth or more of all is too much
    };

    /// The driver begins to serve, or does again; counts of what was before mean nothing.
    void begin(const exec::NetTraffic& t, const DriverTraffic& d, u32 now_ms) {
        last_ = t;
        mark_ = d;
        asked_ = 0;
        down_since_ms_ = mark_ms_ = now_ms;
        good_ = bad_ = 0;
        repeated_ = acknowledged_ = in_vain_ = 0;
        answer_ = d.answer;
    }

    /// To be called about ten times a second while the driver serves. Any context.
    Ailment sample(const exec::NetTraffic& t, const DriverTraffic& d, u32 now_ms, const Limits& limits) {
        const exec::NetTraffic was = last_;
        last_ = t;
        if (is_damaged(t.received - was.received, t.damaged - was.damaged, limits.damaged_frames))
            return Ailment::damaged;
        if (is_without_carrier(t.carrier, now_ms, limits.carrier_ms)) return Ailment::no_carrier;
        if (is_silent(t.understood - was.understood, t.wanted - was.wanted, now_ms, limits.silent_ms))
            return Ailment::silent;
        if (is_lossy(t.repeated - was.repeated, t.acknowledged - was.acknowledged, now_ms, limits.loss_ms))
            return Ailment::lossy;
        if (is_unfinished(d, t.carrier, now_ms, limits.transmit_ms)) return Ailment::unfinished;
        return is_boastful(d.answer, limits.transmit_ms) ? Ailment::boastful : Ailment::none;
    }
    /// Frames that were to be sent since one was received.
    u32 asked() const { return asked_; }
    /// Frames of the last while that were damaged, and that were not.
    u32 bad() const { return bad_; }
    u32 good() const { return good_; }
    /// Segments that TCP sent again, and acknowledgements that came meanwhile.
    u32 repeated() const { return repeated_; }
    u32 acknowledged() const { return acknowledged_; }

  private:
    static constexpr u32 k_least_asked = 3; ///< one frame may get lost, and some need no answer
    static constexpr u32 k_share = 8;
    static constexpr u32 k_while = 256; ///< frames

    /// Ethernet has a checksum of its own, so damage comes from behind the wire: one of eight is too much.
    bool is_damaged(u32 received, u32 damaged, u32 limit) {
        bad_ += damaged;
        good_ += received > damaged ? received - damaged : 0;
        const bool is = limit && whole_ && bad_ >= limit && bad_ * k_share >= good_;
        if (is) whole_ = false;
        if (good_ >= k_while) {
            if (bad_ * k_share < good_) whole_ = true;
            if (!is) good_ = bad_ = 0;
        }
        return is;
    }
    bool is_without_carrier(bool carrier, u32 now_ms, u32 limit_ms) {
        if (carrier) {
            had_carrier_ = true;
            down_since_ms_ = now_ms;
        }
        if (!limit_ms || !had_carrier_ || now_ms - down_since_ms_ < limit_ms) return false;
        had_carrier_ = false;
        return true;
    }
    bool is_silent(u32 understood, u32 wanted, u32 now_ms, u32 limit_ms) {
        if (understood) {
            answered_ = true;
            asked_ = 0;
            return false;
        }
        if (!asked_) asked_since_ms_ = now_ms;
        asked_ += wanted;
        if (!limit_ms || !answered_ || asked_ < k_least_asked || now_ms - asked_since_ms_ < limit_ms)
            return false;
        answered_ = false;
        return true;
    }

    static constexpr u32 k_least_in_vain = 3; ///< that one peer may be gone is no matter for so long
    static constexpr u32 k_least_repeated = 8, k_lossy_share = 2;
    static constexpr u32 k_acknowledged_while = 64, k_reliable_share = 8;

    /// A wire loses a frame in thousands, and a way through the world one in ten; then TCP goes on. It does
    /// not where nothing is acknowledged for long, or where one is repeated for two that are acknowledged.
    bool is_lossy(u32 repeated, u32 acknowledged, u32 now_ms, u32 limit_ms) {
        if (acknowledged) in_vain_ = 0;
        if (repeated && !in_vain_) in_vain_since_ms_ = now_ms;
        in_vain_ += repeated;
        repeated_ += repeated;
        acknowledged_ += acknowledged;
        const bool stands = in_vain_ >= k_least_in_vain && now_ms - in_vain_since_ms_ >= limit_ms;
        const bool crawls = repeated_ >= k_least_repeated && repeated_ * k_lossy_share >= acknowledged_;
        const bool is = limit_ms && reliable_ && (stands || crawls);
        if (is) reliable_ = false;
        if (acknowledged_ >= k_acknowledged_while) {
            if (repeated_ * k_reliable_share < acknowledged_) reliable_ = true;
            if (!is) repeated_ = acknowledged_ = 0;
        }
        return is;
    }

    static constexpr u32 k_kept = 16, k_overtaken = 8;

    /// A driver that has nothing else to do may keep the last few frames. One that keeps many, or has
    /// finished others in between, has lost them, or is behind for good.
    bool is_unfinished(const DriverTraffic& d, bool carrier, u32 now_ms, u32 limit_ms) {
        const u32 before_mark = mark_.given - d.oldest;
        const bool passed = before_mark == 0 || before_mark > ~0u / 2;
        if (passed || d.in_flight == 0 || !carrier) {
            finishes_ |= passed && d.finished != mark_.finished && now_ms - mark_ms_ < limit_ms;
            mark_ = d;
            mark_ms_ = now_ms;
            return false;
        }
        const bool many = d.in_flight >= k_kept || d.finished - mark_.finished >= k_overtaken;
        if (!limit_ms || !finishes_ || !many || now_ms - mark_ms_ < limit_ms) return false;
        finishes_ = false;
        return true;
    }

    static constexpr u32 k_own_share = 2; ///< a driver may have a few frames of its own
    static constexpr u32 k_delayed = 512; ///< counted when they are finished, as many as rings hold
    bool is_boastful(const DriverTraffic::Answer& a, u32 limit_ms) {
        const DriverTraffic::Answer was = answer_;
        answer_ = a;
        if (!limit_ms || !was.number || was.number == a.number) return false;
        const u32 counted = a.counted - was.counted, given = a.given - was.given;
        constexpr u32 k_backwards = ~0u / 2; // it began to count anew
        return counted < k_backwards && counted > given * k_own_share + k_delayed;
    }

    exec::NetTraffic last_;
    DriverTraffic mark_; ///< frames given before that were in flight then
    DriverTraffic::Answer answer_;
    u32 asked_ = 0, asked_since_ms_ = 0, down_since_ms_ = 0, mark_ms_ = 0;
    u32 good_ = 0, bad_ = 0;
    u32 repeated_ = 0, acknowledged_ = 0;
    u32 in_vain_ = 0, in_vain_since_ms_ = 0; ///< repeated since something was acknowledged
    bool answered_ = false, had_carrier_ = false;
    bool whole_ = true;    ///< frames came undamaged since damage was said
    bool reliable_ = true; ///< most was acknowledged at once since losses were said
    bool finishes_ = true; ///< something was finished since that was said
};

} // namespace alcove::recovery
