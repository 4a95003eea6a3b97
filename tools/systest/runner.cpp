// SPDX-License-Identifier: MIT
// Runs test cases on worker threads, prints their results and watches the suites' budgets.
#include "tools/systest/test.h"
#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <thread>

namespace alcove::systest {
namespace {

class Runner {
  public:
    Runner(const std::vector<TestCase>& cases, const RunOptions& options)
        : cases_(cases), options_(options) {}

    void work() {
        for (std::size_t i; (i = next_++) < cases_.size();) run_one(cases_[i]);
    }
    std::pair<int, int> finish();

  private:
    void run_one(const TestCase& c);

    const std::vector<TestCase>& cases_;
    const RunOptions& options_;
    std::atomic<std::size_t> next_ = 0;
    std::mutex mutex_;
    std::map<std::string, double> suite_seconds_;
    int passed_ = 0, failed_ = 0;
};

void Runner::run_one(const TestCase& c) {
    const auto start = SteadyClock::now();
    std::string failure, notes;
    {
        RunOptions options = options_;
        if (!c.driver.empty()) {
            options.driver = c.driver;
            options.nic = c.nic;
            options.few_rounds = true;
        }
        Test test(options, c.full_name(), std::chrono::seconds(c.limit_s));
        try {
            c.run(test);
        } catch (const std::exception& e) {
            failure = e.what();
            if (failure.empty()) failure = "failed";
        }
        notes = test.notes();
    }
    const double seconds = std::chrono::duration<double>(SteadyClock::now() - start).count();
    std::lock_guard lock(mutex_);
    suite_seconds_[c.suite] += seconds;
    ++(failure.empty() ? passed_ : failed_);
    fmt::print("{} {} ({:.1f} s){}{}\n", failure.empty() ? "ok  " : "FAIL", c.full_name(), seconds,
               notes.empty() ? "" : "  ", notes);
    if (!failure.empty()) {
        std::size_t start_of_line = 0;
        while (start_of_line < failure.size()) {
            const std::size_t end = std::min(failure.find('\n', start_of_line), failure.size());
            fmt::print("       {}\n", failure.substr(start_of_line, end - start_of_line));
            start_of_line = end + 1;
        }
    }
    std::fflush(stdout);
}

std::pair<int, int> Runner::finish() {
    for (const SuiteBudget& b : k_budgets) {
        const double seconds = suite_seconds_[b.suite];
        if (options_.long_run || !options_.watch_budgets || seconds <= b.seconds) continue;
        ++failed_;
        fmt::print("FAIL {}: the suite took {:.0f} s, its budget is {} s\n", b.suite, seconds, b.seconds);
    }
    return {passed_, failed_};
}

} // namespace

std::pair<int, int> run_tests(const std::vector<TestCase>& cases, const RunOptions& options, int workers) {
    Runner runner(cases, options);
    std::vector<std::thread> threads;
    for (int i = 0; i < workers; ++i) threads.emplace_back([&] { runner.work(); });
    for (std::thread& t : threads) t.join();
    return runner.finish();
}

} // namespace alcove::systest
