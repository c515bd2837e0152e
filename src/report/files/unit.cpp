#include "report/files/unit.hpp"

#include "core/unit.hpp"
#include "metrics/metric.hpp"
#include "report/formats/csv.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace pin3 {
namespace {

std::string heading(const LinkProduction& link) {
    std::string line = "link,unit,state";
    for (const VariedPart& part : link.variation.parts) line += "," + csv_cell(part.name);
    for (const double hertz : link.spot_hz)
        for (const auto* column : {"cmrr_db", "signal_re", "signal_im", "ground_re", "ground_im"})
            line += fmt::format(",{}_{}hz", column, shortest(hertz));
    return line + "\n";
}

std::string_view state_name(UnitState state) {
    switch (state) {
        case UnitState::fine:
            return "fine";
        case UnitState::latched_up:
            return "latched_up";
        case UnitState::no_answer:
            return "no_answer";
    }
    return "";
}

}  // namespace

UnitFile::UnitFile(std::string path, std::uint64_t seed, std::uint64_t first)
    : file_(std::move(path)), seed_(seed), first_(first) {}

void UnitFile::add(const LinkProduction& link, const UnitBlock& block) {
    if (link.link != link_) {
        link_ = link.link;
        file_.mark();
    }
    if (block.first == first_) {
        file_.back_to_mark();
        file_.write(heading(link));
    }
    const Draws draws = production_draws(link.variation, seed_);
    std::vector<double> x(link.variation.variables.size()), factors(link.variation.parts.size());
    std::string lines;
    for (std::size_t unit = 0; unit < block.size(); ++unit) {
        const std::uint64_t number = block.first + unit;
        lines += fmt::format("{},{},{}", csv_cell(link.link->name), number, state_name(block.states[unit]));
        draws(number, x);
        part_factors(link.variation, x, factors);
        for (const double factor : factors) lines += "," + shortest(factor);
        for (std::size_t k = 0; k < link.spot_hz.size(); ++k) {
            const Complex& signal = block.signal_gain[k][unit];
            const Complex& ground_gain = block.ground_gain[k][unit];
            if (block.states[unit] == UnitState::no_answer)
                lines += ",,,,,";
            else
                lines += fmt::format(",{},{},{},{},{}", shortest(unit_cmrr_db(signal, ground_gain)),
                                     shortest(signal.real()), shortest(signal.imag()),
                                     shortest(ground_gain.real()), shortest(ground_gain.imag()));
        }
        lines += "\n";
    }
    file_.write(lines);
}

std::optional<std::string> UnitFile::finish() {
    return file_.finish();
}

}  // namespace pin3
