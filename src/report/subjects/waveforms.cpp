#include "report/cells.hpp"
#include "report/figure_data.hpp"
#include "report/subjects.hpp"

#include <fmt/format.h>

#include <cmath>

namespace pin3 {
namespace {

// Distortion below this is that of the simulation in time, not of the link: 0.0001 %.
constexpr double least_distortion = 1e-6;

}  // namespace

Section waveform_section(const Report& report) {
    Table table{
        {{"waveforms, dB", Align::left}, {"CMRR"}, {"by AC"}, {"signal gain"}, {"by AC"}, {"residual"}},
        {},
        1};
    for (const LinkReport& link : report.links) {
        if (!link.waveform) continue;
        const Waveform& waveform = *link.waveform;
        const auto fine = [](const std::optional<Figure>& figure) {
            return figure ? fmt::format("{}{:.2f}", figure->bound ? ">" : "", figure->value)
                          : std::string("-");
        };
        table.rows.push_back({link.link->name, fine(waveform_cmrr(waveform)),
                              fine(waveform_ac_cmrr(waveform)), gain_cell(std::abs(waveform.signal_gain)),
                              gain_cell(std::abs(waveform.ac_signal_gain)),
                              fmt::format("{:.1f}", waveform_residual_db(waveform))});
    }
    return {"Waveforms", {std::move(table)}, true};
}

Section clip_section(const Report& report) {
    Table table{{{"limits", Align::left},
                 {"THD, %"},
                 {"at 20 Hz"},
                 {"IMD, %"},
                 {"1 % THD at, dBu"},
                 {"common mode, V peak"}},
                {},
                1};
    for (const LinkReport& link : report.links) {
        if (!link.clips) continue;
        const ClipPoints& clips = *link.clips;
        const auto share = [](double ratio) {
            return ratio < least_distortion ? fmt::format("<{:g}", 100 * least_distortion)
                   : ratio < 1              ? fmt::format("{:.2g}", 100 * ratio)
                                            : fixed_point(100 * ratio, 0);
        };
        table.rows.push_back(
            {link.link->name, share(clips.thd), clips.thd_low ? share(*clips.thd_low) : std::string("-"),
             clips.imd ? share(*clips.imd) : std::string("-"),
             clips.signal_volts ? fixed_point(dbu_of(*clips.signal_volts), 1) : std::string("none"),
             clips.common_mode_volts ? fmt::format("{:.3g}", *clips.common_mode_volts)
                                     : std::string("none")});
    }
    if (table.rows.empty()) return {};
    return {"",
            {std::move(table),
             Note{"THD at nominal level, 1 kHz and 20 Hz; IMD: the difference tone of 19 and 20 kHz, which a "
                  "clipping alike on both sides does not make; the common mode at 1 kHz from which on the "
                  "rejection is 3 dB less"}},
            true};
}

Data waveform_data(const Waveform& waveform, const std::optional<ClipPoints>& clips) {
    const auto cmrr = waveform_cmrr(waveform), ac = waveform_ac_cmrr(waveform);
    return Data::Object{
        {"frequency_hz", waveform.plan.ground_hz},
        {"cmrr_db", value_of(cmrr)},
        {"ac_cmrr_db", value_of(ac)},
        {"floor", bound_of(cmrr)},
        {"residual_db", waveform_residual_db(waveform)},
        {"signal_frequency_hz", waveform.plan.signal_hz},
        {"signal_gain_db", decibels(waveform.signal_gain)},
        {"ac_signal_gain_db", decibels(waveform.ac_signal_gain)},
        {"thd_percent", clips ? Data(100 * clips->thd) : Data()},
        {"thd_20_hz_percent", clips && clips->thd_low ? Data(100 * *clips->thd_low) : Data()},
        {"imd_percent", clips && clips->imd ? Data(100 * *clips->imd) : Data()},
        {"max_signal_dbu", clips && clips->signal_volts ? Data(dbu_of(*clips->signal_volts)) : Data()},
        {"max_common_mode_v", clips ? Data(clips->common_mode_volts) : Data()},
    };
}

}  // namespace pin3
