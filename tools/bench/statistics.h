// SPDX-License-Identifier: MIT
// Medians and their confidence intervals.
#pragma once
#include <vector>

namespace alcove::bench {

double median(std::vector<double> values);

struct Interval {
    double low, high;
};
/// 95 % interval of the median by order statistics (sign test: no assumption about the distribution).
/// With fewer than 6 values it is their range.
Interval median_interval(std::vector<double> values);

} // namespace alcove::bench
