// pin3 matrix FILE: every output against every input, through one cable and ground.
#include "report/matrix.hpp"

#include "cli/command.hpp"
#include "cli/progress.hpp"
#include "core/codes.hpp"
#include "report/format.hpp"

#include <fmt/format.h>

#include <memory>

namespace pin3 {
namespace {

struct MatrixOptions {
    std::string file;
    std::string cable;
    std::string ground;
    std::string at = "1k";
    std::string format = "text";
    std::string output;
    unsigned workers = 0;
};

// The stage that the option names, or the file's only one; nothing, after saying why, when that is not clear.
std::optional<StagePtr> choose(const Description& description, Role role, const std::string& name) {
    std::vector<std::string_view> names;
    for (const StagePtr& stage : description.stages)
        if (stage->role == role) names.push_back(stage->name);
    if (!name.empty()) {
        if (StagePtr stage = description.stage(role, name)) return stage;
        complain(fmt::format("there is no {} `{}`: {}", role_name(role), name, did_you_mean(name, names)));
        return std::nullopt;
    }
    const std::vector<StagePtr> used = description.used(role);
    if (used.size() == 1) return used.front();
    complain(fmt::format(
        "which {0}? --{0} {1}", role_name(role),
        used.empty() ? std::string("NAME (define one first)") : fmt::format("{}", fmt::join(names, " | "))));
    return std::nullopt;
}

ExitStatus matrix(const MatrixOptions& options, const CommonOptions& common) {
    const std::optional<double> frequency_hz = frequency_option("--at", options.at, common);
    if (!frequency_hz) return ExitStatus::wrong_usage;
    std::optional<Loaded> loaded = load(options.file, common);
    if (!loaded) return ExitStatus::wrong_usage;
    Description& description = loaded->description;
    const auto cable = choose(description, Role::cable, options.cable);
    const auto ground_stage = choose(description, Role::ground, options.ground);
    if (!cable || !ground_stage) return ExitStatus::wrong_usage;
    const std::vector<StagePtr> outputs = description.used(Role::output),
                                inputs = description.used(Role::input);
    if (outputs.empty() || inputs.empty()) {
        complain(fmt::format("{} defines no {}", options.file, outputs.empty() ? "output" : "input"));
        return ExitStatus::wrong_usage;
    }
    description.links.clear();
    for (const StagePtr& output : outputs)
        for (const StagePtr& input : inputs)
            description.links.push_back(std::make_shared<const Link>(
                Link{output->name + "_" + input->name, output, *cable, input, *ground_stage, output->span}));
    description.frequencies.spots = {*frequency_hz};

    Simulator simulator({.workers = options.workers});
    SimulatorVersion version;
    if (!ngspice_is_there(simulator, version)) return ExitStatus::no_ngspice;
    Measurements measurements;
    {
        Progress progress("simulating");
        measurements = measure(description, {}, simulator,
                               [&](std::size_t done, std::size_t all) { progress.report(done, all); });
    }
    for (const MeasureFailure& failure : measurements.failures) show({failure.diagnostic}, common);
    const Matrix result = make_matrix(outputs, inputs, measurements, *frequency_hz);
    const ExitStatus delivered =
        deliver(render(document_of(result), *find_format(options.format)), options.output);
    if (delivered != ExitStatus::fine) return delivered;
    return measurements.failures.empty() ? ExitStatus::fine : ExitStatus::simulation_failed;
}

}  // namespace

void add_matrix_command(CLI::App& app, CommonOptions& common, Action& action) {
    auto options = std::make_shared<MatrixOptions>();
    CLI::App* command =
        app.add_subcommand("matrix", "CMRR of every output against every input, one cable and ground");
    add_file_option(*command, options->file);
    command->add_option("--cable", options->cable, "which cable; not needed where there is one")
        ->type_name("NAME");
    command->add_option("--ground", options->ground, "which ground; not needed where there is one")
        ->type_name("NAME");
    add_frequency_option(*command, options->at);
    add_format_option(*command, options->format);
    add_output_option(*command, options->output);
    add_jobs_option(*command, options->workers);
    command->footer("Example: pin3 matrix netlists/synth_to_mixer.pin3");
    command->callback([=, &common, &action] { action = [=, &common] { return matrix(*options, common); }; });
}

}  // namespace pin3
