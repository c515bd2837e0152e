// A bench seen from its varied elements: what every unit of production answers, without simulating it.
//
// Each varied element is a port. With Z the impedances between the ports (the voltage across port i per
// ampere pushed into port j's first node and drawn out of its second), v0 the port voltages under a drive, h0
// the probe's voltage, z the probe's voltage per injected ampere, and delta the change of the elements'
// admittances, a unit has
//     v = (1 + Z delta)^-1 v0        probe = h0 - z delta v,
// exactly, for changes of any size: a changed admittance y + delta draws delta v more than it did. A voltage
// gain (E) is a port too: 1 V in series takes the ampere's place. Everything but the elements' own values is
// as ngspice linearised it at the nominal operating point.
#pragma once

#include "analysis/response.hpp"
#include "analysis/variation.hpp"
#include "catalog/link.hpp"

#include <span>
#include <string>
#include <vector>

namespace pin3 {

// All ports of a bench at a row of frequencies.
//
// An element's admittance changes by delta = s c(f) d, where d is a plain number of the unit: s c is the
// nominal admittance (1/R, jwC, 1/jwL, a transconductance), and d is F - 1 for C and G, 1/F - 1 for R and L
// whose value is F times the nominal. With S = diag(s c) the matrix that is kept at each frequency is
//     | Z S   v0 |   rows: ports, then probes
//     | z S   h0 |   columns: ports, then drives
// so that the unit's answers are the lower right corner once the ports of | 1 + Z S d, v0; z S d, h0 | are
// eliminated.
class Reduction {
public:
    Reduction(std::size_t ports, std::size_t probes, std::size_t drives, std::vector<double> frequency_hz)
        : ports_(ports),
          probes_(probes),
          drives_(drives),
          frequency_hz_(std::move(frequency_hz)),
          values_(frequency_hz_.size() * rows() * columns()) {}

    std::size_t ports() const { return ports_; }
    std::size_t probes() const { return probes_; }
    std::size_t drives() const { return drives_; }
    std::size_t rows() const { return ports_ + probes_; }
    std::size_t columns() const { return ports_ + drives_; }
    const std::vector<double>& frequency_hz() const { return frequency_hz_; }

    // The matrix at the k-th frequency, row by row.
    std::span<const Complex> at(std::size_t k) const {
        return std::span(values_).subspan(k * rows() * columns(), rows() * columns());
    }
    Complex& value(std::size_t k, std::size_t row, std::size_t column) {
        return values_[(k * rows() + row) * columns() + column];
    }
    const Complex& value(std::size_t k, std::size_t row, std::size_t column) const {
        return values_[(k * rows() + row) * columns() + column];
    }

private:
    std::size_t ports_, probes_, drives_;
    std::vector<double> frequency_hz_;
    std::vector<Complex> values_;
};

// Whether all elements of the variation can be ports: R, C, L, G and E.
bool reducible(const Circuit& circuit, const Variation& variation);

// The bench with a source of 1 A at each port and probes at all nodes of ports, for response_jobs().
// Precondition: reducible().
Bench port_bench(const Bench& bench, const Variation& variation);

// The reduction from the answers of port_bench(), at the frequencies of `response`.
Reduction reduction_of(const Bench& bench, const Variation& variation, const Response& response);

// The numbers d of a unit, one a port, from the factors of its parts.
void port_changes(const Circuit& circuit, const Variation& variation, std::span<const double> factors,
                  std::span<double> changes);

}  // namespace pin3
