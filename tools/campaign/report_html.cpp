// SPDX-License-Identifier: MIT
// The summary as one HTML page that needs no network.
#include "tools/campaign/plot.h"
#include "tools/campaign/report.h"
#include "tools/common/display.h"
#include <fmt/format.h>

namespace alcove::campaign {
namespace {

/// Colours that differ in lightness too, so that the bars can be told apart without seeing colours.
const std::map<std::string_view, const char*> k_colours = {
    {"no_effect", "#c7d3dd"},
    {"recovered_unnoticed", "#3f8f5b"},
    {"recovered_noticed", "#a6cf7a"},
    {"undetected", "#f0b429"},
    {"leak", "#8f6bb3"},
    {"hang", "#d9702e"},
    {"crash", "#b3261e"},
};
constexpr std::string_view k_order[] = {
    "crash", "hang", "undetected", "leak", "recovered_noticed", "recovered_unnoticed", "no_effect"};

constexpr const char* k_style = R"(
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 1000px; color: #1c2733; padding: 0 1em; }
  h1 { font-size: 1.6em; } h2 { font-size: 1.15em; margin-top: 2em; }
  svg { max-width: 100%; height: auto; }
  .label { font-size: 13px; fill: #1c2733; } .inside { font-size: 11px; fill: #10161c; }
  .light { fill: #ffffff; }
  .grid { stroke: #dde4ea; } .stroke { stroke: #3f6f9f; stroke-opacity: .35; }
  .quartiles { fill: #3f6f9f; fill-opacity: .3; stroke: #3f6f9f; } .median { stroke: #b3261e; stroke-width: 2; }
  table { border-collapse: collapse; font-size: 13px; } td, th { padding: .2em .7em; text-align: right;
    border-bottom: 1px solid #dde4ea; } td:first-child, th:first-child, td.t, th.t { text-align: left; }
  code { font-size: 12px; background: #f2f5f8; padding: 0 .3em; white-space: nowrap; } .scroll { overflow-x: auto; }
  .key span { display: inline-block; margin-right: 1.2em; } .key i { display: inline-block; width: .9em;
    height: .9em; margin-right: .35em; vertical-align: -1px; } .bad { color: #b3261e; font-weight: 600; }
)";

std::string key() {
    std::string out = "<p class=\"key\">";
    for (std::string_view v : k_order)
        out +=
            fmt::format("<span><i style=\"background:{}\"></i>{}</span>", k_colours.at(v), verdict_text(v));
    return out + "</p>\n";
}

std::vector<Part> parts(const Tally& tally) {
    std::vector<Part> all;
    for (std::string_view v : k_order) {
        const auto it = tally.find(v);
        all.push_back({std::string(verdict_text(v)), k_colours.at(v), it == tally.end() ? 0 : it->second});
    }
    return all;
}

std::string outcome_plot(const Summary& s) {
    std::vector<Bar> bars;
    for (const auto& [group, g] : s.groups)
        bars.push_back({group.text(), fmt::format("{} activated", g.activated), parts(g.verdicts)});
    // The paper counts crashes and failures without one; the rest of its trials did nothing to be seen.
    const auto nooks = [](const char* label, std::size_t crashes, std::size_t failures) {
        return Bar{label,
                   fmt::format("{} trials", Nooks::k_trials),
                   {{"crash", k_colours.at("crash"), crashes},
                    {"extension failure, no crash", "#d8c9a8", failures},
                    {"nothing seen", k_colours.at("no_effect"), Nooks::k_trials - crashes - failures}}};
    };
    bars.push_back(nooks("Nooks' paper, native", Nooks::k_native_crashes, Nooks::k_native_failures));
    bars.push_back(nooks("Nooks' paper, isolated", Nooks::k_crashes, Nooks::k_failures));
    return stacked_bars(bars);
}

std::string type_plots(const Summary& s) {
    std::string out;
    for (const auto& [mode, types] : s.types) {
        std::vector<Bar> bars;
        for (const auto& [type, f] : types)
            bars.push_back({type, fmt::format("{} of {}", f.activated, f.injected), parts(f.verdicts)});
        out += fmt::format("<h3>{}</h3>\n{}", escaped(mode), stacked_bars(bars));
    }
    return out;
}

std::string strips(const Summary& s, std::vector<double> GroupFigures::*values) {
    std::vector<Series> series;
    for (const auto& [group, g] : s.groups)
        if (!(g.*values).empty()) series.push_back({group.text(), g.*values});
    return series.empty() ? "<p>None.</p>\n" : time_strips(series);
}

std::string outcome_table(const Summary& s) {
    std::string out =
        "<div class=\"scroll\"><table><tr><th>extension, mode</th><th>trials</th><th>activated</th>";
    for (std::string_view v : k_order) out += fmt::format("<th>{}</th>", verdict_text(v));
    out += "<th>integrity violated</th></tr>\n";
    for (const auto& [group, g] : s.groups) {
        out += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td>", escaped(group.text()), g.trials,
                           g.activated);
        for (std::string_view v : k_order) {
            const bool bad = group.mode == "nooks" && (v == "crash" || v == "hang") && g.count(v);
            out += fmt::format("<td{}>{}</td>", bad ? " class=\"bad\"" : "", g.count(v));
        }
        out += fmt::format("<td{}>{}</td></tr>\n",
                           group.mode == "nooks" && g.integrity ? " class=\"bad\"" : "", g.integrity);
    }
    return out + "</table></div>\n";
}

std::string case_table(const std::vector<Case>& cases) {
    if (cases.empty()) return "<p>None: every failure in nooks mode was recovered unnoticed.</p>\n";
    std::string out = "<div class=\"scroll\"><table><tr><th>verdict</th><th class=\"t\">faults</th><th "
                      "class=\"t\">seen as</th>"
                      "<th class=\"t\">where</th><th class=\"t\">note</th><th class=\"t\">replay</th></tr>\n";
    for (const Case& c : cases)
        out += fmt::format(
            "<tr><td>{}{}</td><td class=\"t\">{}</td><td class=\"t\">{}</td><td class=\"t\">{}</td>"
            "<td class=\"t\">{}</td><td class=\"t\"><code>{}</code></td></tr>\n",
            verdict_text(c.verdict), c.integrity ? "" : " <b class=\"bad\">integrity</b>", escaped(c.types),
            escaped(c.kind), escaped(c.where), escaped(c.note), escaped(c.command()));
    return out + "</table></div>\n";
}

std::string rate_table(const Summary& s) {
    std::string out =
        fmt::format("<h2>Rate</h2>\n<p>{:.1f} trials for a second of a processor's time; {:.1f} a second by "
                    "the clock, on the host as busy as it was.</p>\n"
                    "<table><tr><th>host time</th><th>trials</th><th>median</th><th>longest</th></tr>\n",
                    s.trials_per_core_second, s.trials_per_clock_second);
    const auto row = [&](const std::string& what, const Quantiles& q) {
        out += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n", escaped(what), q.count,
                           tools::duration_text(q.median), tools::duration_text(q.most));
    };
    for (const auto& [step, q] : s.steps_us) row("step: " + step, q);
    for (const auto& [verdict, q] : s.host_us) row("trial: " + std::string(verdict_text(verdict)), q);
    return out + "</table>\n";
}

std::string pair_sentences(const Summary& s) {
    std::string out;
    for (const auto& [iommu, p] : s.pairs)
        out += fmt::format(
            "<p>{}Of {} seeds that ran in both modes, {} changed the workload's outcome natively. In "
            "nooks mode {} of these were detected and recovered, {} of the recoveries unnoticed by "
            "the application.</p>\n",
            iommu ? "" : "Without an IOMMU: ", p.both, p.harmed, percent(p.recovered(), p.harmed),
            percent(p.unnoticed(), p.recovered()));
    return out;
}

} // namespace

std::string as_html(const Summary& s, const Facts& facts) {
    std::string out = fmt::format("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                                  "<title>Alcove: stress campaign</title><style>{}</style></head><body>\n",
                                  k_style);
    out += fmt::format("<h1>Stress campaign: {} trials</h1>\n", s.trials);
    out += fmt::format("<p>{}</p>\n", target_held(s)
                                          ? "In nooks mode nothing crashed, hung or touched the executive."
                                          : "<b class=\"bad\">In nooks mode the executive did not hold.</b>");
    out +=
        "<h2>Outcome of activated trials</h2>\n" + key() + outcome_plot(s) +
        "<p>The paper counts crashes and, in brown, failures of an extension that crashed nothing, over all "
        "trials.</p>\n" +
        outcome_table(s);
    out += pair_sentences(s);
    out += "<h2>By fault type</h2>\n<p>Trials in which a fault of the type was activated; behind the bar, "
           "faults "
           "activated of those injected.</p>\n" +
           key() + type_plots(s);
    out += "<h2>From activation to detection (guest time)</h2>\n" + strips(s, &GroupFigures::latency_us);
    out += "<h2>Recovery (guest time)</h2>\n" + strips(s, &GroupFigures::recovery_us);
    out += rate_table(s);
    out += "<h2>What was not recovered unnoticed, in nooks mode</h2>\n" + case_table(s.cases);
    out += "<h2>What was tested</h2>\n<table>";
    for (const auto& [name, value] : facts)
        out += fmt::format("<tr><td>{}</td><td class=\"t\">{}</td></tr>", escaped(name), escaped(value));
    return out + "</table>\n</body></html>\n";
}

} // namespace alcove::campaign
