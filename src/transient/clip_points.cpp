#include "transient/clip_points.hpp"

#include "transient/tone_fit.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace pin3 {
namespace {

constexpr double tone_hz = reference_hz;
constexpr double small_hz = 1250, small_volts = 0.01;
// Of four periods each, in the first of which the tones fade in.
constexpr double settle_s = 0.004, window_s = 0.004;
// At 20 Hz: four periods and two, in as fine steps as at 1 kHz.
constexpr double low_settle_s = 0.2, low_window_s = 0.1, low_step_s = 125e-6;
constexpr double most_thd = 0.01;
constexpr double three_db = 1.4125375446227544;
constexpr double least_common_mode = 0.1, most_common_mode = 1000;  // V peak
constexpr int halvings = 7;                                         // of a decade: to 0.16 dB
constexpr std::size_t most_steps = 2 * (halvings + 4) + 4;
constexpr double most_over_nominal = 1000;

ToneFit fit(const TimeSeries& series, const std::vector<double>& hertz, double from_s = settle_s) {
    const std::size_t begin = series.from(from_s);
    return fit_tones(std::span(series.time_s).subspan(begin), std::span(series.out_volts).subspan(begin),
                     hertz);
}

double thd_of(const TimeSeries& series, double fundamental_hz = tone_hz, double from_s = settle_s) {
    std::vector<double> harmonics;
    for (int n = 1; n <= 9; ++n) harmonics.push_back(n * fundamental_hz);
    const ToneFit fitted = fit(series, harmonics, from_s);
    double sum = 0;
    for (std::size_t n = 1; n < fitted.phasors.size(); ++n) sum += std::norm(fitted.phasors[n]);
    return std::sqrt(sum) / std::abs(fitted.phasors[0]);
}

// A small programme beside the common mode: what it comes to, and what else comes through (the peak of a sine
// of the same power). The harmonics are fitted with it, so that a common mode that clips does not pass for
// programme.
struct Rejected {
    double signal, common_mode;
};

Rejected rejected(const TimeSeries& series) {
    std::vector<double> hertz = {small_hz};
    for (int n = 1; n <= 19; ++n) hertz.push_back(n * tone_hz);
    const ToneFit fitted = fit(series, hertz);
    double squares = 2 * fitted.residual_rms * fitted.residual_rms;
    for (std::size_t n = 1; n < hertz.size(); ++n) squares += std::norm(fitted.phasors[n]);
    return {std::abs(fitted.phasors[0]), std::sqrt(squares)};
}

TransientPlan plan_of(std::vector<Tone> signal, std::vector<Tone> ground) {
    return {std::move(signal), std::move(ground), 0, {}, settle_s + window_s, 1e-5, {}, settle_s};
}

// All links at once: a plan a link in, a series a link out; none where the simulation failed or broke off.
class Runs {
public:
    Runs(const Measurements& measurements, Simulator& simulator)
        : measurements_(measurements), simulator_(simulator) {}

    // Nothing at all where no link has a plan.
    template <typename PlanOf>
    std::vector<std::optional<TimeSeries>> run(const std::string& what, const PlanOf& plan_of_link) {
        std::vector<TransientRun> runs;
        std::vector<std::size_t> links;
        for (std::size_t i = 0; i < measurements_.links.size(); ++i)
            if (std::optional<TransientPlan> plan = plan_of_link(i)) {
                runs.push_back({measurements_.links[i].link, *std::move(plan)});
                links.push_back(i);
            }
        if (runs.empty()) return {};
        std::vector<TransientResult> results = run_transients(runs, what, simulator_);
        std::vector<std::optional<TimeSeries>> all(measurements_.links.size());
        failures_.assign(all.size(), std::nullopt);
        for (std::size_t k = 0; k < results.size(); ++k) {
            failures_[links[k]] = std::move(results[k].failure);
            if (!failures_[links[k]]) all[links[k]] = std::move(results[k].series);
        }
        return all;
    }

    // Of the run before.
    const std::optional<MeasureFailure>& failure(std::size_t link) const { return failures_[link]; }

private:
    const Measurements& measurements_;
    Simulator& simulator_;
    std::vector<std::optional<MeasureFailure>> failures_;
};

// The least value at which something is beyond a limit: from `start` decade by decade up or down, then by
// halving, in proportion.
class Search {
public:
    Search(double lowest, double start, double highest) : lowest_(lowest), highest_(highest), next_(start) {}

    double next() const { return next_; }
    bool ended() const { return ended_; }

    void tell(double value, bool beyond, bool broke_off) {
        if (beyond) {
            beyond_ = value;
            broke_off_ = broke_off;
        } else {
            within_ = value;
        }
        ended_ = !within_ ? value <= lowest_ : !beyond_ ? value >= highest_ : *beyond_ / *within_ < fine();
        next_ = !within_   ? std::max(value / 10, lowest_)
                : !beyond_ ? std::min(value * 10, highest_)
                           : std::sqrt(*within_ * *beyond_);
    }

    // None where nothing is beyond; the lowest where all is.
    std::optional<double> limit() const {
        return beyond_ ? std::optional(within_ ? next_ : *beyond_) : std::nullopt;
    }
    bool broke_off() const { return broke_off_; }

private:
    static double fine() { return std::pow(10, std::pow(0.5, halvings)) * 1.0001; }

