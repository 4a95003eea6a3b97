// SPDX-License-Identifier: MIT
// build/tools/systest: runs the whole-system tests of tests/system in emulated machines.
#include "tools/systest/test.h"
#include <CLI/CLI.hpp>
#include <filesystem>
#include <thread>

namespace alcove::systest {
namespace {

bool chosen(const TestCase& c, const std::vector<std::string>& filters, bool long_run, bool any_driver) {
    if (c.only_long && !long_run) return false;
    if (any_driver && !c.any_driver) return false;
    if (filters.empty()) return true;
    for (const std::string& f : filters)
        if (c.full_name().find(f) != std::string::npos) return true;
    return false;
}

} // namespace
} // namespace alcove::systest

int main(int argc, char** argv) {
    using namespace alcove::systest;
    CLI::App app("Whole-system tests: each in an emulated machine of its own, with a time limit.", "systest");
    RunOptions options;
    std::vector<std::string> filters;
    bool list = false;
    // Guests sleep more than half of the time.
    int workers = static_cast<int>(std::thread::hardware_concurrency()) + 1, repeat = 1;
    app.add_flag("--long", options.long_run, "full counts, and the tests that only then run");
    app.add_option("--filter", filters, "only tests whose SUITE.NAME contains this; may be given again")
        ->take_all();
    app.add_flag("--list", list, "print the tests' names");
    app.add_option("--jobs", workers, "tests at a time (one more than processors)")->check(CLI::Range(1, 64));
    app.add_option("--repeat", repeat, "run each this often")->check(CLI::Range(1, 10000));
    app.add_option("--kernel", options.kernel, "kernel image");
    app.add_option("--test-kernel", options.test_kernel, "kernel image with in-kernel tests");
    app.add_option("--initrd", options.initrd, "initial RAM file system");
    app.add_option("--iso", options.iso, "bootable ISO");
    app.add_option("--check", options.check, "checkers for the bundle under test, e.g. all");
    const auto* driver = app.add_option(
        "--driver", options.driver,
        "bundle under test (ne2k); only the tests run that make sense with every network driver");
    app.add_option("--nic", options.nic, "the network card, as QEMU calls it (ne2k_pci)");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : k_usage_error;
    }
    std::vector<TestCase> cases;
    for (int i = 0; i < repeat; ++i)
        for (const TestCase& c : test_cases())
            if (chosen(c, filters, options.long_run, driver->count() > 0)) cases.push_back(c);
    if (list) {
        for (const TestCase& c : cases) fmt::print("{}\n", c.full_name());
        return 0;
    }
    std::filesystem::create_directories(options.log_folder);
    options.watch_budgets = driver->count() == 0;
    const auto [passed, failed] = run_tests(cases, options, workers);
    fmt::print("{} passed, {} failed\n", passed, failed);
    return failed == 0 && passed > 0 ? 0 : 1;
}
