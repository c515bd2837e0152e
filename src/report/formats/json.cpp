// The report as JSON: the contract of docs/report.schema.json. Keys carry units; what has no value is null.
#include "core/decibel.hpp"
#include "metrics/fault_current.hpp"
#include "metrics/iec_cmrr.hpp"
#include "report/report.hpp"
#include "report/tables.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>

namespace pin3 {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json decibels(const Complex& gain) {
    return number(amplitude_db(std::abs(gain)));
}

Json value_of(const std::optional<Figure>& figure) {
    return figure ? number(figure->value) : Json(nullptr);
}

Json bound_of(const std::optional<Figure>& figure) {
    return figure && figure->bound;
}

Json stage_json(const Stage& stage) {
    Json parameters = Json::object();
    for (const auto& [name, setting] : stage.parameters.all())
        if (!setting.written.empty()) parameters[name] = setting.written;
    return {{"name", stage.name}, {"kind", stage.kind->name}, {"parameters", std::move(parameters)}};
}

Json waveform_json(const Waveform& waveform, const std::optional<ClipPoints>& clips) {
    const auto cmrr = waveform_cmrr(waveform), ac = waveform_ac_cmrr(waveform);
    return {{"frequency_hz", waveform.plan.ground_hz},
            {"cmrr_db", value_of(cmrr)},
            {"ac_cmrr_db", value_of(ac)},
            {"floor", bound_of(cmrr)},
            {"residual_db", number(waveform_residual_db(waveform))},
            {"signal_frequency_hz", waveform.plan.signal_hz},
            {"signal_gain_db", decibels(waveform.signal_gain)},
            {"ac_signal_gain_db", decibels(waveform.ac_signal_gain)},
            {"thd_percent", clips ? number(100 * clips->thd) : Json(nullptr)},
            {"imd_percent", clips && clips->imd ? number(100 * *clips->imd) : Json(nullptr)},
            {"max_signal_dbu",
             clips && clips->signal_volts ? number(dbu_of(*clips->signal_volts)) : Json(nullptr)},
            {"max_common_mode_v",
             clips && clips->common_mode_volts ? number(*clips->common_mode_volts) : Json(nullptr)}};
}

Json worst_json(const LinkProduction& production, const WorstCase& worst) {
    Json values = Json::object();
    for (std::size_t i = 0; i < worst.x.size(); ++i)
        values[production.variation.variables[i].name] =
            1 + worst.x[i] * production.variation.variables[i].fraction;
    return {{"db", number(amplitude_db(worst.ratio))},
            {"frequency_hz", worst.frequency_hz},
            {"values", std::move(values)},
            {"corners", worst.corners},
            {"exhaustive", worst.exhaustive},
            {"failing_corners", worst.failing}};
}

Json quantiles_json(double hertz, const Sample& sample) {
    Json row = {{"frequency_hz", hertz}};
    for (std::size_t i = 0; i < quantile_names.size(); ++i)
        row[quantile_names[i]] = number(sample.quantile(production_quantiles[i]));
    return row;
}

Json production_json(const LinkProduction& production) {
    Json json = {{"units", production.units},
                 {"seed", production.seed},
                 {"method", method_name(production.method)},
                 {"check", {{"units", production.check.units}, {"max_diff_db", production.check.largest_db}}},
                 {"latched_up", production.latched_up},
                 {"no_answer", production.no_answer}};
    Json &at = json["at"] = Json::array(), &curve = json["curve"] = Json::array();
    for (std::size_t k = 0; k < production.spots.size(); ++k)
        at.push_back(quantiles_json(production.spot_hz[k], production.spots[k]));
    for (std::size_t k = 0; k < production.curve.size(); ++k)
        curve.push_back(quantiles_json(production.curve_hz[k], production.curve[k]));
    Json& worst = json["worst_cases"] = Json::array();
    const WorstCase* least = nullptr;
    for (const WorstCase& one : production.worst) {
        worst.push_back(worst_json(production, one));
        if (!least || one.ratio < least->ratio) least = &one;
    }
    json["worst_case"] = least ? worst_json(production, *least) : Json(nullptr);
    Json &budget = json["budget"] = Json::array(), &stages = json["budget_by_stage"] = Json::array();
    for (const Budget& one : production.budgets) {
        for (const BudgetLine& line : one.lines)
            budget.push_back({{"frequency_hz", one.frequency_hz},
                              {"part", line.part},
                              {"stage", line.stage},
                              {"share", number(line.share)},
                              {"median_without_db", number(line.median_without_db)}});
        for (const BudgetLine& line : one.stages)
            stages.push_back({{"frequency_hz", one.frequency_hz},
                              {"stage", line.stage},
                              {"share", number(line.share)},
                              {"median_without_db", number(line.median_without_db)}});
    }
    json["limit"] = production_cause(production);
    return json;
}

Json hum_json(const RoomFigures& room, const HumFigures& hum) {
    Json paths = Json::array();
    for (const PathHum& path : hum.paths)
        paths.push_back({{"path", path.path}, {"dbu", number(dbu_of(path.volts))}});
    return {{"total_dbu", number(dbu_of(hum.volts))},
            {"total_dbv", number(dbv_of(hum.volts))},
            {"floor", hum.bound},
            {"below_nominal_db", number(room.below_nominal_db(hum.volts))},
            {"weighted_dba", number(dbu_of(hum.weighted_a))},
            {"weighted_468_db", number(dbu_of(hum.weighted_468))},
            {"audible_margin_db", number(hum.audible_db)},
            {"audible_frequency_hz", hum.audible_hz},
            {"paths", std::move(paths)}};
}

Json room_hum_json(const RoomFigures& room) {
    if (!room.hum && room.lines.empty()) return nullptr;
    Json json = room.hum ? hum_json(room, *room.hum) : Json::object();
    json["of_95_percent_of_units"] = room.hum_of_units ? hum_json(room, *room.hum_of_units) : Json(nullptr);
    Json& lines = json["lines"] = Json::array();
    for (const HumLine& line : room.lines)
        lines.push_back({{"frequency_hz", line.frequency_hz},
                         {"dbu", number(dbu_of(line.volts))},
                         {"floor", line.bound},
                         {"path", line.path}});
    return json;
}

Json optional_number(const std::optional<double>& value) {
    return value ? number(*value) : Json(nullptr);
}

Json link_json(const LinkReport& link) {
    Json cmrr = Json::array();
    for (const double hertz : link.spots) {
        const auto figure = link.cmrr(hertz);
        cmrr.push_back({{"frequency_hz", hertz}, {"db", value_of(figure)}, {"floor", bound_of(figure)}});
    }
    const GainRow& row = link.response.curve;
    Json signal = Json::array(), from_ground = Json::array(), rejected = Json::array();
    for (std::size_t k = 0; k < row.frequency_hz.size(); ++k) {
        signal.push_back(decibels(row.signal_gain[k]));
        from_ground.push_back(decibels(row.ground_gain[k]));
        rejected.push_back(value_of(rejection(row.signal_gain[k], row.ground_gain[k])));
    }
    Json json = {{"name", link.link->name},
                 {"output", stage_json(*link.link->output)},
                 {"cable", stage_json(*link.link->cable)},
                 {"input", stage_json(*link.link->input)},
                 {"ground", stage_json(*link.link->ground)},
                 {"cmrr", std::move(cmrr)},
                 {"curve",
                  {{"frequency_hz", row.frequency_hz},
                   {"signal_gain_db", std::move(signal)},
                   {"ground_gain_db", std::move(from_ground)},
                   {"cmrr_db", std::move(rejected)}}},
                 {"limit", link.cause}};
    const auto& room = link.room;
    json["hum"] = room ? room_hum_json(*room) : Json(nullptr);
    json["noise"] = room ? Json{{"dbu_20k", number(dbu_of(room->hiss_volts))},
                                {"weighted_dba", number(dbu_of(room->hiss_weighted_a))}}
                         : Json(nullptr);
    json["level"] = room ? Json{{"receiver_dbu", number(dbu_of(room->receiver_volts))},
                                {"receiver_dbv", number(dbv_of(room->receiver_volts))},
                                {"lost_db", optional_number(room->lost_db)},
                                {"headroom_db", optional_number(room->headroom_db)}}
                         : Json(nullptr);
    json["waveform"] = link.waveform ? waveform_json(*link.waveform, link.clips) : Json(nullptr);
    json["production"] = link.production ? production_json(*link.production) : Json(nullptr);
    json["warnings"] = link.warnings;
    return json;
}

// Volts on a pin per volt of signal; the sign is that of the part in phase.
Json signed_share(const Complex& share) {
    return number(std::copysign(std::abs(share), share.real()));
}

Json output_json(const OutputResponse& output) {
    const OutputPoint& point = output.at(reference_hz);
    const auto metric = [&](std::string_view name) {
        return std::get<OutputMetric>(find_metric("output", name)->compute)(point);
    };
    Json json = stage_json(*output.output);
    json["class"] = class_name(classify(point));
    json["signal_hot"] = signed_share(point.signal_hot);
    json["signal_cold"] = signed_share(point.signal_cold);
    for (const auto* name : {"z_hot", "z_cold", "z_differential", "z_common"})
        json[std::string(name) + "_ohm"] = value_of(metric(name));
    json["signal_balance_db"] = value_of(metric("signal_balance"));
    json["signal_balance_floor"] = bound_of(metric("signal_balance"));
    json["ocmr_db"] = value_of(metric("ocmr"));
    json["ocmr_floor"] = bound_of(metric("ocmr"));
    const auto fault = fault_current(output);
    json["pin3_short"] =
        fault ? Json{{"peak_ma", number(1e3 * fault->amperes)},
                     {"opamp_limit_ma", fault->limit ? number(1e3 * *fault->limit) : Json(nullptr)},
                     {"limits_from_dbu",
                      fault->limits_from_volts ? number(dbu_of(*fault->limits_from_volts)) : Json(nullptr)}}
              : Json(nullptr);
    return json;
}

Json input_json(const InputResponse& input) {
    const InputPoint& reference = input.at(reference_hz);
    Json json = stage_json(*input.input);
    json["gain_db"] = decibels(reference.tied_differential);
    for (const auto* name : {"z_differential", "z_common"})
        json[std::string(name) + "_ohm"] =
            value_of(std::get<InputMetric>(find_metric("input", name)->compute)(reference));
    Json rows = Json::array();
    for (std::size_t k = 0; k < input.spots.size(); ++k) {
        const InputPoint& point = input.spots[k];
        const auto metric = [&](std::string_view name) {
            return std::get<InputMetric>(find_metric("input", name)->compute)(point);
        };
        const auto tied = metric("cmrr_tied"), tied_rto = metric("cmrr_tied_rto");
        const auto iec = iec_cmrr(point);
        Json row = {{"frequency_hz", input.frequency_hz[k]},
                    {"tied_rti_db", value_of(tied)},
                    {"tied_rto_db", value_of(tied_rto)},
                    {"tied_floor", bound_of(tied)},
                    {"iec_db", iec ? number(iec->worse().value) : Json(nullptr)},
                    {"iec_floor", iec && iec->worse().bound},
                    {"iec_worse_leg", iec ? Json(iec->hot_is_worse() ? "hot" : "cold") : Json(nullptr)}};
        rows.push_back(std::move(row));
    }
    json["cmrr"] = std::move(rows);
    if (!reference.cold_leg) json["remark"] = "the input has no cold leg: it has no CMRR of its own";
    return json;
}

Json verdict_json(const Verdict& verdict) {
    const Expectation& expectation = verdict.expectation;
    Json json = {
        {"text", expectation.text},
        {"link", expectation.subject},
        {"subject", expectation.metric->subject()},
        {"metric", expectation.metric->name},
        {"frequency_hz", expectation.metric->of_a_band() ? Json(nullptr) : Json(verdict.frequency_hz)},
        {"limit", expectation.bound},
        {"value", value_of(verdict.value)},
        {"floor", bound_of(verdict.value)},
        {"holds", verdict.holds}};
    if (verdict.yield) {
        json["yield"] = verdict.yield->share();
        json["yield_low"] = verdict.yield->low;
        json["yield_high"] = verdict.yield->high;
        json["verdict"] = answer_name(verdict.yield->answer);
    }
    if (!verdict.remark.empty()) json["remark"] = verdict.remark;
    return json;
}

}  // namespace

std::string report_json(const Report& report) {
    Json json = {{"schema", "pin3/run/1"},
                 {"file", report.file},
                 {"tool", {{"version", report.tool.pin3}, {"ngspice", report.tool.ngspice}}},
                 {"complete", report.complete},
                 {"unit", report.unit ? Json{{"number", report.unit->number}, {"seed", report.unit->seed}}
                                      : Json(nullptr)}};
    const auto list = [&](const char* key, const auto& rows, auto to_json) {
        Json& array = json[key] = Json::array();
        for (const auto& row : rows) array.push_back(to_json(row));
    };
    list("links", report.links, link_json);
    list("outputs", report.outputs, output_json);
    list("inputs", report.inputs, input_json);
    list("expectations", report.verdicts, verdict_json);
    list("failures", report.failures, [](const MeasureFailure& failure) {
        return Json{{"subject", failure.subject},
                    {"message", failure.diagnostic.message},
                    {"deck", failure.simulation.deck_path}};
    });
    // names and paths may hold bytes that are not UTF-8
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace pin3
