#include "oracle/nodal.hpp"

#include <Eigen/Dense>

#include <map>
#include <numbers>
#include <stdexcept>
#include <string>

namespace pin3::oracle {
namespace {

using Matrix = Eigen::Matrix<Complex, Eigen::Dynamic, Eigen::Dynamic>;
using Vector = Eigen::Matrix<Complex, Eigen::Dynamic, 1>;
using Index = Eigen::Index;

constexpr long double blocked_diode_siemens = 1e-12L;

// Far below any conductance of a circuit (1 Tohm is 1e-12 S), far above what cancels in 64 bits of mantissa.
constexpr long double smallest_pivot = 1e-17L;

// Unknowns: the voltage of every node but ground, then the current of every element whose voltage is
// prescribed or that may be a short circuit at DC (V, E, L), flowing from its first node through it to its
// second.
class Equations {
public:
    Equations(const Circuit& circuit, std::string_view driven, long double omega,
              const std::vector<Coupling>& couplings)
        : circuit_(circuit), driven_(driven), omega_(omega) {
        number_unknowns();
        const Index size = static_cast<Index>(node_row_.size() + branch_row_.size());
        matrix_ = Matrix::Zero(size, size);
        right_ = Vector::Zero(size);
        for (const Element& element : circuit.elements()) stamp(element);
        for (const Coupling& coupling : couplings) {
            const Index first = branch_row_.at(coupling.first), second = branch_row_.at(coupling.second);
            add(first, second, Complex{0, -omega * coupling.henry});
            add(second, first, Complex{0, -omega * coupling.henry});
        }
    }

    std::vector<Complex> voltages() const {
        const Eigen::PartialPivLU<Matrix> lu(matrix_);
        if (lu.matrixLU().diagonal().cwiseAbs().minCoeff() < smallest_pivot)
            throw std::invalid_argument("the circuit has no single answer");
        const Vector unknowns = lu.solve(right_);
        std::vector<Complex> volts(circuit_.node_count(), Complex{0});
        for (const auto& [node, row] : node_row_) volts[node] = unknowns[row];
        return volts;
    }

private:
    void number_unknowns() {
        for (const Element& element : circuit_.elements())
            for (const Node node : element.nodes)
                if (node != ground) node_row_.emplace(node.index, 0);
        Index next = 0;
        for (auto& [node, row] : node_row_) row = next++;
        bool found = false;
        for (const Element& element : circuit_.elements()) {
            if (element.kind == ElementKind::voltage || element.kind == ElementKind::vcvs ||
                element.kind == ElementKind::inductor)
                branch_row_.emplace(element.spice_name(), next++);
            found = found || (element.spice_name() == driven_ &&
                              (element.kind == ElementKind::voltage || element.kind == ElementKind::current));
        }
        if (!found) throw std::invalid_argument("no source " + std::string(driven_));
    }

    // The row and column of a node, -1 for ground.
    Index row(Node node) const { return node == ground ? -1 : node_row_.at(node.index); }

    void add(Index at_row, Index at_column, Complex value) {
        if (at_row >= 0 && at_column >= 0) matrix_(at_row, at_column) += value;
    }

    // A current of siemens · v(control) leaves node `from` and enters node `to`.
    void transconductance(Node from, Node to, Node control_plus, Node control_minus, Complex siemens) {
        add(row(from), row(control_plus), siemens);
        add(row(from), row(control_minus), -siemens);
        add(row(to), row(control_plus), -siemens);
        add(row(to), row(control_minus), siemens);
    }

    // The current of a branch leaves its first node and enters its second; its own row says v(first, second)
    // = …
    Index branch(const Element& element) {
        const Index at = branch_row_.at(element.spice_name());
        add(row(element.nodes[0]), at, 1);
        add(row(element.nodes[1]), at, -1);
        add(at, row(element.nodes[0]), 1);
        add(at, row(element.nodes[1]), -1);
        return at;
    }

    void stamp(const Element& element) {
        const std::vector<Node>& node = element.nodes;
        const long double value = element.part.value;
        const long double driven = element.spice_name() == driven_ ? 1 : 0;
        switch (element.kind) {
            case ElementKind::resistor:
                transconductance(node[0], node[1], node[0], node[1], 1 / value);
                break;
            case ElementKind::capacitor:
                transconductance(node[0], node[1], node[0], node[1], Complex{0, omega_ * value});
                break;
            case ElementKind::diode:
                transconductance(node[0], node[1], node[0], node[1], blocked_diode_siemens);
                break;
            case ElementKind::inductor: {
                const Index at = branch(element);
                add(at, at, Complex{0, -omega_ * value});
                break;
            }
            case ElementKind::voltage:
                right_[branch(element)] = driven;
                break;
            case ElementKind::vcvs: {
                const Index at = branch(element);
                add(at, row(node[2]), -value);
                add(at, row(node[3]), value);
                break;
            }
            case ElementKind::vccs:
                transconductance(node[0], node[1], node[2], node[3], value);
                break;
            case ElementKind::cccs: {
                const Index control = branch_row_.at(element.reference);
                add(row(node[0]), control, value);
                add(row(node[1]), control, -value);
                break;
            }
            case ElementKind::current:
                if (node[0] != ground) right_[row(node[0])] -= driven;
                if (node[1] != ground) right_[row(node[1])] += driven;
                break;
            case ElementKind::subcircuit:
                throw std::invalid_argument("a subcircuit cannot be solved here: " + element.spice_name());
        }
    }

    const Circuit& circuit_;
    std::string_view driven_;
    long double omega_;
    std::map<std::size_t, Index> node_row_;
    std::map<std::string, Index, std::less<>> branch_row_;
    Matrix matrix_;
    Vector right_;
};

}  // namespace

Solution solve(const Circuit& circuit, std::string_view driven, double hertz,
               const std::vector<Coupling>& couplings) {
    const long double omega = 2 * std::numbers::pi_v<long double> * static_cast<long double>(hertz);
    return {circuit, Equations(circuit, driven, omega, couplings).voltages()};
}

}  // namespace pin3::oracle
