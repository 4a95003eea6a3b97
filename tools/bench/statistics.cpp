// SPDX-License-Identifier: MIT
// Order statistics of small samples.
#include "tools/bench/statistics.h"
#include <algorithm>
#include <cmath>

namespace alcove::bench {

double median(std::vector<double> v) {
    if (v.empty()) return 0;
    std::sort(v.begin(), v.end());
    const std::size_t n = v.size();
    return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

Interval median_interval(std::vector<double> v) {
    if (v.empty()) return {0, 0};
    std::sort(v.begin(), v.end());
    const std::size_t n = v.size();
    // The k-th smallest and largest enclose the median with probability 1 - 2 P(Binomial(n, 1/2) < k).
    std::size_t k = 0;
    double tail = 0, term = std::pow(0.5, static_cast<double>(n));
    while (k < n / 2 && tail + term <= 0.025) {
        tail += term;
        term *= static_cast<double>(n - k) / static_cast<double>(k + 1);
        ++k;
    }
    const std::size_t from = k == 0 ? 0 : k - 1;
    return {v[from], v[n - 1 - from]};
}

} // namespace alcove::bench
