// SPDX-License-Identifier: MIT
// Campaigns: what is kept, what is missing of a shard, merging, counting, and that the page shows it all.
#include "tools/campaign/jobs.h"
#include "tools/campaign/plot.h"
#include "tools/campaign/report.h"
#include "tools/common/error.h"
#include "tools/common/temp_dir.h"
#include <filesystem>
#include <gtest/gtest.h>

namespace alcove::campaign {
namespace {

using stress::TrialMode;
using tools::Error;
using tools::TempDir;

Row row(const std::string& mode, std::uint64_t seed, const std::string& verdict) {
    Row r;
    r.key = {"ne2k", mode, true, seed};
    r.verdict = verdict;
    r.plan = "a line\nanother";
    r.faults = {{"branch", "ne2k:start+0x4", "jne 10 -> nop", verdict != "not_activated"},
                {"nop", "ne2k:stop+0x8", "inc %eax -> nop", false}};
    r.kind = "page-fault";
    r.note = "it's \"quoted\" <here>";
    r.latency_us = 1500;
    r.recovery_us = 9000;
    r.instructions = 123456 + seed;
    r.restore_us = 4000;
    r.run_us = 20000;
    r.total_us = 25000;
    r.processor_us = 20000;
    return r;
}

std::string message_of(const std::function<void()>& f) {
    try {
        f();
    } catch (const Error& e) {
        return e.what();
    }
    return "no error";
}

TEST(CampaignStore, KeepsWhatWasAdded) {
    const TempDir dir;
    const std::string path = dir.file("c.db");
    const Row kept = row("nooks", 7, "recovered_unnoticed");
    Store(path, Store::Open::create).add(kept);
    int rows = 0;
    Store(path, Store::Open::existing).for_each([&](const Row& r) {
        rows++;
        EXPECT_EQ(r.key, kept.key);
        EXPECT_EQ(r.verdict, kept.verdict);
        EXPECT_EQ(r.plan, kept.plan);
        EXPECT_EQ(r.note, kept.note);
        EXPECT_EQ(r.latency_us, kept.latency_us);
        EXPECT_EQ(r.instructions, kept.instructions);
        ASSERT_EQ(r.faults.size(), 2u);
        EXPECT_EQ(r.faults[0].text, kept.faults[0].text);
        EXPECT_TRUE(r.faults[0].activated);
        EXPECT_FALSE(r.faults[1].activated);
    });
    EXPECT_EQ(rows, 1);
}

TEST(CampaignStore, RefusesWhatIsNone) {
    const TempDir dir;
    tools::write_file(dir.file("text"), "this is no database, whatever its length may be, and it stays none");
    EXPECT_NE(message_of([&] { Store(dir.file("text"), Store::Open::create); }).find("not a database"),
              std::string::npos);
    EXPECT_NE(message_of([&] { Store(dir.file("absent"), Store::Open::existing); }).find("no such campaign"),
              std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(dir.file("absent")));
    EXPECT_NE(
        message_of([&] { Store(dir.path() + "/no/folder.db", Store::Open::create); }).find("unable to open"),
        std::string::npos);
}

TEST(CampaignStore, ResultsOfAnotherBuildStayApart) {
    const TempDir dir;
    Store store(dir.file("c.db"), Store::Open::create);
    store.require_fact("executive", "one");
    store.require_fact("executive", "one");
    EXPECT_NE(message_of([&] { store.require_fact("executive", "two"); }).find("another executive"),
              std::string::npos);
}

TEST(CampaignStore, MergeTakesWhatIsNewAndNamesContradictions) {
    const TempDir dir;
    Store store(dir.file("a.db"), Store::Open::create);
    store.add(row("nooks", 1, "no_effect"));
    store.add(row("nooks", 2, "no_effect"));
    {
        Store other(dir.file("b.db"), Store::Open::create);
        other.add(row("nooks", 1, "no_effect"));
        other.add(row("nooks", 2, "crash"));
        other.add(row("native", 3, "crash"));
    }
    const Store::Merged m = store.merge(dir.file("b.db"));
    EXPECT_EQ(m.added, 1u);
    EXPECT_EQ(m.known, 2u);
    ASSERT_EQ(m.contradictions.size(), 1u);
    EXPECT_EQ(m.contradictions[0].seed, 2u);
    EXPECT_EQ(store.keys().size(), 3u);
}

TEST(CampaignJobs, ShardsAreDisjointAndTogetherWhole) {
    Campaign c;
    c.drivers = {"ne2k", "e1000"};
    c.modes = {TrialMode::native, TrialMode::nooks};
    c.first_seed = 100;
    c.trials = 50;
    const auto whole = missing_trials(c, {});
    EXPECT_EQ(whole.size(), 200u);
    std::set<TrialKey> together;
    c.shards = 3;
    for (c.shard = 0; c.shard < c.shards; c.shard++)
        for (const TrialKey& key : missing_trials(c, {})) EXPECT_TRUE(together.insert(key).second);
    EXPECT_EQ(together, std::set<TrialKey>(whole.begin(), whole.end()));
}

TEST(CampaignJobs, OnlyWhatIsMissing) {
    Campaign c;
    c.drivers = {"ne2k"};
    c.modes = {TrialMode::nooks};
    c.trials = 3;
    c.first_seed = 1;
    c.setup.iommu = true;
    const auto missing = missing_trials(c, {{"ne2k", "nooks", true, 2}, {"ne2k", "nooks", false, 3}});
    ASSERT_EQ(missing.size(), 2u);
    EXPECT_EQ(missing[0].seed, 1u);
    EXPECT_EQ(missing[1].seed, 3u);
}

Summary sample() {
    Summariser s;
    s.add(row("native", 1, "crash"));
    s.add(row("native", 2, "undetected"));
    s.add(row("native", 3, "hang"));
    s.add(row("native", 4, "no_effect"));
    s.add(row("native", 5, "not_activated"));
    s.add(row("nooks", 1, "recovered_unnoticed"));
    s.add(row("nooks", 2, "undetected"));
    s.add(row("nooks", 3, "recovered_noticed"));
    s.add(row("nooks", 4, "no_effect"));
    return s.finish();
}

TEST(CampaignSummary, CountsByGroupTypeAndPair) {
    const Summary s = sample();
    const GroupFigures& native = s.groups.at({"ne2k", "native", true});
    EXPECT_EQ(native.trials, 5u);
    EXPECT_EQ(native.activated, 4u);
    EXPECT_EQ(native.count("crash"), 1u);
    EXPECT_EQ(s.types.at("native").at("branch").injected, 5u);
    EXPECT_EQ(s.types.at("native").at("branch").activated, 4u);
    EXPECT_EQ(s.types.at("native").at("nop").activated, 0u);
    const Pairs& p = s.pairs.at(true);
    EXPECT_EQ(p.both, 4u);
    EXPECT_EQ(p.harmed, 3u);
    EXPECT_EQ(p.recovered(), 2u);
    EXPECT_EQ(p.unnoticed(), 1u);
    ASSERT_EQ(s.cases.size(), 2u);
    EXPECT_EQ(s.cases[0].command(), "make trial DRIVER=ne2k SEED=2 MODE=nooks");
    EXPECT_NEAR(s.trials_per_clock_second, 40, 0.01);
    EXPECT_NEAR(s.trials_per_core_second, 50, 0.01);
}

TEST(CampaignSummary, TheTargetIsTheExecutive) {
    EXPECT_TRUE(target_held(sample()));
    for (const char* verdict : {"crash", "hang"}) {
        Summariser s;
        s.add(row("nooks", 1, verdict));
        EXPECT_FALSE(target_held(s.finish()));
    }
    Summariser s;
    Row r = row("nooks", 1, "no_effect");
    r.integrity = false;
    s.add(r);
    EXPECT_FALSE(target_held(s.finish()));
}

TEST(CampaignSummary, Quantiles) {
    const Quantiles q = quantiles({4, 1, 3, 2, 5});
    EXPECT_EQ(q.least, 1);
    EXPECT_EQ(q.lower, 2);
    EXPECT_EQ(q.median, 3);
    EXPECT_EQ(q.upper, 4);
    EXPECT_EQ(q.most, 5);
    EXPECT_EQ(quantiles({}).count, 0u);
}

TEST(CampaignReport, SaysTheSameInEachForm) {
    const Summary s = sample();
    const std::string text = as_text(s), html = as_html(s, {{"executive", "<&>"}});
    const nlohmann::json json = as_json(s, {});
    EXPECT_EQ(json["extensions"]["ne2k"]["native"]["crash"], 1);
    EXPECT_EQ(json["extensions"]["ne2k"]["nooks"]["recovered_unnoticed"], 1);
    EXPECT_EQ(json["pairs"]["harmed_natively"], 3);
    EXPECT_TRUE(json["target_held"]);
    EXPECT_NE(text.find("make trial DRIVER=ne2k SEED=3 MODE=nooks"), std::string::npos);
    EXPECT_NE(html.find("make trial DRIVER=ne2k SEED=3 MODE=nooks"), std::string::npos);
    EXPECT_NE(html.find("&lt;&amp;&gt;"), std::string::npos);
    EXPECT_EQ(html.find("http://"), std::string::npos);
    EXPECT_EQ(html.find("https://"), std::string::npos);
}

TEST(CampaignPlot, BarsOfNothingAndOfShares) {
    const std::string none = stacked_bars({{"empty", "", {{"crash", "#000", 0}}}});
    EXPECT_EQ(none.find("<rect"), std::string::npos);
    const std::string half = stacked_bars({{"two", "", {{"a", "#000", 1}, {"b", "#fff", 1}}}});
    EXPECT_NE(half.find("width=\"310.00\""), std::string::npos);
    EXPECT_NE(half.find("50 %"), std::string::npos);
}

} // namespace
} // namespace alcove::campaign
