#include "report/matrix.hpp"

#include "core/unit.hpp"
#include "report/table.hpp"
#include "report/tables.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace pin3 {
namespace {

Table table_of(const Matrix& matrix) {
    Table table;
    table.columns.push_back({"CMRR in dB", Align::left});
    for (const std::string& input : matrix.inputs) table.columns.push_back({input, Align::right});
    for (std::size_t r = 0; r < matrix.outputs.size(); ++r) {
        std::vector<std::string> row = {matrix.outputs[r]};
        for (const auto& figure : matrix.cmrr[r]) row.push_back(decibel_cell(figure));
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::string heading(const Matrix& matrix) {
    return fmt::format("Outputs (rows) into inputs (columns) over {} @ {}, at {}", matrix.cable,
                       matrix.ground, engineering(matrix.frequency_hz, Unit::hertz));
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

std::string matrix_text(const Matrix& matrix) {
    std::string out = heading(matrix) + "\n\n";
    out += table_text(table_of(matrix), {.widest = 16, .keys = 1});
    return out;
}

std::string matrix_markdown(const Matrix& matrix) {
    return heading(matrix) + "\n\n" + table_markdown(table_of(matrix));
}

std::string matrix_csv(const Matrix& matrix) {
    std::string csv = "output,input,frequency_hz,cmrr_db,cmrr_floor\n";
    for (std::size_t r = 0; r < matrix.outputs.size(); ++r)
        for (std::size_t c = 0; c < matrix.inputs.size(); ++c) {
            const auto& figure = matrix.cmrr[r][c];
            csv += fmt::format("{},{},{},{},{}\n", matrix.outputs[r], matrix.inputs[c],
                               shortest(matrix.frequency_hz), figure ? shortest(figure->value) : "",
                               figure && figure->bound ? 1 : 0);
        }
    return csv;
}

std::string matrix_json(const Matrix& matrix) {
    nlohmann::ordered_json json = {{"schema", "pin3/matrix/1"},
                                   {"frequency_hz", matrix.frequency_hz},
                                   {"cable", matrix.cable},
                                   {"ground", matrix.ground},
                                   {"outputs", matrix.outputs},
                                   {"inputs", matrix.inputs},
                                   {"cmrr_db", nlohmann::ordered_json::array()},
                                   {"floor", nlohmann::ordered_json::array()}};
    for (const auto& row : matrix.cmrr) {
        nlohmann::ordered_json values = nlohmann::ordered_json::array(),
                               floors = nlohmann::ordered_json::array();
        for (const auto& figure : row) {
            values.push_back(figure ? nlohmann::ordered_json(figure->value)
                                    : nlohmann::ordered_json(nullptr));
            floors.push_back(figure && figure->bound);
        }
        json["cmrr_db"].push_back(std::move(values));
        json["floor"].push_back(std::move(floors));
    }
    return json.dump(2) + "\n";
}

}  // namespace pin3
