#include "core/audio.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <memory>
#include <sndfile.h>
#include <stdexcept>

namespace pin3 {
namespace {

constexpr double loudest = 16;        // of samples in floating point: 24 dB over full scale
constexpr double shortest_s = 0.001;  // of a programme

struct Close {
    void operator()(SNDFILE* file) const { sf_close(file); }
};
using SoundFile = std::unique_ptr<SNDFILE, Close>;

// libsndfile notes in its log where a header and the file's length disagree.
bool cut_off(SNDFILE* file) {
    std::array<char, 16384> log{};
    sf_command(file, SFC_GET_LOG_INFO, log.data(), static_cast<int>(log.size()));
    const std::string_view text(log.data());
    return text.find("should be") != std::string_view::npos ||
           text.find("truncated") != std::string_view::npos;
}

// A file in memory, as libsndfile wants to see one.
struct Memory {
    std::string bytes;
    std::size_t at = 0;
};

SF_VIRTUAL_IO memory_io() {
    SF_VIRTUAL_IO io{};
    io.get_filelen = [](void* self) {
        return static_cast<sf_count_t>(static_cast<Memory*>(self)->bytes.size());
    };
    io.seek = [](sf_count_t offset, int whence, void* self) {
        auto& memory = *static_cast<Memory*>(self);
        const auto from = static_cast<sf_count_t>(whence == SEEK_SET   ? 0
                                                  : whence == SEEK_CUR ? memory.at
                                                                       : memory.bytes.size());
        memory.at = static_cast<std::size_t>(from + offset);
        return static_cast<sf_count_t>(memory.at);
    };
    io.read = [](void*, sf_count_t, void*) -> sf_count_t { return 0; };
    io.write = [](const void* bytes, sf_count_t count, void* self) {
        auto& memory = *static_cast<Memory*>(self);
        const auto size = static_cast<std::size_t>(count);
        memory.bytes.resize(std::max(memory.bytes.size(), memory.at + size));
        std::memcpy(memory.bytes.data() + memory.at, bytes, size);
        memory.at += size;
        return count;
    };
    io.tell = [](void* self) { return static_cast<sf_count_t>(static_cast<Memory*>(self)->at); };
    return io;
}

}  // namespace

double Audio::peak() const {
    double most = 0;
    for (const auto& channel : channels)
        for (const double sample : channel) most = std::max(most, std::abs(sample));
    return most;
}

Audio mixed_down(const Audio& audio) {
    Audio mono{audio.rate_hz, {std::vector<double>(audio.frames())}};
    for (const auto& channel : audio.channels)
        for (std::size_t i = 0; i < channel.size(); ++i)
            mono.channels[0][i] += channel[i] / static_cast<double>(audio.channels.size());
    return mono;
}

std::variant<ReadAudio, std::string> read_audio(const std::string& path, double most_seconds) {
    std::error_code failed;
    if (!std::filesystem::is_regular_file(path, failed))
        return fmt::format("`{}` is no file that can be read", path);
    SF_INFO info{};
    const SoundFile file(sf_open(path.c_str(), SFM_READ, &info));
    if (!file) return fmt::format("`{}` is no sound file that can be read: {}", path, sf_strerror(nullptr));
    if (info.channels > 2)
        return fmt::format("`{}` has {} channels: one or two can be used", path, info.channels);
    if (info.samplerate < 8000 || info.samplerate > 384000)
        return fmt::format("`{}` has a sample rate of {} Hz: 8 to 384 kHz can be used", path,
                           info.samplerate);
    if (info.frames <= 0) return fmt::format("`{}` is empty", path);
    ReadAudio read;
    read.audio.rate_hz = info.samplerate;
    const auto channels = static_cast<std::size_t>(info.channels);
    const sf_count_t wanted = std::min(info.frames, static_cast<sf_count_t>(most_seconds * info.samplerate));
    std::vector<double> samples(static_cast<std::size_t>(wanted) * channels);
    const sf_count_t frames = sf_readf_double(file.get(), samples.data(), wanted);
    if (frames <= 0) return fmt::format("`{}` is empty", path);
    read.audio.channels.assign(channels, std::vector<double>(static_cast<std::size_t>(frames)));
    std::size_t at_full_scale = 0;
    std::array<std::size_t, 2> in_a_row{};
    for (std::size_t i = 0; i < static_cast<std::size_t>(frames); ++i)
        for (std::size_t c = 0; c < channels; ++c) {
            const double sample = samples[i * channels + c];
            if (!std::isfinite(sample)) return fmt::format("`{}` has samples that are no numbers", path);
            read.audio.channels[c][i] = sample;
            if (std::abs(sample) > loudest)
                return fmt::format("`{}` has samples of {:.2g}, and full scale is 1", path, sample);
            const bool same_side = i > 0 && read.audio.channels[c][i - 1] * sample > 0;
            in_a_row.at(c) = std::abs(sample) <= 0.9999 ? 0 : same_side ? in_a_row.at(c) + 1 : 1;
            at_full_scale += in_a_row.at(c) == 3;
        }
    if (read.audio.seconds() < shortest_s)
        return fmt::format("`{}` has only {:.2g} s: {:g} s or more can be used", path, read.audio.seconds(),
                           shortest_s);
    if (read.audio.peak() == 0) return fmt::format("`{}` is silent", path);
    if (cut_off(file.get()) || frames < wanted)
        read.remarks.push_back(fmt::format("`{}` is cut off: it has {:.3g} s, less than it says", path,
                                           static_cast<double>(frames) / info.samplerate));
    if (at_full_scale > 0)
        read.remarks.push_back(
            fmt::format("`{}` is clipped at {} place{}", path, at_full_scale, at_full_scale == 1 ? "" : "s"));
    if (wanted < info.frames)
        read.remarks.push_back(fmt::format("only the first {:g} s of `{}` are used", most_seconds, path));
    return read;
}

std::string wav_bytes(const Audio& audio) {
    SF_INFO info{};
    info.samplerate = static_cast<int>(audio.rate_hz);
    info.channels = static_cast<int>(audio.channels.size());
    info.format = SF_FORMAT_WAV | SF_FORMAT_PCM_24;
    Memory memory;
    SF_VIRTUAL_IO io = memory_io();
    SoundFile file(sf_open_virtual(&io, SFM_WRITE, &info, &memory));
    if (!file) throw std::runtime_error(std::string("libsndfile: ") + sf_strerror(nullptr));
    sf_command(file.get(), SFC_SET_CLIPPING, nullptr, SF_TRUE);
    std::vector<double> samples;
    samples.reserve(audio.frames() * audio.channels.size());
    for (std::size_t i = 0; i < audio.frames(); ++i)
        for (const auto& channel : audio.channels) samples.push_back(channel[i]);
    sf_writef_double(file.get(), samples.data(), static_cast<sf_count_t>(audio.frames()));
    file.reset();
    return std::move(memory.bytes);
}

}  // namespace pin3
