#include "cli/programme.hpp"

#include "cli/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace pin3 {

ReadAudio read_programme(const std::string& path, double most_seconds) {
    auto read = read_audio(path, most_seconds);
    if (const auto* problem = std::get_if<std::string>(&read))
        refuse(fmt::format("{}; give --programme another WAV file, of one or two channels", *problem));
    for (const std::string& remark : std::get<ReadAudio>(read).remarks) complain(remark);
    return std::get<ReadAudio>(std::move(read));
}

ScenePlan scene_plan(const Options& options) {
    const std::string& programme = options.text("--programme");
    ScenePlan plan;
    plan.seconds = options.number("--seconds");
    if (programme == "two_tone") plan.built_in = BuiltIn::two_tone;
    if (programme == "sine" || programme == "two_tone") return plan;
    const ReadAudio read = read_programme(programme, plan.seconds);
    plan.seconds = std::min(plan.seconds, read.audio.seconds());
    if (read.audio.channels.size() > 1)
        complain(fmt::format("`{}` is stereo: a link gets the mean of both channels", programme));
    plan.programme = mixed_down(read.audio);
    if (plan.programme->peak() > 0) return plan;
    refuse(fmt::format("the channels of `{}` cancel each other: give --programme one of them", programme));
}

}  // namespace pin3
