// SPDX-License-Identifier: MIT
// The question to the recovery agent, and what is made of its answer.
#include "recovery/consult.h"
#include "exec/clock.h"
#include "exec/control.h"
#include "exec/log.h"
#include "exec/recovery_agent.h"
#include <stdio.h>
#include <string.h>

namespace alcove::recovery {
namespace {

constexpr u32 k_agent_patience_ms = 50;
constexpr const char* k_verdicts[] = {"restart", "give-up", "instead"};

alcove_recovery_event describe(const Question& q) {
    const nim::Failure& f = q.extension.last_failure;
    alcove_recovery_event e = {};
    strlcpy(e.domain, q.extension.name(), sizeof e.domain);
    strlcpy(e.kind, nim::failure_kind_name(f.kind), sizeof e.kind);
    strlcpy(e.detail, f.detail, sizeof e.detail);
    strlcpy(e.where, f.where, sizeof e.where);
    e.generation = q.extension.generation();
    e.failures = q.extension.failures;
    e.in_a_row = q.in_a_row;
    e.lived_ms = static_cast<u32>(q.lived_us / 1000);
    e.requested = q.requested;
    q.times.describe(exec::now_us(), e);
    return e;
}

const char* reason_of(Error error) {
    switch (error) {
    case Error::not_found:
        return "no agent";
    case Error::no_process:
        return "the agent ended";
    case Error::timed_out:
        return "the agent is late";
    default:
        return "the agent's answer makes no sense";
    }
}

/// False when the agent leaves it to the default policy.
bool translate(const alcove_recovery_decision& from, Decision& to) {
    switch (from.verdict) {
    case ALCOVE_RECOVERY_RESTART:
        to = {Verdict::restart, from.pause_ms};
        return true;
    case ALCOVE_RECOVERY_GIVE_UP:
        to = {Verdict::give_up, 0};
        return true;
    case ALCOVE_RECOVERY_INSTEAD:
        to = {Verdict::instead, 0};
        strlcpy(to.instead, from.instead, sizeof to.instead);
        return true;
    default:
        return false;
    }
}

exec::Mutex agent; ///< several extensions may fail at once

Result<alcove_recovery_decision> ask(alcove_recovery_event& event) {
    exec::MutexGuard guard(agent);
    return exec::recovery_agent_ask(event, k_agent_patience_ms);
}

void report(const Question& q, const Decision& d, const char* reason) {
    exec::JsonLine line;
    line.field("event", "decision").field("domain", q.extension.name());
    line.field("by", reason ? "default" : "recoveryd")
        .field("verdict", k_verdicts[static_cast<u32>(d.verdict)]);
    if (d.pause_ms) line.field("pause_ms", d.pause_ms);
    if (d.instead[0]) line.field("instead", d.instead);
    if (reason) line.field("reason", reason);
}

} // namespace

void FailureTimes::describe(u64 now_us, alcove_recovery_event& event) const {
    for (u32 i = 0; i < count_; i++) {
        const u64 ms = (now_us - us_[i]) / 1000;
        event.recent_ms[i] = ms > 0xFFFFFFFF ? 0xFFFFFFFF : static_cast<u32>(ms);
    }
    event.recent_count = count_;
}

Decision consult(const Question& question, const Decision& otherwise) {
    Decision decision = otherwise;
    const char* reason = nullptr;
    alcove_recovery_event event = describe(question);
    const Result<alcove_recovery_decision> answer = ask(event);
    if (!answer)
        reason = reason_of(answer.error());
    else if (!translate(answer.value(), decision))
        reason = "no rule of the agent's";
    report(question, decision, reason);
    return decision;
}

} // namespace alcove::recovery
