// The report for a terminal of 80 columns: the answer first, then the detail.
#include "core/decibel.hpp"
#include "core/wrap.hpp"
#include "metrics/fault_current.hpp"
#include "report/histogram.hpp"
#include "report/plot.hpp"
#include "report/report.hpp"
#include "report/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace pin3 {
namespace {

// Curves in one picture; more are hard to tell apart.
constexpr std::size_t most_curves = 8;
constexpr int plot_height = 14;
constexpr double plot_ceiling_db = 200;

bool has_tolerance(const Stage& stage) {
    for (const auto& [name, setting] : stage.parameters.all())
        for (const Part& part : setting.parts)
            if (!part.spreads.empty()) return true;
    return false;
}

class Text {
public:
    Text(const Report& report, const TextStyle& style) : report_(report), style_(style) {}

    std::string all() {
        heading();
        failures();
        if (!report_.links.empty()) out_ += table_text(summary_table(report_), {.keys = 2}) + "\n";
        nominal();
        verdicts();
        production();
        room();
        if (!style_.detail) return std::move(out_);
        details();
        budgets();
        plot();
        waveforms();
        if (!report_.outputs.empty())
            out_ += fmt::format("{}{}\n", table_text(output_table(report_), {.keys = 1}), output_legend);
        faults();
        if (!report_.inputs.empty()) {
            out_ += table_text(input_table(report_), {.keys = 1}) + "\n";
            out_ += table_text(input_cmrr_table(report_), {.keys = 2});
        }
        return std::move(out_);
    }

private:
    static constexpr std::string_view output_legend =
        "  hot, cold: V on the open pins per V of signal. z: at 1 kHz, other pin open.\n"
        "  balance: of the signals into 2 x 300 ohm, dB; says nothing about noise.\n"
        "  OCMR: output common-mode rejection, dB; says how alike the impedances are.\n";

    std::size_t columns() const { return static_cast<std::size_t>(style_.width); }

    std::string paint(std::string_view text, std::string_view sgr) const {
        return style_.color ? fmt::format("\033[{}m{}\033[0m", sgr, text) : std::string(text);
    }

    void heading() {
        const std::string tool = fmt::format("pin3 {}, ngspice {}", report_.tool.pin3, report_.tool.ngspice);
        const std::size_t used = report_.file.size() + tool.size();
        out_ += report_.file +
                (used + 2 <= columns() ? std::string(columns() - used, ' ') : std::string("\n")) + tool +
                "\n\n";
    }

    void failures() {
        std::vector<std::string> subjects;
        for (const MeasureFailure& failure : report_.failures)
            if (std::find(subjects.begin(), subjects.end(), failure.subject) == subjects.end())
                subjects.push_back(failure.subject);
        for (const std::string& subject : subjects)
            out_ += wrap(fmt::format("{} {}: not all of it could be simulated, see the messages",
                                     paint("!", "31"), subject),
                         columns(), 0, 2);
        if (!report_.failures.empty()) out_ += "\n";
    }

    // 1 % resistors that match perfectly are a figure of nominal values only.
    void nominal() {
        if (report_.unit) {
            out_ += fmt::format("Unit {} of production, seed {}, instead of the nominal values.\n\n",
                                report_.unit->number, report_.unit->seed);
            return;
        }
        const bool toleranced =
            std::any_of(report_.links.begin(), report_.links.end(), [](const LinkReport& link) {
                return has_tolerance(*link.link->output) || has_tolerance(*link.link->cable) ||
                       has_tolerance(*link.link->input);
            });
        const bool produced = std::any_of(report_.links.begin(), report_.links.end(),
                                          [](const LinkReport& link) { return link.production.has_value(); });
        if (toleranced)
            out_ += produced
                        ? "Nominal values; what production makes of them follows.\n\n"
                        : "Nominal values: tolerances are not in these figures; real units reject less.\n\n";
    }

