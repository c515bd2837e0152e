#include "report/matrix.hpp"

#include "core/unit.hpp"
#include "report/cells.hpp"
#include "report/figure_data.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pin3 {
namespace {

Table table_of(const Matrix& matrix) {
    Table table{{{"CMRR in dB", Align::left}}, {}, 1, 16};
    for (const std::string& input : matrix.inputs) table.columns.push_back({input, Align::right});
    for (std::size_t r = 0; r < matrix.outputs.size(); ++r) {
        std::vector<std::string> row = {matrix.outputs[r]};
        for (const auto& figure : matrix.cmrr[r]) row.push_back(decibel_cell(figure));
        table.rows.push_back(std::move(row));
    }
    return table;
}

Data data_of(const Matrix& matrix) {
    Data::Array cmrr, floor;
    for (const auto& row : matrix.cmrr) {
        Data::Array values, floors;
        for (const auto& figure : row) {
            values.push_back(value_of(figure));
            floors.push_back(bound_of(figure));
        }
        cmrr.push_back(std::move(values));
        floor.push_back(std::move(floors));
    }
    return Data::Object{{"schema", "pin3/matrix/1"},  {"frequency_hz", matrix.frequency_hz},
                        {"cable", matrix.cable},      {"ground", matrix.ground},
                        {"outputs", matrix.outputs},  {"inputs", matrix.inputs},
                        {"cmrr_db", std::move(cmrr)}, {"floor", std::move(floor)}};
}

// A row a pair.
Sheet sheet_of(const Matrix& matrix) {
    Sheet sheet{{{"output"}, {"input"}, {"frequency_hz"}, {"cmrr_db"}, {"cmrr_floor"}}, {}};
    for (std::size_t r = 0; r < matrix.outputs.size(); ++r)
        for (std::size_t c = 0; c < matrix.inputs.size(); ++c) {
            const auto& figure = matrix.cmrr[r][c];
            sheet.rows.push_back({matrix.outputs[r], matrix.inputs[c], shortest(matrix.frequency_hz),
                                  figure ? shortest(figure->value) : "", bound_of(figure) ? "1" : "0"});
        }
    return sheet;
}

}  // namespace

Matrix make_matrix(const std::vector<StagePtr>& outputs, const std::vector<StagePtr>& inputs,
                   const Measurements& measurements, double frequency_hz) {
    Matrix matrix;
    matrix.frequency_hz = frequency_hz;
    for (const StagePtr& input : inputs) matrix.inputs.push_back(input->name);
    for (const StagePtr& output : outputs) {
        matrix.outputs.push_back(output->name);
        std::vector<std::optional<Figure>> row(inputs.size());
        for (const LinkResponse& response : measurements.links) {
            if (response.link->output != output) continue;
            matrix.cable = response.link->cable->name;
            matrix.ground = response.link->ground->name;
            const auto column = static_cast<std::size_t>(
                std::find(inputs.begin(), inputs.end(), response.link->input) - inputs.begin());
            const Gains gains = response.spots.at(frequency_hz);
            row[column] = rejection(gains.signal, gains.ground);
        }
        matrix.cmrr.push_back(std::move(row));
    }
    return matrix;
}

Document document_of(const Matrix& matrix) {
    return {{{"",
              {Title{fmt::format("Outputs (rows) into inputs (columns) over {} @ {}, at {}", matrix.cable,
                                 matrix.ground, frequency_title(matrix.frequency_hz))}}},
             {"", {table_of(matrix)}}},
            data_of(matrix),
            sheet_of(matrix)};
}

}  // namespace pin3
