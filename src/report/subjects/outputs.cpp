#include "metrics/fault_current.hpp"
#include "metrics/output_class.hpp"
#include "metrics/pin1_test.hpp"
#include "report/cells.hpp"
#include "report/figure_data.hpp"
#include "report/subjects.hpp"

#include <fmt/format.h>

#include <cmath>

namespace pin3 {
namespace {

// Volts on a pin per volt of signal; the sign is that of the part in phase.
double signed_share(const Complex& share) {
    return std::copysign(std::abs(share), share.real());
}

// Of an output that nothing holds against the chassis the pins have none.
std::string share_cell(const OutputPoint& point, const Complex& share) {
    return point.adrift() ? std::string("-") : fmt::format("{:+.3f}", signed_share(share));
}

Data share_data(const OutputPoint& point, const Complex& share) {
    return point.adrift() ? Data() : Data(signed_share(share));
}

std::optional<Figure> figure(const OutputPoint& point, std::string_view metric) {
    return std::get<OutputMetric>(find_metric("output", metric)->compute)(point);
}

}  // namespace

Section output_section(const Report& report) {
    Table table{{{"outputs", Align::left},
                 {"class", Align::left},
                 {"hot"},
                 {"cold"},
                 {"z hot"},
                 {"z cold"},
                 {"balance"},
                 {"OCMR"}},
                {},
                1};
    bool any_adrift = false;
    for (const OutputResponse& output : report.outputs) {
        const OutputPoint& point = output.at(reference_hz);
        any_adrift = any_adrift || point.adrift();
        table.rows.push_back({output.output->name, std::string(class_name(classify(output))),
                              share_cell(point, point.signal_hot), share_cell(point, point.signal_cold),
                              ohm_cell(point.z_hot_hot), ohm_cell(point.z_cold_cold),
                              point.adrift() ? "undefined" : decibel_cell(figure(point, "signal_balance")),
                              decibel_cell(figure(point, "ocmr"))});
    }
    if (table.rows.empty()) return {};
    Section section{"Outputs",
                    {std::move(table),
                     Note{"hot, cold: V on the open pins per V of signal. z: at 1 kHz, other pin open."},
                     Note{"balance: of the signals into 2 x 300 ohm, dB; says nothing about noise."},
                     Note{"OCMR: output common-mode rejection, dB; says how alike the impedances are."}},
                    true};
    if (any_adrift)
        section.blocks.push_back(
            Note{"undefined: nothing holds these pins against the chassis, so they have no voltage against "
                 "it."});
    return section;
}

Section fault_section(const Report& report) {
    Section section{"", {}, true};
    for (const OutputResponse& output : report.outputs) {
        const auto fault = fault_current(output);
        if (!fault || !fault->limit) continue;
        section.blocks.push_back(Item{fmt::format(
            "{}: pin 3 on ground takes {:.3g} mA peak at nominal level; the op-amp limits at {:.3g} "
            "mA, which is from {:+.1f} dBu on",
            output.output->name, 1e3 * fault->amperes, 1e3 * *fault->limit,
            dbu_of(*fault->limits_from_volts))});
    }
    return section;
}

Data output_data(const OutputResponse& output) {
    const OutputPoint& point = output.at(reference_hz);
    Data data = stage_data(*output.output);
    data.add("class", class_name(classify(output)));
    data.add("signal_hot", share_data(point, point.signal_hot));
    data.add("signal_cold", share_data(point, point.signal_cold));
    for (const auto* name : {"z_hot", "z_cold", "z_differential", "z_common"})
        data.add(std::string(name) + "_ohm", value_of(figure(point, name)));
    for (const auto* name : {"signal_balance", "ocmr"}) {
        data.add(std::string(name) + "_db", value_of(figure(point, name)));
        data.add(std::string(name) + "_floor", bound_of(figure(point, name)));
    }
    data.add("signal_balance_undefined", point.adrift());
    data.add("pin1_test_dbu", pin1_test_data(pin1_test_volts(output)));
    const auto fault = fault_current(output);
    data.add("pin3_short",
             fault ? Data(Data::Object{
                         {"peak_ma", 1e3 * fault->amperes},
                         {"opamp_limit_ma", fault->limit ? Data(1e3 * *fault->limit) : Data()},
                         {"limits_from_dbu",
                          fault->limits_from_volts ? Data(dbu_of(*fault->limits_from_volts)) : Data()}})
                   : Data());
    return data;
}

}  // namespace pin3
