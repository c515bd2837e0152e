// Curves over a logarithmic frequency axis, drawn with characters.
#pragma once

#include <string>
#include <vector>

namespace pin3 {

struct Curve {
    std::string name;
    std::vector<double> frequency_hz;
    std::vector<double> value_db;  // not finite where there is none
};

// Curves are marked a, b, c …; where they meet stands *. At most `width` columns wide, axis labels included;
// values above `ceiling_db` are drawn at the ceiling.
std::string plot_text(const std::vector<Curve>& curves, int width, int height, double ceiling_db);

}  // namespace pin3
