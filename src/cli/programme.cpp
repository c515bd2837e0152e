#include "cli/programme.hpp"

#include "cli/session.hpp"

#include <fmt/format.h>

#include <utility>

namespace pin3 {

ReadAudio read_programme(const std::string& path, double most_seconds) {
    auto read = read_audio(path, most_seconds);
    if (const auto* problem = std::get_if<std::string>(&read))
        refuse(fmt::format("{}; give --programme another WAV file, of one or two channels", *problem));
    for (const std::string& remark : std::get<ReadAudio>(read).remarks) complain(remark);
    return std::get<ReadAudio>(std::move(read));
}

}  // namespace pin3
