// Links compared as ways to do one job: what each buys, what it costs, and where more no longer helps.
#pragma once

#include "metrics/metric.hpp"
#include "room/room_figures.hpp"

#include <optional>
#include <string>
#include <vector>

namespace pin3 {

struct AdviceOption {
    std::string label;  // "a resistor of 1 kohm on pin 3", or a link's name
    LinkPtr link;
    RoomFigures figures;
    std::optional<Figure> cmrr;  // at 1 kHz, nominal
};

struct Advice {
    std::string file;
    bool standard = false;              // pin3's own changes, not the file's links
    std::vector<AdviceOption> options;  // the first is what there is
    Listening listening;
    std::vector<std::string> remarks;  // what the figures do not know
};

// The option to take: the first, in their order, whose hum nobody would hear, or that hums within 3 dB of the
// best, to the ear; none where what there is already does. Hum counts against the signal: what is lost is
// turned up again.
std::optional<std::size_t> recommended(const Advice& advice);

// A paragraph to act on, and the figures behind it: text of 80 columns, and JSON.
std::string advice_text(const Advice& advice);
std::string advice_json(const Advice& advice);

}  // namespace pin3
