// SPDX-License-Identifier: MIT
// Counting of trials.
#include "tools/campaign/summary.h"
#include <algorithm>
#include <fmt/format.h>

namespace alcove::campaign {
namespace {

constexpr const char* k_native = "native";
constexpr const char* k_nooks = "nooks";

std::size_t at(const Tally& tally, std::string_view verdict) {
    const auto it = tally.find(verdict);
    return it == tally.end() ? 0 : it->second;
}

/// The value below which that part of the sorted values lies.
double quantile(const std::vector<double>& sorted, double part) {
    const double place = part * static_cast<double>(sorted.size() - 1);
    const auto low = static_cast<std::size_t>(place);
    const std::size_t high = std::min(low + 1, sorted.size() - 1);
    return sorted[low] + (sorted[high] - sorted[low]) * (place - static_cast<double>(low));
}

bool worth_replaying(const Row& r) {
    if (r.key.mode != k_nooks) return false;
    return !r.integrity ||
           (r.verdict != "not_activated" && r.verdict != "no_effect" && r.verdict != "recovered_unnoticed");
}

std::string activated_types(const Row& r) {
    std::set<std::string> types;
    for (const FaultRow& f : r.faults)
        if (f.activated) types.insert(f.type);
    return fmt::format("{}", fmt::join(types, " "));
}

} // namespace

std::string_view verdict_text(std::string_view verdict) {
    static const std::map<std::string_view, std::string_view> k_texts = {
        {"not_activated", "not activated"},
        {"no_effect", "no effect"},
        {"crash", "crash"},
        {"hang", "hang"},
        {"recovered_unnoticed", "recovered, unnoticed"},
        {"recovered_noticed", "recovered, noticed"},
        {"undetected", "not detected"},
        {"leak", "leak"},
        {"failed_to_run", "could not be run"},
    };
    const auto it = k_texts.find(verdict);
    return it == k_texts.end() ? verdict : it->second;
}

bool verdict_is_harm(std::string_view v) { return v == "crash" || v == "hang" || v == "undetected"; }
bool verdict_is_recovery(std::string_view v) {
    return v == "recovered_unnoticed" || v == "recovered_noticed";
}

Quantiles quantiles(std::vector<double> v) {
    if (v.empty()) return {};
    std::ranges::sort(v);
    return {v.size(), v.front(), quantile(v, 0.25), quantile(v, 0.5), quantile(v, 0.75), v.back()};
}

std::string Group::text() const { return fmt::format("{} {}{}", driver, mode, iommu ? "" : ", no IOMMU"); }

std::size_t GroupFigures::count(std::string_view verdict) const { return at(verdicts, verdict); }
std::size_t Pairs::recovered() const {
    return at(nooks, "recovered_unnoticed") + at(nooks, "recovered_noticed");
}
std::size_t Pairs::unnoticed() const { return at(nooks, "recovered_unnoticed"); }

std::string Case::command() const {
    return fmt::format("make trial DRIVER={} SEED={} MODE={}{}{}", key.driver, key.seed, key.mode,
                       key.iommu ? "" : " IOMMU=off", more);
}

void Summariser::add(const Row& r) {
    s_.trials++;
    GroupFigures& g = s_.groups[{r.key.driver, r.key.mode, r.key.iommu}];
    g.trials++;
    g.activated += r.activated();
    g.integrity += !r.integrity;
    g.verdicts[r.verdict]++;
    if (r.latency_us >= 0) g.latency_us.push_back(static_cast<double>(r.latency_us));
    if (r.recovery_us >= 0) g.recovery_us.push_back(static_cast<double>(r.recovery_us));

    std::set<std::string> active;
    auto& types = s_.types[r.key.mode];
    for (const FaultRow& f : r.faults) {
        types[f.type].injected++;
        types[f.type].activated += f.activated;
        if (f.activated) active.insert(f.type);
    }
    for (const std::string& type : active) types[type].verdicts[r.verdict]++;

    if (worth_replaying(r))
        s_.cases.push_back(
            {r.key, r.verdict, activated_types(r), r.kind, r.where, r.note, r.integrity, replay_options_});
    if (r.verdict != "failed_to_run") {
        host_[r.verdict].push_back(static_cast<double>(r.total_us));
        steps_["restore"].push_back(static_cast<double>(r.restore_us));
        steps_["read the record"].push_back(static_cast<double>(r.read_us));
        steps_["run"].push_back(static_cast<double>(r.run_us));
        steps_["of a processor"].push_back(static_cast<double>(r.processor_us));
        total_us_ += static_cast<double>(r.total_us);
        processor_us_ += static_cast<double>(r.processor_us);
    }
    verdicts_[r.key] = r.verdict;
}

Summary Summariser::finish() {
    for (const auto& [key, verdict] : verdicts_) {
        if (key.mode != k_native) continue;
        TrialKey other = key;
        other.mode = k_nooks;
        const auto it = verdicts_.find(other);
        if (it == verdicts_.end()) continue;
        Pairs& p = s_.pairs[key.iommu];
        p.both++;
        if (!verdict_is_harm(verdict)) continue;
        p.harmed++;
        p.nooks[it->second]++;
    }
    std::size_t ran = 0;
    for (auto& [verdict, times] : host_) {
        ran += times.size();
        s_.host_us[verdict] = quantiles(std::move(times));
    }
    for (auto& [step, times] : steps_) s_.steps_us[step] = quantiles(std::move(times));
    if (processor_us_ > 0) s_.trials_per_core_second = static_cast<double>(ran) * 1e6 / processor_us_;
    if (total_us_ > 0) s_.trials_per_clock_second = static_cast<double>(ran) * 1e6 / total_us_;
    return std::move(s_);
}

bool target_held(const Summary& s) {
    for (const auto& [group, g] : s.groups)
        if (group.mode == k_nooks && (g.count("crash") || g.count("hang") || g.integrity)) return false;
    return true;
}

} // namespace alcove::campaign
