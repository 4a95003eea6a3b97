// SPDX-License-Identifier: MIT
// SVG by hand: rectangles, lines and text.
#include "tools/campaign/plot.h"
#include "tools/campaign/summary.h"
#include "tools/common/display.h"
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace alcove::campaign {
namespace {

constexpr int k_label = 210, k_plot = 620, k_note = 130, k_row = 30, k_bar = 20;
constexpr int k_width = k_label + k_plot + k_note;

std::string begin(int height) {
    return fmt::format("<svg viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" role=\"img\">\n", k_width,
                       height, k_width, height);
}

std::string text(double x, double y, const char* anchor, const std::string& what,
                 const char* style = "label") {
    return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" class=\"{}\">{}</text>\n", x, y,
                       anchor, style, escaped(what));
}

/// "#rrggbb" of which text in black can't be read.
bool is_dark(const std::string& colour) {
    const unsigned long rgb = std::stoul(colour.substr(1), nullptr, 16);
    return (rgb >> 16) * 3 + (rgb >> 8 & 0xFF) * 6 + (rgb & 0xFF) < 1200;
}

std::string one_bar(const Bar& bar, int top) {
    std::size_t sum = 0;
    for (const Part& p : bar.parts) sum += p.count;
    std::string out = text(k_label - 8, top + 15, "end", bar.label);
    double x = k_label;
    for (const Part& p : bar.parts) {
        if (p.count == 0) continue;
        const double width = k_plot * static_cast<double>(p.count) / static_cast<double>(sum);
        const double share = 100.0 * static_cast<double>(p.count) / static_cast<double>(sum);
        out += fmt::format("<rect x=\"{:.2f}\" y=\"{}\" width=\"{:.2f}\" height=\"{}\" fill=\"{}\">"
                           "<title>{}: {} ({:.1f} %)</title></rect>\n",
                           x, top, width, k_bar, p.colour, escaped(p.name), p.count, share);
        if (width > 34)
            out += text(x + width / 2, top + 15, "middle", fmt::format("{:.0f} %", share),
                        is_dark(p.colour) ? "inside light" : "inside");
        x += width;
    }
    return out + text(k_label + k_plot + 8, top + 15, "start", bar.note);
}

/// The marks of an axis: 1, 2 and 5 in each decade, from the last one below all values to the first above, or
/// the powers of ten where these are many.
std::vector<double> marks_of(const std::vector<Series>& series) {
    double least = 1e300, most = 0;
    for (const Series& s : series)
        for (double v : s.microseconds) {
            least = std::min(least, std::max(v, 1.0));
            most = std::max(most, v);
        }
    if (most <= 0) return {1, 10};
    const bool fine = most / least < 300;
    std::vector<double> marks;
    for (double decade = std::pow(10, std::floor(std::log10(least))); marks.empty() || marks.back() < most;
         decade *= 10)
        for (const double step : {1.0, 2.0, 5.0}) {
            if (!fine && step != 1.0) continue;
            if (!marks.empty() && marks.back() >= most) break;
            if (decade * step <= least) marks.clear(); // the last one that is not above all of them
            marks.push_back(decade * step);
        }
    if (marks.size() == 1) marks.push_back(marks.front() * 10);
    return marks;
}

} // namespace

std::string escaped(const std::string& raw) {
    std::string out;
    for (char c : raw) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
    }
    return out;
}

std::string stacked_bars(const std::vector<Bar>& bars) {
    std::string out = begin(static_cast<int>(bars.size()) * k_row + 8);
    int top = 4;
    for (const Bar& bar : bars) {
        out += one_bar(bar, top);
        top += k_row;
    }
    return out + "</svg>\n";
}

std::string time_strips(const std::vector<Series>& series) {
    const std::vector<double> marks = marks_of(series);
    const double low = std::log10(marks.front()), high = std::log10(marks.back());
    const auto place = [low, high](double us) {
        return k_label + k_plot * (std::log10(std::max(us, 1.0)) - low) / (high - low);
    };
    const int bottom = static_cast<int>(series.size()) * k_row + 6;
    std::string out = begin(bottom + 22);
    for (const double mark : marks) {
        const double x = place(mark);
        out += fmt::format("<line x1=\"{0:.1f}\" y1=\"0\" x2=\"{0:.1f}\" y2=\"{1}\" class=\"grid\"/>\n", x,
                           bottom);
        out += text(x, bottom + 16, "middle", tools::duration_text(mark));
    }
    int top = 4;
    for (const Series& s : series) {
        out += text(k_label - 8, top + 15, "end", s.label);
        const Quantiles q = quantiles(s.microseconds);
        for (double v : s.microseconds)
            out +=
                fmt::format("<line x1=\"{0:.1f}\" y1=\"{1}\" x2=\"{0:.1f}\" y2=\"{2}\" class=\"stroke\"/>\n",
                            place(v), top, top + k_bar);
        if (q.count) {
            out += fmt::format(
                "<rect x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" height=\"{}\" class=\"quartiles\"/>\n",
                place(q.lower), top + 4, std::max(1.0, place(q.upper) - place(q.lower)), k_bar - 8);
            out +=
                fmt::format("<line x1=\"{0:.1f}\" y1=\"{1}\" x2=\"{0:.1f}\" y2=\"{2}\" class=\"median\"/>\n",
                            place(q.median), top - 1, top + k_bar + 1);
            out += text(k_label + k_plot + 8, top + 15, "start", "median " + tools::duration_text(q.median));
        }
        top += k_row;
    }
    return out + "</svg>\n";
}

} // namespace alcove::campaign
