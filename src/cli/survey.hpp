// Links in their rooms, with the units that production makes of them: what the commands about hum start from.
#pragma once

#include "cli/session.hpp"
#include "production/production.hpp"
#include "room/room_figures.hpp"

#include <vector>

namespace pin3 {

// --units, of the commands that have a survey.
inline const Option survey_units_option{
    .name = "--units",
    .value = "N",
    .help =
        "units where parts have tolerances: the hum is that of 95 % of them; 2000 by default, 0 for nominal "
        "values",
    .standard = std::uint64_t{2000},
    .range = OptionRange{0, 1'000'000}};

struct Survey {
    Measurements measurements;
    Production production;                 // without causes; none of 0 units
    PerLink<RoomFigures> rooms;            // with the hum of the units, of the links that could be measured
    std::vector<MeasureFailure> failures;  // of all of these
};

// As --units, --seed, --listening-level and --jobs say.
Survey survey(Session& session, const Description& description, const Options& options);

}  // namespace pin3
