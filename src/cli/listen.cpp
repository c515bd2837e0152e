// pin3 listen FILE -o DIR: a sound file of every link.
#include "analysis/audition.hpp"
#include "cli/command.hpp"
#include "cli/programme.hpp"
#include "core/output_file.hpp"
#include "report/listening_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>

namespace pin3 {
namespace {

struct ListenOptions {
    std::string file;
    std::string folder;
    std::string programme;
    double seconds = 10;
    std::string solo;
    std::optional<double> gain_db;
    std::uint64_t units = 2000;
    std::uint64_t seed = 1;
    unsigned workers = 0;
    Listening listening;
};

// The loudest noise alone is brought to this peak, unless a gain is given.
constexpr double solo_peak_dbfs = -12;
constexpr double highest_peak = 0.98;

std::optional<Audio> programme_of(const ListenOptions& options, std::vector<std::string>& remarks) {
    if (options.programme.empty()) return built_in_programme(options.seconds);
    auto read = read_programme(options.programme, options.seconds);
    if (!read) return std::nullopt;
    remarks = std::move(read->remarks);
    return std::move(read->audio);
}

// Makes the folder where there is none; false, after saying why, where nothing can be written.
bool folder_is_there(const std::string& folder) {
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (std::filesystem::is_directory(folder, failed)) return true;
    complain(fmt::format("`{}` is no folder and cannot be made one; name another with -o", folder));
    return false;
}

ExitStatus write(const std::filesystem::path& path, std::string_view content) {
    const auto problem = write_file(path, content);
    if (!problem) return ExitStatus::fine;
    complain(fmt::format("{}; name another folder with -o", *problem));
    return ExitStatus::wrong_usage;
}

// The same for all files: no more than full scale, or the noise alone as loud as the options say.
double common_gain(const std::vector<Audio>& heard, const ListenOptions& options, ListeningIndex& index) {
    double peak = 0;
    for (const Audio& one : heard) peak = std::max(peak, one.peak());
    if (options.solo.empty()) {
        const double gain = peak > highest_peak ? highest_peak / peak : 1;
        index.attenuation_db = -20 * std::log10(gain);
        return gain;
    }
    const double automatic = peak > 0 ? std::floor(solo_peak_dbfs - 20 * std::log10(peak)) : 0;
    index.noise_gain_db = options.gain_db.value_or(automatic);
    const double gain = std::pow(10.0, *index.noise_gain_db / 20);
    if (peak * gain > 1)
        index.remarks.push_back(fmt::format("the noise is clipped: {:.0f} dB of gain would not clip it",
                                            automatic - solo_peak_dbfs));
    return gain;
}

ExitStatus listen(const ListenOptions& options, const CommonOptions& common) {
    Simulator simulator({.workers = options.workers});
    simulator.prepare();
    std::optional<Loaded> loaded = load(options.file, common);
    if (!loaded) return ExitStatus::wrong_usage;
    Description& description = loaded->description;
    if (description.links.empty()) {
        complain(fmt::format("{} has no link to listen to", options.file));
        return ExitStatus::wrong_usage;
    }
    description.frequencies = {};  // all that is audible, whatever the file's own sweep
    ListeningIndex index{description.main().path,
                         options.programme.empty() ? "built in" : options.programme,
                         {},
                         options.listening,
                         0,
                         {},
                         {}};
    const std::optional<Audio> programme = programme_of(options, index.remarks);
    if (!programme || !folder_is_there(options.folder)) return ExitStatus::wrong_usage;

    SimulatorVersion version;
    if (!ngspice_is_there(simulator, version)) return ExitStatus::no_ngspice;
    Measurements measurements = measure(description, {}, simulator);
    Rooms rooms = measure_rooms(measurements, gain_floor, simulator);
    ProductionPlan plan;
    plan.units = options.units;
    plan.seed = options.seed;
    plan.threads = options.workers;
    plan.causes = false;
    Production production;
    if (options.units > 0)
        production = produce(production_requests(description, {}), gain_floor, plan, simulator);
    for (const auto* failures : {&measurements.failures, &rooms.failures, &production.failures})
        for (const MeasureFailure& failure : *failures) show({failure.diagnostic}, common);
    const bool failed =
        !measurements.failures.empty() || !rooms.failures.empty() || !production.failures.empty();

    if (rooms.links.empty()) return ExitStatus::simulation_failed;

    std::vector<LinkNoise> noises;
    for (RoomFigures& figures : room_figures(std::move(rooms.links), measurements, options.listening)) {
        const Link& link = *figures.room.link;
        LinkNoise& noise = noises.emplace_back(LinkNoise{figures.room.lines, figures.room.hiss});
        if (const LinkProduction* units = production.link(link.name)) {
            noise.lines = lines_of_units(figures.room, *units);
            figures.hum_of_units = hum_of_units(figures, *units, options.listening);
        }
        index.links.push_back({link.name + ".wav", &link, std::move(figures)});
    }
    std::vector<Audio> heard(noises.size());
    in_parallel(heard.size(), options.workers, [&](std::size_t i) {
        const RoomFigures& figures = index.links[i].figures;
        heard[i] = audition(*programme, noises[i],
                            {&measurements.link(index.links[i].link->name)->curve, figures.room.signal_gain,
                             figures.receiver_volts, options.seed, options.solo.empty()});
    });
    const double gain = common_gain(heard, options, index);
    const std::filesystem::path folder = options.folder;
    for (std::size_t i = 0; i < heard.size(); ++i) {
        for (std::vector<double>& channel : heard[i].channels)
            for (double& sample : channel) sample *= gain;
        const ExitStatus written = write(folder / index.links[i].file, wav_bytes(heard[i]));
        if (written != ExitStatus::fine) return written;
    }
    const std::string text = listening_index(index);
    const ExitStatus written = write(folder / "index.txt", text);
    if (written != ExitStatus::fine) return written;
    const ExitStatus delivered = deliver(text, {});
    return delivered == ExitStatus::fine && failed ? ExitStatus::simulation_failed : delivered;
}

}  // namespace

void add_listen_command(CLI::App& app, CommonOptions& common, Action& action) {
    auto options = std::make_shared<ListenOptions>();
    CLI::App* command = app.add_subcommand("listen", "a sound file of every link, with its hum and its hiss");
    add_file_option(*command, options->file);
    command->add_option("-o,--output", options->folder, "the folder for the files; made where there is none")
        ->type_name("FOLDER")
        ->required();
    command->add_option("--programme", options->programme, "a WAV file instead of the built-in notes")
        ->type_name("WAV");
    command->add_option("--seconds", options->seconds, "how long; 10 by default")
        ->type_name("S")
        ->check(CLI::Range(1.0, 600.0));
    command->add_option("--solo", options->solo, "noise: that alone, made louder")
        ->type_name("WHAT")
        ->check(CLI::IsMember({"noise"}));
    command
        ->add_option("--gain", options->gain_db,
                     "of the noise alone, dB; by default what brings the loudest to -12 dBFS")
        ->type_name("DB")
        ->check(CLI::Range(0.0, 200.0));
    command
        ->add_option(
            "--units", options->units,
            "units where parts have tolerances: the hum is that of 95 % of them; 0 for nominal values")
        ->type_name("N")
        ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{1'000'000}));
    add_seed_option(*command, options->seed);
    add_listening_option(*command, options->listening.nominal_spl_db);
    add_jobs_option(*command, options->workers);
    command->footer("Example: pin3 listen netlists/synth_to_mixer.pin3 -o sounds");
    command->callback([=, &common, &action] {
        if (options->gain_db && options->solo.empty())
            throw CLI::ValidationError("--gain", "a gain is for the noise alone: --solo noise");
        action = [=, &common] { return listen(*options, common); };
    });
}

}  // namespace pin3
