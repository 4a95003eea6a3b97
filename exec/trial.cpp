// SPDX-License-Identifier: MIT
// Trials: the mailbox shared with the host, the time limits, and the system calls of the program that runs
// them.
#include "exec/trial.h"
#include "arch/x86/api/cpu.h"
#include "arch/x86/api/port.h"
#include "exec/boot_info.h"
#include "exec/clock.h"
#include "exec/control.h"
#include "exec/frames.h"
#include "exec/integrity.h"
#include "exec/log.h"
#include "exec/serial.h"
#include "exec/syscall.h"
#include "exec/thread.h"
#include "exec/watchdog.h"
#include "lib/trial_mailbox.h"
#include <algorithm>
#include <stdio.h>
#include <string.h>

extern "C" alcove::TrialMailbox alcove_trial_mailbox;
/// Found by its name in the executive's symbol table.
constinit alcove::TrialMailbox alcove_trial_mailbox = {};

namespace alcove::exec {
namespace {

constexpr u16 k_pvpanic = 0x505; ///< QEMU docs/specs/pvpanic.txt; reading tells which events it knows
constexpr u8 k_pvpanic_panicked = 1;
constexpr u32 k_watchdog_ms = 120; ///< without a tick: interrupts are off for good
constexpr u32 k_feed_ticks = 4;    ///< each costs the emulator some microseconds
constexpr u32 k_most_reporters = 4;

TrialMailbox& mailbox = alcove_trial_mailbox;
bool hosted_, running_;
/// The host has given a plan. Without one a hosted trial is a rehearsal, at whose end the machine goes on.
bool planned_;
char under_test_[32];
u64 begin_idle_;
void (*reporters_[k_most_reporters])(const char*);
u32 reporter_count_;

/// The host is told by QEMU and stops the machine; a snapshot taken then goes on behind this.
void stop_machine(TrialState state) {
    mailbox.state = state;
    arch::out8(k_pvpanic, k_pvpanic_panicked);
    while (mailbox.state == state) arch::cpu_relax();
}

void note_time() {
    mailbox.end_tsc = tsc();
    mailbox.idle_tsc = idle_cycles() - begin_idle_;
}

void over(const char* why) {
    JsonLine().field("trial", "overdue").field("why", why).field("thread", Thread::current()->name);
    running_ = false;
    watchdog_stop();
    stop_machine(TrialState::overdue);
}

void on_tick(void* timer) {
    if (!running_) return;
    if (ticks() % k_feed_ticks == 0) watchdog_feed();
    note_time();
    const u64 total = mailbox.end_tsc - mailbox.begin_tsc, ms = tsc_khz();
    if (total - mailbox.idle_tsc > mailbox.busy_limit_ms * ms)
        return over("the processor was busy all the time");
    if (total > mailbox.total_limit_ms * ms) return over("no end came");
    static_cast<Timer*>(timer)->start(1);
}
Timer tick_{on_tick, &tick_};

void start_clock() {
    begin_idle_ = idle_cycles();
    mailbox.begin_tsc = mailbox.end_tsc = tsc();
    mailbox.idle_tsc = 0;
    if (!hosted_) return;
    watchdog_start(k_watchdog_ms);
    tick_.start(1);
}

/// Firmware has run in memory that is free now. QEMU keeps its translations of such code until each of them
/// is overwritten, and every write to their pages takes it a microsecond for as long. One of these pages as a
/// stack was a third of a trial's time.
void overwrite_free_frames() {
    struct Block {
        Block* next;
        unsigned order;
    };
    Block* blocks = nullptr;
    for (unsigned order = k_max_order + 1; order-- > 0;)
        while (const Result<PhysAddr> frames = frames_alloc(order)) {
            Block* const block = phys_to_virt<Block>(frames.value());
            memset(static_cast<void*>(block), 0, usize{k_page_size} << order);
            *block = {blocks, order};
            blocks = block;
        }
    while (Block* const block = blocks) {
        blocks = block->next;
        frames_free(virt_to_phys(block), block->order);
    }
}

} // namespace

void trial_init() {
    integrity_init();
    if (!boot_option("trial")) return;
    hosted_ = (arch::in8(k_pvpanic) & ~3u) == 0 && watchdog_init();
    if (!hosted_) return log(LogLevel::warning, "trial: this machine has not the devices for it");
    overwrite_free_frames();
    mailbox.magic = TrialMailbox::k_magic;
}

void trial_record(const char* line, u32 length) {
    if (!running_) return;
    IrqGuard guard;
    if (length > TrialMailbox::k_record_bytes - mailbox.record_bytes) return;
    memcpy(mailbox.record + mailbox.record_bytes, line, length);
    mailbox.record_bytes += length;
}

void trial_fault_reached(u32 index) {
    if (!running_ || index >= 64) return;
    if (!mailbox.reached) mailbox.first_reached_tsc = tsc();
    mailbox.reached |= u64{1} << index;
}

void trial_panicked() {
    if (!hosted_ || !running_) return;
    note_time();
    running_ = false;
    stop_machine(TrialState::panicked);
}

void trial_reporter_register(void (*report)(const char* under_test)) {
    if (reporter_count_ < k_most_reporters) reporters_[reporter_count_++] = report;
}

// --- system calls
// -------------------------------------------------------------------------------------------

i32 syscall_trial_begin(const char* domain) {
    if (running_) return to_errno(Error::busy);
    sniprintf(under_test_, sizeof under_test_, "%s", domain);
    mailbox.record_bytes = 0;
    mailbox.reached = 0;
    integrity_note(under_test_);
    running_ = true;
    if (!hosted_) start_clock();
    return 0;
}

i32 syscall_trial_plan(const UserSink& plan) {
    if (!hosted_) return to_errno(Error::no_device);
    if (!running_) return to_errno(Error::invalid);
    // The host reads the mailbox alone, and each byte to a serial line costs it a write to a file.
    serial_console.silence();
    serial_control.silence();
    stop_machine(TrialState::waiting);
    mailbox.state = TrialState::running;
    planned_ = true;
    start_clock();
    const u32 n = std::min({mailbox.plan_bytes, TrialMailbox::k_plan_bytes, plan.size()});
    const Result<void> r = plan.fill(0, mailbox.plan, n);
    return r ? static_cast<i32>(n) : to_errno(r.error());
}

i32 syscall_trial_end(const alcove_trial_view& view) {
    if (!running_) return to_errno(Error::invalid);
    for (u32 i = 0; i < reporter_count_; i++) reporters_[i](under_test_);
    const u32 damaged = integrity_check();
    note_time();
    JsonLine()
        .field("trial", "view")
        .field("finished", view.finished != 0)
        .field("bytes", view.bytes)
        .field("wrong_bytes", view.wrong_bytes)
        .field("pings", view.pings)
        .field("lost_pings", view.lost_pings)
        .field("errors", view.errors)
        .field("longest_stall_ms", view.longest_stall_ms)
        .field("back", view.back != 0)
        .field("provoked", view.provoked)
        .field("refused", view.refused)
        .field("tsc", mailbox.end_tsc - mailbox.begin_tsc)
        .field("idle_tsc", mailbox.idle_tsc);
    running_ = false;
    if (planned_) {
        watchdog_stop();
        stop_machine(TrialState::ended);
    }
    return static_cast<i32>(damaged);
}

i32 syscall_trial_record(u32 offset, const UserSink& text) {
    if (offset > mailbox.record_bytes) return to_errno(Error::invalid);
    const u32 n = std::min(mailbox.record_bytes - offset, text.size());
    const Result<void> r = text.fill(0, mailbox.record + offset, n);
    return r ? static_cast<i32>(n) : to_errno(r.error());
}

} // namespace alcove::exec
