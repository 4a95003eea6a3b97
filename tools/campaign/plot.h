// SPDX-License-Identifier: MIT
// Plots as SVG: stacked bars of shares, and distributions of times on a logarithmic axis.
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace alcove::campaign {

/// Text that may stand in HTML and SVG.
std::string escaped(const std::string& text);

struct Part {
    std::string name, colour;
    std::size_t count = 0;
};
struct Bar {
    std::string label, note; ///< the note stands behind the bar
    std::vector<Part> parts;
};
/// One bar a row, each as long as its parts' share of the bar's sum. Bars of nothing are left empty.
std::string stacked_bars(const std::vector<Bar>& bars);

struct Series {
    std::string label;
    std::vector<double> microseconds;
};
/// A strip for each series: every value as a stroke on a logarithmic axis, with quartiles and median.
std::string time_strips(const std::vector<Series>& series);

} // namespace alcove::campaign
