#include "report/report.hpp"

#include "metrics/limit.hpp"

#include <algorithm>

namespace pin3 {

std::optional<Reading> LinkReport::cmrr(double frequency_hz) const {
    const auto& row = response.spots;
    const auto found = std::find(row.frequency_hz.begin(), row.frequency_hz.end(), frequency_hz);
    if (found == row.frequency_hz.end()) return std::nullopt;
    const auto k = static_cast<std::size_t>(found - row.frequency_hz.begin());
    return rejection(row.signal_gain[k], row.ground_gain[k]);
}

Report make_report(const Description& description, const ToolVersion& tool, Measurements measurements,
                   const std::vector<Expectation>& expectations) {
    Report report;
    report.file = description.main().path;
    report.tool = tool;
    report.description = &description;
    report.verdicts = judge(expectations, description, measurements);
    for (LinkResponse& response : measurements.links) {
        LinkReport link;
        link.link = response.link;
        link.spots = spots(description.frequencies, *response.link);
        const OutputResponse* output = measurements.output(response.link->output->name);
        const InputResponse* input = measurements.input(response.link->input->name);
        if (output && input) {
            link.limit = what_limits(response, *output, *input);
            link.warnings = warnings(response, *output, *input);
        }
        link.response = std::move(response);
        report.links.push_back(std::move(link));
    }
    report.outputs = std::move(measurements.outputs);
    report.inputs = std::move(measurements.inputs);
    report.failures = std::move(measurements.failures);
    return report;
}

}  // namespace pin3
