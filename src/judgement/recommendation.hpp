// Which of several links, or of the changes to one, to take.
#pragma once

#include "metrics/metric.hpp"
#include "room/room_figures.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace pin3 {

struct AdviceOption {
    std::string label;  // "a resistor of 1 kohm on pin 3", or a link's name
    LinkPtr link;
    RoomFigures figures;
    std::optional<Figure> cmrr;  // at 1 kHz, nominal

    // Of the hum that is to be expected. -200 and -300 dB where there is none.
    double hum_db() const;    // against the signal
    double heard_db() const;  // to the ear: above the threshold of hearing or what the hiss hides

    bool nobody_hears() const;  // by a safe margin
};

// Hums that are no further apart are not worth any trouble, dB.
inline constexpr double hums_alike_db = 3;

// Below the threshold of hearing by that nobody hears anything, dB.
inline constexpr double safely_inaudible_db = 10;

// The option that hums least to the ear; the first of them.
std::size_t quietest(const std::vector<AdviceOption>& options);

// The option to take: the first, in their order, whose hum nobody would hear, or that hums within 3 dB of the
// best, to the ear; none where what there is, the first of them, already does. Hum counts against the signal:
// what is lost is turned up again.
std::optional<std::size_t> recommended(const std::vector<AdviceOption>& options);

}  // namespace pin3
