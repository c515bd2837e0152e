#include "circuit/variation.hpp"

#include "circuit/draw.hpp"

#include <map>

namespace pin3 {
namespace {

class Collector {
public:
    Variation take(const Circuit& circuit) {
        for (std::size_t i = 0; i < circuit.elements().size(); ++i) {
            const Part& part = circuit.elements()[i].part;
            if (part.spreads.empty()) continue;
            VariedElement varied{i, {}};
            for (const Spread& spread : part.spreads)
                varied.follows.push_back({index_of(spread), spread.weight, spread.inverse});
            variation_.elements.push_back(std::move(varied));
        }
        return std::move(variation_);
    }

private:
    std::size_t index_of(const Spread& spread) {
        const auto [place, is_new] = parts_.emplace(spread.part, variation_.parts.size());
        if (!is_new) return place->second;
        const Tolerance& tolerance = spread.tolerance;
        VariedPart part{spread.part, 0, std::nullopt};
        if (tolerance.matched > 0)
            part.lot = variable(spread.lot + ", lot", tolerance.distribution, tolerance.fraction);
        part.own = variable(spread.part, tolerance.distribution,
                            tolerance.matched > 0 ? tolerance.matched : tolerance.fraction);
        variation_.parts.push_back(std::move(part));
        return place->second;
    }

    std::size_t variable(const std::string& name, Distribution distribution, double fraction) {
        const auto [place, is_new] = variables_.emplace(name, variation_.variables.size());
        if (is_new) variation_.variables.push_back({name, distribution, draw_key(name), fraction});
        return place->second;
    }

    Variation variation_;
    std::map<std::string, std::size_t> parts_;
    std::map<std::string, std::size_t> variables_;
};

}  // namespace

std::optional<std::size_t> Variation::variable(std::string_view name) const {
    for (std::size_t i = 0; i < variables.size(); ++i)
        if (variables[i].name == name) return i;
    return std::nullopt;
}

Variation variation_of(const Circuit& circuit) {
    return Collector().take(circuit);
}

void part_factors(const Variation& variation, std::span<const double> x, std::span<double> factors) {
    const auto factor = [&](std::size_t variable) {
        return 1 + variation.variables[variable].fraction * x[variable];
    };
    for (std::size_t i = 0; i < variation.parts.size(); ++i) {
        const VariedPart& part = variation.parts[i];
        factors[i] = factor(part.own) * (part.lot ? factor(*part.lot) : 1);
    }
}

double element_factor(const VariedElement& element, std::span<const double> factors) {
    double product = 1;
    for (const Follows& follows : element.follows) {
        const double one = 1 + follows.weight * (factors[follows.part] - 1);
        product = follows.inverse ? product / one : product * one;
    }
    return product;
}

Circuit varied(const Circuit& circuit, const Variation& variation, std::span<const double> x) {
    std::vector<double> factors(variation.parts.size());
    part_factors(variation, x, factors);
    Circuit unit = circuit;
    for (const VariedElement& element : variation.elements)
        unit.scale_value(element.element, element_factor(element, factors));
    return unit;
}

void draw_all(const Variation& variation, const UnitId& unit, std::span<double> x) {
    for (std::size_t i = 0; i < x.size(); ++i) {
        const Variable& variable = variation.variables[i];
        x[i] = draw(unit.seed, unit.number, variable.key, variable.distribution);
    }
}

Circuit built(const Circuit& circuit, const UnitId& unit) {
    const Variation variation = variation_of(circuit);
    std::vector<double> x(variation.variables.size());
    draw_all(variation, unit, x);
    return varied(circuit, variation, x);
}

}  // namespace pin3
