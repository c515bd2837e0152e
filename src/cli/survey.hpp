// Links in their rooms, with the units that production makes of them: what the commands about hum start from.
#pragma once

#include "cli/command.hpp"
#include "production/production.hpp"
#include "room/room_figures.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace pin3 {

struct SurveyOptions {
    std::string file;
    std::uint64_t units = 2000;  // where parts have tolerances
    std::uint64_t seed = 1;
    unsigned workers = 0;
    Listening listening;
};

// FILE, --units, --seed, --listening-level, --jobs.
void add_survey_options(CLI::App& command, SurveyOptions& options);

struct Survey {
    Measurements measurements;
    Production production;       // without causes; none of 0 units
    PerLink<RoomFigures> rooms;  // with the hum of the units, of the links that could be measured
    bool failed = false;         // of some link something could not be measured, which has been said
};

Survey survey(const Description& description, const SurveyOptions& options, const CommonOptions& common,
              Simulator& simulator);

}  // namespace pin3
