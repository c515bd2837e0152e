#include "report/cells.hpp"
#include "report/subjects.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pin3 {
namespace {

Data::Object figures_data(const RoomFigures& room, const HumFigures& hum) {
    Data::Array paths;
    for (const PathHum& path : hum.paths)
        paths.push_back(Data::Object{{"path", path.path}, {"dbu", dbu_of(path.volts)}});
    return {{"total_dbu", dbu_of(hum.volts)},
            {"total_dbv", dbv_of(hum.volts)},
            {"floor", hum.bound},
            {"below_nominal_db", room.below_nominal_db(hum.volts)},
            {"weighted_dba", dbu_of(hum.weighted_a)},
            {"weighted_468_db", dbu_of(hum.weighted_468)},
            {"audible_margin_db", hum.audible_db},
            {"audible_frequency_hz", hum.audible_hz},
            {"paths", std::move(paths)}};
}

}  // namespace

Section hum_section(const Report& report) {
    Table table{{{"hum in dBu", Align::left},
                 {"nominal"},
                 {"of 95 %"},
                 {"path", Align::left},
                 {"self-noise"},
                 {"heard", Align::left}},
                {},
                1};
    // The nominal hum is that of parts that match: where units are known, theirs is what counts.
    for (const LinkReport& link : report.links) {
        if (!link.room || !link.room->hum) continue;
        const RoomFigures& room = *link.room;
        const HumFigures& counts = *room.expected_hum();
        table.rows.push_back({link.link->name, hum_cell(&*room.hum),
                              hum_cell(room.hum_of_units ? &*room.hum_of_units : nullptr),
                              std::string(counts.paths[0].path), fixed_point(dbu_of(room.hiss_volts), 1),
                              audible_text(counts)});
    }
    if (table.rows.empty()) return {};
    return {"Hum",
            {std::move(table),
             Note{fmt::format("at the receiver's output, 20 Hz to 20 kHz; of 95 %: what so many units hum "
                              "at most; heard with the nominal signal at {:g} dB SPL",
                              report.listening.nominal_spl_db)}}};
}

Section path_section(const Report& report) {
    Table table{{{"the hum", Align::left},
                 {"dBV"},
                 {"A, dBu"},
                 {"468, dBu"},
                 {"below signal, dB"},
                 {"each path alone, dBu", Align::left}},
                {}};
    for (const LinkReport& link : report.links) {
        if (!link.room || !link.room->hum) continue;
        const RoomFigures& room = *link.room;
        const HumFigures& hum = *room.expected_hum();
        std::string paths;
        for (const PathHum& path : hum.paths)
            paths += fmt::format("{}{} {}", paths.empty() ? "" : ", ", path.path,
                                 fixed_point(dbu_of(path.volts), 1));
        table.rows.push_back({link.link->name, fixed_point(dbv_of(hum.volts), 1),
                              fixed_point(dbu_of(hum.weighted_a), 1),
                              fixed_point(dbu_of(hum.weighted_468), 1),
                              fixed_point(room.below_nominal_db(hum.volts), 1), paths});
    }
    if (table.rows.empty()) return {};
    Section section{"Hum by path", {std::move(table)}, true};
    if (std::any_of(report.links.begin(), report.links.end(),
                    [](const LinkReport& link) { return link.room && link.room->hum_of_units; }))
        section.blocks.push_back(Note{"where parts have tolerances, of 95 % of the units"});
    return section;
}

Data hum_data(const RoomFigures& room) {
    if (!room.hum && room.lines.empty()) return {};
    Data data = room.hum ? figures_data(room, *room.hum) : Data::Object{};
    data.add("of_95_percent_of_units",
             room.hum_of_units ? Data(figures_data(room, *room.hum_of_units)) : Data());
    Data::Array lines;
    for (const HumLine& line : room.lines)
        lines.push_back(Data::Object{{"frequency_hz", line.frequency_hz},
                                     {"dbu", dbu_of(line.volts)},
                                     {"floor", line.bound},
                                     {"chassis_v", line.chassis_volts},
                                     {"shield_current_a", line.shield_amperes},
                                     {"path", line.path}});
    data.add("lines", std::move(lines));
    return data;
}

}  // namespace pin3
