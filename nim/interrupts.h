// SPDX-License-Identifier: MIT
// Interrupts of domains: the real handler only masks and wakes; the domain's own thread makes the upcall.
#pragma once
#include "exec/clock.h"
#include "exec/irq.h"
#include "exec/sync.h"
#include "nim/abi/types.h"

namespace alcove::nim {

class Domain;

/// A line that a domain has requested.
struct IrqLine {
    Domain* domain = nullptr;
    u8 line = 0;
    u32 cookie = 0;
    exec::IrqAction action = {};
    bool pending = false; ///< masked since, waits for the interrupt thread
    u32 tick = 0, in_tick = 0;
    IrqLine* next = nullptr;
    bool withheld = false; ///< masked since, until `reopen`: an interrupt was lost on purpose, or the thread
                           ///< is to let others run
    exec::Timer reopen{reopen_withheld, this};

  private:
    static void reopen_withheld(void* self);
};

/// Nooks mode: one per domain, priority::interrupt, on a stack of its own in the domain.
class InterruptThread {
  public:
    /// Errors: no_memory. Thread context.
    static Result<InterruptThread*> create(Domain& domain);
    /// Ends the thread; it deletes itself and lets the domain go. Any context.
    void stop();
    /// Any context, interrupts off.
    void wake();
    /// The same for an interrupt: with virtual interrupts off it only leaves a note, and the domain's
    /// `vif_deliver` (or its leaving the monitor) wakes the thread.
    void interrupt();
    void timer_expired();
    /// Keeps the domain's lines closed during a batch of transmissions, so that what it causes comes as one
    /// interrupt afterwards; a tick that finds the batch still running opens them. Interrupts off.
    void hold();
    void unhold();
    void add(IrqLine& line);
    void remove(IrqLine& line);

  private:
    explicit InterruptThread(Domain& domain) : domain_(domain) {}
    static void main(void* self);
    void run();
    bool work_waits() const;
    void park();
    void wait_for_vif();
    void deliver(IrqLine& line);
    void run_timer();
    void begin_again();
    void let_others_run(IrqLine& line);
    void check_use(const IrqLine& line);

    /// TSC cycles in which no interrupt thread wanted the processor: only these are rest for others. Two
    /// cards on one wire could keep each other busy for ever, and each would seem to rest while the other
    /// works.
    static u64 quiet();
    void count_awake();
    void count_parked();
    static inline u32 awake_ = 0; ///< interrupt threads that are not parked
    static inline u64 quiet_ = 0, quiet_since_ = 0;
    bool counted_ = false; ///< among these

    Domain& domain_;
    exec::Thread* thread_ = nullptr;
    bool parked_ = false; ///< off the processor until wake()
    u64 rest_began_ = 0;  ///< quiet() when it parked
    static constexpr u32 k_least_rest_us = 50;
    const u32 least_rest_ = exec::tsc_khz() / 1000 * k_least_rest_us; ///< in TSC cycles
    u32 restless_since_ = 0;                                          ///< tick since when it has not rested
    u32 others_ran_ = 0; ///< the last tick that it left to others, or since when it has not rested
    u32 delivered_ = 0;  ///< interrupts since then
    u32 moved_ = 0;      ///< packets that had been moved when this was looked at last
    IrqLine* lines_ = nullptr;
    bool held_ = false;
    bool timer_pending_ = false;
    bool stopped_ = false;
};

/// Errors: busy, invalid, no_memory. Thread context.
Result<IrqLine*> irq_line_request(Domain& domain, u8 line, bool shared, u32 cookie);
void irq_line_release(IrqLine* line);

/// The domain's one timer.
class DomainTimer {
  public:
    explicit DomainTimer(Domain& domain) : domain_(domain), timer_(expired, this) {}
    void arm(u32 jiffy) { timer_.start_at(jiffy); }
    void cancel() { timer_.cancel(); }

  private:
    static void expired(void* self);
    Domain& domain_;
    exec::Timer timer_;
};

} // namespace alcove::nim
