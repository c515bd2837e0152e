// Units that a parameter can have. Values are held in the base unit: ohm, farad, hertz, metre.
#pragma once

#include <string>
#include <string_view>

namespace pin3 {

enum class Unit {
    none,  // a pure number: a ratio, a count
    ohm,
    farad,
    henry,
    volt,
    ampere,
    hertz,
    second,
    metre,
    square_metre,  // no prefixes; also written cm2, mm2
    percent,       // held as written: 5 % is 5
    decibel,       // held in dB
    dbu,           // held in dBu, 0 dBu = 0.7746 V rms
    dbv,
    ohm_per_metre,
    farad_per_metre,
    henry_per_metre,
    volt_per_second,  // slew rate; also written V/us
    volt_per_metre,
    tesla,
    volt_per_root_hertz,
    ampere_per_root_hertz,
};

// "ohm", "F", "Hz", "%", "ohm/m": what is shown behind a value.
std::string_view symbol(Unit unit);

// "a resistance", "a frequency": what is said in a message.
std::string_view quantity_name(Unit unit);

// 4.7 kohm, 100 nF, 50 Hz: engineering prefix, at most `digits` significant digits, ASCII.
std::string engineering(double value, Unit unit, int digits = 4);

// Shortest text that reads back as the same double ("100000", "4.7e-09"): for decks and JSON-like output.
std::string shortest(double value);

}  // namespace pin3
