// SPDX-License-Identifier: MIT
// Workers: each takes the next missing trial, runs it on a machine of its own and keeps the result.
#include "tools/campaign/runner.h"
#include "tools/campaign/jobs.h"
#include "tools/campaign/progress.h"
#include "tools/common/error.h"
#include "tools/faults/faults.h"
#include "tools/stress/trial_setup.h"
#include <atomic>
#include <ctime>
#include <exception>
#include <map>
#include <mutex>
#include <thread>

namespace alcove::campaign {
namespace {

using stress::TrialMachine;
using stress::TrialResult;

/// The mode of that name.
stress::TrialMode mode_of(const std::string& name) {
    return name == stress::mode_name(stress::TrialMode::native) ? stress::TrialMode::native
                                                                : stress::TrialMode::nooks;
}

std::string plan_text(const std::vector<faults::Fault>& plan) {
    std::string text;
    for (const faults::Fault& f : plan) text += f.line + "\n";
    return text;
}

std::vector<FaultRow> fault_rows(const std::vector<faults::Fault>& plan, const TrialResult& result) {
    std::vector<FaultRow> rows;
    for (std::size_t i = 0; i < plan.size(); i++) {
        const faults::Fault& f = plan[i];
        FaultRow row{f.type, "", "", i < result.faults.size() && result.faults[i].activated};
        if (f.code) {
            row.site = fmt::format("{}:{}+{:#x} {}", f.module, f.function, f.in_function, f.source);
            row.text = fmt::format("{} -> {}", f.before, f.after);
        } else {
            row.text = f.line;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string note_of(const TrialResult& r) {
    std::string note = r.note;
    for (const auto* list : {&r.integrity, &r.leaks})
        for (const std::string& line : *list)
            if (note.find(line) == std::string::npos) note += (note.empty() ? "" : "; ") + line;
    return note;
}

Row row_of(const TrialKey& key, const std::vector<faults::Fault>& plan, const TrialResult& r) {
    Row row;
    row.key = key;
    row.verdict = verdict_name(r.verdict);
    row.integrity = r.integrity.empty();
    row.plan = plan_text(plan);
    row.faults = fault_rows(plan, r);
    if (!r.failures.empty()) {
        row.kind = r.failures.front().kind;
        row.where = r.failures.front().where;
    }
    row.note = note_of(r);
    row.latency_us = r.latency_us;
    for (const stress::RecoveryRow& recovery : r.recoveries)
        row.recovery_us = std::max<std::int64_t>(row.recovery_us, recovery.total_us);
    row.failures = r.failures.size();
    row.instructions = r.instructions;
    row.restore_us = r.steps.load;
    row.run_us = r.steps.run;
    row.read_us = r.steps.read;
    row.total_us = static_cast<std::int64_t>(r.steps.load) + r.steps.run + r.steps.read;
    return row;
}

class Run {
  public:
    Run(const Campaign& c, Store& store, std::vector<TrialKey> jobs, std::size_t known,
        const volatile bool& stop)
        : c_(c), store_(store), jobs_(std::move(jobs)), stop_(stop), progress_(jobs_.size(), known) {
        for (const std::string& driver : c.drivers)
            planners_.emplace(driver,
                              std::make_unique<faults::Planner>(stress::bundle_objects(c.setup_of(driver))));
    }

    End run() {
        std::vector<std::thread> workers;
        const std::size_t n = std::min<std::size_t>(c_.jobs, jobs_.size());
        for (std::size_t i = 0; i < n; i++) workers.emplace_back([this] { work(); });
        for (std::thread& worker : workers) worker.join();
        progress_.end();
        if (failure_) std::rethrow_exception(failure_);
        return stop_ ? End::stopped : End::finished;
    }

  private:
    void work() {
        try {
            std::unique_ptr<TrialMachine> machine;
            TrialKey booted;
            for (std::size_t i; !stop_ && !failed_ && (i = next_++) < jobs_.size();) {
                const TrialKey& key = jobs_[i];
                if (!machine || key.driver != booted.driver || key.mode != booted.mode) {
                    machine.reset();
                    machine = std::make_unique<TrialMachine>(setup_of(key));
                    booted = key;
                    say_if_slow(*machine);
                }
                one(*machine, key);
            }
        } catch (...) {
            const std::lock_guard lock(mutex_);
            if (!failure_) failure_ = std::current_exception();
            failed_ = true;
        }
    }

    /// Once: without copies of the emulator all trials take longer.
    void say_if_slow(const TrialMachine& machine) {
        if (!machine.no_copies().empty() && !said_slow_.exchange(true))
            fmt::print(stderr, "campaign: trials begin from a snapshot: {}\n", machine.no_copies());
    }

    stress::TrialSetup setup_of(const TrialKey& key) const {
        stress::TrialSetup setup = c_.setup_of(key.driver);
        setup.mode = mode_of(key.mode);
        return setup;
    }

    /// What this worker has used.
    static std::int64_t thread_us() {
        timespec t{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
        return std::int64_t{t.tv_sec} * 1000000 + t.tv_nsec / 1000;
    }

    void one(TrialMachine& machine, const TrialKey& key) {
        const std::int64_t before = thread_us();
        faults::Request request;
        request.seed = key.seed;
        request.faults = c_.faults;
        request.types = c_.types;
        const std::vector<faults::Fault> plan = planners_.at(key.driver)->plan(request);
        stress::TrialSpec spec;
        spec.seed = key.seed;
        spec.plan = plan_text(plan);
        TrialResult result = machine.run(spec);
        // Somebody may have killed it. One that the trial kills dies again.
        if (result.note.starts_with("the emulator died")) result = machine.run(spec);
        Row row = row_of(key, plan, result);
        row.processor_us = thread_us() - before + result.steps.processor;
        const std::lock_guard lock(mutex_);
        store_.add(row);
        progress_.add(row);
    }

    const Campaign& c_;
    Store& store_;
    std::vector<TrialKey> jobs_;
    const volatile bool& stop_;
    std::map<std::string, std::unique_ptr<faults::Planner>> planners_;
    std::mutex mutex_; ///< store, progress, failure
    Progress progress_;
    std::atomic<std::size_t> next_ = 0;
    std::atomic<bool> failed_ = false, said_slow_ = false;
    std::exception_ptr failure_;
};

} // namespace

End run(const Campaign& campaign, Store& store, const volatile bool& stop) {
    const std::set<TrialKey> known = store.keys();
    std::vector<TrialKey> jobs = missing_trials(campaign, known);
    const std::size_t all = missing_trials(campaign, {}).size();
    const std::size_t there = all - jobs.size();
    if (jobs.empty()) return End::finished;
    return Run(campaign, store, std::move(jobs), there, stop).run();
}

} // namespace alcove::campaign
