#include "room/room_figures.hpp"

#include "core/decibel.hpp"
#include "core/unit.hpp"
#include "room/weighting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace pin3 {
namespace {

double weighted(double volts, double weight_db) {
    return volts * std::pow(10.0, weight_db / 20);
}

// A tone this far below the noise that passes the ear's filter around it is just heard: Moore and Glasberg's
// efficiency at 1 kHz and above, at lower frequencies the ear needs more.
constexpr double just_heard_in_hiss_db = -4;

// The least tone at a frequency that is heard beside the hiss, V rms.
double hidden_volts(const Hiss& hiss, double hertz) {
    return hiss.frequency_hz.between(hiss.density, hertz) * std::sqrt(auditory_bandwidth_hz(hertz)) *
           std::pow(10.0, just_heard_in_hiss_db / 20);
}

bool audible_band(double hertz) {
    return hertz >= audible_from_hz && hertz <= audible_to_hz;
}

// The level of a line at the ear: as far below that of the nominal signal as the line is below the signal.
std::optional<HumFigures> hum_figures(const std::vector<HumLine>& lines, const Hiss& hiss,
                                      double nominal_volts, const Listening& listening) {
    HumFigures hum;
    hum.audible_db = hum.heard_db = hum.over_hiss_db = -std::numeric_limits<double>::infinity();
    double all = 0, known = 0, a = 0, itu = 0;
    std::map<double, double> at_once;  // V^2 by frequency
    for (const HumLine& line : lines) {
        if (!audible_band(line.frequency_hz) || line.volts == 0) continue;
        const double square = line.volts * line.volts;
        all += square;
        if (!line.bound) known += square;
        a += std::pow(weighted(line.volts, a_weighting_db(line.frequency_hz)), 2);
        itu += std::pow(weighted(line.volts, itu468_db(line.frequency_hz)), 2);
        at_once[line.frequency_hz] += square;
        auto path = std::find_if(hum.paths.begin(), hum.paths.end(),
                                 [&](const PathHum& one) { return one.path == line.path; });
        if (path == hum.paths.end()) path = hum.paths.insert(path, {line.path, 0});
        path->volts = std::hypot(path->volts, line.volts);
    }
    if (all == 0) return std::nullopt;
    // what comes by several ways at one frequency is one tone
    double loudest = 0;
    for (const auto& [hertz, square] : at_once) {
        const double volts = std::sqrt(square);
        const double spl = listening.nominal_spl_db + amplitude_db(volts / nominal_volts);
        const double audible = spl - hearing_threshold_db(hertz);
        const double over_hiss = amplitude_db(volts / hidden_volts(hiss, hertz));
        if (audible > hum.audible_db) {
            hum.audible_db = audible;
            hum.audible_hz = hertz;
        }
        hum.over_hiss_db = std::max(hum.over_hiss_db, over_hiss);
        hum.heard_db = std::max(hum.heard_db, std::min(audible, over_hiss));
        if (square > loudest) {
            loudest = square;
            hum.loudest_hz = hertz;
        }
    }
    hum.volts = std::sqrt(all);
    hum.bound = known < all / 2;
    hum.weighted_a = std::sqrt(a);
    hum.weighted_468 = std::sqrt(itu);
    std::stable_sort(hum.paths.begin(), hum.paths.end(),
                     [](const PathHum& x, const PathHum& y) { return x.volts > y.volts; });
    return hum;
}

std::optional<MeterReadings> meter_readings(const std::vector<HumLine>& lines) {
    MeterReadings readings;
    for (const HumLine& line : lines) {
        if (!audible_band(line.frequency_hz)) continue;
        readings.chassis_volts = std::hypot(readings.chassis_volts, line.chassis_volts);
        readings.shield_amperes = std::hypot(readings.shield_amperes, line.shield_amperes);
    }
    return readings.chassis_volts > 0 ? std::optional(readings) : std::nullopt;
}

}  // namespace

