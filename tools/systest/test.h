// SPDX-License-Identifier: MIT
// Whole-system tests: a table of cases, each with machines of its own and a time limit.
#pragma once
#include "tools/common/error.h"
#include "tools/common/machine.h"
#include "tools/common/peer.h"
#include <functional>
#include <list>

namespace alcove::systest {

using namespace alcove::tools;

/// How the tests are run, from the command line.
struct RunOptions {
    std::string kernel = "build/alcove.elf";
    std::string test_kernel = "build/alcove-test.elf"; ///< the same with tests/guest
    std::string initrd = "build/initrd.tar";
    std::string iso = "build/alcove.iso";
    std::string log_folder = "build/systest";
    std::string driver = "ne2k";  ///< bundle that drives the network card
    std::string nic = "ne2k_pci"; ///< the card, as QEMU calls it
    std::string check;            ///< checkers that run with it (docs/checkers.md)
    bool long_run = false;
    bool watch_budgets = true; ///< of the suites (SuiteBudget)
    bool few_rounds = false;   ///< the test runs with another driver in full
};

/// What a test works with. Machines die with it.
class Test {
  public:
    Test(const RunOptions& options, std::string name, std::chrono::seconds limit);

    const RunOptions& options() const { return options_; }
    bool long_run() const { return options_.long_run; }
    const std::string& name() const { return name_; }
    /// The bundle under test.
    const std::string& driver() const { return options_.driver; }
    /// A machine's configuration with this test's names and limit: QEMU, one card, given command line.
    MachineConfig config(const std::string& command_line) const;
    /// Starts a machine; its console is kept in the log folder.
    Machine& start(MachineConfig config);
    /// Starts one and waits for the shell ("ready") and, if `network`, for an address ("link").
    Machine& boot(MachineConfig config, bool network = true);
    Machine& boot(const std::string& command_line, bool network = true);
    /// The one started last.
    Machine& last_machine() { return *machines_.back(); }
    /// The traffic peer, started when first asked for.
    Peer& peer();
    /// Fails the test unless `condition` holds.
    template <typename... Arguments>
    void require(bool condition, fmt::format_string<Arguments...> format, Arguments&&... arguments) {
        if (!condition) throw tools::Error(fmt::format(format, std::forward<Arguments>(arguments)...));
    }
    /// A remark that is printed behind the test's result.
    void note(const std::string& text) { note_ += (note_.empty() ? "" : "; ") + text; }
    const std::string& notes() const { return note_; }

  private:
    RunOptions options_;
    std::string name_;
    std::chrono::seconds limit_;
    std::string note_;
    std::unique_ptr<Peer> peer_;
    std::list<std::unique_ptr<Machine>> machines_;
};

struct TestCase {
    std::string suite;
    std::string name;
    int limit_s; ///< for each of its machines
    std::function<void(Test&)> run;
    bool only_long = false;
    bool any_driver = false;     ///< makes sense with every network driver, not only with the ne2k
    std::string driver{}, nic{}; ///< the case is about these; "": about those of the options
    std::string full_name() const { return suite + "." + name; }
};

/// All cases in the order of registration.
std::vector<TestCase>& test_cases();

/// Adds cases before main: `const Register k_boot{{...}, {...}};`
struct Register {
    Register(std::initializer_list<TestCase> cases) {
        for (const TestCase& c : cases) test_cases().push_back(c);
    }
    explicit Register(const std::vector<TestCase>& cases) {
        for (const TestCase& c : cases) test_cases().push_back(c);
    }
};

/// Network drivers of the tree with which the tests for every driver run, too, and those of these tests that
/// do so by default; the others only in the long run. Fewer rounds are made of all.
struct NetDriver {
    const char *bundle, *nic;
};
extern const std::vector<NetDriver> k_more_drivers;
extern const std::vector<std::string> k_by_default_with_more_drivers;
/// `cases`, and copies for those drivers: "transfer.ping" becomes "transfer.ping-pcnet32".
std::vector<TestCase> with_more_drivers(std::vector<TestCase> cases);

/// How long a suite's cases may take together in the default run; more fails the run, so that the whole
/// stays short for ever.
struct SuiteBudget {
    const char* suite;
    int seconds; ///< sum over its cases, which run two at a time
};
extern const std::vector<SuiteBudget> k_budgets;

/// Runs `cases` on `workers` threads; prints a line for each. Returns {passed, failed}.
std::pair<int, int> run_tests(const std::vector<TestCase>& cases, const RunOptions& options, int workers);

} // namespace alcove::systest
