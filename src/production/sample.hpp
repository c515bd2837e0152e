// A figure of many units.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

namespace pin3 {

// Values in dB, and their quantiles. Up to `most` values are kept and quantiles are exact; beyond, values are
// counted in bins of 0.01 dB between -100 and 400 dB, and a quantile is the middle of its bin, 0.005 dB off
// at most. The least value is always exact. The order in which values come makes no difference.
class Sample {
public:
    static constexpr std::size_t bin_count = 50000;

    explicit Sample(std::size_t most) : most_(most) {}

    // Room for so many values at once: growing costs twice the memory for a while.
    void reserve(std::size_t values) { kept_.reserve(std::min(values, most_)); }

    void add(double value);

    // The values of another sample that keeps as many.
    void add(const Sample& other);

    // From now on only these quantiles can be asked for, and no value can be added; the values are dropped.
    void settle(std::span<const double> quantiles);

    // What add() needs to know of a sample, to be written to a file and read again.
    struct Contents {
        std::uint64_t size = 0;
        double least = 0;
        std::vector<double> kept;                                        // all values, or none of them
        std::vector<std::pair<std::size_t, std::uint64_t>> counts = {};  // of the bins that are not empty
    };
    Contents contents() const;
    void add(const Contents& contents);

    std::uint64_t size() const { return size_; }

    // The smallest value that at least the share p of all values does not exceed (nearest rank); 0 for p
    // gives the least. NaN for an empty sample.
    double quantile(double p) const;

    // How many values lie in each of `bins` equal intervals from low to high; those outside in the first or
    // last.
    std::vector<std::uint64_t> histogram(double low, double high, std::size_t bins) const;

private:
    void spill();

    std::size_t most_;
    std::uint64_t size_ = 0;
    double least_ = 0;
    mutable std::vector<double> kept_;
    mutable std::vector<std::size_t>
        settled_;  // ranks that are in their place, with smaller values before; ascending
    std::vector<std::uint64_t> counts_;     // empty while all values are kept
    std::map<double, double> settled_for_;  // once it is settled: the quantiles
};

}  // namespace pin3
