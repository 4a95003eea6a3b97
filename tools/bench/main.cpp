// SPDX-License-Identifier: MIT
// build/tools/bench: runs the benchmarks, prints them beside their targets, keeps them in build/bench.json.
#include "tools/bench/bench.h"
#include <CLI/CLI.hpp>

namespace alcove::bench {
namespace {

int measure(const Options& options, const std::vector<std::string>& only) {
    Display display;
    Peer peer;
    Results results;
    Context context{options, results, peer, display};
    bool right = true;
    for (const Benchmark& b : k_benchmarks) {
        if (!only.empty() && std::find(only.begin(), only.end(), b.name) == only.end()) continue;
        display.line(display.strong(fmt::format("{}: {}", b.name, b.what)));
        try {
            b.run(context);
        } catch (const std::exception& e) {
            display.line(fmt::format("  could not be measured: {}", e.what()));
            right = false;
        }
    }
    results.merge_into(options.output);
    fmt::print("\n{}\nAlso in {}.\n", results.table(), options.output);
    return right ? 0 : 1;
}

} // namespace
} // namespace alcove::bench

int main(int argc, char** argv) {
    using namespace alcove::bench;
    CLI::App app(
        "Measures Alcove in QEMU. Exit status 1 when something could not be measured; a missed target\n"
        "is shown, not punished.",
        "bench");
    Options options;
    std::vector<std::string> only;
    app.add_option("benchmarks", only, "only these (xpc path wall recovery boot memory)");
    app.add_option("--pairs", options.pairs, "interleaved pairs by host time (20)")
        ->check(CLI::Range(1, 1000));
    app.add_flag("--quick", options.quick, "fewer repetitions");
    app.add_option("--kernel", options.kernel, "kernel image");
    app.add_option("--initrd", options.initrd, "initial RAM file system");
    app.add_option("--output", options.output, "JSON file that gets the numbers");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : alcove::tools::k_usage_error;
    }
    try {
        return measure(options, only);
    } catch (const std::exception& e) {
        fmt::print(stderr, "bench: {}\n", e.what());
        return 1;
    }
}
