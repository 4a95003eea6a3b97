// SPDX-License-Identifier: MIT
// build/tools/bench: runs the benchmarks, prints them beside their targets, keeps them in build/bench.json.
#include "tools/bench/targets.h"
#include <CLI/CLI.hpp>

namespace alcove::bench {
namespace {

constexpr const char* k_about = "Measures Alcove in QEMU, prints the numbers beside their targets and Nooks' "
                                "published figures, and keeps them\n"
                                "in a JSON file: one flat object of names and numbers, in which those of "
                                "benchmarks that didn't run stay.\n"
                                "\n"
                                "Path lengths are guest instructions under -icount. Host times are medians "
                                "of interleaved pairs with a 95 %\n"
                                "interval. The data of every transfer is checked.\n"
                                "\n"
                                "Exit status: 0 when all was measured and every required target that does "
                                "not depend on host time holds, 1\n"
                                "when not, 2 for wrong usage.";

std::string seconds_since(SteadyClock::time_point start) {
    return duration_text(std::chrono::duration<double, std::micro>(SteadyClock::now() - start).count());
}

bool chosen(const Benchmark& b, const std::vector<std::string>& filters) {
    return filters.empty() || std::any_of(filters.begin(), filters.end(), [&](const std::string& f) {
               return b.name.find(f) != std::string::npos;
           });
}

/// Whether it could be measured.
bool run(const Benchmark& b, Context& context) {
    const auto start = SteadyClock::now();
    try {
        b.run(context);
        context.display.line(fmt::format("  took {}", seconds_since(start)));
        return true;
    } catch (const std::exception& e) {
        context.display.line(fmt::format("  could not be measured: {}", e.what()));
        return false;
    }
}

int measure(const Options& options, const std::vector<Benchmark>& benchmarks) {
    Display display;
    Peer peer;
    Results results;
    std::vector<std::string> failed;
    for (std::size_t i = 0; i < benchmarks.size(); ++i) {
        const Benchmark& b = benchmarks[i];
        display.line(display.strong(fmt::format("[{}/{}] {}: {}", i + 1, benchmarks.size(), b.name, b.what)));
        Context context{options, results, peer, display, b.name};
        if (!run(b, context)) failed.push_back(b.name);
        results.merge_into(options.output); // a run that is broken off leaves what it has
    }
    const std::vector<std::string> targets_missed = missed(results);
    fmt::print("\n{}\n{}\nAll of them are in {}.\n", numbers_table(results), targets_table(results),
               options.output);
    for (const std::string& name : failed) fmt::print("Not measured: {}\n", name);
    for (const std::string& name : targets_missed) fmt::print("Missed: {}\n", name);
    return failed.empty() && targets_missed.empty() ? 0 : 1;
}

} // namespace
} // namespace alcove::bench

int main(int argc, char** argv) {
    using namespace alcove::bench;
    CLI::App app(k_about, "bench");
    Options options;
    std::vector<std::string> filters;
    bool list = false;
    app.add_option("--filter", filters, "only benchmarks whose name contains this; may be given again")
        ->take_all();
    app.add_flag("--list", list, "print the benchmarks' names");
    app.add_option("--pairs", options.pairs, "interleaved pairs by host time (20)")
        ->check(CLI::Range(1, 1000));
    app.add_flag("--quick", options.quick, "fewer repetitions");
    app.add_option("--functions", options.functions,
                   "below each table of steps, so many of the most expensive functions");
    app.add_option("--kernel", options.kernel, "kernel image");
    app.add_option("--map", options.map, "the linker's map of it");
    app.add_option("--initrd", options.initrd, "initial RAM file system");
    app.add_option("--output", options.output, "JSON file that gets the numbers");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : alcove::tools::k_usage_error;
    }
    std::vector<Benchmark> benchmarks;
    for (Benchmark& b : all_benchmarks())
        if (chosen(b, filters)) benchmarks.push_back(std::move(b));
    if (benchmarks.empty()) {
        fmt::print(stderr, "bench: no benchmark's name contains that; --list prints them\n");
        return alcove::tools::k_usage_error;
    }
    if (list) {
        for (const Benchmark& b : benchmarks) fmt::print("{:<16} {}\n", b.name, b.what);
        return 0;
    }
    try {
        return measure(options, benchmarks);
    } catch (const std::exception& e) {
        fmt::print(stderr, "bench: {}\n", e.what());
        return 1;
    }
}
