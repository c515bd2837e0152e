// Figures as the cells of tables and as words.
#pragma once

#include "judgement/yield.hpp"
#include "metrics/metric.hpp"
#include "room/room_figures.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace pin3 {

// With so many digits; no "-0.0": a zero has no sign.
std::string fixed_point(double value, int digits);

// "62.1", ">180.0", "-" where there is none
std::string decibel_cell(const std::optional<Figure>& figure);

// A gain in dB: "-6.02", "<-160.0" where the solver tells no more.
std::string gain_cell(double magnitude);

// "9.93k", "open"
std::string ohm_cell(const Complex& z);

// dBu: "-52.2", "<-120.0", "-" where nothing hums
std::string hum_cell(const HumFigures* hum);

// Difference in dB between two simulations: "0.0001" for anything smaller.
std::string apart_text(double db);

// A share in per cent; two digits more the nearer it is to all.
std::string percent(double value);

// "9939 of 10000 units meet it, 99.2 to 99.5 % with 95 % confidence"
std::string share_sentence(const Yield& yield);

// "50 Hz", "1 kHz"
std::string frequency_title(double hertz);

// "the ground loop", "electric pick-up"
std::string path_phrase(std::string_view path);

// "inaudible by 12 dB", "150 Hz audible by 3 dB"
std::string audible_text(const HumFigures& hum);

// "synth -> lead -> mixer @ rack"
std::string path_of(const Link& link);

}  // namespace pin3
