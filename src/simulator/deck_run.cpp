#include "simulator/deck_run.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <numbers>
#include <string_view>
#include <variant>

namespace pin3 {

namespace {

// The analyses that may run: what their plots are called ("ac1"), and the vector that all others go by.
struct AnalysisType {
    std::string_view command;
    std::string_view scale;  // empty: a single point
};
constexpr std::array<AnalysisType, 4> analysis_types = {
    {{"ac", "frequency"}, {"tran", "time"}, {"noise", "frequency"}, {"op", ""}}};

const AnalysisType* find_type(std::string_view command) {
    const std::string_view word = command.substr(0, command.find(' '));
    const auto* found = std::ranges::find(analysis_types, word, &AnalysisType::command);
    return found == analysis_types.end() ? nullptr : found;
}

// "V(n_out)" and "n_out" are the member n_out of a plot, "i(v1)" is v1#branch.
std::string member_name(std::string_view vector) {
    std::string name(vector);
    std::ranges::transform(name, name.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (!name.ends_with(')')) return name;
    if (name.starts_with("v(")) return name.substr(2, name.size() - 3);
    if (name.starts_with("i(")) return name.substr(2, name.size() - 3) + "#branch";
    return name;
}

bool is_plot_of(std::string_view plot, std::string_view command) {
    if (!plot.starts_with(command)) return false;
    plot.remove_prefix(command.size());
    return !plot.empty() && plot.find_first_not_of("0123456789") == std::string_view::npos;
}

// A result, or the reason why there is none.
using PlotOrReason = std::variant<Plot, std::string>;

PlotOrReason read_plot(const Ngspice& ngspice, const std::string& name, const Analysis& analysis,
                       const AnalysisType& type) {
    const std::vector<std::string> members = ngspice.vectors(name);
    std::string reason;
    const auto read = [&](const std::string& member, std::size_t length) {
        std::vector<std::complex<double>> values;
        if (std::ranges::find(members, member) == members.end()) {
            reason = "it has no vector `" + member + "`";
            return values;
        }
        values = ngspice.values(name, member);
        const auto finite = [](const auto& value) {
            return std::isfinite(value.real()) && std::isfinite(value.imag());
        };
        if (values.empty())
            reason = "`" + member + "` has no points";
        else if (length != 0 && values.size() != length)
            reason = "`" + member + "` has " + std::to_string(values.size()) + " points instead of " +
                     std::to_string(length);
        else if (!std::ranges::all_of(values, finite))
            reason = "`" + member + "` is not finite everywhere";
        return values;
    };

    Plot plot;
    if (type.scale.empty()) {
        plot.scale = {0};
    } else {
        for (const auto& value : read(std::string(type.scale), analysis.points))
            plot.scale.push_back(value.real());
    }
    for (const std::string& vector : analysis.vectors) {
        if (!reason.empty()) break;
        plot.vectors.push_back(read(member_name(vector), plot.scale.size()));
    }
    if (!reason.empty()) return reason;
    return plot;
}

// The plot the analysis made. Noise makes two (spectrum and totals): the one that has all that is wanted.
PlotOrReason find_plot(const Ngspice& ngspice, const std::vector<std::string>& before,
                       const Analysis& analysis, const AnalysisType& type) {
    PlotOrReason result = std::string("it did not finish");
    for (const std::string& plot : ngspice.plots()) {
        if (!is_plot_of(plot, type.command) || std::ranges::find(before, plot) != before.end()) continue;
        result = read_plot(ngspice, plot, analysis, type);
        if (std::holds_alternative<Plot>(result)) break;
    }
    return result;
}

Reply rejected(Ngspice& ngspice, std::string reason) {
    Transcript& transcript = ngspice.transcript();
    const std::string& said =
        transcript.first_error().empty() ? transcript.first_warning() : transcript.first_error();
    if (!said.empty()) reason += " (" + said + ")";
    return Reply{{}, transcript.text(), std::move(reason)};
}

}  // namespace

double SourceWave::at(double time_s) const {
    double volts = 0;
    for (const Tone& tone : tones)
        volts += tone.peak * std::sin(2 * std::numbers::pi * tone.frequency_hz * time_s);
    if (time_s < fade_s) {
        const double x = time_s / fade_s;
        volts *= x - std::sin(2 * std::numbers::pi * x) / (2 * std::numbers::pi);
    }
    const double place = time_s * rate_hz;
    if (samples.empty() || place < 0 || place > static_cast<double>(samples.size() - 1)) return volts;
    const auto i = static_cast<std::size_t>(place);
    const double t = place - static_cast<double>(i);
    const auto sample = [&](std::size_t k) { return samples[std::min(k, samples.size() - 1)]; };
    const double a = sample(i == 0 ? 0 : i - 1), b = sample(i), c = sample(i + 1), d = sample(i + 2);
    return volts + b + t / 2 * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

Reply run_job(Ngspice& ngspice, const Job& job) {
    Reply reply;
    ngspice.set_waves(job.waves);
    const AnalysisType* loaded_for = nullptr;
    for (const Analysis& analysis : job.analyses) {
        const AnalysisType* type = find_type(analysis.command);
        if (analysis.command.size() > Ngspice::longest_command)
            return rejected(ngspice, "an analysis command of " + std::to_string(analysis.command.size()) +
                                         " bytes is too long for ngspice");
        if (type == nullptr)
            return rejected(ngspice, "`" + analysis.command + "` is not an analysis that can be run");
        if (type != loaded_for) {
            if (!ngspice.load(job.deck)) return rejected(ngspice, "ngspice does not accept the deck");
            loaded_for = type;
        }
        const std::vector<std::string> before = ngspice.plots();
        ngspice.command(analysis.command);
        PlotOrReason result = std::string("ngspice gave up");
        if (!ngspice.gave_up()) result = find_plot(ngspice, before, analysis, *type);
        if (const auto* reason = std::get_if<std::string>(&result))
            return rejected(ngspice,
                            "the analysis `" + analysis.command + "` has no usable result: " + *reason);
        reply.plots.push_back(std::move(std::get<Plot>(result)));
    }
    reply.log = ngspice.transcript().text();
    return reply;
}

}  // namespace pin3
