// Curves over a logarithmic frequency axis.
#pragma once

#include <string>
#include <vector>

namespace pin3 {

struct Curve {
    std::string name;
    std::vector<double> frequency_hz;
    std::vector<double> value_db;  // not finite where there is none
};

struct Chart {
    std::string subject;  // whose curves they are; empty: each has the name of its own
    std::string title;    // "CMRR over frequency"
    std::vector<Curve> curves;
};

// Drawn with characters: curves are marked a, b, c …; where they meet stands *. At most `width` columns wide,
// axis labels included; values above `ceiling_db` are drawn at the ceiling.
std::string plot_text(const std::vector<Curve>& curves, int width, int height, double ceiling_db);

}  // namespace pin3
