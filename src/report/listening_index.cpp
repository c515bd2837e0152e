#include "report/listening_index.hpp"

#include "report/cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace pin3 {
namespace {

constexpr double alike_db = 1;  // levels that nobody tells apart

// To the ear: of the line that is heard best.
double hum_db(const HeardLink& heard) {
    const HumFigures* hum = heard.figures.expected_hum();
    return hum ? hum->audible_db : -std::numeric_limits<double>::infinity();
}

Table table_of(const ListeningIndex& index) {
    Table table{
        {{"file", Align::left}, {"hum, dBu"}, {"hiss, dBu"}, {"signal, dBu"}, {"hum is", Align::left}},
        {},
        1};
    for (const HeardLink& heard : index.links) {
        const HumFigures* hum = heard.figures.expected_hum();
        table.rows.push_back({heard.file, hum_cell(hum), fixed_point(dbu_of(heard.figures.hiss_volts), 1),
                              fixed_point(dbu_of(heard.figures.receiver_volts), 1),
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

// How the files are to be heard, and what is not in them.
Section remark_section(const ListeningIndex& index) {
    Section section;
    const auto paragraph = [&](std::string text) { section.blocks.push_back(Paragraph{std::move(text)}); };
    if (index.solo_gain_db)
        paragraph(fmt::format("The noise alone, {:+.0f} dB louder than it is beside a programme at -18 dBFS.",
                              *index.solo_gain_db));
    else
        paragraph(
            fmt::format("Programme: {}. All files have the same level of it: a nominal signal is at {:.1f} "
                        "dBFS. Turn the volume so that the programme is as loud as usual ({:g} dB SPL for "
                        "\"heard\" above), and leave it there.",
                        index.programme, -18 - index.attenuation_db, index.listening.nominal_spl_db));
    if (std::any_of(index.links.begin(), index.links.end(),
                    [](const HeardLink& heard) { return heard.figures.hum_of_units.has_value(); }))
        paragraph("Where parts have tolerances the hum is what 95 % of the units have at most.");
    const auto note = [&](const std::string& text) { section.blocks.push_back(Item{"Note: " + text + "."}); };
    for (const HeardLink& heard : index.links)
        if (const auto warning = clipping_warning(heard.figures))
            note(fmt::format("in {} {}; these files do not clip", heard.file, *warning));
    for (const std::string& remark : index.remarks) note(remark);
    return section;
}

Data::Array link_data(const ListeningIndex& index) {
    Data::Array links;
    for (const HeardLink& heard : index.links) {
        const HumFigures* hum = heard.figures.expected_hum();
        links.push_back(Data::Object{{"link", heard.link->name},
                                     {"file", heard.file},
                                     {"hum_dbu", hum ? Data(dbu_of(hum->volts)) : Data()},
                                     {"hum_is_bound", hum && hum->bound},
                                     {"audible_margin_db", hum ? Data(hum->audible_db) : Data()},
                                     {"noise_dbu", dbu_of(heard.figures.hiss_volts)},
                                     {"receiver_dbu", dbu_of(heard.figures.receiver_volts)}});
    }
    return links;
}

Data data_of(const ListeningIndex& index) {
    return Data::Object{{"schema", "pin3/listen/1"},          {"file", index.description},
                        {"programme", index.programme},       {"attenuation_db", index.attenuation_db},
                        {"solo_gain_db", index.solo_gain_db}, {"advice", advice(index)},
                        {"remarks", index.remarks},           {"links", link_data(index)}};
}

}  // namespace

Document document_of(const ListeningIndex& index) {
    return {{{"", {Title{fmt::format("{}: what its links sound like", index.description)}}},
             {"", {table_of(index)}},
             {"", {Paragraph{advice(index)}}},
             remark_section(index)},
            data_of(index),
            sheet_of(link_data(index))};
}

}  // namespace pin3
