#include "core/decibel.hpp"
#include "core/unit.hpp"
#include "report/cells.hpp"
#include "report/subjects.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>

namespace pin3 {
namespace {

// Less is no difference to speak of, dB.
constexpr double least_difference_db = 0.5;

// Outputs that are compared at one nominal level although their op-amps reach unlike ones: what the ones
// could have more. Nothing where they reach alike, or where it is not known.
std::optional<Note> unlike_reach(const Report& report) {
    const RoomFigures* least = nullptr;
    const auto nominal = [](const RoomFigures& room) {
        return room.link->output->parameters.number("level");
    };
    for (const LinkReport& link : report.links)
        if (link.room && link.room->output_clipping &&
            (!least || link.room->output_clipping->signal_volts < least->output_clipping->signal_volts))
            least = &*link.room;
    if (!least) return std::nullopt;
    std::string more;
    for (const LinkReport& link : report.links) {
        if (!link.room || !link.room->output_clipping || nominal(*link.room) != nominal(*least)) continue;
        const double db =
            amplitude_db(link.room->output_clipping->signal_volts / least->output_clipping->signal_volts);
        if (db < least_difference_db) continue;
        more += more.empty() ? fmt::format("{} could have {} dB more than {}", link.link->name,
                                           fixed_point(db, 1), least->link->name)
                             : fmt::format(", {} {} dB", link.link->name, fixed_point(db, 1));
    }
    if (more.empty()) return std::nullopt;
    return Note{
        fmt::format("all at one level, but the outputs' op-amps do not reach alike: {}, which would put "
                    "their hum and hiss "
                    "so much further below the signal, as near to clipping",
                    more)};
}

std::string db_cell(const std::optional<double>& db) {
    return db ? fixed_point(*db, 1) : std::string("-");
}

// "14 Hz", "<1 Hz"
std::string down_cell(const std::optional<double>& hertz) {
    return hertz ? engineering(*hertz, Unit::hertz, 3) : "<" + engineering(LowEnd::lowest_hz, Unit::hertz, 3);
}

}  // namespace

Section level_section(const Report& report) {
    Table level{
        {{"level", Align::left}, {"dBu"}, {"lost, dB"}, {"at 20 Hz"}, {"1 dB down"}, {"3 dB down"}}, {}, 1};
    Table room_left{
        {{"headroom", Align::left}, {"dB"}, {"first at its limit", Align::left}, {"at", Align::left}},
        {},
        1,
        32};
    for (const LinkReport& link : report.links) {
        if (!link.room) continue;
        const RoomFigures& room = *link.room;
        level.rows.push_back({link.link->name, fixed_point(dbu_of(room.receiver_volts), 1),
                              db_cell(room.lost_db), db_cell(room.lost_low_db),
                              down_cell(room.low_end.one_db_down), down_cell(room.low_end.three_db_down)});
        room_left.rows.push_back({link.link->name, db_cell(room.headroom_db),
                                  room.headroom_db ? room.clipping->opamp : std::string("not known"),
                                  room.headroom_db ? limit_text(*room.clipping) : std::string()});
    }
    if (level.rows.empty()) return {"Level", {std::move(level)}, true};
    Section section{
        "Level",
        {std::move(level),
         Note{"at the receiver's output, 1 kHz; lost: against the open pins of the output; down: from which "
              "frequency on, against 1 kHz"},
         std::move(room_left)},
        true};
    if (auto note = unlike_reach(report)) section.blocks.push_back(*std::move(note));
    for (const LinkReport& link : report.links)
        if (link.room && link.room->z_primary)
            section.blocks.push_back(Item{fmt::format(
                "{}: what drives the primary of {} sees {} at 1 kHz", link.link->name,
                link.link->output->name, engineering(std::abs(*link.room->z_primary), Unit::ohm, 3))});
    return section;
}

Data level_data(const RoomFigures& room) {
    Data first;
    if (room.headroom_db)
        first = Data::Object{{"opamp", room.clipping->opamp},
                             {"limit", limit_name(room.clipping->by)},
                             {"peak", room.clipping->most}};
    return Data::Object{{"receiver_dbu", dbu_of(room.receiver_volts)},
                        {"receiver_dbv", dbv_of(room.receiver_volts)},
                        {"lost_db", room.lost_db},
                        {"lost_20_hz_db", room.lost_low_db},
                        {"down_1_db_hz", room.low_end.one_db_down},
                        {"down_3_db_hz", room.low_end.three_db_down},
                        {"headroom_db", room.headroom_db},
                        {"first_limit", std::move(first)},
                        {"z_primary_ohm", room.z_primary ? Data(std::abs(*room.z_primary)) : Data()}};
}

Data hiss_data(const RoomFigures& room) {
    return Data::Object{{"dbu_20k", dbu_of(room.hiss_volts)}, {"weighted_dba", dbu_of(room.hiss_weighted_a)}};
}

}  // namespace pin3
