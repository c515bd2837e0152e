#include "cli/unit_count.hpp"

#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "cli/shard_option.hpp"
#include "report/files/unit.hpp"

#include <fmt/format.h>

#include <optional>

namespace pin3 {

ProductionPlan production_plan(const Options& options) {
    ProductionPlan plan;
    plan.units = options.whole("--units");
    plan.seed = options.whole("--seed");
    plan.threads = options.threads("--jobs");
    if (options.has("--on-failure")) plan.stop_on_failure = options.text("--on-failure") == "stop";
    const std::string method = options.has("--method") ? options.text("--method") : "auto";
    if (method != "auto") plan.method = method == "full" ? ProductionMethod::full : ProductionMethod::reduced;
    if (options.has("--shard") && options.given("--shard")) {
        const auto shard = read_shard_id(options.text("--shard"));
        plan.first = shard->first(plan.units);
        plan.last = shard->last(plan.units);
        plan.causes = false;
    }
    return plan;
}

Units watched_units(const Loaded& loaded, const std::vector<double>& extra_hz, const Options& options,
                    const std::vector<MeasureFailure>& failed, Simulator& simulator) {
    const ProductionPlan plan = production_plan(options);
    const Interrupt interrupt;
    std::optional<UnitFile> file;
    const std::string& csv = options.text("--csv");
    if (!csv.empty()) file.emplace(csv, plan.seed, plan.first);
    Progress progress("units");
    WatchCount watch;
    if (file)
        watch.block = [&](const LinkProduction& link, const UnitBlock& block) { file->add(link, block); };
    watch.go_on = [&](std::uint64_t done, std::uint64_t all) {
        progress.report(done, all);
        return Interrupt::caught() == 0;
    };
    Units units{
        count_units(loaded.description, loaded.expectations, extra_hz, failed, plan, simulator, watch)};
    if (file)
        if (const auto problem = file->finish()) {
            complain(fmt::format("{}; name another file with --csv", *problem));
            units.written = ExitStatus::wrong_usage;
        }
    return units;
}

void name_failed_unit(const Production& production, const std::string& file, const Options& options) {
    if (Interrupt::caught() != 0) return;
    const LinkProduction& link = production.links.back();
    if (!link.first_failed) return;
    complain(fmt::format("unit {} of {} {}; see `pin3 netlist {} --link {} --unit {} --seed {}`",
                         link.first_failed->unit, link.link->name,
                         link.first_failed->state == UnitState::latched_up ? "latches up" : "has no answer",
                         file, link.link->name, link.first_failed->unit, options.whole("--seed")));
}

}  // namespace pin3
