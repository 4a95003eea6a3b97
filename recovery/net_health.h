// SPDX-License-Identifier: MIT
// What an interface's traffic says of its driver: silence, a carrier that does not come, damaged frames.
#pragma once
#include "exec/net/traffic_counts.h"
#include "lib/types.h"

namespace alcove::recovery {

enum class Ailment : u8 {
    none,
    silent,     ///< frames were to be sent, and nothing comes any more
    no_carrier, ///< there was one
    damaged,    ///< checksums of what was received are wrong
};

/// Judges samples of one interface. A network that is gone looks like a driver that is: so each ailment is
/// said once, and again only after the network has shown that it is there.
class NetHealth {
  public:
    struct Limits {
        u32 silent_ms = 1000, carrier_ms = 3000; ///< 0: not judged
    };

    /// The driver begins to serve, or does again; counts of what was before mean nothing.
    void begin(const exec::NetTraffic& t, u32 now_ms) {
        last_ = t;
        asked_ = 0;
        down_since_ms_ = now_ms;
        good_ = bad_ = 0;
    }

    /// To be called about ten times a second while the driver serves. Any context.
    Ailment sample(const exec::NetTraffic& t, u32 now_ms, const Limits& limits) {
        const u32 received = t.received - last_.received, damaged = t.damaged - last_.damaged;
        const u32 wanted = t.wanted - last_.wanted;
        last_ = t;
        if (is_damaged(received, damaged)) return Ailment::damaged;
        if (is_without_carrier(t.carrier, now_ms, limits.carrier_ms)) return Ailment::no_carrier;
        if (is_silent(received, wanted, now_ms, limits.silent_ms)) return Ailment::silent;
        return Ailment::none;
    }
    /// Frames that were to be sent since one was received.
    u32 asked() const { return asked_; }
    /// Frames of the last while that were damaged, and that were not.
    u32 bad() const { return bad_; }
    u32 good() const { return good_; }

  private:
    static constexpr u32 k_least_asked = 3; ///< one frame may get lost, and some need no answer
    static constexpr u32 k_least_bad = 4, k_share = 8;
    static constexpr u32 k_while = 256; ///< frames

    /// Ethernet has a checksum of its own, so damage comes from behind the wire: one of eight is too much.
    bool is_damaged(u32 received, u32 damaged) {
        bad_ += damaged;
        good_ += received > damaged ? received - damaged : 0;
        const bool is = whole_ && bad_ >= k_least_bad && bad_ * k_share >= good_;
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
    bool is_silent(u32 received, u32 wanted, u32 now_ms, u32 limit_ms) {
        if (received) {
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

    exec::NetTraffic last_;
    u32 asked_ = 0, asked_since_ms_ = 0, down_since_ms_ = 0;
    u32 good_ = 0, bad_ = 0;
    bool answered_ = false, had_carrier_ = false;
    bool whole_ = true; ///< frames came undamaged since damage was said
};

} // namespace alcove::recovery
