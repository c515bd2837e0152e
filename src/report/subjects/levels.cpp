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

}  // namespace

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
    Section section{"Level", {std::move(table)}, true};
    if (auto note = unlike_reach(report)) section.blocks.push_back(*std::move(note));
    for (const LinkReport& link : report.links)
        if (link.room && link.room->z_primary)
            section.blocks.push_back(Item{fmt::format(
                "{}: what drives the primary of {} sees {} at 1 kHz", link.link->name,
                link.link->output->name, engineering(std::abs(*link.room->z_primary), Unit::ohm, 3))});
    return section;
}

Data level_data(const RoomFigures& room) {
    return Data::Object{{"receiver_dbu", dbu_of(room.receiver_volts)},
                        {"receiver_dbv", dbv_of(room.receiver_volts)},
                        {"lost_db", room.lost_db},
                        {"headroom_db", room.headroom_db},
                        {"z_primary_ohm", room.z_primary ? Data(std::abs(*room.z_primary)) : Data()}};
}

Data hiss_data(const RoomFigures& room) {
    return Data::Object{{"dbu_20k", dbu_of(room.hiss_volts)}, {"weighted_dba", dbu_of(room.hiss_weighted_a)}};
}

}  // namespace pin3
