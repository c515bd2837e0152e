// A report of a description as text.
#pragma once

#include "report/format.hpp"
#include "report/report.hpp"
#include "response/measured.hpp"

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace pin3 {

class Reported {
public:
    explicit Reported(const std::string& text, bool with_waveforms = false, bool with_rooms = false)
        : description(described(text)), report(made(with_waveforms, with_rooms)) {}
    Reported(const Reported&) = delete;
    Reported& operator=(const Reported&) = delete;

    const Description description;
    const Report report;

private:
    Report made(bool with_waveforms, bool with_rooms) const {
        Diagnostics diagnostics;
        const auto expectations = check_expectations(description, diagnostics);
        std::vector<double> extra = expected_frequencies(expectations);
        const WaveformPlan plan;
        for (const double hertz : waveform_frequencies(plan)) extra.push_back(hertz);
        Measurements all = measure(description, extra, simulator());
        Waveforms waveforms = with_waveforms ? measure_waveforms(all, plan, simulator()) : Waveforms{};
        ClipPointsFound clips =
            with_waveforms && with_rooms ? clip_points(all, simulator()) : ClipPointsFound{};
        Rooms rooms = with_rooms ? measure_rooms(all, simulator()) : Rooms{};
        return make_report(description, {"1.2.3", "39"}, expectations,
                           {std::move(all), std::move(rooms), std::move(waveforms), std::move(clips)});
    }
};

// Balanced and not, real and perfect, with and without a cold leg.
inline const std::string sample =
    "output synth : unbalanced { rout = 1k 5% }\noutput desk : impedance_balanced { rout = 100 }\n"
    "input mixer : difference { r1 = 10.01k }\ninput perfect : difference\ninput hifi : unbalanced\n"
    "cable lead : coax { length = 2 m }\nground rack : mains\n"
    "link real = synth -> mixer @ rack\nlink best = desk -> perfect\nlink plain = synth -> lead -> hifi @ "
    "rack\n"
    "expect real.cmrr at 1 kHz >= 20 dB for 99%\nexpect plain.cmrr at 1 kHz >= 20 dB\n";

template <typename Result>
std::string in_format(std::string_view format, const Result& result, const TextStyle& style = {}) {
    return render(document_of(result), *find_format(format), style);
}

inline std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
    if (text.ends_with(separator)) parts.push_back("");
    return parts;
}

inline std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines = split(text, '\n');
    if (!lines.empty() && lines.back().empty()) lines.pop_back();
    return lines;
}

}  // namespace pin3
