// Figures as data.
#pragma once

#include "core/decibel.hpp"
#include "metrics/metric.hpp"
#include "report/data.hpp"

namespace pin3 {

// Null where there is none.
inline Data value_of(const std::optional<Figure>& figure) {
    return figure ? Data(figure->value) : Data();
}

inline bool bound_of(const std::optional<Figure>& figure) {
    return figure && figure->bound;
}

inline double decibels(const Complex& gain) {
    return amplitude_db(std::abs(gain));
}

}  // namespace pin3
