// CMRR of every output against every input.
#pragma once

#include "metrics/metric.hpp"
#include "report/document.hpp"
#include "response/measure.hpp"

#include <optional>
#include <string>
#include <vector>

namespace pin3 {

struct Matrix {
    double frequency_hz = 0;
    std::string cable;
    std::string ground;
    std::vector<std::string> outputs;                      // rows
    std::vector<std::string> inputs;                       // columns
    std::vector<std::vector<std::optional<Figure>>> cmrr;  // dB; nothing where the link was not simulated
};

// From measurements whose links are all pairs, each named OUTPUT_INPUT.
Matrix make_matrix(const std::vector<StagePtr>& outputs, const std::vector<StagePtr>& inputs,
                   const Measurements& measurements, double frequency_hz);

Document document_of(const Matrix& matrix);

}  // namespace pin3
