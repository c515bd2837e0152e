// What one reads with a meter between the two boxes, and what a current into pin 1 does.
#include "core/unit.hpp"
#include "metrics/pin1_test.hpp"
#include "report/cells.hpp"
#include "report/subjects.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pin3 {
namespace {

// A voltage between the chassis from which on it belongs into every report, V rms.
constexpr double notable_volts = 1;
// Lines that a row of the table names.
constexpr std::size_t lines_shown = 3;

// "50 Hz 67 mV 67 mA", the largest first
std::string lines_text(const RoomFigures& room) {
    std::vector<HumLine> lines;
    for (const HumLine& line : room.lines)
        if (line.chassis_volts > 0) lines.push_back(line);
    std::stable_sort(lines.begin(), lines.end(),
                     [](const HumLine& a, const HumLine& b) { return a.chassis_volts > b.chassis_volts; });
    std::string text;
    for (std::size_t i = 0; i < std::min(lines.size(), lines_shown); ++i)
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", frequency_title(lines[i].frequency_hz),
                            engineering(lines[i].chassis_volts, Unit::volt, 3));
    if (lines.size() > lines_shown) text += fmt::format(", {} more", lines.size() - lines_shown);
    return text;
}

template <typename Response>
void add_pin1_tests(const std::vector<Response>& stages, const StagePtr Response::*stage, Section& section) {
    for (const Response& one : stages)
        if (const auto volts = pin1_test_volts(one))
            section.blocks.push_back(
                Item{fmt::format("{}: {:g} mA into pin 1 read {:.1f} dBu at its output (Wendt's test): {} of "
                                 "pin1 are shared with the "
                                 "signal's reference",
                                 (one.*stage)->name, 1e3 * pin1_test_amperes, dbu_of(*volts),
                                 engineering((one.*stage)->parameters.number("pin1"), Unit::ohm, 3))});
}

}  // namespace

Section chassis_warnings(const Report& report) {
    Section section;
    for (const LinkReport& link : report.links)
        if (link.room && link.room->meter && link.room->meter->chassis_volts > notable_volts)
            section.blocks.push_back(
                Item{fmt::format("{}: {} rms between the chassis", link.link->name,
                                 engineering(link.room->meter->chassis_volts, Unit::volt, 3)),
                     Mark::alert});
    return section;
}

Section chassis_section(const Report& report) {
    Table table{{{"chassis", Align::left}, {"voltage"}, {"shield current"}, {"by line", Align::left}}, {}, 1};
    Section section{"Between the chassis", {}, true};
    for (const LinkReport& link : report.links) {
        if (!link.room || !link.room->meter) continue;
        table.rows.push_back({link.link->name, engineering(link.room->meter->chassis_volts, Unit::volt, 3),
                              engineering(link.room->meter->shield_amperes, Unit::ampere, 3),
                              lines_text(*link.room)});
    }
    if (!table.rows.empty()) {
        section.blocks.push_back(std::move(table));
        section.blocks.push_back(Note{"with the lead plugged in, rms, 20 Hz to 20 kHz; by line also beyond"});
    }
    Table equal{{{"m_imbalance of", Align::left}, {"at 1 kHz"}, {"at 20 kHz"}}, {}, 1};
    for (const LinkReport& link : report.links)
        if (link.room && link.room->equal_induction)
            equal.rows.push_back(
                {link.link->name, engineering(link.room->equal_induction->at_1_khz, Unit::henry_per_metre, 2),
                 engineering(link.room->equal_induction->at_20_khz, Unit::henry_per_metre, 2)});
    if (!equal.rows.empty()) {
        section.blocks.push_back(std::move(equal));
        section.blocks.push_back(
            Note{"from so much on what the shield's current induces makes by itself as much as all the "
                 "rest; foil with a drain wire is the kind of lead that has it"});
    }
    add_pin1_tests(report.outputs, &OutputResponse::output, section);
    add_pin1_tests(report.inputs, &InputResponse::input, section);
    return section;
}

Data chassis_data(const RoomFigures& room) {
    if (!room.meter) return {};
    return Data::Object{{"voltage_v", room.meter->chassis_volts},
                        {"shield_current_a", room.meter->shield_amperes},
                        {"equal_m_imbalance_1k_h_per_m",
                         room.equal_induction ? Data(room.equal_induction->at_1_khz) : Data()},
                        {"equal_m_imbalance_20k_h_per_m",
                         room.equal_induction ? Data(room.equal_induction->at_20_khz) : Data()}};
}

Data pin1_test_data(std::optional<double> volts) {
    return volts ? Data(dbu_of(*volts)) : Data();
}

}  // namespace pin3
