#include "report/cells.hpp"
#include "report/subjects.hpp"

namespace pin3 {

Section level_section(const Report& report) {
    Table table{{{"level", Align::left},
                 {"at receiver, dBu"},
                 {"lost, dB"},
                 {"headroom, dB"},
                 {"first to clip", Align::left}},
                {},
                1};
    for (const LinkReport& link : report.links) {
        if (!link.room) continue;
        const RoomFigures& room = *link.room;
        table.rows.push_back({link.link->name, fixed_point(dbu_of(room.receiver_volts), 1),
                              room.lost_db ? fixed_point(*room.lost_db, 1) : std::string("-"),
                              room.headroom_db ? fixed_point(*room.headroom_db, 1) : std::string("-"),
                              room.headroom_db ? room.clipping->opamp : std::string("not known")});
    }
    return {"Level", {std::move(table)}, true};
}

Data level_data(const RoomFigures& room) {
    return Data::Object{{"receiver_dbu", dbu_of(room.receiver_volts)},
                        {"receiver_dbv", dbv_of(room.receiver_volts)},
                        {"lost_db", room.lost_db},
                        {"headroom_db", room.headroom_db}};
}

Data hiss_data(const RoomFigures& room) {
    return Data::Object{{"dbu_20k", dbu_of(room.hiss_volts)}, {"weighted_dba", dbu_of(room.hiss_weighted_a)}};
}

}  // namespace pin3
