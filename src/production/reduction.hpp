// A rig seen from its varied elements: what every unit of production answers, without simulating it.
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

#include "circuit/variation.hpp"
#include "response/response.hpp"
#include "response/rig.hpp"

#include <span>
#include <string>
#include <vector>

namespace pin3 {

// Varied elements in series share a port: those that alone meet at a node, which no probe reads. Ports of one
// element come first.
struct SeriesPorts {
    std::vector<std::vector<std::size_t>> elements;  // of each port: indices into the variation's elements
    std::size_t singles = 0;                         // ports of one element
};

SeriesPorts series_ports(const Rig& rig, const Variation& variation);

// All ports of a rig at a row of frequencies.
//
// A port's admittance changes by delta = y(f) d, where y is its nominal admittance (1/R, jwC, 1/jwL, a
// transconductance) and d says by how much of it: with F what the element's value is multiplied by, F - 1 for
// C and G, 1/F - 1 for R and L. For elements in series, with the shares w = z/Σz of the branch's impedance
// and e the change of each impedance (F - 1 for R and L, 1/F - 1 for C), d = -t/(1 + t), t = Σ w e. With Y =
// diag(y) the matrix that is kept at each frequency is
//     | Z Y   v0 |   rows: ports, then probes
//     | z Y   h0 |   columns: ports, then drives
// so that the unit's answers are the lower right corner once the ports of | 1 + Z Y d, v0; z Y d, h0 | are
// eliminated.
class Reduction {
public:
    Reduction() = default;
    Reduction(SeriesPorts series, std::size_t probes, std::size_t drives, FrequencyRow frequency_hz)
        : series_(std::move(series)),
          ports_(series_.elements.size()),
          probes_(probes),
          drives_(drives),
          frequency_hz_(std::move(frequency_hz)),
          values_(frequency_hz_.size() * rows() * columns()) {
        for (std::size_t port = 0; port < ports_; ++port) elements_ += series_.elements[port].size();
        shares_.resize(frequency_hz_.size() * elements_);
    }

    const SeriesPorts& series() const { return series_; }
    std::size_t elements() const { return elements_; }  // of all ports
    std::size_t ports() const { return ports_; }
    std::size_t probes() const { return probes_; }
    std::size_t drives() const { return drives_; }

    // The share of its port's impedance that an element has at the k-th frequency; elements are counted port
    // by port.
    Complex& share(std::size_t k, std::size_t element) { return shares_[k * elements_ + element]; }
    const Complex& share(std::size_t k, std::size_t element) const {
        return shares_[k * elements_ + element];
    }

    std::size_t rows() const { return ports_ + probes_; }
    std::size_t columns() const { return ports_ + drives_; }
    const FrequencyRow& frequency_hz() const { return frequency_hz_; }

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
    SeriesPorts series_;
    std::size_t ports_ = 0, probes_ = 0, drives_ = 0, elements_ = 0;
    FrequencyRow frequency_hz_;
    std::vector<Complex> shares_;
    std::vector<Complex> values_;
};

// The rig with a source of 1 A at each port and probes at all nodes of ports, for response_jobs().
// Varied elements are R, C, L, G and E.
Rig port_rig(const Rig& rig, const Variation& variation);

// The reduction from the answers of port_rig(), at the frequencies of `response`.
Reduction reduction_of(const Rig& rig, const Variation& variation, const Response& response);

// What the elements of all ports change by in a unit, port by port: d where a port has one element, else e.
void port_changes(const Circuit& circuit, const Variation& variation, const SeriesPorts& series,
                  std::span<const double> factors, std::span<double> changes);

}  // namespace pin3