    // The spread over units, and how far to trust it.
    void production() {
        const Table table = production_table(report_);
        if (table.rows.empty()) return;
        out_ += table_text(table, {.keys = 2});
        std::uint64_t units = 0, seed = 0;
        std::size_t checked = 0;
        double apart = 0;
        for (const LinkReport& link : report_.links) {
            if (!link.production) continue;
            units = std::max(units, link.production->units);
            seed = link.production->seed;
            checked += link.production->check.units;
            apart = std::max(apart, link.production->check.largest_db);
        }
        std::string note = fmt::format("{} units each, seed {}", units, seed);
        if (checked > 0)
            note += fmt::format("; {} of them simulated whole as well, {} dB apart at most", checked,
                                apart_text(apart));
        out_ += wrap(note, columns(), 2, 4);
        for (const LinkReport& link : report_.links)
            if (link.production)
                for (const std::string& remark : production_remarks(*link.production))
                    out_ += wrap(link.link->name + ": " + remark, columns(), 2, 4);
        if (!report_.complete)
            out_ += wrap("interrupted: these are the units that were done", columns(), 2, 4);
        out_ += "\n";
    }

    // What is heard of the room.
    void room() {
        const Table table = hum_table(report_);
        if (table.rows.empty()) return;
        out_ += table_text(table, {.keys = 1});
        out_ += wrap(fmt::format("at the receiver's output, 20 Hz to 20 kHz; of 95 %: what so many units hum "
                                 "at most; heard with the "
                                 "nominal signal at {:g} dB SPL",
                                 report_.listening.nominal_spl_db),
                     columns(), 2, 4);
        out_ += "\n";
    }

    // What is not as usual.
    static std::vector<std::string> production_remarks(const LinkProduction& production) {
        std::vector<std::string> remarks;
        if (production.method == ProductionMethod::full)
            remarks.push_back(
                "all units were simulated whole: the reduction differs, because the bias point moves with "
                "the parts");
        if (!production.worst.empty() && !production.worst[0].exhaustive)
            remarks.push_back("the worst case comes from a search; there are too many corners to try all");
        if (!production.worst.empty() && production.worst[0].failing > 0)
            remarks.push_back(
                fmt::format("{} of {} corners latch up: the worst case is that of the others, and units may "
                            "reject less",
                            production.worst[0].failing, production.worst[0].corners));
        if (production.latched_up > 0)
            remarks.push_back(
                fmt::format("{} units latch up, and are in none of the figures", production.latched_up));
        if (production.no_answer > 0)
            remarks.push_back(
                fmt::format("{} units have no answer, and are in none of the figures", production.no_answer));
        return remarks;
    }

    void budgets() {
        const Table table = budget_table(report_);
        if (!table.rows.empty()) out_ += table_text(table, {.keys = 1}) + "\n";
        for (const LinkReport& link : report_.links) {
            if (!link.production || !asked_for(link)) continue;
            const LinkProduction& production = *link.production;
            if (!production.spot_hz.has(reference_hz)) continue;
            const Sample& rejections = production.spot_hz.of(production.spots, reference_hz);
            if (rejections.size() < 100) continue;
            out_ += histogram_text(fmt::format("{}: units by CMRR at 1 kHz, dB", link.link->name), rejections,
                                   columns()) +
                    "\n";
            percentile_curves(production);
        }
    }

    void percentile_curves(const LinkProduction& production) {
        static constexpr std::array shown = {std::pair{"1 %", 0.01}, std::pair{"median", 0.5},
                                             std::pair{"95 %", 0.95}};
        std::vector<Curve> curves;
        for (const auto& [name, p] : shown) {
            Curve curve{name, production.curve_hz, {}};
            for (const Sample& sample : production.curve) curve.value_db.push_back(sample.quantile(p));
            curves.push_back(std::move(curve));
        }
        const std::string drawn = plot_text(curves, style_.width, plot_height, plot_ceiling_db);
        if (!drawn.empty())
            out_ += wrap(production.link->name + ": units by CMRR over frequency, a=1 %, b=median, c=95 %",
                         columns(), 0, 2) +
                    drawn + "\n";
    }

    void verdicts() {
        for (const Verdict& verdict : report_.verdicts)
            out_ += wrap(fmt::format("{} {}", verdict.holds ? paint("+", "32") : paint("-", "31"),
                                     verdict_sentence(verdict)),
                         columns(), 0, 2);
        if (!report_.verdicts.empty()) out_ += "\n";
    }

