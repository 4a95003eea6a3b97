// SPDX-License-Identifier: MIT
// build/tools/plan: chooses faults for a driver's code from a seed and prints them.
#include "tools/common/error.h"
#include "tools/faults/faults.h"
#include <CLI/CLI.hpp>
#include <charconv>

namespace alcove::faults {
namespace {

struct Options {
    std::vector<std::string> modules, types;
    std::string seed;
    u32 faults = 5;
    u64 trials = 0;
    bool list = false, json = false, sites = false;
};

/// Decimal, or hexadecimal after 0x; all 64 bits.
u64 seed_of(std::string_view text) {
    const bool hex = text.starts_with("0x");
    if (hex) text.remove_prefix(2);
    u64 seed = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed, hex ? 16 : 10);
    if (error != std::errc() || end != text.data() + text.size())
        tools::fail("--seed {}: not a number of 64 bits", text);
    return seed;
}

void print_sites(const Planner& planner) {
    for (const FaultType& t : fault_types())
        if (t.group != FaultType::environment) fmt::print("{:<16} {:6}\n", t.name, planner.sites(t.name));
}

/// A file for the guest's program `stress`.
void print_trials(const Planner& planner, const Options& options) {
    const u64 first = seed_of(options.seed);
    for (u64 i = 0; i < options.trials; i++) {
        fmt::print("trial {}\n", first + i);
        for (const Fault& f : planner.plan({first + i, options.faults, options.types}))
            fmt::print("{}\n", f.line);
    }
}

void run(const Options& options) {
    const Planner planner(options.modules);
    if (options.sites) return print_sites(planner);
    if (options.seed.empty()) tools::fail("--seed is missing");
    if (options.trials) return print_trials(planner, options);
    const Request request{seed_of(options.seed), options.faults, options.types};
    const std::vector<Fault> plan = planner.plan(request);
    if (options.json)
        fmt::print("{}\n", plan_as_json(request, plan));
    else if (options.list)
        fmt::print("{}", plan_as_list(plan));
    else
        for (const Fault& f : plan) fmt::print("{}\n", f.line);
    if (plan.size() < options.faults)
        fmt::print(stderr, "plan: only {} of {} faults: there are no more sites\n", plan.size(),
                   options.faults);
}

std::string types_help() {
    static constexpr const char* titles[] = {"Types of Nooks (the default)", "Types beyond them",
                                             "Environment"};
    std::string text;
    int group = -1;
    for (const FaultType& t : fault_types()) {
        if (t.group != group) text += fmt::format("\n{}:\n", titles[group = t.group]);
        text += fmt::format("  {:<18}{}\n", t.name, t.what);
    }
    return text;
}

} // namespace
} // namespace alcove::faults

int main(int argc, char** argv) {
    using namespace alcove::faults;
    CLI::App app(
        "Plans faults for the code of a driver's modules. The same seed on the same objects gives the\n"
        "same plan. Without --list or --json it prints one line a fault, as the control channel's\n"
        "`inject DOMAIN LINE` takes it (docs/fault-injection.md).",
        "plan");
    Options options;
    app.add_option("--module", options.modules, "object of a module; once for each module of the bundle")
        ->required();
    app.add_option("--seed", options.seed, "64-bit number, decimal or 0x...");
    app.add_option("--types", options.types, "types to choose from, separated by commas")->delimiter(',');
    app.add_option("--faults", options.faults, "how many (5)")->check(CLI::Range(1, 1000));
    app.add_option(
           "--trials", options.trials,
           "print the plans of this many seeds, the first being --seed, as `stress` at the guest's shell "
           "takes them")
        ->check(CLI::Range(1, 1000000));
    app.add_flag("--list", options.list, "print old and new instructions, for people");
    app.add_flag("--json", options.json, "print one JSON object, for programs");
    app.add_flag("--sites", options.sites, "print how many sites each type has, and plan nothing");
    app.footer(types_help());
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : alcove::tools::k_usage_error;
    }
    try {
        run(options);
        return 0;
    } catch (const std::exception& e) {
        fmt::print(stderr, "plan: {}\n", e.what());
        return alcove::tools::k_usage_error;
    }
}