    double lowest_, highest_, next_;
    std::optional<double> within_, beyond_;
    bool ended_ = false, broke_off_ = false;
};

// Nothing in it limits, and no model may: what a search finds there is rounding.
bool is_linear(const Link& link) {
    const Circuit circuit = link_rig(link).circuit;
    return circuit.limits().empty() && circuit.swings().empty() && circuit.models().empty();
}

}  // namespace

ClipPointsFound clip_points(const Measurements& measurements, Simulator& simulator, const WatchJobs& watch) {
    ClipPointsFound found;
    const std::vector<LinkResponse>& links = measurements.links;
    Runs runs(measurements, simulator);
    std::size_t done = 0;
    const auto step = [&] {
        if (watch) watch(done = std::min(done + 1, most_steps), most_steps);
    };
    const auto nominal = [&](std::size_t i) {
        return std::numbers::sqrt2 * links[i].link->output->parameters.number("level");
    };
    const auto sine = [&](double peak) { return plan_of({{tone_hz, peak}}, {}); };
    const auto emf = [&](std::size_t i, double volts) {
        return plan_of({{small_hz, small_volts}},
                       {{tone_hz, volts / std::abs(links[i].spots.at(tone_hz).chassis)}});
    };
    std::vector<bool> linear;
    for (const LinkResponse& link : links) linear.push_back(is_linear(*link.link));

    std::vector<ClipPoints> limits(links.size());
    std::vector<bool> good(links.size(), true);
    const auto give_up = [&](std::size_t i) {
        good[i] = false;
        found.failures.push_back(*runs.failure(i));
    };
    const auto check = [&](const std::vector<std::optional<TimeSeries>>& all) {
        for (std::size_t i = 0; i < links.size(); ++i)
            if (!all[i] && good[i]) give_up(i);
        step();
    };
    const auto at_nominal = runs.run("distortion", [&](std::size_t i) {
        TransientPlan plan = sine(nominal(i));
        plan.step_s = 2.5e-6;
        return plan;
    });
    check(at_nominal);
    const auto at_low_end = runs.run("distortion at 20 Hz", [&](std::size_t i) {
        return TransientPlan{{{low_end_hz, nominal(i)}},  {},         0,  {},
                             low_settle_s + low_window_s, low_step_s, {}, low_settle_s};
    });
    step();
    const auto two_tones = runs.run("intermodulation", [&](std::size_t i) {
        TransientPlan plan = plan_of({{19e3, nominal(i) / 2}, {20e3, nominal(i) / 2}}, {});
        plan.step_s = 1e-6;
        return plan;
    });
    step();
    const auto little = runs.run("common mode", [&](std::size_t i) { return emf(i, least_common_mode); });
    check(little);

    // All links side by side; those that have ended wait.
    const auto search = [&](std::vector<Search>& searches, const std::string& what, const auto& plan_at,
                            const auto& beyond) {
        const auto going = [&](std::size_t i) { return good[i] && !linear[i] && !searches[i].ended(); };
        while (true) {
            const auto all = runs.run(what, [&](std::size_t i) {
                return going(i) ? std::optional<TransientPlan>(plan_at(i, searches[i].next())) : std::nullopt;
            });
            if (all.empty()) return;
            for (std::size_t i = 0; i < links.size(); ++i) {
                if (!going(i)) continue;
                const double value = searches[i].next();
                if (!all[i] && runs.failure(i)->simulation.kind == FailureKind::timed_out)
                    give_up(i);  // the next ones would take as long
                else
                    searches[i].tell(value, !all[i] || beyond(i, *all[i], value), !all[i]);
            }
            step();
        }
    };
    std::vector<Search> signals, common_modes;
    for (std::size_t i = 0; i < links.size(); ++i) {
        signals.emplace_back(nominal(i) / most_over_nominal, nominal(i), nominal(i) * most_over_nominal);
        common_modes.emplace_back(least_common_mode, 10 * least_common_mode, most_common_mode);
    }
    search(
        signals, "largest signal", [&](std::size_t, double peak) { return sine(peak); },
        [&](std::size_t, const TimeSeries& series, double) { return thd_of(series) > most_thd; });
    search(common_modes, "largest common mode", emf,
           [&](std::size_t i, const TimeSeries& series, double volts) {
               const Rejected at_least = rejected(*little[i]), here = rejected(series);
               const double before = at_least.signal * least_common_mode / at_least.common_mode;
               // Where everything clips alike nothing comes through, and no programme either: it is lost, or
               // buried under what clipping leaves at its frequency.
               return here.signal < at_least.signal / three_db || here.signal > at_least.signal * three_db ||
                      at_least.signal * volts / here.common_mode < before / three_db;
           });

    for (std::size_t i = 0; i < links.size(); ++i) {
        if (!good[i]) continue;
        ClipPoints& one = limits[i];
        one.link = links[i].link;
        one.thd = thd_of(*at_nominal[i]);
        if (at_low_end[i]) one.thd_low = thd_of(*at_low_end[i], low_end_hz, low_settle_s);
        if (two_tones[i]) {
            const ToneFit mixed = fit(*two_tones[i], {1e3, 18e3, 19e3, 20e3, 21e3});
            one.imd = std::abs(mixed.phasors[0]) / std::abs(mixed.phasors[2]);
        }
        if (const auto peak = signals[i].limit()) one.signal_volts = *peak / std::numbers::sqrt2;
        one.common_mode_volts = common_modes[i].limit();
        one.signal_broke_off = signals[i].broke_off();
        one.common_mode_broke_off = common_modes[i].broke_off();
        found.links.push_back(one);
    }
    return found;
}

}  // namespace pin3