    void details() {
        for (const LinkReport& link : report_.links) {
            out_ += wrap(paint(link.link->name, "1") + ": " + path_of(*link.link), columns(), 0, 2);
            if (!link.cause.empty()) out_ += wrap(link.cause, columns(), 2, 4);
            const std::string cause = link.production ? production_cause(*link.production) : std::string{};
            if (!cause.empty()) out_ += wrap("production: " + cause, columns(), 2, 4);
            for (const std::string& warning : link.warnings)
                out_ += wrap("note: " + warning, columns(), 2, 4);
        }
        if (report_.links.empty()) return;
        out_ += "\n" + table_text(gain_table(report_), {.keys = 1}) + "\n";
        const Table paths = path_table(report_);
        if (!paths.rows.empty()) {
            out_ += table_text(paths);
            if (std::any_of(report_.links.begin(), report_.links.end(),
                            [](const LinkReport& link) { return link.room && link.room->hum_of_units; }))
                out_ += wrap("where parts have tolerances, of 95 % of the units", columns(), 2, 4);
            out_ += "\n";
        }
        const Table levels = level_table(report_);
        if (!levels.rows.empty()) out_ += table_text(levels, {.keys = 1}) + "\n";
    }

    // The histogram of a link that something is expected of, or of the only one.
    bool asked_for(const LinkReport& link) const {
        return report_.links.size() == 1 ||
               std::any_of(report_.verdicts.begin(), report_.verdicts.end(), [&](const Verdict& verdict) {
                   return verdict.yield && verdict.expectation.subject == link.link->name;
               });
    }

    // Agreement with the AC analysis, or by how much it is missed.
    void waveforms() {
        const Table table = waveform_table(report_);
        if (table.rows.empty()) return;
        out_ += table_text(table, {.keys = 1}) + "\n";
        const Table clips = clip_table(report_);
        if (clips.rows.empty()) return;
        out_ += table_text(clips, {.keys = 1});
        out_ += wrap(
            "THD at nominal level and 1 kHz; IMD: the difference tone of 19 and 20 kHz, which a clipping "
            "alike "
            "on both sides does not make; the common mode at 1 kHz from which on the rejection is 3 dB less",
            columns(), 2, 4);
        out_ += "\n";
    }

    // Outputs that a plug with pin 3 on ground asks much of.
    void faults() {
        for (const OutputResponse& output : report_.outputs) {
            const auto fault = fault_current(output);
            if (!fault || !fault->limit) continue;
            out_ += wrap(
                fmt::format(
                    "{}: pin 3 on ground takes {:.3g} mA peak at nominal level; the op-amp limits at {:.3g} "
                    "mA, which is from {:+.1f} dBu on",
                    output.output->name, 1e3 * fault->amperes, 1e3 * *fault->limit,
                    dbu_of(*fault->limits_from_volts)),
                columns(), 0, 2);
        }
        if (!out_.ends_with("\n\n")) out_ += "\n";
    }

    void plot() {
        for (std::size_t begin = 0; begin < report_.links.size(); begin += most_curves) {
            std::vector<Curve> curves;
            std::string legend;
            for (std::size_t i = begin; i < std::min(begin + most_curves, report_.links.size()); ++i) {
                const GainRow& row = report_.links[i].response.curve;
                Curve curve{report_.links[i].link->name, row.frequency_hz, {}};
                for (std::size_t k = 0; k < row.frequency_hz.size(); ++k) {
                    const auto figure = rejection(row.signal_gain[k], row.ground_gain[k]);
                    curve.value_db.push_back(figure ? figure->value
                                                    : -std::numeric_limits<double>::infinity());
                }
                legend += fmt::format("{}{}={}", curves.empty() ? "" : ", ",
                                      static_cast<char>('a' + i - begin), curve.name);
                curves.push_back(std::move(curve));
            }
            const std::string drawn = plot_text(curves, style_.width, plot_height, plot_ceiling_db);
            if (drawn.empty()) continue;
            out_ += wrap("CMRR over frequency: " + legend, columns(), 0, 2) + drawn + "\n";
        }
    }

    const Report& report_;
    const TextStyle& style_;
    std::string out_;
};

}  // namespace

std::string report_text(const Report& report, const TextStyle& style) {
    return Text(report, style).all();
}

}  // namespace pin3