double dbu_of(double volts) {
    return amplitude_db(volts / std::sqrt(0.6));
}

double dbv_of(double volts) {
    return amplitude_db(volts);
}

const HumFigures* RoomFigures::expected_hum() const {
    if (hum_of_units) return &*hum_of_units;
    return hum ? &*hum : nullptr;
}

double RoomFigures::below_nominal_db(double volts) const {
    return amplitude_db(receiver_volts / volts);
}

std::vector<HumLine> lines_of_units(const LinkRoom& room, const LinkProduction& production) {
    std::vector<double> rejected_db;
    for (const Sample& sample : production.curve) rejected_db.push_back(sample.quantile(0.05));
    std::vector<HumLine> lines = room.lines;
    for (HumLine& line : lines) {
        if (line.chassis_volts == 0) continue;
        line.volts = line.chassis_volts * line.signal_gain *
                     std::pow(10.0, -production.curve_hz.between(rejected_db, line.frequency_hz) / 20);
        line.bound = false;
    }
    return lines;
}

std::optional<HumFigures> hum_of_units(const RoomFigures& figures, const LinkProduction& production,
                                       const Listening& listening) {
    if (production.units == 0 || production.curve_hz.empty()) return std::nullopt;
    return hum_figures(lines_of_units(figures, production), figures.hiss, figures.receiver_volts, listening);
}

std::string limit_text(const Clipping& clipping) {
    switch (clipping.by) {
        case OpampLimit::output_voltage:
            break;
        case OpampLimit::output_current:
            return engineering(clipping.most, Unit::ampere, 3);
        case OpampLimit::input_voltage:
            return engineering(clipping.most, Unit::volt, 3) + " at its inputs";
    }
    return engineering(clipping.most, Unit::volt, 3);
}

std::string clipping_text(const Clipping& clipping) {
    return fmt::format("{} at {}", clipping.opamp, limit_text(clipping));
}

std::optional<std::string> clipping_warning(const RoomFigures& figures) {
    if (!figures.headroom_db || *figures.headroom_db >= 0) return std::nullopt;
    return fmt::format("a nominal signal clips: it is {:.1f} dB beyond what {} {}", -*figures.headroom_db,
                       figures.clipping->opamp,
                       figures.clipping->by == OpampLimit::input_voltage
                           ? fmt::format("takes at its inputs ({:.3g} V peak)", figures.clipping->most)
                       : figures.clipping->by == OpampLimit::output_current
                           ? fmt::format("delivers ({:.3g} mA peak)", 1e3 * figures.clipping->most)
                           : std::string("delivers"));
}

PerLink<RoomFigures> room_figures(Rooms rooms, const Measurements& measurements, const Listening& listening) {
    PerLink<RoomFigures> all{{}, std::move(rooms.failures)};
    for (LinkRoom& room : rooms.links) {
        RoomFigures& figures = all.links.emplace_back();
        static_cast<LinkRoom&>(figures) = std::move(room);
        const double nominal = figures.link->output->parameters.number("level");
        figures.receiver_volts = nominal * std::abs(figures.signal_gain);
        figures.hum = hum_figures(figures.lines, figures.hiss, figures.receiver_volts, listening);
        figures.meter = meter_readings(figures.lines);
        figures.hiss_volts = integrated(figures.hiss);
        figures.hiss_weighted_a = integrated(figures.hiss, a_weighting_db);
        if (const InputResponse* input = measurements.input(figures.link->input->name)) {
            const double gain = std::abs(input->at(reference_hz).tied_differential);
            figures.lost_db = amplitude_db(gain / std::abs(figures.signal_gain));
            figures.lost_low_db = amplitude_db(gain / figures.low_end.gain);
        }
        if (figures.clipping) figures.headroom_db = amplitude_db(figures.clipping->signal_volts / nominal);
    }
    return all;
}

}  // namespace pin3
