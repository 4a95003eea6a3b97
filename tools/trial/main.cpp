// SPDX-License-Identifier: MIT
// `make trial`: one trial again, with its faults, what was detected, and the steps of the recovery.
#include "tools/common/error.h"
#include "tools/common/temp_dir.h"
#include "tools/faults/faults.h"
#include "tools/stress/trial.h"
#include "tools/stress/trial_setup.h"
#include <CLI/CLI.hpp>

namespace alcove::stress {
namespace {

struct Options {
    TrialSetup setup;
    std::uint64_t seed = 1;
    std::string mode = "nooks", plan_file;
    std::vector<std::string> types;
    unsigned repeat = 1, faults = 5;
    bool record = false;
};

void print_failures(const TrialResult& r) {
    for (const FailureRow& f : r.failures) {
        fmt::print("  at {}.{:06} s: {}: {}{}\n", f.us / 1000000, f.us % 1000000, f.kind, f.detail,
                   f.where.empty() ? "" : ", in " + f.where);
        for (std::size_t at = 0; at < f.backtrace.size();) {
            const std::size_t end = std::min(f.backtrace.find('\n', at), f.backtrace.size());
            fmt::print("      from {}\n", f.backtrace.substr(at, end - at));
            at = end + 1;
        }
    }
}

void print_recoveries(const TrialResult& r) {
    for (const RecoveryRow& v : r.recoveries)
        fmt::print("  recovered as generation {} after {} us: quiesce {}, unwind {}, release {}, decide {}, "
                   "restart {}, "
                   "resume {}\n",
                   v.generation, v.total_us, v.quiesce_us, v.unwind_us, v.release_us, v.decide_us,
                   v.restart_us, v.resume_us);
}

std::string when(const FaultRow& f) {
    if (!f.activated) return ": not reached";
    if (!f.at_us) return ": ran";
    return fmt::format(": ran at {}.{:06} s", f.at_us / 1000000, f.at_us % 1000000);
}

void print_result(const TrialResult& r, bool with_record) {
    fmt::print("verdict: {}{}{}\n", verdict_name(r.verdict), r.note.empty() ? "" : ": ", r.note);
    for (const FaultRow& f : r.faults) fmt::print("  {:<14} {}{}\n", f.type, f.site, when(f));
    if (r.latency_us >= 0) fmt::print("  detected {} us after the first of them ran\n", r.latency_us);
    if (r.refused) fmt::print("  {} lines of the plan were refused\n", r.refused);
    print_failures(r);
    print_recoveries(r);
    const ApplicationView& a = r.application;
    fmt::print("  the application: {}, {} bytes of which {} wrong, {} pings of which {} lost, {} errors, "
               "longest pause "
               "{} ms\n",
               a.finished ? "finished" : "did not finish", a.bytes, a.wrong_bytes, a.pings, a.lost_pings,
               a.errors, a.longest_stall_ms);
    for (const std::string& d : r.integrity) fmt::print("  THE EXECUTIVE IS DAMAGED: {}\n", d);
    for (const std::string& l : r.leaks) fmt::print("  left behind: {}\n", l);
    fmt::print("  {} instructions of the guest; host: load {} us, run {} us, read {} us; QEMU used {} us of "
               "a processor\n",
               r.instructions, r.steps.load, r.steps.run, r.steps.read, r.steps.processor);
    if (with_record)
        for (const std::string& line : r.record) fmt::print("    {}\n", line);
}

/// Makes the seed's plan and prints it for people.
void plan(const Options& options, const TrialSetup& setup, TrialSpec& spec) {
    faults::Request request{options.seed, options.faults, options.types};
    const auto list = faults::Planner(bundle_objects(setup)).plan(request);
    for (const faults::Fault& f : list) spec.plan += f.line + "\n";
    fmt::print("{}, {} mode, seed {}:\n{}", setup.driver, mode_name(setup.mode), options.seed,
               faults::plan_as_list(list));
}

int run(const Options& options) {
    TrialSpec spec;
    spec.seed = options.seed;
    const TrialSetup setup = complete_setup(options.setup);
    if (options.plan_file.empty())
        plan(options, setup, spec);
    else
        fmt::print("{}", spec.plan = tools::read_file(options.plan_file));
    TrialMachine machine(setup);
    fmt::print("booted in {} ms\n", machine.boot_us() / 1000);
    if (!machine.no_copies().empty()) fmt::print("from a snapshot: {}\n", machine.no_copies());
    for (unsigned i = 0; i < options.repeat; ++i) print_result(machine.run(spec), options.record);
    return 0;
}

} // namespace
} // namespace alcove::stress

int main(int argc, char** argv) {
    using namespace alcove::stress;
    CLI::App app(
        "One trial: a plan of faults for an extension, from a snapshot, with all that is seen of it.",
        "trial");
    Options options;
    TrialSetup& s = options.setup;
    app.add_option("--driver", s.driver, "bundle under test (e1000)");
    app.add_option("--mode", options.mode, "nooks or native")->check(CLI::IsMember({"nooks", "native"}));
    app.add_option("--seed", options.seed, "of the plan");
    app.add_option("--plan", options.plan_file, "a file with the plan instead");
    app.add_option("--faults", options.faults, "faults of the plan (5)");
    app.add_option("--types", options.types, "their types (build/tools/plan --help)")->delimiter(',');
    app.add_option("--repeat", options.repeat, "run it so many times");
    app.add_flag("--record", options.record, "print the guest's own record, too");
    app.add_option("--nic", s.nic, "QEMU's name of the driver's card");
    app.add_option("--peer", s.peer, "bundle at the other end of the wire");
    app.add_option("--modules", s.modules, "folder of bundles from outside");
    app.add_option("--workload", s.workload, "options of the guest's program stress");
    app.add_option("--check", s.check, "checkers of the driver (docs/checkers.md)");
    app.add_option("--append", s.command_line, "more words for the executive's command line");
    app.add_option("--memory", s.memory_mib, "MiB of the guest");
    app.add_option("--kernel", s.kernel, "kernel image");
    app.add_option("--initrd", s.initrd, "initial RAM file system");
    app.add_flag("!--snapshot", s.copies, "from a snapshot, though copies of the emulator may be possible");
    app.add_flag("--iommu", s.iommu, "a machine with VT-d");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : alcove::tools::k_usage_error;
    }
    s.mode = options.mode == "native" ? TrialMode::native : TrialMode::nooks;
    try {
        return run(options);
    } catch (const std::exception& e) {
        fmt::print(stderr, "trial: {}\n", e.what());
        return 1;
    }
}
