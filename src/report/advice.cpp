#include "report/advice.hpp"

#include "report/cells.hpp"
#include "report/figure_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace pin3 {
namespace {

constexpr double level_db = 1;  // of level or hiss: worth saying

bool is_bound(const AdviceOption& option) {
    const HumFigures* hum = option.figures.expected_hum();
    return hum && hum->bound;
}

double signal_db(const AdviceOption& option) {
    return dbu_of(option.figures.receiver_volts);
}

// "it hums -52.2 dBu, 55 dB below the signal, mostly at 50 Hz and by the ground loop: inaudible by 6 dB"
std::string hum_sentence(const AdviceOption& option) {
    const HumFigures* hum = option.figures.expected_hum();
    if (!hum) return "nothing hums";
    const double below = option.figures.below_nominal_db(hum->volts);
    return fmt::format("it hums {}{:.1f} dBu, {:.0f} dB {} the signal, mostly at {} and by {}: {}",
                       hum->bound ? "less than " : "", dbu_of(hum->volts), std::abs(below),
                       below < 0 ? "above" : "below", frequency_title(hum->loudest_hz),
                       path_phrase(hum->paths[0].path), audible_text(*hum));
}

// What it costs: level, hiss, headroom.
std::string cost(const AdviceOption& option, const AdviceOption& base) {
    std::vector<std::string> parts;
    const double level = signal_db(option) - signal_db(base);
    if (std::abs(level) >= level_db)
        parts.push_back(fmt::format("{:.1f} dB {} level", std::abs(level), level < 0 ? "less" : "more"));
    const double hiss = base.figures.below_nominal_db(base.figures.hiss_volts) -
                        option.figures.below_nominal_db(option.figures.hiss_volts);
    if (std::abs(hiss) >= level_db)
        parts.push_back(fmt::format("{:.1f} dB {} hiss", std::abs(hiss), hiss < 0 ? "less" : "more"));
    if (option.figures.headroom_db && base.figures.headroom_db) {
        const double room = *option.figures.headroom_db - *base.figures.headroom_db;
        if (std::abs(room) >= level_db)
            parts.push_back(fmt::format("{:.1f} dB {} headroom", std::abs(room), room < 0 ? "less" : "more"));
    }
    if (clipping_warning(option.figures)) parts.push_back("a nominal signal clips");
    return parts.empty() ? "level and hiss stay" : fmt::format("{}", fmt::join(parts, ", "));
}

// "14.8 dB less hum, inaudible by 20 dB"
std::string change_text(const AdviceOption& option, const AdviceOption& base) {
    const HumFigures* hum = option.figures.expected_hum();
    if (!hum) return "no hum";
    const double less = base.hum_db() - option.hum_db();
    const std::string change =
        is_bound(option)       ? std::string("no hum that can be told")
        : is_bound(base)       ? std::string("more hum")
        : std::abs(less) < 0.5 ? std::string("the same hum")
                               : fmt::format("{:.1f} dB {} hum", std::abs(less), less > 0 ? "less" : "more");
    return fmt::format("{}, {}", change, audible_text(*hum));
}

// "a resistor of 1 kohm on pin 3: 14.8 dB less hum, inaudible by 20 dB; level and hiss stay."
std::string option_sentence(const AdviceOption& option, const AdviceOption& base) {
    return fmt::format("{}: {}; {}.", option.label, change_text(option, base), cost(option, base));
}

// Why what there is needs no change.
std::string contentment(const AdviceOption& base) {
    const HumFigures* hum = base.figures.expected_hum();
    if (!hum && !base.figures.lines.empty())
        return "Nothing hums by itself: all noise is above 20 kHz. What a receiver makes audible of that is "
               "not in "
               "these figures.";
    if (!hum) return "Nothing hums.";
    return fmt::format(
        "Leave it as it is: {}, and no change is to be heard.",
        hum->audible_db > -safely_inaudible_db ? "the hiss hides that hum" : "nobody hears that hum");
}

// "a level 4.8 dB lower, or a supply 0.37 V higher on each side": what keeps a nominal signal from clipping.
std::string remedy(const RoomFigures& figures) {
    const double over_db = -*figures.headroom_db;
    const Clipping& clipping = *figures.clipping;
    const double more = clipping.most * (std::pow(10.0, over_db / 20) - 1);
    const std::string level = fmt::format("a level {:.1f} dB lower", std::ceil(10 * over_db) / 10);
    return clipping.by == OpampLimit::output_current
               ? fmt::format("{}, an op-amp that delivers {:.3g} mA more, or more resistance behind it",
                             level, 1e3 * more)
               : fmt::format("{}, or a supply {:.2g} V higher on each side", level, more);
}

// That what there is clips, and what does not; comes before all hum. Empty where it does not.
std::string clipping_sentence(const Advice& advice) {
    const AdviceOption& base = advice.options.front();
    const auto clips = clipping_warning(base.figures);
    if (!clips) return {};
    std::string text = fmt::format("First of all {}. It takes {}", *clips, remedy(base.figures));
    std::vector<std::string> others;
    for (const AdviceOption& option : advice.options)
        if (!clipping_warning(option.figures)) others.push_back(option.label);
    text += others.empty() ? std::string("; none of these changes that. ")
                           : fmt::format("; what does not clip is {}. ", fmt::join(others, ", "));
    return text;
}

std::string hum_verdict(const Advice& advice) {
    const AdviceOption& base = advice.options.front();
    if (base.nobody_hears()) return contentment(base);
    const AdviceOption& best = advice.options[quietest(advice.options)];
    const auto chosen = recommended(advice.options);
    if (!chosen)
        return &best == &base
                   ? std::string("None of these helps: what there is hums least.")
                   : fmt::format("None of these helps: the best, {}, is {:.1f} dB quieter to the ear.",
                                 best.label, base.heard_db() - best.heard_db());
    const AdviceOption& option = advice.options[*chosen];
    const double less = base.heard_db() - option.heard_db();
    const double margin = std::floor(-base.heard_db());
    std::string text =
        base.heard_db() <= 0
            ? fmt::format(
                  "Nobody hears what there is, but {}. To be safe take {}: {:.1f} dB quieter to the ear.",
                  margin < 1 ? std::string("only just") : fmt::format("by {:.0f} dB only", margin),
                  option.label, less)
            : fmt::format("Take {}: {:.1f} dB quieter to the ear, and {}.", option.label, less,
                          option.nobody_hears()    ? "it is no longer heard"
                          : option.heard_db() <= 0 ? "it is no longer heard at a usual level"
                                                   : "that is the most that these changes do");
    if (option.nobody_hears() && option.heard_db() - best.heard_db() > hums_alike_db)
        text +=
            fmt::format(" More no longer helps: {} would be {:.1f} dB quieter still, below what is heard.",
                        best.label, option.heard_db() - best.heard_db());
    return text;
}

std::string verdict(const Advice& advice) {
    return clipping_sentence(advice) + hum_verdict(advice);
}

Table table_of(const Advice& advice) {
    Table table{
        {{"", Align::left}, {"hum, dBu"}, {"hiss, dBu"}, {"signal"}, {"CMRR"}, {"hum is", Align::left}},
        {},
        1,
        22};
    for (const AdviceOption& option : advice.options) {
        const HumFigures* hum = option.figures.expected_hum();
        table.rows.push_back({option.link->name, hum_cell(hum),
                              fixed_point(dbu_of(option.figures.hiss_volts), 1),
                              fixed_point(signal_db(option), 1), decibel_cell(option.cmrr),
                              hum ? audible_text(*hum) : std::string("none")});
    }
    return table;
}

Section figure_section(const Advice& advice) {
    Section section{
        "",
        {table_of(advice),
         Note{fmt::format(
             "dBu at the receiver's output, 20 Hz to 20 kHz; CMRR nominal at 1 kHz, dB; heard with the "
             "nominal signal at {:g} dB SPL; hum of parts with tolerances: what 95 % of the units have "
             "at most. Less or more hum and hiss: against the signal, as lost level is turned up again; "
             "to the ear: the line that is heard best",
             advice.listening.nominal_spl_db)}}};
    for (const std::string& remark : advice.remarks) section.blocks.push_back(Item{"Note: " + remark + "."});
    return section;
}

Section option_section(const Advice& advice) {
    const AdviceOption& base = advice.options.front();
    Section section{
        "",
        {Item{fmt::format("What there is, {}: {}. The signal comes at {:.1f} dBu, the hiss is {:.1f} dBu.",
                          path_of(*base.link), hum_sentence(base), signal_db(base),
                          dbu_of(base.figures.hiss_volts))}}};
    for (std::size_t i = 1; i < advice.options.size(); ++i)
        section.blocks.push_back(Item{option_sentence(advice.options[i], base), Mark::bullet});
    return section;
}

Data::Array option_data(const Advice& advice) {
    const AdviceOption& base = advice.options.front();
    Data::Array options;
    for (const AdviceOption& option : advice.options) {
        const HumFigures* hum = option.figures.expected_hum();
        options.push_back(Data::Object{{"link", option.link->name},
                                       {"change", option.label},
                                       {"hum_dbu", hum ? Data(dbu_of(hum->volts)) : Data()},
                                       {"hum_is_bound", is_bound(option)},
                                       {"audible_margin_db", hum ? Data(hum->audible_db) : Data()},
                                       {"noise_dbu", dbu_of(option.figures.hiss_volts)},
                                       {"receiver_dbu", signal_db(option)},
                                       {"headroom_db", option.figures.headroom_db},
                                       {"cmrr_1k_db", value_of(option.cmrr)},
                                       {"less_hum_db", base.hum_db() - option.hum_db()}});
    }
    return options;
}

Data data_of(const Advice& advice) {
    const auto chosen = recommended(advice.options);
    return Data::Object{{"schema", "pin3/advise/1"},
                        {"file", advice.file},
                        {"standard_changes", advice.standard},
                        {"advice", verdict(advice)},
                        {"remarks", advice.remarks},
                        {"options", option_data(advice)},
                        {"recommended", chosen ? Data(advice.options[*chosen].link->name) : Data()}};
}

}  // namespace

Document document_of(const Advice& advice) {
    return {{{"", {Paragraph{fmt::format("{}: {}", advice.file, verdict(advice))}}},
             option_section(advice),
             figure_section(advice)},
            data_of(advice),
            sheet_of(option_data(advice))};
}

}  // namespace pin3
