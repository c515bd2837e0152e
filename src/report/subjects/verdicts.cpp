#include "core/unit.hpp"
#include "report/cells.hpp"
#include "report/figure_data.hpp"
#include "report/subjects.hpp"

#include <fmt/format.h>

namespace pin3 {
namespace {

std::string figure_text(const Figure& figure, Unit unit) {
    return fmt::format("{}{}",
                       !figure.bound  ? ""
                       : figure.below ? "below "
                                      : "better than ",
                       unit == Unit::decibel || unit == Unit::dbu
                           ? fmt::format("{} {}", fixed_point(figure.value, 1), symbol(unit))
                           : engineering(figure.value, unit));
}

// "resistor.cmrr at 1 kHz >= 35 dB for 99%": and what came of it
std::string sentence(const Verdict& verdict) {
    const Expectation& expectation = verdict.expectation;
    if (verdict.yield) {
        const Yield& yield = *verdict.yield;
        const std::string_view answer = yield.answer == YieldAnswer::holds ? "holds"
                                        : yield.answer == YieldAnswer::fails
                                            ? "FAILS"
                                            : "cannot be told from so few units";
        std::string text = fmt::format("{}: {}, {}", expectation.text, answer, share_sentence(yield));
        // of what has no such figure no unit meets anything
        if (!verdict.value && !verdict.remark.empty()) text += "; nominally " + verdict.remark;
        return text;
    }
    if (!verdict.value) return fmt::format("{}: fails, {}", expectation.text, verdict.remark);
    std::string text = fmt::format("{}: {}, {}", expectation.text, verdict.holds ? "holds" : "FAILS",
                                   figure_text(*verdict.value, expectation.metric->unit));
    if (!expectation.metric->of_a_band()) text += " at " + frequency_title(verdict.frequency_hz);
    if (!verdict.remark.empty()) text += "; " + verdict.remark;
    if (expectation.yield_percent)
        text += "; this is for one set of values, the share of units was not asked for";
    return text;
}

}  // namespace

std::string link_verdict(const Report& report, const std::string& link) {
    bool any = false, holds = true, fails = false;
    for (const Verdict& verdict : report.verdicts) {
        if (verdict.expectation.subject != link) continue;
        any = true;
        holds = holds && verdict.holds;
        const bool undecided = verdict.yield && verdict.yield->answer == YieldAnswer::undecided;
        fails = fails || (!verdict.holds && !undecided);
    }
    return !any ? "" : holds ? "holds" : fails ? "FAILS" : "unclear";
}

Section verdict_section(const Report& report) {
    Section section;
    for (const Verdict& verdict : report.verdicts)
        section.blocks.push_back(Item{sentence(verdict), verdict.holds ? Mark::holds : Mark::fails});
    return section;
}

Data verdict_data(const Verdict& verdict) {
    const Expectation& expectation = verdict.expectation;
    Data data =
        Data::Object{{"text", expectation.text},
                     {"link", expectation.subject},
                     {"subject", expectation.metric->subject()},
                     {"metric", expectation.metric->name},
                     {"frequency_hz", expectation.metric->of_a_band() ? Data() : Data(verdict.frequency_hz)},
                     {"limit", expectation.bound},
                     {"value", value_of(verdict.value)},
                     {"floor", bound_of(verdict.value)},
                     {"holds", verdict.holds}};
    if (verdict.yield) {
        data.add("yield", verdict.yield->share());
        data.add("yield_low", verdict.yield->low);
        data.add("yield_high", verdict.yield->high);
        data.add("verdict", answer_name(verdict.yield->answer));
    }
    if (!verdict.remark.empty()) data.add("remark", verdict.remark);
    return data;
}

}  // namespace pin3
