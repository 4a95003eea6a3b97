// SPDX-License-Identifier: MIT
// The mailbox between the recovery manager and the recovery agent: one question, one answer, a time limit.
#include "exec/recovery_agent.h"
#include "exec/clock.h"
#include "exec/log.h"
#include "exec/process.h"
#include "exec/syscall.h"
#include <string.h>

namespace alcove::exec {

namespace {

constexpr u32 k_patience = 3; ///< questions in a row without an answer in time

enum class State : u8 {
    idle,
    asked,    ///< the agent has not seen the question yet
    taken,    ///< it has
    answered, ///< decision is valid
    refused,  ///< it said nonsense, or nothing
};

/// All of it with interrupts off.
struct Mailbox {
    Process* agent = nullptr;
    State state = State::idle;
    alcove_recovery_event event = {};
    alcove_recovery_decision decision = {};
    u32 missed = 0;
    WaitQueue question, answer;
};
Mailbox g_box;
u32 g_id;

/// What the agent is lent while it is asked, and given back when it has answered.
void set_priority(u8 p) {
    if (g_box.agent && g_box.agent->thread) thread_set_effective_priority(*g_box.agent->thread, p);
}

bool makes_sense(const alcove_recovery_decision& d) {
    if (d.verdict >= ALCOVE_RECOVERY_VERDICTS || d.pause_ms > ALCOVE_RECOVERY_PAUSE_MAX) return false;
    const bool text = memchr(d.instead, '\0', sizeof d.instead) != nullptr;
    return text && (d.verdict != ALCOVE_RECOVERY_INSTEAD || d.instead[0]);
}

void close_question(State state) {
    g_box.state = state;
    set_priority(priority::user);
    g_box.answer.wake_all();
}

/// No answer in time. An agent that hangs is worth nothing; a new one may be.
Error missed() {
    close_question(State::idle);
    if (++g_box.missed < k_patience) return Error::timed_out;
    log(LogLevel::warning, "recovery agent: late %u times in a row, ended",
        static_cast<unsigned>(k_patience));
    (void)process_kill(g_box.agent->pid, k_signal_kill).ok();
    return Error::timed_out;
}

} // namespace

Result<alcove_recovery_decision> recovery_agent_ask(alcove_recovery_event& event, u32 timeout_ms) {
    IrqGuard guard;
    if (!g_box.agent) return Error::not_found;
    event.id = ++g_id;
    g_box.event = event;
    g_box.state = State::asked;
    set_priority(Thread::current()->base_priority);
    g_box.question.wake_all();
    const u64 until = now_us() + u64{timeout_ms} * 1000;
    while (g_box.agent && (g_box.state == State::asked || g_box.state == State::taken)) {
        const u64 now = now_us();
        if (now >= until) return missed();
        (void)g_box.answer.wait(static_cast<u32>((until - now) / 1000) + 1);
    }
    const State state = g_box.state;
    g_box.state = State::idle;
    if (!g_box.agent) return Error::no_process;
    g_box.missed = 0;
    if (state != State::answered) return Error::invalid;
    return g_box.decision;
}

void recovery_agent_ended(const Process& process) {
    if (g_box.agent != &process) return;
    g_box.agent = nullptr;
    g_box.missed = 0;
    g_box.answer.wake_all();
}

i32 syscall_recovery_wait(u32 milliseconds, alcove_recovery_event& event) {
    Process* self = Process::current();
    IrqGuard guard;
    if (g_box.agent && g_box.agent != self) return to_errno(Error::busy);
    g_box.agent = self;
    if (g_box.state == State::taken) close_question(State::refused); // it asks for the next one instead
    const u64 until = now_us() + u64{milliseconds} * 1000;
    while (g_box.state != State::asked) {
        const u64 now = now_us();
        if (now >= until) return 0;
        const u32 rest = static_cast<u32>((until - now) / 1000) + 1;
        if (g_box.question.wait(rest, true) == WakeReason::interrupted) return to_errno(Error::interrupted);
    }
    g_box.state = State::taken;
    event = g_box.event;
    return 1;
}

i32 syscall_recovery_decide(const alcove_recovery_decision& decision) {
    IrqGuard guard;
    if (g_box.agent != Process::current()) return to_errno(Error::not_permitted);
    if (g_box.state != State::taken || decision.id != g_box.event.id) return to_errno(Error::invalid);
    const bool good = makes_sense(decision);
    if (good) g_box.decision = decision;
    close_question(good ? State::answered : State::refused);
    return good ? 0 : to_errno(Error::invalid);
}

} // namespace alcove::exec
