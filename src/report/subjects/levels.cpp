#include "core/unit.hpp"
#include "report/cells.hpp"
#include "report/subjects.hpp"

#include <fmt/format.h>

namespace pin3 {
namespace {

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
    return {
        "Level",
        {std::move(level),
         Note{"at the receiver's output, 1 kHz; lost: against the open pins of the output; down: from which "
              "frequency on, against 1 kHz"},
         std::move(room_left)},
        true};
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
                        {"first_limit", std::move(first)}};
}

Data hiss_data(const RoomFigures& room) {
    return Data::Object{{"dbu_20k", dbu_of(room.hiss_volts)}, {"weighted_dba", dbu_of(room.hiss_weighted_a)}};
}

}  // namespace pin3
