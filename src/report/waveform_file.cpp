#include "report/waveform_file.hpp"

#include "core/unit.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <array>
#include <bit>
#include <cstring>
#include <ctime>

namespace pin3 {
namespace {

void append_double(std::string& out, double value) {
    static_assert(std::endian::native == std::endian::little, "the raw format is little-endian");
    std::array<char, sizeof value> bytes;
    std::memcpy(bytes.data(), &value, sizeof value);
    out.append(bytes.data(), bytes.size());
}

}  // namespace

std::string waveform_csv(const std::vector<Waveform>& waveforms) {
    std::string csv = "link,time_s,out_v,chassis_v\n";
    for (const Waveform& waveform : waveforms)
        for (std::size_t i = 0; i < waveform.time_s.size(); ++i)
            csv += fmt::format("{},{},{},{}\n", waveform.link->name, shortest(waveform.time_s[i]),
                               shortest(waveform.out_volts[i]), shortest(waveform.chassis_volts[i]));
    return csv;
}

std::string waveform_raw(const std::vector<Waveform>& waveforms) {
    std::string raw;
    for (const Waveform& waveform : waveforms) {
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

}  // namespace pin3
