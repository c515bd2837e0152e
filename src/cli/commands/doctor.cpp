// pin3 doctor: what it found.
#include "cli/session.hpp"
#include "description/library.hpp"

#include <fmt/format.h>

#include <iostream>

namespace pin3 {
namespace {

void line(std::string_view what, std::string_view found) {
    std::cout << fmt::format("{:<16}{}\n", what, found);
}

ExitStatus doctor(Session& session, const Options&) {
    line("pin3", pin3_version());
    Simulator simulator;
    const Simulator::Probe probe = simulator.probe();
    ExitStatus status = ExitStatus::fine;
    if (probe.found) {
        line("ngspice", fmt::format("{}, {}", probe.found->version, probe.found->library));
        line("code models", probe.found->code_models.empty()
                                ? "none: op-amp files with POLY sources need them; apt-get install ngspice"
                                : probe.found->code_models);
    } else {
        line("ngspice", probe.problem);
        status = ExitStatus::no_ngspice;
    }
    const SearchPath& search = session.models();
    if (search.folders.empty()) line("models", "none: name a folder with --models or $PIN3_MODELS");
    for (const auto& folder : search.folders) {
        const std::size_t files = model_names(SearchPath{{folder}}).size();
        line("models", fmt::format("{} ({} files)", folder.string(), files));
    }
    if (probe.found) {
        // a divider of 1 kohm and 3 kohm
        const Job job{"self-test",
                      "self-test\nv_in n_in 0 dc 0 ac 1\nr_a n_in n_out 1000\nr_b n_out 0 3000\n.end\n",
                      {{"ac lin 1 1000 1000", {"n_out"}, 1}}};
        const Outcome outcome = simulator.run(std::span(&job, 1)).front();
        const bool right =
            !outcome.failure && std::abs(outcome.plots.at(0).vectors.at(0).at(0).real() - 0.75) < 1e-9;
        line("self-test", right ? "a divider of 1 and 3 kohm gives 0.75: fine"
                                : "wrong: " + (outcome.failure ? outcome.failure->message
                                                               : std::string("the divider is off")));
        if (!right) status = ExitStatus::simulation_failed;
    }
    return status;
}

}  // namespace

extern const Command command_doctor{.name = "doctor",
                                    .summary = "what was found: ngspice, code models, folders of models",
                                    .examples = {"pin3 doctor"},
                                    .run = doctor};

}  // namespace pin3
