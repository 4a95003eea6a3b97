// SPDX-License-Identifier: MIT
// build/tools/trace: traces a short transfer with a failure and its recovery, for ui.perfetto.dev.
#include "tools/common/error.h"
#include "tools/common/machine.h"
#include "tools/common/peer.h"
#include "tools/trace/perfetto.h"
#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>

namespace alcove::trace {
namespace {

using namespace alcove::tools;

struct Options {
    MachineConfig machine;
    std::string mode = "nooks", domain = "ne2k", failure = "null-write";
    std::string output = "build/trace.json", lines, from;
    std::uint64_t bytes = 2 << 20;
    std::uint64_t rate = 4 << 20; ///< slow enough that the failure comes in the midst of it
    unsigned kib = 1024;
    bool switches = true;
};

/// The transfer under trace; fails when it does not end well.
void workload(Machine& machine, const Options& options) {
    Peer peer;
    const std::size_t from = machine.mark();
    const auto started =
        machine.must(fmt::format("run /bin/fetch -c {}", peer.data_url(options.bytes, 1, options.rate)));
    const double pid = started.merged().value("pid", -1.0);
    std::this_thread::sleep_for(Milliseconds(150));
    if (!options.failure.empty()) {
        machine.must(fmt::format("provoke {} {}", options.domain, options.failure));
        machine.expect_event(from, "recovered", Milliseconds(30000));
    }
    const auto end = machine.wait(
        from, [&](const Message& m) { return m.event() == "exit" && m.number("pid") == pid; },
        Milliseconds(60000));
    if (!end || end->number("status") != 0) machine.fail_with_console("the transfer failed");
}

std::vector<Json> record(const Options& options) {
    Machine machine(options.machine);
    machine.expect_event(0, "ready", Milliseconds(30000));
    machine.expect_event(0, "link", Milliseconds(30000));
    machine.must(fmt::format("trace on {} {}", options.switches ? "switches" : "", options.kib));
    workload(machine, options);
    machine.must("trace off");
    const Reply dump = machine.must("trace dump", Milliseconds(120000));
    return dump.lines;
}

std::vector<Json> read(const std::string& path) {
    std::ifstream in(path);
    if (!in) tools::fail_errno(path);
    std::vector<Json> lines;
    for (std::string text; std::getline(in, text);) {
        Json line = Json::parse(text, nullptr, false);
        if (line.is_object()) lines.push_back(std::move(line));
    }
    return lines;
}

int run(const Options& options) {
    const std::vector<Json> lines = options.from.empty() ? record(options) : read(options.from);
    if (!options.lines.empty()) {
        std::ofstream out(options.lines);
        for (const Json& line : lines) out << line.dump() << '\n';
    }
    Perfetto perfetto;
    for (const Json& line : lines) perfetto.add(line);
    const Json trace = perfetto.finish();
    std::ofstream out(options.output);
    out << trace.dump() << '\n';
    if (!out.flush()) tools::fail_errno(options.output);
    double lost = 0;
    for (const Json& line : lines)
        if (line.value("trace", "") == "head") lost = line.value("lost", 0.0);
    fmt::print("{}: {} events ({:.0f} older ones lost). Open it in https://ui.perfetto.dev or "
               "chrome://tracing.\n",
               options.output, perfetto.events(), lost);
    return 0;
}

} // namespace
} // namespace alcove::trace

int main(int argc, char** argv) {
    using namespace alcove::trace;
    CLI::App app("Traces a transfer during which the driver fails and recovers, and writes the trace for\n"
                 "https://ui.perfetto.dev.",
                 "trace");
    Options options;
    app.add_option("--output", options.output, "the trace (build/trace.json)");
    app.add_option("--lines", options.lines, "also keep the guest's own lines in this file");
    app.add_option("--from", options.from, "boot nothing: convert such a file of lines");
    app.add_option("--mode", options.mode, "nooks or native (then without a failure)")
        ->check(CLI::IsMember({"nooks", "native"}));
    app.add_option("--failure", options.failure, "how to break the driver (null-write); '' for not at all");
    app.add_option("--bytes", options.bytes, "length of the transfer");
    app.add_option("--rate", options.rate, "bytes a second");
    app.add_option("--kib", options.kib, "memory for events in the guest")->check(CLI::Range(4, 4096));
    app.add_flag("--switches,!--no-switches", options.switches, "record thread switches, too (default)");
    app.add_option("--kernel", options.machine.kernel, "kernel image");
    app.add_option("--initrd", options.machine.initrd, "initial RAM file system");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : alcove::tools::k_usage_error;
    }
    if (options.mode == "native") options.failure.clear();
    options.machine.command_line = fmt::format("mode={} load={} ip=dhcp", options.mode, options.domain);
    options.machine.label = "trace";
    try {
        return run(options);
    } catch (const std::exception& e) {
        fmt::print(stderr, "trace: {}\n", e.what());
        return 1;
    }
}
