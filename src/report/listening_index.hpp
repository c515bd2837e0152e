// What there is to hear in the files of `pin3 listen`.
#pragma once

#include "report/document.hpp"
#include "room/room_figures.hpp"

#include <optional>
#include <string>
#include <vector>

namespace pin3 {

struct HeardLink {
    std::string file;  // "resistor.wav"
    LinkPtr link;
    RoomFigures figures;
};

struct ListeningIndex {
    std::string description;
    std::string programme;  // "built in", or a file
    std::vector<HeardLink> links;
    Listening listening;
    double attenuation_db = 0;           // of all files alike, so that none clips
    std::optional<double> solo_gain_db;  // hum and hiss alone, louder by that
    std::vector<std::string> remarks;
};

Document document_of(const ListeningIndex& index);

}  // namespace pin3
