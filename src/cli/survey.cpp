#include "cli/survey.hpp"

#include <utility>

namespace pin3 {

void add_survey_options(CLI::App& command, SurveyOptions& options) {
    add_file_option(command, options.file);
    command
        .add_option("--units", options.units,
                    "units where parts have tolerances: the hum is that of 95 % of them; 2000 by default, 0 "
                    "for nominal values")
        ->type_name("N")
        ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{1'000'000}));
    add_seed_option(command, options.seed);
    add_listening_option(command, options.listening.nominal_spl_db);
    add_jobs_option(command, options.workers);
}

Survey survey(const Description& description, const SurveyOptions& options, const CommonOptions& common,
              Simulator& simulator) {
    Survey found;
    found.measurements = measure(description, {}, simulator);
    Rooms rooms = measure_rooms(found.measurements, simulator);
    ProductionPlan plan;
    plan.units = options.units;
    plan.seed = options.seed;
    plan.threads = options.workers;
    plan.causes = false;
    if (options.units > 0) found.production = produce(production_requests(description, {}), plan, simulator);
    for (const std::vector<MeasureFailure>* failures :
         {&std::as_const(found.measurements).failures, &std::as_const(rooms).failures,
          &std::as_const(found.production).failures})
        for (const MeasureFailure& failure : *failures) {
            show({failure.diagnostic}, common);
            found.failed = true;
        }
    found.rooms = room_figures(std::move(rooms), found.measurements, options.listening);
    for (RoomFigures& figures : found.rooms.links)
        if (const LinkProduction* units = found.production.link(figures.link))
            figures.hum_of_units = hum_of_units(figures, *units, options.listening);
    return found;
}

}  // namespace pin3
