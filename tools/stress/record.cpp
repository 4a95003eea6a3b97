// SPDX-License-Identifier: MIT
// One function for each kind of line, then the verdict (lib/trial_verdict.h).
#include "tools/stress/record.h"
#include <algorithm>
#include <sstream>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace alcove::stress {
namespace {

using Json = nlohmann::json;

/// A number or the default; never throws, whatever the guest has sent.
template <typename T>
T number(const Json& j, const char* key, T otherwise = 0) {
    const auto it = j.find(key);
    return it != j.end() && it->is_number() ? it->get<T>() : otherwise;
}
std::string text(const Json& j, const char* key) {
    const auto it = j.find(key);
    return it != j.end() && it->is_string() ? it->get<std::string>() : "";
}
/// An array of texts, one to a line.
std::string lines(const Json& j, const char* key) {
    std::string all;
    const auto it = j.find(key);
    if (it == j.end() || !it->is_array()) return all;
    for (const Json& line : *it)
        if (line.is_string()) all += (all.empty() ? "" : "\n") + line.get<std::string>();
    return all;
}
bool flag(const Json& j, const char* key) {
    const auto it = j.find(key);
    return it != j.end() && it->is_boolean() && it->get<bool>();
}

class Reader {
  public:
    Reader(TrialResult& result, const TrialSetup& setup) : r_(result), setup_(setup) {}
    void take(const Json& j) {
        const std::string event = text(j, "event"), trial = text(j, "trial");
        if (event == "failure") take_failure(j);
        if (event == "recovered") take_recovery(j);
        if (event == "panic") panic_ = text(j, "message");
        if (trial == "fault") take_fault(j);
        if (trial == "damage") r_.integrity.push_back(text(j, "part") + ": " + text(j, "detail"));
        if (trial == "count") take_count(j);
        if (trial == "view") take_view(j);
        if (trial == "overdue") overdue_ = text(j, "why");
    }
    bool ended() const { return ended_; }
    bool back() const { return back_; }
    const std::string& panic() const { return panic_; }
    const std::string& overdue() const { return overdue_; }

  private:
    void take_failure(const Json& j) {
        if (text(j, "domain") != setup_.driver) return;
        r_.failures.push_back({text(j, "domain"), text(j, "kind"), text(j, "detail"), text(j, "where"),
                               lines(j, "backtrace"), number<std::uint64_t>(j, "us")});
    }
    void take_recovery(const Json& j) {
        if (text(j, "domain") != setup_.driver) return;
        RecoveryRow row;
        row.domain = text(j, "domain");
        row.generation = number<unsigned>(j, "generation");
        row.failure_us = number<std::uint64_t>(j, "failure_us");
        row.quiesce_us = number<unsigned>(j, "quiesce_us");
        row.unwind_us = number<unsigned>(j, "unwind_us");
        row.release_us = number<unsigned>(j, "release_us");
        row.decide_us = number<unsigned>(j, "decide_us");
        row.restart_us = number<unsigned>(j, "restart_us");
        row.resume_us = number<unsigned>(j, "resume_us");
        row.total_us = number<unsigned>(j, "total_us");
        r_.recoveries.push_back(row);
    }
    void take_fault(const Json& j) {
        r_.faults.push_back({text(j, "type"), text(j, "site"), number<unsigned>(j, "activated") != 0,
                             number<std::uint64_t>(j, "at_us")});
    }
    /// What a running driver may hold more or less of at one moment (a stack, packets in its rings) is no
    /// leak. Nor is what a checker keeps of freed blocks.
    void take_count(const Json& j) {
        struct Slack {
            const char* name;
            long more; ///< of a count that rises when something leaks; else it falls
            bool rises;
        };
        static constexpr Slack k_slack[] = {{"handles", 4, true},  {"packet_handles", 48, true},
                                            {"threads", 0, true},  {"heap_blocks", 24, true},
                                            {"frames", 24, false}, {"packets", 48, false}};
        const bool checked = !setup_.check.empty() && setup_.mode == TrialMode::nooks;
        const long before = number<long>(j, "before"), after = number<long>(j, "after");
        for (const Slack& s : k_slack) {
            if (text(j, "name") != s.name) continue;
            if (checked && s.name != std::string_view("threads")) continue;
            const long lost = s.rises ? after - before : before - after;
            if (lost > s.more)
                r_.leaks.push_back(fmt::format("{}: {} before, {} after", s.name, before, after));
        }
    }
    void take_view(const Json& j) {
        ended_ = true;
        ApplicationView& a = r_.application;
        a.finished = flag(j, "finished");
        a.bytes = number<std::uint64_t>(j, "bytes");
        a.wrong_bytes = number<std::uint64_t>(j, "wrong_bytes");
        a.pings = number<unsigned>(j, "pings");
        a.lost_pings = number<unsigned>(j, "lost_pings");
        a.errors = number<unsigned>(j, "errors");
        a.longest_stall_ms = number<unsigned>(j, "longest_stall_ms");
        back_ = flag(j, "back");
        r_.activated += number<unsigned>(j, "provoked");
        r_.refused = number<unsigned>(j, "refused");
    }

