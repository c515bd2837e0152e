#include "analysis/sample.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pin3 {
namespace {

constexpr double lowest = -100, highest = 400, step = 0.01;  // dB
constexpr std::size_t bins_of_counts = 50000;

std::size_t bin_of(double value) {
    const double at = std::floor((value - lowest) / step);
    return static_cast<std::size_t>(std::clamp(at, 0.0, static_cast<double>(bins_of_counts - 1)));
}

double middle_of(std::size_t bin) {
    return lowest + (static_cast<double>(bin) + 0.5) * step;
}

}  // namespace

void Sample::add(double value) {
    least_ = size_ == 0 ? value : std::min(least_, value);
    ++size_;
    if (counts_.empty() && kept_.size() == most_) spill();
    if (counts_.empty()) {
        kept_.push_back(value);
        sorted_ = false;
    } else {
        ++counts_[bin_of(value)];
    }
}

void Sample::spill() {
    counts_.resize(bins_of_counts);
    for (const double value : kept_) ++counts_[bin_of(value)];
    kept_ = {};
}

double Sample::quantile(double p) const {
    if (size_ == 0) return std::numeric_limits<double>::quiet_NaN();
    const auto rank = static_cast<std::uint64_t>(std::max(1.0, std::ceil(p * static_cast<double>(size_))));
    if (rank == 1) return least_;
    if (counts_.empty()) {
        if (!sorted_) std::sort(kept_.begin(), kept_.end());
        sorted_ = true;
        return kept_[rank - 1];
    }
    std::uint64_t passed = 0;
    for (std::size_t bin = 0; bin < counts_.size(); ++bin) {
        passed += counts_[bin];
        if (passed >= rank) return middle_of(bin);
    }
    return highest;
}

std::vector<std::uint64_t> Sample::histogram(double low, double high, std::size_t bins) const {
    std::vector<std::uint64_t> columns(bins);
    const auto put = [&](double value, std::uint64_t count) {
        const double at = std::floor((value - low) / (high - low) * static_cast<double>(bins));
        columns[static_cast<std::size_t>(std::clamp(at, 0.0, static_cast<double>(bins - 1)))] += count;
    };
    for (const double value : kept_) put(value, 1);
    for (std::size_t bin = 0; bin < counts_.size(); ++bin)
        if (counts_[bin] > 0) put(middle_of(bin), counts_[bin]);
    return columns;
}

}  // namespace pin3
