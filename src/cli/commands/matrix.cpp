// pin3 matrix FILE: every output against every input, through one cable and ground.
#include "report/matrix.hpp"

#include "cli/session.hpp"
#include "cli/shared_options.hpp"
#include "core/codes.hpp"

#include <fmt/format.h>

#include <memory>

namespace pin3 {
namespace {

// The stage that the option names, or the file's only one.
StagePtr choose(const Description& description, Role role, const std::string& name) {
    std::vector<std::string_view> names;
    for (const StagePtr& stage : description.stages)
        if (stage->role == role) names.push_back(stage->name);
    if (!name.empty()) {
        if (StagePtr stage = description.stage(role, name)) return stage;
        refuse(fmt::format("there is no {} `{}`: {}", role_name(role), name, did_you_mean(name, names)));
    }
    const std::vector<StagePtr> used = description.used(role);
    if (used.size() == 1) return used.front();
    refuse(fmt::format(
        "which {0}? --{0} {1}", role_name(role),
        used.empty() ? std::string("NAME (define one first)") : fmt::format("{}", fmt::join(names, " | "))));
}

ExitStatus matrix(Session& session, const Options& options) {
    const double frequency_hz = session.frequency("--at");
    Loaded loaded = session.load(options.text("FILE"));
    Description& description = loaded.description;
    const StagePtr cable = choose(description, Role::cable, options.text("--cable"));
    const StagePtr ground_stage = choose(description, Role::ground, options.text("--ground"));
    const std::vector<StagePtr> outputs = description.used(Role::output),
                                inputs = description.used(Role::input);
    if (outputs.empty() || inputs.empty())
        refuse(fmt::format("{} defines no {}", options.text("FILE"), outputs.empty() ? "output" : "input"));
    description.links.clear();
    for (const StagePtr& output : outputs)
        for (const StagePtr& input : inputs)
            description.links.push_back(std::make_shared<const Link>(
                Link{output->name + "_" + input->name, output, cable, input, ground_stage, output->span}));
    description.frequencies.spots = {frequency_hz};

    const Measurements measurements = session.measure(description, {});
    const Matrix result = make_matrix(outputs, inputs, measurements, frequency_hz);
    session.deliver(document_of(result));
    return session.end({.failures = measurements.failures});
}

}  // namespace

extern const Command command_matrix{
    .name = "matrix",
    .summary = "CMRR of every output against every input, one cable and ground",
    .options =
        {description_file,
         Option{.name = "--cable", .value = "NAME", .help = "which cable; not needed where there is one"},
         Option{.name = "--ground", .value = "NAME", .help = "which ground; not needed where there is one"},
         frequency_option, format_option(), output_option, jobs_option},
    .examples = {"pin3 matrix netlists/synth_to_mixer.pin3"},
    .simulates = true,
    .run = matrix};

}  // namespace pin3
