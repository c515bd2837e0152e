// pin3 listen FILE -o DIR: a sound file of every link.
#include "cli/programme.hpp"
#include "cli/survey.hpp"
#include "core/output_file.hpp"
#include "report/format.hpp"
#include "report/listening_index.hpp"
#include "room/audition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>

namespace pin3 {
namespace {

struct ListenOptions {
    SurveyOptions survey;
    std::string folder;
    std::string programme;
    double seconds = 10;
    std::string solo;
    std::optional<double> gain_db;
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
    index.solo_gain_db = options.gain_db.value_or(automatic);
    const double gain = std::pow(10.0, *index.solo_gain_db / 20);
    if (peak * gain > 1)
        index.remarks.push_back(fmt::format("the noise is clipped: {:.0f} dB of gain would not clip it",
                                            automatic - solo_peak_dbfs));
    return gain;
}

ExitStatus listen(const ListenOptions& options, const CommonOptions& common) {
    Simulator simulator({.workers = options.survey.workers});
    simulator.prepare();
    std::optional<Loaded> loaded = load(options.survey.file, common);
    if (!loaded) return ExitStatus::wrong_usage;
    Description& description = loaded->description;
    if (description.links.empty()) {
        complain(fmt::format("{} has no link to listen to", options.survey.file));
        return ExitStatus::wrong_usage;
    }
    description.frequencies = ordinary_frequencies;  // all that is audible, whatever the file's own sweep
    ListeningIndex index{description.main().path,
                         options.programme.empty() ? "built in" : options.programme,
                         {},
                         options.survey.listening,
                         0,
                         {},
                         {}};
    const std::optional<Audio> programme = programme_of(options, index.remarks);
    if (!programme || !folder_is_there(options.folder)) return ExitStatus::wrong_usage;

    SimulatorVersion version;
    if (!ngspice_is_there(simulator, version)) return ExitStatus::no_ngspice;
    Survey found = survey(description, options.survey, common, simulator);
    if (found.rooms.links.empty()) return ExitStatus::simulation_failed;

    std::vector<HumAndHiss> hum;
    for (RoomFigures& figures : found.rooms.links) {
        const LinkPtr link = figures.link;
        HumAndHiss& added = hum.emplace_back(HumAndHiss{figures.lines, figures.hiss});
        if (const LinkProduction* units = found.production.link(link))
            added.lines = lines_of_units(figures, *units);
        index.links.push_back({link->name + ".wav", link, std::move(figures)});
    }
    std::vector<Audio> heard(hum.size());
    in_parallel(heard.size(), options.survey.workers, [&](std::size_t i) {
        const RoomFigures& figures = index.links[i].figures;
        heard[i] = audition(*programme, hum[i],
                            {&found.measurements.link(index.links[i].link)->curve, figures.signal_gain,
                             figures.receiver_volts, options.survey.seed, options.solo.empty()});
    });
    const double gain = common_gain(heard, options, index);
    const std::filesystem::path folder = options.folder;
    for (std::size_t i = 0; i < heard.size(); ++i) {
        for (std::vector<double>& channel : heard[i].channels)
            for (double& sample : channel) sample *= gain;
        const ExitStatus written = write(folder / index.links[i].file, wav_bytes(heard[i]));
        if (written != ExitStatus::fine) return written;
    }
    const std::string text = render(document_of(index), *find_format("text"));
    const ExitStatus written = write(folder / "index.txt", text);
    if (written != ExitStatus::fine) return written;
    const ExitStatus delivered = deliver(text, {});
    return delivered == ExitStatus::fine && found.failed ? ExitStatus::simulation_failed : delivered;
}

}  // namespace

void add_listen_command(CLI::App& app, CommonOptions& common, Action& action) {
    auto options = std::make_shared<ListenOptions>();
    CLI::App* command = app.add_subcommand("listen", "a sound file of every link, with its hum and its hiss");
    add_survey_options(*command, options->survey);
    command->add_option("-o,--output", options->folder, "the folder for the files; made where there is none")
        ->type_name("FOLDER")
        ->required();
    command->add_option("--programme", options->programme, "a WAV file instead of the built-in notes")
        ->type_name("WAV");
    command->add_option("--seconds", options->seconds, "how long; 10 by default")
        ->type_name("S")
        ->check(number_between(1, 600));
    command->add_option("--solo", options->solo, "noise: that alone, made louder")
        ->type_name("WHAT")
        ->check(CLI::IsMember({"noise"}));
    command
        ->add_option("--gain", options->gain_db,
                     "of the noise alone, dB; by default what brings the loudest to -12 dBFS")
        ->type_name("DB")
        ->check(number_between(0, 200));
    command->footer("Example: pin3 listen netlists/synth_to_mixer.pin3 -o sounds");
    command->callback([=, &common, &action] {
        if (options->gain_db && options->solo.empty())
            throw CLI::ValidationError("--gain", "a gain is for the noise alone: --solo noise");
        action = [=, &common] { return listen(*options, common); };
    });
}

}  // namespace pin3
