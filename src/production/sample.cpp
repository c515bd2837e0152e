#include "production/sample.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pin3 {
namespace {

constexpr double lowest = -100, highest = 400, step = 0.01;  // dB

std::size_t bin_of(double value) {
    const double at = std::floor((value - lowest) / step);
    return static_cast<std::size_t>(std::clamp(at, 0.0, static_cast<double>(Sample::bin_count - 1)));
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
        settled_.clear();
    } else {
        ++counts_[bin_of(value)];
    }
}

void Sample::spill() {
    counts_.resize(bin_count);
    for (const double value : kept_) ++counts_[bin_of(value)];
    kept_ = std::vector<double>();  // with its memory
}

void Sample::add(const Sample& other) {
    add(other.contents());
}

Sample::Contents Sample::contents() const {
    Contents contents{size_, least_, kept_};
    for (std::size_t bin = 0; bin < counts_.size(); ++bin)
        if (counts_[bin] > 0) contents.counts.emplace_back(bin, counts_[bin]);
    return contents;
}

void Sample::add(const Contents& contents) {
    if (contents.size == 0) return;
    for (const double value : contents.kept) add(value);
    if (contents.counts.empty()) return;
    least_ = size_ == 0 ? contents.least : std::min(least_, contents.least);
    size_ += contents.size;
    if (counts_.empty()) spill();
    for (const auto& [bin, count] : contents.counts) counts_.at(bin) += count;
}

void Sample::settle(std::span<const double> quantiles) {
    std::map<double, double> found;
    for (const double p : quantiles) found.emplace(p, quantile(p));
    settled_for_ = std::move(found);
    kept_ = std::vector<double>();  // with its memory
    counts_ = std::vector<std::uint64_t>();
}

double Sample::quantile(double p) const {
    if (size_ == 0) return std::numeric_limits<double>::quiet_NaN();
    if (!settled_for_.empty()) return settled_for_.at(p);
    const auto rank = static_cast<std::uint64_t>(std::max(1.0, std::ceil(p * static_cast<double>(size_))));
    if (rank == 1) return least_;
    if (counts_.empty()) {
        // only what lies between the ranks that were asked for before is moved
        const std::size_t index = rank - 1;
        const auto above = std::lower_bound(settled_.begin(), settled_.end(), index);
        if (above != settled_.end() && *above == index) return kept_[index];
        const auto at = [&](std::size_t i) { return kept_.begin() + static_cast<std::ptrdiff_t>(i); };
        const std::size_t low = above == settled_.begin() ? 0 : *(above - 1) + 1;
        const std::size_t high = above == settled_.end() ? kept_.size() : *above;
        std::nth_element(at(low), at(index), at(high));
        settled_.insert(above, index);
        return kept_[index];
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
