#include "report/cells.hpp"

#include "core/decibel.hpp"
#include "core/unit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace pin3 {

std::string fixed_point(double value, int digits) {
    const std::string text = fmt::format("{:.{}f}", value, digits);
    return text.find_first_not_of("-0.") == std::string::npos && text.starts_with('-') ? text.substr(1)
                                                                                       : text;
}

std::string decibel_cell(const std::optional<Figure>& figure) {
    if (!figure) return "-";
    return fmt::format("{}{}", figure->bound ? ">" : "", fixed_point(figure->value, 1));
}

std::string gain_cell(double magnitude) {
    if (magnitude < gain_floor) return fmt::format("<{:.1f}", amplitude_db(gain_floor));
    return fixed_point(amplitude_db(magnitude), 2);
}

std::string ohm_cell(const Complex& z) {
    const std::optional<Figure> ohm = impedance(z);
    if (!ohm) return "open";
    std::string cell = engineering(ohm->value, Unit::ohm, 3);  // "9.93 kohm": the legend has the unit
    cell.resize(cell.size() - symbol(Unit::ohm).size());
    while (cell.ends_with(' ')) cell.pop_back();
    std::erase(cell, ' ');
    return cell;
}

std::string hum_cell(const HumFigures* hum) {
    return hum ? fmt::format("{}{}", hum->bound ? "<" : "", fixed_point(dbu_of(hum->volts), 1))
               : std::string("-");
}

std::string apart_text(double db) {
    return db < 1e-4 ? std::string("0.0001") : fmt::format("{:.2g}", db);
}

std::string percent(double value) {
    return fmt::format("{:.{}f}", value, value > 99 && value < 100 ? 3 : 1);
}

std::string share_sentence(const Yield& yield) {
    return fmt::format("{} of {} units meet it, {} to {} % with 95 % confidence", yield.passing, yield.units,
                       percent(100 * yield.low), percent(100 * yield.high));
}

std::string frequency_title(double hertz) {
    return engineering(hertz, Unit::hertz);
}

std::string path_phrase(std::string_view path) {
    if (path == "core") return "the input transformer's core";
    return path == "electric" || path == "magnetic" ? fmt::format("{} pick-up", path)
                                                    : fmt::format("the {}", path);
}

std::string audible_text(const HumFigures& hum) {
    if (!std::isfinite(hum.audible_db) || hum.audible_db < -100) return "inaudible by over 100 dB";
    if (hum.audible_db <= -1) return fmt::format("inaudible by {:.0f} dB", std::floor(-hum.audible_db));
    if (hum.audible_db <= 0) return "just inaudible";
    if (hum.heard_db <= 0) return "hidden by the hiss";
    return fmt::format("{} audible by {:.0f} dB", frequency_title(hum.audible_hz), std::ceil(hum.audible_db));
}

std::string path_of(const Link& link) {
    std::string path = link.output->name;
    if (link.cable->kind->name != "none" || link.cable->name != "none") path += " -> " + link.cable->name;
    path += " -> " + link.input->name;
    if (link.ground->kind->name != "none" || link.ground->name != "none") path += " @ " + link.ground->name;
    return path;
}

}  // namespace pin3
