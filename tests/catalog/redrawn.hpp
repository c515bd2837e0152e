// Stages with other values than their description's: drawn at random, seen in a mirror, scaled.
#pragma once

#include "catalog/catalog.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pin3 {

inline bool is_impedance(Unit unit) {
    return unit == Unit::ohm || unit == Unit::ohm_per_metre || unit == Unit::farad ||
           unit == Unit::farad_per_metre || unit == Unit::henry || unit == Unit::henry_per_metre;
}

inline bool is_capacitance(Unit unit) {
    return unit == Unit::farad || unit == Unit::farad_per_metre;
}

// Every resistance, capacitance and inductance times the next of `factors`, which are used in turn from
// `next` on.
inline Stage drawn(Stage stage, const std::vector<double>& factors, std::size_t& next) {
    for (const ParameterSpec& spec : stage.kind->parameters) {
        if (!is_impedance(spec.unit)) continue;
        Setting setting = stage.parameters.setting(spec.name);
        for (Part& part : setting.parts) part.value *= factors.at(next++ % factors.size());
        stage.parameters.set(std::string(spec.name), std::move(setting));
    }
    return stage;
}

// All impedances times `factor`.
inline Stage scaled(Stage stage, double factor) {
    for (const ParameterSpec& spec : stage.kind->parameters) {
        if (!is_impedance(spec.unit)) continue;
        Setting setting = stage.parameters.setting(spec.name);
        for (Part& part : setting.parts) part.value *= is_capacitance(spec.unit) ? 1 / factor : factor;
        stage.parameters.set(std::string(spec.name), std::move(setting));
    }
    return stage;
}

// Hot for cold: pairs of parameters change places, imbalances their sign.
inline Stage mirrored(Stage stage) {
    const std::map<std::string_view, std::string_view> of_difference_stage = {{"r1", "r3"}, {"r2", "r4"}};
    const Parameters original = stage.parameters;
    const auto swap = [&](std::string_view one, std::string_view other) {
        stage.parameters.set(std::string(one), original.setting(other));
        stage.parameters.set(std::string(other), original.setting(one));
    };
    for (const ParameterSpec& spec : stage.kind->parameters) {
        const std::string name(spec.name);
        if (name.ends_with("hot")) swap(name, name.substr(0, name.size() - 3) + "cold");
        if (const auto pair = of_difference_stage.find(name); pair != of_difference_stage.end())
            swap(pair->first, pair->second);
        if (name.ends_with("imbalance")) {
            Setting setting = original.setting(name);
            for (Part& part : setting.parts) part.value = -part.value;
            stage.parameters.set(name, std::move(setting));
        }
    }
    return stage;
}

}  // namespace pin3
