// Units of production, counted under the eyes of the user.
#pragma once

#include "cli/session.hpp"
#include "judgement/counted_units.hpp"

#include <string>
#include <vector>

namespace pin3 {

// As --units, --seed, --jobs and, where the command has them, --method, --on-failure and --shard say.
ProductionPlan production_plan(const Options& options);

struct Units {
    CountedUnits counted;
    ExitStatus written = ExitStatus::fine;  // the file of units, --csv
};

// All that a run counts. Ctrl-C ends it, with what is done. `failed`: see count_units().
Units watched_units(const Loaded& loaded, const std::vector<double>& extra_hz, const Options& options,
                    const std::vector<MeasureFailure>& failed, Simulator& simulator);

// Says which unit ended the run, with --on-failure stop; nothing where the user did. `file`: the description.
void name_failed_unit(const Production& production, const std::string& file, const Options& options);

}  // namespace pin3