    TrialResult& r_;
    const TrialSetup& setup_;
    bool ended_ = false, back_ = false;
    std::string panic_, overdue_;
};

/// A machine that went down did not report its faults: they are taken from the plan, in its order.
void add_unreported_faults(TrialResult& r, const Ending& ending) {
    if (!r.faults.empty()) return;
    std::istringstream lines(ending.plan);
    unsigned index = 0;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string form, type, module, offset;
        words >> form >> type >> module >> offset;
        if (form != "code" && form != "env") continue;
        const bool reached = index < 64 && (ending.reached >> index & 1);
        const std::string site = form == "env" ? "environment" : module + " " + offset;
        r.faults.push_back({type, site, reached, 0});
        ++index;
    }
}

void set_latency(TrialResult& r) {
    if (!r.recoveries.empty()) r.recovery_us = r.recoveries.front().total_us;
    if (r.failures.empty()) return;
    std::uint64_t first = ~0ull;
    for (const FaultRow& f : r.faults)
        if (f.activated && f.at_us) first = std::min(first, f.at_us);
    const std::uint64_t failed = r.failures.front().us;
    if (first <= failed) r.latency_us = static_cast<std::int64_t>(failed - first);
}

std::string first_reason(const TrialResult& r) {
    if (!r.failures.empty()) {
        const FailureRow& f = r.failures.front();
        return fmt::format("{}: {}{}", f.kind, f.detail, f.where.empty() ? "" : " at " + f.where);
    }
    const ApplicationView& a = r.application;
    if (a.wrong_bytes) return fmt::format("{} bytes were wrong", a.wrong_bytes);
    if (a.errors) return fmt::format("{} calls failed", a.errors);
    if (!a.finished) return "the work came to a standstill";
    return r.leaks.empty() ? "" : r.leaks.front();
}

} // namespace

void judge(TrialResult& result, const std::string& record, const TrialSetup& setup, const Ending& ending) {
    Reader reader(result, setup);
    std::istringstream lines(record);
    for (std::string line; std::getline(lines, line);) {
        const Json j = Json::parse(line, nullptr, false);
        if (!j.is_object()) continue;
        reader.take(j);
        result.record.push_back(line);
    }
    add_unreported_faults(result, ending);
    for (const FaultRow& f : result.faults) result.activated += f.activated;
    set_latency(result);

    TrialFacts facts;
    facts.activated = result.activated;
    facts.crashed = ending.crashed || !reader.panic().empty();
    facts.hung = ending.hung || !reader.overdue().empty();
    facts.failures = static_cast<u32>(result.failures.size());
    facts.leaked = !result.leaks.empty();
    const ApplicationView& a = result.application;
    facts.wrong_data = a.wrong_bytes != 0;
    facts.errors = a.errors != 0;
    facts.stalled = !a.finished;
    facts.back = reader.back();
    result.note = !reader.panic().empty()     ? reader.panic()
                  : !reader.overdue().empty() ? reader.overdue()
                                              : ending.note;
    if (!facts.crashed && !facts.hung && !reader.ended()) {
        facts.crashed = true;
        result.note = "the record of the trial has no end";
    }
    if (result.note.empty()) result.note = first_reason(result);
    result.verdict = trial_verdict(facts);
}

} // namespace alcove::stress
