// What a report says of each of its subjects: a file each in subjects/. Sections are for people, data for
// programs, docs/report.schema.json being their contract: keys carry units, and what has no value is null.
#pragma once

#include "report/document.hpp"
#include "report/report.hpp"

#include <optional>
#include <vector>

namespace pin3 {

// The spots of all links together, ascending, Hz.
std::vector<double> all_spots(const Report& report);

// A line a link: class of its output, CMRR at the spots, verdict of its expectations.
Section summary_section(const Report& report);
// Where they go, what limits them, and what to know about them.
Section link_section(const Report& report);
// A line a link: gains at 1 kHz.
Section gain_section(const Report& report);
// CMRR over frequency.
std::vector<Section> curve_sections(const Report& report);
Data link_data(const LinkReport& link);
// Every link's curve and spots.
Sheet link_sheet(const Report& report);

// A stage's name, kind and parameters.
Data::Object stage_data(const Stage& stage);

// A line an expectation: what came of it.
Section verdict_section(const Report& report);
// "holds", "FAILS", "unclear" or, where nothing is expected of the link, ""
std::string link_verdict(const Report& report, const std::string& link);
Data verdict_data(const Verdict& verdict);

// That tolerances are not in nominal figures.
Section nominal_section(const Report& report);
// The spread over units, a row a link and spot, and how far to trust it.
Section production_section(const Report& report);
// A row a part that makes 1 % of the spread or more, the largest first, of each link the first five.
Section budget_section(const Report& report);
// Histogram and curves of links that something is expected of, or of the only one.
std::vector<Section> spread_sections(const Report& report);
Data production_data(const LinkProduction& production);

// A line a link: hum, self-noise, and what would be heard of the hum.
Section hum_section(const Report& report);
// The same hum weighted, and by each path alone.
Section path_section(const Report& report);
Data hum_data(const RoomFigures& room);

// Links with more than a volt between the chassis.
Section chassis_warnings(const Report& report);
// What a meter reads between the chassis, a line a link; the pin 1 tests of its stages.
Section chassis_section(const Report& report);
Data chassis_data(const RoomFigures& room);
Data pin1_test_data(std::optional<double> volts);

// A line a link: the level and where it ends.
Section level_section(const Report& report);
Data level_data(const RoomFigures& room);
Data hiss_data(const RoomFigures& room);

// A line a link with waveforms: CMRR, signal level and residual beside the AC figures.
Section waveform_section(const Report& report);
// A line a link with waveforms: where it stops being linear.
Section clip_section(const Report& report);
Data waveform_data(const Waveform& waveform, const std::optional<ClipPoints>& clips);

// A line an output, at 1 kHz.
Section output_section(const Report& report);
// Outputs that a plug with pin 3 on ground asks much of.
Section fault_section(const Report& report);
Data output_data(const OutputResponse& output);

// A line an input, at 1 kHz.
Section input_section(const Report& report);
// Lines of CMRR an input, tied referred to input and to output, and IEC, over the spots.
Section input_cmrr_section(const Report& report);
Data input_data(const InputResponse& input);

}  // namespace pin3
