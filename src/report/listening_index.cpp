#include "report/listening_index.hpp"

#include "core/wrap.hpp"
#include "report/table.hpp"
#include "report/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace pin3 {
namespace {

constexpr std::size_t page = 80;
constexpr double alike_db = 1;  // levels that nobody tells apart

// To the ear: of the line that is heard best.
double hum_db(const HeardLink& heard) {
    const HumFigures* hum = heard.figures.expected_hum();
    return hum ? hum->audible_db : -std::numeric_limits<double>::infinity();
}

Table table_of(const ListeningIndex& index) {
    Table table;
    table.columns = {
        {"file", Align::left}, {"hum, dBu"}, {"hiss, dBu"}, {"signal, dBu"}, {"hum is", Align::left}};
    for (const HeardLink& heard : index.links) {
        const HumFigures* hum = heard.figures.expected_hum();
        table.rows.push_back(
            {heard.file,
             hum ? fmt::format("{}{:.1f}", hum->bound ? "<" : "", dbu_of(hum->volts)) : std::string("-"),
             fmt::format("{:.1f}", dbu_of(heard.figures.hiss_volts)),
             fmt::format("{:.1f}", dbu_of(heard.figures.receiver_volts)),
             hum ? audible_text(*hum) : std::string("none")});
    }
    return table;
}

// What is worth listening for: the loudest and the quietest, and whether hiss hides the hum.
std::string advice(const ListeningIndex& index) {
    const auto less = [](const HeardLink& a, const HeardLink& b) { return hum_db(a) < hum_db(b); };
    const auto [quiet, loud] = std::minmax_element(index.links.begin(), index.links.end(), less);
    if (!std::isfinite(hum_db(*loud))) return "No link hums: what there is to hear is hiss.";
    const HumFigures& hum = *loud->figures.expected_hum();
    const std::string what =
        fmt::format("mostly at {}{}, by {}", frequency_title(hum.loudest_hz),
                    hum.audible_hz == hum.loudest_hz
                        ? std::string()
                        : fmt::format(" but best heard at {}", frequency_title(hum.audible_hz)),
                    path_phrase(hum.paths[0].path));
    std::string text;
    if (index.links.size() == 1)
        text = fmt::format("{} hums, {}: listen in the pauses.", loud->file, what);
    else if (hum_db(*loud) - hum_db(*quiet) <= alike_db)
        text = fmt::format("All hum alike, {}: listen in the pauses.", what);
    else
        text = fmt::format("{} hums most to the ear, {}: listen in the pauses.{}", loud->file, what,
                           std::isfinite(hum_db(*quiet))
                               ? fmt::format(" {} hums least, {:.0f} dB quieter.", quiet->file,
                                             hum_db(*loud) - hum_db(*quiet))
                               : fmt::format(" {} does not hum.", quiet->file));
    if (hum.audible_db <= 0 && !index.solo_gain_db)
        text += " At a usual volume nobody hears it; --solo noise makes it louder.";
    for (const HeardLink& heard : index.links) {
        const HumFigures* own = heard.figures.expected_hum();
        if (own && own->over_hiss_db <= 0) text += fmt::format(" In {} the hiss hides the hum.", heard.file);
    }
    return text;
}

}  // namespace

std::string listening_index(const ListeningIndex& index) {
    std::string out = fmt::format("{}: what its links sound like\n\n", index.description);
    out += table_text(table_of(index), {.keys = 1}) + "\n";
    out += wrap(advice(index), page, 0, 0) + "\n";
    if (index.solo_gain_db)
        out +=
            wrap(fmt::format("The noise alone, {:+.0f} dB louder than it is beside a programme at -18 dBFS.",
                             *index.solo_gain_db),
                 page, 0, 0);
    else
        out += wrap(
            fmt::format("Programme: {}. All files have the same level of it: a nominal signal is at {:.1f} "
                        "dBFS. Turn the volume so that the programme is as loud as usual ({:g} dB SPL for "
                        "\"heard\" above), and leave it there.",
                        index.programme, -18 - index.attenuation_db, index.listening.nominal_spl_db),
            page, 0, 0);
    if (std::any_of(index.links.begin(), index.links.end(),
                    [](const HeardLink& heard) { return heard.figures.hum_of_units.has_value(); }))
        out +=
            wrap("Where parts have tolerances the hum is what 95 % of the units have at most.", page, 0, 0);
    for (const HeardLink& heard : index.links)
        if (const auto warning = clipping_warning(heard.figures))
            out += wrap(fmt::format("Note: in {} {}; these files do not clip.", heard.file, *warning), page,
                        0, 2);
    for (const std::string& remark : index.remarks) out += wrap("Note: " + remark + ".", page, 0, 2);
    return out;
}

}  // namespace pin3
