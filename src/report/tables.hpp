// The tables of a report, shared by its text and Markdown formats.
#pragma once

#include "report/report.hpp"
#include "report/table.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace pin3 {

// "62.1", ">180.0", "-" where there is none
std::string decibel_cell(const std::optional<Figure>& figure);

// Difference in dB between two simulations: "0.0001" for anything smaller.
std::string apart_text(double db);

// A share in per cent; two digits more the nearer it is to all.
std::string percent(double value);

// "50 Hz", "1 kHz"
std::string frequency_title(double hertz);

// The spots of all links together, ascending, Hz.
std::vector<double> all_spots(const Report& report);

// One line a link: class of its output, CMRR at the spots, verdict of its expectations.
Table summary_table(const Report& report);

// One line a link: gains at 1 kHz.
// Parts of each link in the table of the budget; the JSON has all.
inline constexpr std::size_t budget_rows = 5;

// A row a link and spot; and a row a part that makes 1 % of the spread or more, the largest first.
Table production_table(const Report& report);
Table budget_table(const Report& report);

Table gain_table(const Report& report);

// One line a link: hum, self-noise, and what would be heard of the hum; and the level and where it ends.
Table hum_table(const Report& report);
// The same hum weighted, and by each path alone.
Table path_table(const Report& report);
Table level_table(const Report& report);

// "inaudible by 12 dB", "150 Hz audible by 3 dB"
// "the ground loop", "electric pick-up"
std::string path_phrase(std::string_view path);

std::string audible_text(const HumFigures& hum);

// One line a link with waveforms: CMRR, signal level and residual beside the AC figures.
Table waveform_table(const Report& report);

// One line a link with waveforms: where it stops being linear.
Table clip_table(const Report& report);

// One line an output, at 1 kHz.
Table output_table(const Report& report);

// One line an input, at 1 kHz.
Table input_table(const Report& report);

// Lines of CMRR an input, tied referred to input and to output, and IEC, over the spots.
Table input_cmrr_table(const Report& report);

// "resistor.cmrr at 1 kHz >= 35 dB for 99%": and what came of it
std::string verdict_sentence(const Verdict& verdict);

// "synth -> lead -> mixer @ rack"
std::string path_of(const Link& link);

}  // namespace pin3
