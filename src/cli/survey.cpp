#include "cli/survey.hpp"

#include "cli/unit_count.hpp"

#include <utility>

namespace pin3 {

Survey survey(Session& session, const Description& description, const Options& options) {
    Simulator& simulator = session.simulator();
    const Listening listening{options.number("--listening-level")};
    Survey found;
    found.measurements = measure(description, {}, simulator);
    Rooms rooms = measure_rooms(found.measurements, simulator);
    ProductionPlan plan = production_plan(options);
    plan.causes = false;
    if (plan.units > 0) found.production = produce(production_requests(description, {}), plan, simulator);
    for (const std::vector<MeasureFailure>* failures :
         {&std::as_const(found.measurements).failures, &std::as_const(rooms).failures,
          &std::as_const(found.production).failures})
        found.failures.insert(found.failures.end(), failures->begin(), failures->end());
    found.rooms = room_figures(std::move(rooms), found.measurements, listening);
    for (RoomFigures& figures : found.rooms.links)
        if (const LinkProduction* units = found.production.link(figures.link))
            figures.hum_of_units = hum_of_units(figures, *units, listening);
    return found;
}

}  // namespace pin3
