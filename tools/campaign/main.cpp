// SPDX-License-Identifier: MIT
// build/tools/campaign: runs stress campaigns, merges their shards, writes their reports.
#include "tools/campaign/report.h"
#include "tools/campaign/runner.h"
#include "tools/common/error.h"
#include "tools/common/nic_models.h"
#include "tools/common/temp_dir.h"
#include "tools/faults/faults.h"
#include "tools/stress/trial_setup.h"
#include <CLI/CLI.hpp>
#include <csignal>
#include <filesystem>
#include <thread>

namespace alcove::campaign {
namespace {

namespace fs = std::filesystem;
using tools::fail;

enum Exit { k_held = 0, k_not_held = 1, k_could_not = 3 };

volatile bool stop_wanted = false;
void on_signal(int) { stop_wanted = true; }

struct Options {
    Campaign campaign;
    std::string database = "build/stress/campaign.db", folder = "build/stress";
    std::string driver = "all", mode = "both", iommu = "on", shard = "1/1", types;
    std::vector<std::string> others; ///< databases to merge
    bool archive = false;
};

/// What `make trial` must be told beside driver, seed and mode.
std::string replay_options(const Facts& facts) {
    std::string text;
    for (const auto& [name, value] : facts) {
        if (name == "faults a trial" && value != std::to_string(k_default_faults)) text += " FAULTS=" + value;
        if (name == "fault types" && value != k_default_types) text += " TYPES=" + value;
        if (name == "card") text += " NIC=" + value;
        if (name == "checkers" && value != "none") text += " CHECK=" + value;
    }
    return text;
}

Summary summarise(const Store& store) {
    Summariser summariser(replay_options(store.facts()));
    store.for_each([&](const Row& row) { summariser.add(row); });
    return summariser.finish();
}

int report(const Options& o) {
    const Store store(o.database, Store::Open::existing);
    const Summary summary = summarise(store);
    if (summary.trials == 0) fail("{}: no trial has ended yet", o.database);
    const Facts facts = store.facts();
    fs::create_directories(o.folder);
    tools::write_file(o.folder + "/summary.json", as_json(summary, facts).dump(1) + "\n");
    tools::write_file(o.folder + "/report.html", as_html(summary, facts));
    fmt::print("{}\nAlso in {}/summary.json and {}/report.html.\n", as_text(summary), o.folder, o.folder);
    return target_held(summary) ? k_held : k_not_held;
}

std::vector<std::string> drivers_of(const std::string& names) {
    if (names != "all") return CLI::detail::split(names, ',');
    std::vector<std::string> all;
    for (const auto& entry : fs::directory_iterator("drivers/net"))
        // A module that only serves others, as 8390 does, has no card.
        if (fs::exists(entry.path() / "driver.conf") &&
            !tools::nic_model_of(entry.path().filename().string()).empty())
            all.push_back(entry.path().filename());
    std::ranges::sort(all);
    return all;
}

void read_words(Options& o) {
    Campaign& c = o.campaign;
    c.drivers = drivers_of(o.driver);
    if (o.mode != "nooks") c.modes.push_back(stress::TrialMode::native);
    if (o.mode != "native") c.modes.push_back(stress::TrialMode::nooks);
    c.setup.iommu = o.iommu == "on";
    unsigned shard = 0, shards = 0;
    int end = 0;
    if (sscanf(o.shard.c_str(), "%u/%u%n", &shard, &shards, &end) != 2 || o.shard[end] || shard < 1 ||
        shard > shards)
        fail("--shard: {} is not I/N with I from 1 to N", o.shard);
    c.shard = shard - 1;
    c.shards = shards;
    if (c.first_seed + c.trials < c.first_seed || c.first_seed + c.trials > INT64_MAX)
        fail("--seed: the last seed would be greater than {}", INT64_MAX);
    if (!o.types.empty()) c.types = CLI::detail::split(o.types, ',');
}

/// Results of another build make place; nothing is lost.
void archive_if_other(const Options& o) {
    if (!o.archive || !fs::exists(o.database)) return;
    try {
        Store store(o.database, Store::Open::create);
        require_facts(o.campaign, store);
    } catch (const tools::Error& e) {
        std::string to;
        for (int i = 1; fs::exists(to = fmt::format("{}.{}", o.database, i)); i++) {
        }
        fs::rename(o.database, to);
        fmt::print("{}\nThat file is now {}.\n", e.what(), to);
    }
}

/// Refuses what can't be tested before anything is begun.
void require_plannable(const Campaign& c, const std::string& driver) {
    const stress::TrialSetup setup = stress::complete_setup(c.setup_of(driver));
    faults::Planner(stress::bundle_objects(setup)).plan({c.first_seed, c.faults, c.types});
}

int run_campaign(Options& o) {
    read_words(o);
    for (const std::string& driver : o.campaign.drivers) require_plannable(o.campaign, driver);
    fs::create_directories(fs::absolute(o.database).parent_path());
    archive_if_other(o);
    {
        Store store(o.database, Store::Open::create);
        require_facts(o.campaign, store);
        std::signal(SIGINT, on_signal);
        std::signal(SIGTERM, on_signal);
        if (run(o.campaign, store, stop_wanted) == End::stopped) {
            fmt::print("Stopped. Every finished trial is kept; the same command goes on from here.\n");
            return k_could_not;
        }
    }
    return report(o);
}

int merge(const Options& o) {
    Store store(o.database, Store::Open::create);
    bool right = true;
    for (const std::string& other : o.others) {
        const Store::Merged m = store.merge(other);
        fmt::print("{}: {} trials taken over, {} known\n", other, m.added, m.known);
        for (const TrialKey& k : m.contradictions)
            fmt::print("  not the same twice: {} {} seed {}\n", k.driver, k.mode, k.seed);
        right &= m.contradictions.empty();
    }
    return right ? k_held : k_not_held;
}

void add_run_options(CLI::App& app, Options& o) {
    app.add_option("--driver", o.driver, "bundles, separated by commas; all: those of drivers/net (all)");
    app.add_option("--trials", o.campaign.trials, "trials per extension and mode (400)")
        ->check(CLI::Range(1u, 100000000u));
    app.add_option("--seed", o.campaign.first_seed, "the first seed (1)");
    app.add_option("--mode", o.mode, "both, native or nooks (both)")
        ->check(CLI::IsMember({"both", "native", "nooks"}));
    app.add_option("--iommu", o.iommu, "on: q35 with VT-d; off (on)")->check(CLI::IsMember({"on", "off"}));
    app.add_option("--faults", o.campaign.faults, "faults a trial (5)")->check(CLI::Range(1, 64));
    app.add_option("--types", o.types,
                   "fault types, separated by commas (the eight of Nooks; plan --types lists)");
    app.add_option("--check", o.campaign.setup.check,
                   "checkers of extensions in nooks mode, e.g. all (none)");
    app.add_option("--shard", o.shard, "I/N: only every Nth trial, from the Ith on (1/1)");
    app.add_option("--jobs", o.campaign.jobs, "trials at a time (the number of processors)")
        ->check(CLI::Range(1, 1024));
    app.add_option("--modules", o.campaign.setup.modules, "folder of bundles from outside");
    app.add_option("--nic", o.campaign.setup.nic, "QEMU's name of the card, where it is not known");
    app.add_option("--kernel", o.campaign.setup.kernel, "kernel image");
    app.add_option("--initrd", o.campaign.setup.initrd, "initial RAM file system");
    app.add_option("--workload", o.campaign.setup.workload, "options of the guest's program stress");
    app.add_option("--append", o.campaign.setup.command_line, "more words for the executive's command line");
    app.add_flag("--archive", o.archive, "put a database with results of another build aside");
}

int dispatch(int argc, char** argv) {
    CLI::App app(
        "Stress campaigns: faults from seeds, injected into extensions in native and in nooks mode.\n"
        "Exit status: 0 the executive held in nooks mode, 1 it did not, 2 a bad call, 3 stopped or could\n"
        "not be run.",
        "campaign");
    app.require_subcommand(1);
    Options o;
    o.campaign.jobs = std::max(1u, std::thread::hardware_concurrency());
    CLI::App& run_app = *app.add_subcommand("run", "run what is missing of a campaign, then report");
    CLI::App& report_app =
        *app.add_subcommand("report", "tables, summary.json and report.html of a database");
    CLI::App& merge_app = *app.add_subcommand("merge", "take the trials of other databases over");
    add_run_options(run_app, o);
    for (CLI::App* a : {&run_app, &report_app, &merge_app})
        a->add_option("--database", o.database, "SQLite file with the results (build/stress/campaign.db)");
    for (CLI::App* a : {&run_app, &report_app})
        a->add_option("--output", o.folder, "folder for summary.json and report.html (build/stress)");
    merge_app.add_option("others", o.others, "the other databases")->required();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : tools::k_usage_error;
    }
    try {
        if (report_app.parsed()) return report(o);
        return merge_app.parsed() ? merge(o) : run_campaign(o);
    } catch (const std::exception& e) {
        fmt::print(stderr, "campaign: {}\n", e.what());
        return k_could_not;
    }
}

} // namespace
} // namespace alcove::campaign

int main(int argc, char** argv) { return alcove::campaign::dispatch(argc, argv); }
