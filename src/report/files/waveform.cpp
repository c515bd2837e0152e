#include "report/files/waveform.hpp"

#include "core/audio.hpp"
#include "core/unit.hpp"
#include "report/formats/csv.hpp"
#include "room/audition.hpp"
#include "transient/scene.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <array>
#include <bit>
#include <cstring>
#include <ctime>
#include <numbers>

namespace pin3 {
namespace {

void append_double(std::string& out, double value) {
    static_assert(std::endian::native == std::endian::little, "the raw format is little-endian");
    std::array<char, sizeof value> bytes;
    std::memcpy(bytes.data(), &value, sizeof value);
    out.append(bytes.data(), bytes.size());
}

}  // namespace

std::string waveform_csv(const std::vector<TimeSeries>& waveforms) {
    std::string csv = "link,time_s,out_v,chassis_v\n";
    for (const TimeSeries& waveform : waveforms)
        for (std::size_t i = 0; i < waveform.time_s.size(); ++i)
            csv += fmt::format("{},{},{},{}\n", csv_cell(waveform.link->name), shortest(waveform.time_s[i]),
                               shortest(waveform.out_volts[i]), shortest(waveform.chassis_volts[i]));
    return csv;
}

std::string waveform_raw(const std::vector<TimeSeries>& waveforms) {
    std::string raw;
    for (const TimeSeries& waveform : waveforms) {
        raw += fmt::format(
            "Title: pin3 link {}\nDate: {:%a %b %d %H:%M:%S %Y}\nPlotname: Transient Analysis\nFlags: real\n"
            "No. Variables: 3\nNo. Points: "
            "{}\nVariables:\n\t0\ttime\ttime\n\t1\tv(out)\tvoltage\n\t2\tv(chassis)\tvoltage\nBinary:\n",
            waveform.link->name, fmt::gmtime(std::time(nullptr)), waveform.time_s.size());
        for (std::size_t i = 0; i < waveform.time_s.size(); ++i) {
            append_double(raw, waveform.time_s[i]);
            append_double(raw, waveform.out_volts[i]);
            append_double(raw, waveform.chassis_volts[i]);
        }
    }
    return raw;
}

std::string waveform_wav(const std::vector<TimeSeries>& waveforms,
                         const std::vector<const RoomFigures*>& rooms) {
    std::vector<TimeSeries> known;
    std::vector<double> per_volt;
    for (std::size_t i = 0; i < waveforms.size(); ++i) {
        if (!rooms[i]) continue;
        known.push_back(waveforms[i]);
        per_volt.push_back(nominal_peak / (std::numbers::sqrt2 * rooms[i]->receiver_volts));
    }
    return wav_bytes(sampled(known, per_volt, 48000));
}

}  // namespace pin3
