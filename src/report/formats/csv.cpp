// The curves of all links as one table for spreadsheets: a row a link and frequency.
#include "core/decibel.hpp"
#include "core/unit.hpp"
#include "report/report.hpp"

#include <fmt/format.h>

#include <cmath>

namespace pin3 {
namespace {

std::string cell(double value) {
    return std::isfinite(value) ? shortest(value) : std::string{};
}

}  // namespace

std::string report_csv(const Report& report) {
    std::string csv = "link,frequency_hz,signal_gain_db,ground_gain_db,cmrr_db,cmrr_floor,spot\n";
    const auto add = [&](const std::string& link, const GainRow& row, std::size_t k, bool spot) {
        const auto cmrr = rejection(row.signal_gain[k], row.ground_gain[k]);
        csv += fmt::format("{},{},{},{},{},{},{}\n", link, cell(row.frequency_hz[k]),
                           cell(amplitude_db(std::abs(row.signal_gain[k]))),
                           cell(amplitude_db(std::abs(row.ground_gain[k]))), cmrr ? cell(cmrr->value) : "",
                           cmrr && cmrr->bound ? 1 : 0, spot ? 1 : 0);
    };
    for (const LinkReport& link : report.links) {
        const LinkResponse& response = link.response;
        for (std::size_t k = 0; k < response.curve.frequency_hz.size(); ++k)
            add(link.link->name, response.curve, k, false);
        for (std::size_t k = 0; k < response.spots.frequency_hz.size(); ++k)
            add(link.link->name, response.spots, k, true);
    }
    return csv;
}

}  // namespace pin3
