#include "judgement/expectation.hpp"

#include "core/codes.hpp"
#include "core/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pin3 {
namespace {

template <typename T>
std::optional<T> taken(std::variant<T, Diagnostic> read, Diagnostics& diagnostics) {
    if (auto* problem = std::get_if<Diagnostic>(&read)) {
        diagnostics.push_back(std::move(*problem));
        return std::nullopt;
    }
    return std::get<T>(std::move(read));
}

class Checker {
public:
    Checker(const Description& description, Diagnostics& diagnostics)
        : description_(description), diagnostics_(diagnostics) {}

    std::optional<Expectation> check(const syntax::Expectation& written) {
        Expectation expectation;
        expectation.text = std::string(text(written.span));
        expectation.subject = written.subject.text;
        expectation.span = written.span;
        expectation.at_least = written.relation == syntax::Relation::at_least;
        const std::string_view role = description_.subjects.at(written.subject.text);
        expectation.metric = find_metric(role, written.metric.text);
        if (!expectation.metric) {
            unknown_metric(written, role);
            return std::nullopt;
        }
        if (written.at) {
            expectation.frequency_hz =
                taken(read_quantity(written.at->text, Unit::hertz, written.at->span), diagnostics_);
            if (!expectation.frequency_hz || !inside(*expectation.frequency_hz, *written.at))
                return std::nullopt;
        }
        if (expectation.metric->of_a_band() && !fits_room(written, *expectation.metric)) return std::nullopt;
        const auto bound = taken(
            read_quantity(written.bound.text, expectation.metric->unit, written.bound.span), diagnostics_);
        if (!bound) return std::nullopt;
        expectation.bound = *bound;
        if (written.yield) {
            expectation.yield_percent =
                taken(read_quantity(written.yield->text, Unit::percent, written.yield->span), diagnostics_);
            if (!expectation.yield_percent) return std::nullopt;
            if (*expectation.yield_percent <= 0 || *expectation.yield_percent > 100) {
                diagnostics_.push_back({Code::bad_expectation,
                                        written.yield->span,
                                        "a share of units lies above 0 % and up to 100 %",
                                        {},
                                        "for example `for 99%`"});
                return std::nullopt;
            }
        }
        return expectation;
    }

private:
    void unknown_metric(const syntax::Expectation& written, std::string_view role) {
        std::vector<std::string_view> candidates;
        for (const Metric* metric : metrics())
            if (metric->subject() == role) candidates.push_back(metric->name);
        diagnostics_.push_back(
            {Code::unknown_metric,
             written.metric.span,
             fmt::format("{} {} has no metric `{}`", role == "link" ? "a" : "an", role, written.metric.text),
             {},
             did_you_mean(written.metric.text, candidates)});
    }

    // Of a whole band, and of no share of units.
    bool fits_room(const syntax::Expectation& written, const Metric& metric) {
        if (written.at || written.yield) {
            diagnostics_.push_back(
                {Code::bad_expectation,
                 written.at ? written.at->span : written.yield->span,
                 fmt::format("`{}` is one figure of the link", metric.name),
                 {},
                 written.at        ? "leave `at` away; for one frequency there are cmrr and ground_gain"
                 : metric.of_units ? "leave `for` away: it is what 95 % of the units have at most"
                                   : "leave `for` away; for a share of units there is cmrr"});
            return false;
        }
        const LinkPtr link = description_.link(written.subject.text);
        if (!metric.of_hum || !link || can_hum(*link)) return true;
        diagnostics_.push_back(
            {Code::bad_expectation,
             written.metric.span,
             fmt::format("nothing can hum in `{}`: neither a ground nor a cable brings noise in", link->name),
             {},
             "put it into a room: `ground room : mains`, and `@ room` behind the link"});
        return false;
    }

    bool inside(double frequency_hz, const syntax::Literal& at) {
        const FrequencyPlan& sweep = description_.frequencies;
        if (frequency_hz >= sweep.from && frequency_hz <= sweep.to) return true;
        diagnostics_.push_back(
            {Code::frequency_outside, at.span,
             fmt::format("{} lies outside the sweep", engineering(frequency_hz, Unit::hertz)),
             fmt::format("{} to {}", engineering(sweep.from, Unit::hertz),
                         engineering(sweep.to, Unit::hertz)),
             "choose a frequency inside, or widen it: sweep { from = …, to = … }"});
        return false;
    }

    const Description& description_;
    Diagnostics& diagnostics_;
};

// The metric of the subject at one frequency.
struct Lookup {
    const Measurements& measurements;
    const PerLink<RoomFigures>& rooms;
    const Expectation& expectation;

    const RoomFigures* room() const { return rooms.link(expectation.subject); }

