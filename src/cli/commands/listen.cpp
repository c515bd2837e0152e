// pin3 listen FILE -o DIR: a sound file of every link.
#include "cli/programme.hpp"
#include "cli/shared_options.hpp"
#include "cli/survey.hpp"
#include "core/output_file.hpp"
#include "report/listening_index.hpp"
#include "room/audition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace pin3 {
namespace {

// The loudest noise alone is brought to this peak, unless a gain is given.
constexpr double solo_peak_dbfs = -12;
constexpr double highest_peak = 0.98;

Audio programme_of(const Options& options, std::vector<std::string>& remarks) {
    const std::string& file = options.text("--programme");
    if (file.empty()) return built_in_programme(options.number("--seconds"));
    ReadAudio read = read_programme(file, options.number("--seconds"));
    remarks = std::move(read.remarks);
    return std::move(read.audio);
}

// Makes the folder where there is none.
std::filesystem::path make_folder(const std::string& folder) {
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (!std::filesystem::is_directory(folder, failed))
        refuse(fmt::format("`{}` is no folder and cannot be made one; name another with -o", folder));
    return folder;
}

void write(const std::filesystem::path& path, std::string_view content) {
    if (const auto problem = write_file(path, content))
        refuse(fmt::format("{}; name another folder with -o", *problem));
}

// The same for all files: no more than full scale, or the noise alone as loud as the options say.
double common_gain(const std::vector<Audio>& heard, const Options& options, ListeningIndex& index) {
    double peak = 0;
    for (const Audio& one : heard) peak = std::max(peak, one.peak());
    if (options.text("--solo").empty()) {
        const double gain = peak > highest_peak ? highest_peak / peak : 1;
        index.attenuation_db = -20 * std::log10(gain);
        return gain;
    }
    const double automatic = peak > 0 ? std::floor(solo_peak_dbfs - 20 * std::log10(peak)) : 0;
    index.solo_gain_db = options.given("--gain") ? options.number("--gain") : automatic;
    const double gain = std::pow(10.0, *index.solo_gain_db / 20);
    if (peak * gain > 1)
        index.remarks.push_back(fmt::format("the noise is clipped: {:.0f} dB of gain would not clip it",
                                            automatic - solo_peak_dbfs));
    return gain;
}

// Each link with the programme, its hum and its hiss. Fills in the index's links.
std::vector<Audio> auditions(const Audio& programme, Survey found, const Options& options,
                             ListeningIndex& index) {
    std::vector<HumAndHiss> hum;
    for (RoomFigures& figures : found.rooms.links) {
        const LinkPtr link = figures.link;
        HumAndHiss& added = hum.emplace_back(HumAndHiss{figures.lines, figures.hiss});
        if (const LinkProduction* units = found.production.link(link))
            added.lines = lines_of_units(figures, *units);
        index.links.push_back({link->name + ".wav", link, std::move(figures)});
    }
    std::vector<Audio> heard(hum.size());
    in_parallel(heard.size(), options.threads("--jobs"), [&](std::size_t i) {
        const RoomFigures& figures = index.links[i].figures;
        heard[i] =
            audition(programme, hum[i],
                     {&found.measurements.link(index.links[i].link)->curve, figures.signal_gain,
                      figures.receiver_volts, options.whole("--seed"), options.text("--solo").empty()});
    });
    return heard;
}

std::string check(const Options& options) {
    if (options.given("--gain") && options.text("--solo").empty())
        return "--gain: a gain is for the noise alone: --solo noise";
    return {};
}

ExitStatus listen(Session& session, const Options& options) {
    Loaded loaded = session.load(options.text("FILE"));
    Description& description = loaded.description;
    if (description.links.empty()) refuse(fmt::format("{} has no link to listen to", options.text("FILE")));
    description.frequencies = ordinary_frequencies;  // all that is audible, whatever the file's own sweep
    ListeningIndex index{description.main().path,
                         options.text("--programme").empty() ? "built in" : options.text("--programme"),
                         {},
                         Listening{options.number("--listening-level")},
                         0,
                         {},
                         {}};
    const Audio programme = programme_of(options, index.remarks);
    const std::filesystem::path folder = make_folder(options.text("--output"));

    Survey found = survey(session, description, options);
    const std::vector<MeasureFailure> failures = found.failures;
    if (found.rooms.links.empty()) return session.end({.failures = failures, .complete = false});
    std::vector<Audio> heard = auditions(programme, std::move(found), options, index);
    const double gain = common_gain(heard, options, index);
    for (std::size_t i = 0; i < heard.size(); ++i) {
        for (std::vector<double>& channel : heard[i].channels)
            for (double& sample : channel) sample *= gain;
        write(folder / index.links[i].file, wav_bytes(heard[i]));
    }
    const Document document = document_of(index);
    write(folder / "index.txt", render(document, *find_format("text")));
    session.print(document);
    return session.end({.failures = failures});
}

}  // namespace

extern const Command command_listen{
    .name = "listen",
    .summary = "a sound file of every link, with its hum and its hiss",
    .options =
        {description_file, survey_units_option, seed_option, listening_option, jobs_option, format_option(),
         Option{.name = "--output",
                .letter = "-o",
                .value = "FOLDER",
                .help = "the folder for the files; made where there is none",
                .required = true,
                .path = PathOf::folder},
         Option{.name = "--programme",
                .value = "WAV",
                .help = "a WAV file instead of the built-in notes",
                .path = PathOf::file},
         Option{.name = "--seconds",
                .value = "S",
                .help = "how long; 10 by default",
                .standard = 10.0,
                .range = OptionRange{1, 600}},
         Option{
             .name = "--solo", .value = "WHAT", .help = "noise: that alone, made louder", .words = {"noise"}},
         Option{.name = "--gain",
                .value = "DB",
                .help = "of the noise alone, dB; by default what brings the loudest to -12 dBFS",
                .standard = 0.0,
                .range = OptionRange{0, 200}}},
    .examples = {"pin3 listen netlists/synth_to_mixer.pin3 -o sounds"},
    .simulates = true,
    .check = check,
    .run = listen};

}  // namespace pin3
