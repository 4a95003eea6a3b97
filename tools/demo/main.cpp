// SPDX-License-Identifier: MIT
// build/tools/demo: runs the demonstration's two halves, prints the table, leaves the user at the guest's
// shell.
#include "tools/common/elf_symbols.h"
#include "tools/common/error.h"
#include "tools/common/pattern.h"
#include "tools/common/terminal.h"
#include "tools/demo/demo.h"
#include <CLI/CLI.hpp>
#include <cstdlib>
#include <random>

namespace alcove::tools {
namespace {

constexpr std::uint64_t k_mib = 1 << 20;

/// What the emulators can do in a few seconds: Bochs runs the guest about twenty times slower.
struct Defaults {
    std::uint64_t bytes, rate;
    double patience;
};
constexpr Defaults k_qemu = {16 * k_mib, 4 * k_mib, 1};
constexpr Defaults k_bochs = {4 * k_mib, 0, 4};

/// Uniform over the kernel image's memory, from the seed alone.
std::uint32_t draw_address(const std::string& kernel, std::uint32_t seed) {
    const ElfSymbols symbols(kernel);
    const std::uint32_t start = symbols.address("__kernel_start"), end = symbols.address("__kernel_end");
    std::mt19937 generator(seed);
    return start + static_cast<std::uint32_t>(generator() % std::uint64_t{end - start});
}

std::string failures_text(const HalfResult& r, bool FailureShown::*what) {
    int count = 0;
    for (const FailureShown& f : r.failures) count += f.*what;
    return fmt::format("{} of {}", count, r.failures.size());
}

std::string kinds_text(const HalfResult& r) {
    std::string text;
    for (const FailureShown& f : r.failures) text += (text.empty() ? "" : ", ") + f.kind;
    return text.empty() ? "none" : text;
}

std::string transfer_text(const HalfResult& r) {
    if (r.transfer_right) return fmt::format("{}, checksum right", bytes_text(r.requested));
    return fmt::format("stopped after {} of {}", bytes_text(r.sent), bytes_text(r.requested));
}

std::string longest_text(const HalfResult& r, double FailureShown::*what) {
    double longest = 0;
    for (const FailureShown& f : r.failures) longest = std::max(longest, f.*what);
    return longest > 0 ? duration_text(longest) : "-";
}

void print_table(const HalfResult& nooks, const HalfResult& native) {
    Table table({"", "nooks (isolated)", "native"});
    table.row({"driver broken by", kinds_text(nooks), kinds_text(native)});
    table.row({"failures detected", failures_text(nooks, &FailureShown::detected), "-"});
    table.row({"recovered", failures_text(nooks, &FailureShown::recovered), "-"});
    table.row({"longest detection", longest_text(nooks, &FailureShown::detect_us), "-"});
    table.row({"longest recovery", longest_text(nooks, &FailureShown::total_us), "-"});
    table.row({"longest to first packet", longest_text(nooks, &FailureShown::first_packet_us), "-"});
    table.row({"transfer", transfer_text(nooks), transfer_text(native)});
    table.row({"outcome", nooks.outcome, native.outcome});
    fmt::print("\n{}", table.text());
    std::fflush(stdout);
}

HalfResult native_half(Peer& peer, const DemoOptions& options, Display& display) {
    HalfResult result;
    try {
        auto machine = boot_demo(options, "native", display);
        result = show_native(*machine, peer, options, display);
    } catch (const Error& e) {
        display.end_progress();
        display.line(e.what());
        result.outcome = "could not be shown";
    }
    return result;
}

void shell(Machine& machine, const std::string& driver) {
    fmt::print("\nThe isolated machine is still running. Try: nim, nim fail {} null-write, dmesg, help.\n"
               "Its shell follows; leave with `poweroff` or Ctrl-].\n\n",
               driver);
    std::fflush(stdout);
    talk_to_console(machine);
}

int demonstrate(const DemoOptions& options) {
    Display display;
    Peer peer;
    display.line(fmt::format("Alcove's demonstration on {}: seed {} (repeat with SEED={}), {} by TCP.",
                             emulator_name(options.emulator), options.seed, options.seed,
                             bytes_text(options.bytes)));
    display.line(fmt::format("Wild writes go to 0x{:08x}, drawn from the executive's whole image.\n",
                             options.address));
    display.line(
        display.strong(fmt::format("1. nooks: the driver {} in a domain of its own", options.driver)));
    auto isolated = boot_demo(options, "nooks", display);
    const HalfResult nooks = show_isolated(*isolated, peer, options, display);
    if (!options.keep_shell) isolated.reset();
    if (isolated) isolated->lift_limit();
    display.line(display.strong("\n2. native: the same driver object with the executive's rights"));
    const HalfResult native = native_half(peer, options, display);
    print_table(nooks, native);
    if (isolated && isolated->alive()) shell(*isolated, options.driver);
    return nooks.right && native.ran ? 0 : 1;
}

std::uint32_t seed_from_environment() {
    const char* text = std::getenv("SEED");
    if (text && *text) return static_cast<std::uint32_t>(std::strtoul(text, nullptr, 0));
    return std::random_device{}() % 1000000;
}

} // namespace
} // namespace alcove::tools

int main(int argc, char** argv) {
    using namespace alcove::tools;
    CLI::App app(
        "Alcove's demonstration: a TCP transfer survives a driver that is broken on purpose, then the\n"
        "same fault meets the same driver in native mode. Exit status: 0 when the isolated half went\n"
        "right, 1 when not, 2 for wrong usage. SEED=N in the environment is --seed=N.",
        "demo");
    DemoOptions options;
    std::string emulator = "qemu";
    bool keep = on_terminal();
    options.seed = seed_from_environment();
    options.kernel = "build/alcove.elf";
    options.initrd = "build/initrd.tar";
    app.add_option("--emulator", emulator, "qemu or bochs")->check(CLI::IsMember({"qemu", "bochs"}));
    app.add_option("--bytes", options.bytes, "length of each transfer (16 MiB; Bochs: 4 MiB)");
    app.add_option("--rate", options.rate, "bytes a second the peer sends at most (0: no limit)");
    app.add_option("--seed", options.seed, "seed of the data and of the wild write's address");
    app.add_flag("--keep-shell,!--no-shell", keep, "end at the guest's shell (default on a terminal)");
    app.add_option("--kernel", options.kernel, "kernel image");
    app.add_option("--initrd", options.initrd, "initial RAM file system");
    app.add_option("--driver", options.driver, "bundle in lib/modules that drives the network card");
    app.add_option("--nic", options.nic, "the network card, as QEMU calls it");
    app.add_option("--console", options.console_prefix,
                   "keep both consoles in PREFIX-nooks.log, PREFIX-native.log");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : k_usage_error;
    }
    try {
        options.emulator = emulator_by_name(emulator);
        const Defaults& defaults = options.emulator == Emulator::qemu ? k_qemu : k_bochs;
        if (options.bytes == 0) options.bytes = defaults.bytes;
        if (app.count("--rate") == 0) options.rate = defaults.rate;
        options.patience = defaults.patience;
        options.keep_shell = keep;
        options.address = draw_address(options.kernel, options.seed);
        return demonstrate(options);
    } catch (const std::exception& e) {
        fmt::print(stderr, "demo: {}\n", e.what());
        return 1;
    }
}
