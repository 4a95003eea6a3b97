// SPDX-License-Identifier: MIT
// The recovery manager: takes each failed extension through the six steps of recovery (docs/design.md).
#pragma once
#include "exec/clock.h"
#include "exec/sync.h"
#include "nim/extension.h"
#include "nim/recovery_hook.h"
#include "recovery/block_shadow.h"
#include "recovery/char_shadow.h"
#include "recovery/consult.h"
#include "recovery/net_shadow.h"
#include "recovery/policy.h"

namespace alcove::recovery {

/// A few threads serve all extensions, each one extension at a time. A step of recovery may sleep as long as
/// the driver does; a pause of the policy keeps no thread, it is a due time. One idle thread keeps the watch
/// over what is due, and who takes a case up wakes another one for it.
class Manager final : public nim::RecoveryHook {
  public:
    /// Errors: no_memory.
    Result<void> start();

    // --- RecoveryHook ---
    void failed(nim::Domain& domain) override;
    void net_appeared(nim::Domain& domain, nim::NetPort& port) override;
    void net_vanished(nim::Domain& domain, nim::NetPort& port) override;
    void block_appeared(nim::Domain& domain, nim::BlockPort& port) override;
    void block_vanished(nim::Domain& domain, nim::BlockPort& port) override;
    void char_appeared(nim::Domain& domain, nim::CharPort& port) override;
    void char_vanished(nim::Domain& domain, nim::CharPort& port) override;
    void unloaded(nim::Extension& extension) override;

  private:
    enum class Stage : u8 {
        well,
        broken,     ///< failed: steps 1 to 4 are due
        pausing,    ///< released; step 5 is due at due_us
        restarting, ///< in step 5
        given_up,
    };
    struct Case {
        nim::Extension* extension = nullptr;
        Stage stage = Stage::well;
        u64 due_us = 0;
        u32 stuck = 0;            ///< times its threads did not leave
        u64 failure_us = 0;       ///< time stamp of the failure being recovered
        u64 decided_at = 0;       ///< when the release ended
        u64 restarted_at = 0;     ///< when the running generation was back
        bool coming_back = false; ///< since a restart began, until it was back
        u32 resume_us = 0;        ///< spent on interfaces within step 5
        nim::RecoveryRecord record;
        Policy policy;
        FailureTimes times;
    };

    static void thread(void* self);
    [[noreturn]] void run();
    Case* next_due();
    Case& take_due();
    u32 pause_ms() const;
    Case* find(const nim::Extension& e);
    void take_down(Case& c);
    void decide(Case& c);
    void bring_up(Case& c);
    void give_up(Case& c, const char* reason);
    void replace(Case& c, const char* other);
    Result<void> start(nim::Extension& e, char* message, usize size);
    static void start_takes_too_long(void* extension);
    void report_failure(const Case& c);
    void report_recovery(const Case& c);
    void later(Case& c, Stage stage, u32 ms);
    template <typename Shadow, u32 Count, typename Port>
    void appeared(Shadow (&shadows)[Count], nim::Domain& domain, Port& port);
    template <typename Shadow, u32 Count, typename Port>
    void vanished(Shadow (&shadows)[Count], nim::Domain& domain, Port& port);
    CharShadow* char_shadow_for(const nim::Extension& e, const nim::CharPort& port);
    CharShadow* take_char_shadow(bool (*test)(CharShadow& shadow, const void* what), const void* what);
    void destroy_missing(nim::Extension& e);
    void destroy_shadows(const nim::Extension& e);

    static constexpr u32 k_threads = 8; ///< restarts that may sleep before others have to wait
    static constexpr u32 k_cases = 32;
    static constexpr u32 k_net_shadows = 16; ///< as many as TCP/IP has interfaces
    static constexpr u32 k_block_shadows = 64;
    Case cases_[k_cases];
    // Never deleted: a thread may be on its way into one.
    NetShadow net_shadows_[k_net_shadows];
    BlockShadow block_shadows_[k_block_shadows];
    List<CharShadow, &CharShadow::link> char_shadows_;
    exec::WaitQueue work_;
    exec::Mutex shadows_lock_; ///< which shadow serves what; never held while a driver is called
};

} // namespace alcove::recovery
