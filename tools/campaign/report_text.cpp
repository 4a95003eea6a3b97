// SPDX-License-Identifier: MIT
// The summary as tables of text, and as JSON.
#include "tools/campaign/report.h"
#include <fmt/format.h>
#include "tools/common/display.h"

namespace alcove::campaign {
namespace {

using tools::duration_text;
using tools::Table;

std::string with_part(std::size_t n, std::size_t of) {
    return n == 0 ? "0" : fmt::format("{} ({})", n, percent(n, of));
}

std::vector<std::string> verdict_heading(std::vector<std::string> first) {
    for (std::string_view v : k_verdicts)
        if (v != "failed_to_run") first.emplace_back(verdict_text(v));
    return first;
}

std::string outcomes(const Summary& s) {
    std::vector<std::string> heading = verdict_heading({"extension, mode", "trials", "activated"});
    heading.emplace_back("integrity violated");
    heading.emplace_back("could not be run");
    Table table(heading);
    for (const auto& [group, g] : s.groups) {
        std::vector<std::string> row = {group.text(), fmt::format("{}", g.trials),
                                        fmt::format("{}", g.activated)};
        for (std::string_view v : k_verdicts) {
            if (v == "failed_to_run") continue;
            row.push_back(v == "not_activated" ? fmt::format("{}", g.count(v))
                                               : with_part(g.count(v), g.activated));
        }
        row.push_back(fmt::format("{}", g.integrity));
        row.push_back(fmt::format("{}", g.count("failed_to_run")));
        table.row(row);
    }
    return table.text();
}

std::string by_type(const std::string& mode, const std::map<std::string, TypeFigures>& types) {
    Table table({"fault type, " + mode, "injected", "activated", "no effect", "crash or hang", "recovered",
                 "noticed of these", "not detected"});
    for (const auto& [type, f] : types) {
        const auto n = [&f = f](std::string_view v) {
            const auto it = f.verdicts.find(v);
            return it == f.verdicts.end() ? std::size_t{0} : it->second;
        };
        const std::size_t noticed = n("recovered_noticed"), recovered = n("recovered_unnoticed") + noticed;
        table.row({type, fmt::format("{}", f.injected), fmt::format("{}", f.activated),
                   fmt::format("{}", n("no_effect")), fmt::format("{}", n("crash") + n("hang")),
                   fmt::format("{}", recovered), fmt::format("{}", noticed),
                   fmt::format("{}", n("undetected"))});
    }
    return table.text();
}

std::string times(const Summary& s) {
    Table table({"guest time of", "trials", "least", "median", "upper quartile", "longest"});
    const auto row = [&](const std::string& what, const Quantiles& q) {
        if (q.count)
            table.row({what, fmt::format("{}", q.count), duration_text(q.least), duration_text(q.median),
                       duration_text(q.upper), duration_text(q.most)});
    };
    for (const auto& [group, g] : s.groups) {
        row(group.text() + ": activation to detection", quantiles(g.latency_us));
        row(group.text() + ": recovery", quantiles(g.recovery_us));
    }
    std::string text = table.text();
    Table host({"host time of a trial that ended in", "trials", "median", "longest"});
    for (const auto& [verdict, q] : s.host_us)
        host.row({std::string(verdict_text(verdict)), fmt::format("{}", q.count), duration_text(q.median),
                  duration_text(q.most)});
    for (const auto& [step, q] : s.steps_us)
        host.row(
            {"step: " + step, fmt::format("{}", q.count), duration_text(q.median), duration_text(q.most)});
    return text + "\n" + host.text() +
           fmt::format("\n{:.1f} trials a second on one core ({:.1f} by the clock, on a host as busy as this "
                       "one was)\n",
                       s.trials_per_core_second, s.trials_per_clock_second);
}

std::string pairs_text(bool iommu, const Pairs& p) {
    std::string text = fmt::format(
        "Same seeds in both modes{}: {} pairs. Natively {} changed the workload's outcome (crash, hang, "
        "wrong "
        "data or a stall);\nof these, {} were detected and recovered in nooks mode, and {} of the recoveries "
        "went unnoticed by the application.\n",
        iommu ? "" : ", no IOMMU", p.both, p.harmed, percent(p.recovered(), p.harmed),
        percent(p.unnoticed(), p.recovered()));
    std::string rest;
    for (const auto& [verdict, n] : p.nooks)
        if (!verdict_is_recovery(verdict)) rest += fmt::format(" {}: {};", verdict_text(verdict), n);
    if (!rest.empty()) text += "The others in nooks mode:" + rest + "\n";
    return text;
}

std::string cases_text(const std::vector<Case>& cases) {
    if (cases.empty()) return "In nooks mode every failure was recovered unnoticed.\n";
    constexpr std::size_t k_most = 40;
    Table table({"in nooks mode", "faults", "seen as", "note", "replay"});
    for (std::size_t i = 0; i < std::min(k_most, cases.size()); i++) {
        const Case& c = cases[i];
        table.row({fmt::format("{}{}", verdict_text(c.verdict), c.integrity ? "" : ", INTEGRITY"), c.types,
                   c.kind.empty() ? "-" : c.kind, c.note.substr(0, 60), c.command()});
    }
    std::string text = table.text();
    if (cases.size() > k_most)
        text += fmt::format("... and {} more, all of them in the HTML page\n", cases.size() - k_most);
    return text;
}

nlohmann::json figures_json(const GroupFigures& g) {
    nlohmann::json j = {{"trials", g.trials}, {"activated", g.activated}, {"integrity", g.integrity}};
    for (std::string_view v : k_verdicts) j[std::string(v)] = g.count(v);
    const Quantiles latency = quantiles(g.latency_us), recovery = quantiles(g.recovery_us);
    j["latency_us.median"] = latency.median;
    j["recovery_us.median"] = recovery.median;
    j["recovery_us.longest"] = recovery.most;
    return j;
}

} // namespace

std::string percent(std::size_t part, std::size_t whole) {
    if (whole == 0) return "-";
    return fmt::format("{:.1f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

std::string as_text(const Summary& s) {
    std::string text =
        fmt::format("{} trials. Percentages are of activated trials.\n\n{}\n", s.trials, outcomes(s));
    text += fmt::format("For comparison, Nooks (SOSP 2003): {} trials; native {} crashes, isolated {}.\n\n",
                        Nooks::k_trials, Nooks::k_native_crashes, Nooks::k_crashes);
    for (const auto& [mode, types] : s.types) text += by_type(mode, types) + "\n";
    text += times(s) + "\n";
    for (const auto& [iommu, p] : s.pairs) text += pairs_text(iommu, p);
    return text + "\n" + cases_text(s.cases);
}

nlohmann::json as_json(const Summary& s, const Facts& facts) {
    nlohmann::json j = {{"trials", s.trials},
                        {"rate.per_core", s.trials_per_core_second},
                        {"rate.by_clock", s.trials_per_clock_second}};
    j["target_held"] = target_held(s);
    for (const auto& [name, value] : facts) j["facts"][name] = value;
    for (const auto& [group, g] : s.groups)
        j["extensions"][group.driver][group.mode + (group.iommu ? "" : ".no_iommu")] = figures_json(g);
    for (const auto& [iommu, p] : s.pairs)
        j[iommu ? "pairs" : "pairs.no_iommu"] = {{"both", p.both},
                                                 {"harmed_natively", p.harmed},
                                                 {"recovered", p.recovered()},
                                                 {"unnoticed", p.unnoticed()}};
    for (const auto& [mode, types] : s.types)
        for (const auto& [type, f] : types)
            j["types"][mode][type] = {
                {"injected", f.injected}, {"activated", f.activated}, {"verdicts", f.verdicts}};
    for (const Case& c : s.cases)
        j["cases"].push_back({{"verdict", c.verdict},
                              {"integrity", c.integrity},
                              {"types", c.types},
                              {"kind", c.kind},
                              {"where", c.where},
                              {"note", c.note},
                              {"replay", c.command()}});
    return j;
}

} // namespace alcove::campaign