    bool measured() const {
        const std::string_view role = expectation.metric->subject();
        if (expectation.metric->of_a_band()) return room();
        if (role == "link") return measurements.link(expectation.subject);
        if (role == "output") return measurements.output(expectation.subject);
        return measurements.input(expectation.subject);
    }

    std::optional<Figure> at(double frequency_hz) const {
        if (const auto* metric = std::get_if<LinkMetric>(&expectation.metric->compute)) {
            const Gains gains = measurements.link(expectation.subject)->spots.at(frequency_hz);
            return (*metric)(gains.signal, gains.ground);
        }
        if (const auto* metric = std::get_if<RoomMetric>(&expectation.metric->compute))
            return (*metric)(*room());
        if (const auto* metric = std::get_if<OutputMetric>(&expectation.metric->compute))
            return (*metric)(measurements.output(expectation.subject)->at(frequency_hz));
        return std::get<InputMetric>(expectation.metric->compute)(
            measurements.input(expectation.subject)->at(frequency_hz));
    }
};

// Of which units that is, and what is not heard of it.
std::string hum_remark(const RoomFigures& figures) {
    if (!figures.expected_hum()) return "all noise is above 20 kHz, unheard where nothing demodulates it";
    if (!figures.hum_of_units) return {};
    return fmt::format("95 % of the units have that at most, the nominal hum is {}{:.1f} dBu",
                       figures.hum->bound ? "below " : "", dbu_of(figures.hum->volts));
}

Verdict judge_one(const Expectation& expectation, const Description& description,
                  const Measurements& measurements, const PerLink<RoomFigures>& rooms) {
    Verdict verdict;
    verdict.expectation = expectation;
    const std::vector<double> frequencies = frequencies_of(expectation, description);
    verdict.frequency_hz = frequencies.front();
    const Lookup lookup{measurements, rooms, expectation};
    if (!lookup.measured()) {
        verdict.remark = "not simulated";
        return verdict;
    }
    for (const double frequency_hz : frequencies) {
        const std::optional<Figure> figure = lookup.at(frequency_hz);
        if (!figure) {
            verdict.value.reset();
            verdict.frequency_hz = frequency_hz;
            verdict.remark = expectation.metric->absent.empty()
                                 ? fmt::format("it has no {}", expectation.metric->title)
                                 : std::string(expectation.metric->absent);
            return verdict;
        }
        const bool worse = !verdict.value || (expectation.at_least ? figure->value < verdict.value->value
                                                                   : figure->value > verdict.value->value);
        if (worse) {
            verdict.value = figure;
            verdict.frequency_hz = frequency_hz;
        }
    }
    verdict.holds = meets(*verdict.value, expectation);
    if (expectation.metric->of_units) verdict.remark = hum_remark(*lookup.room());
    if (verdict.value->bound && verdict.value->below == expectation.at_least && !verdict.holds)
        verdict.remark = "cannot be told: it is beyond what the solver resolves";
    return verdict;
}

}  // namespace

std::vector<double> frequencies_of(const Expectation& expectation, const Description& description) {
    if (expectation.frequency_hz) return {*expectation.frequency_hz};
    if (expectation.metric->of_a_band()) return {reference_hz};
    if (const LinkPtr link = description.link(expectation.subject))
        return spots(description.frequencies, *link);
    return stage_spots(description, {});
}

// A figure that is a bound meets one on its own side only: of "better than 160 dB" nobody knows whether it is
// below 200 dB.
bool meets(const Figure& figure, const Expectation& expectation) {
    if (figure.bound && figure.below == expectation.at_least) return false;
    return expectation.at_least ? figure.value >= expectation.bound : figure.value <= expectation.bound;
}

void Verdict::judge_by(const Yield& of_units) {
    yield = of_units;
    holds = of_units.answer == YieldAnswer::holds;
}

std::vector<Expectation> check_expectations(const Description& description, Diagnostics& diagnostics) {
    std::vector<Expectation> expectations;
    Checker checker(description, diagnostics);
    for (const syntax::Expectation& written : description.expectations)
        if (auto expectation = checker.check(written)) expectations.push_back(std::move(*expectation));
    return expectations;
}

std::vector<double> expected_frequencies(const std::vector<Expectation>& expectations) {
    std::vector<double> frequencies;
    for (const Expectation& expectation : expectations)
        if (expectation.frequency_hz) frequencies.push_back(*expectation.frequency_hz);
    return frequencies;
}

std::vector<Verdict> judge(const std::vector<Expectation>& expectations, const Description& description,
                           const Measurements& measurements, const PerLink<RoomFigures>& rooms) {
    std::vector<Verdict> verdicts;
    for (const Expectation& expectation : expectations)
        verdicts.push_back(judge_one(expectation, description, measurements, rooms));
    return verdicts;
}

}  // namespace pin3
