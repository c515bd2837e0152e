// What a room does to a link, in figures: how much it hums and hisses, and whether anyone would hear it.
#pragma once

#include "production/production.hpp"
#include "room/room.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pin3 {

// 0 dBu is sqrt(0.6) V: 1 mW in 600 ohm. 0 dBV is 1 V.
double dbu_of(double volts);
double dbv_of(double volts);

// How loud one listens: the level at which the nominal signal of a link is heard, dB SPL.
struct Listening {
    double nominal_spl_db = 85;
};

struct PathHum {
    std::string_view path;
    double volts = 0;  // rms
};

// At the receiver's output, 20 Hz to 20 kHz; what lies outside is in the lines alone.
struct HumFigures {
    double volts = 0;         // rms, of all lines together: the paths' phases are not known
    bool bound = false;       // less than that
    double weighted_a = 0;    // V, rms with A-weighting
    double weighted_468 = 0;  // V, rms with the curve of ITU-R BS.468
    // The line that is furthest above the threshold of hearing, or least below it.
    double audible_db = 0;  // above the threshold; negative: inaudible by so much
    double audible_hz = 0;
    // What is furthest above what hides it, the threshold or the hiss around it, whichever is higher.
    double heard_db = 0;
    double over_hiss_db = 0;     // above the hiss around it alone, as when one turns it up
    double loudest_hz = 0;       // where most of it is
    std::vector<PathHum> paths;  // each alone, the loudest first
};

// What a meter reads between the two boxes, nominal: rms, all lines from 20 Hz to 20 kHz together.
struct MeterReadings {
    double chassis_volts = 0;
    double shield_amperes = 0;
};

struct RoomFigures : LinkRoom {
    std::optional<HumFigures> hum;  // none where nothing makes any in that band
    // What 95 % of the units hum at most, where parts have tolerances: see hum_of_units().
    std::optional<HumFigures> hum_of_units;
    std::optional<MeterReadings> meter;  // none where no ground brings a voltage in that band
    double hiss_volts = 0;               // the stages' own, rms, 20 Hz to 20 kHz
    double hiss_weighted_a = 0;
    double receiver_volts = 0;  // the nominal signal at the receiver's output, rms
    // Of the signal, against the output's open pins into the input's gain at 1 kHz: at 1 kHz, and at 20 Hz.
    // None without an input's gain.
    std::optional<double> lost_db, lost_low_db;
    std::optional<double> headroom_db;  // from the nominal signal to clipping; none where no limit is known

    // What to reckon with: of 95 % of the units where parts have tolerances, otherwise nominal; null where
    // nothing hums.
    const HumFigures* expected_hum() const;
    double below_nominal_db(double volts) const;  // how far below the nominal signal that is
};

// The lines of a link that rejects, at every one, as much as 95 % of its units do at least.
std::vector<HumLine> lines_of_units(const LinkRoom& room, const LinkProduction& production);

// The hum of a link that rejects, at every line, as much as 95 % of its units do at least: the nominal hum
// says nothing where the nominal parts match. Between the frequencies of the curve in dB over their
// logarithm; none where production has no units.
std::optional<HumFigures> hum_of_units(const RoomFigures& figures, const LinkProduction& production,
                                       const Listening& listening);

// "38 mA", "13 V", "9 V at its inputs"
std::string limit_text(const Clipping& clipping);
// "source.opamp_cold at 38 mA": which op-amp is at which limit.
std::string clipping_text(const Clipping& clipping);

// That a nominal signal clips, and by how much; nothing where it does not.
std::optional<std::string> clipping_warning(const RoomFigures& figures);

// Of every room. The inputs' gains come from the measurements.
PerLink<RoomFigures> room_figures(Rooms rooms, const Measurements& measurements, const Listening& listening);

}  // namespace pin3
