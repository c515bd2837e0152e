#include "room/room.hpp"

#include "core/decibel.hpp"
#include "core/unit.hpp"
#include "netlist/deck.hpp"
#include "response/gain_floor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>
#include <utility>

namespace pin3 {
namespace {

constexpr int hiss_points = 10;  // a decade

// Frequencies at equal distances, which ngspice takes as one analysis.
struct Series {
    double first_hz = 0, step_hz = 0;
    std::size_t points = 0;

    double at(std::size_t i) const { return first_hz + static_cast<double>(i) * step_hz; }
    std::size_t index_of(double hertz) const {
        return step_hz == 0 ? 0 : static_cast<std::size_t>(std::lround((hertz - first_hz) / step_hz));
    }
    std::string command() const {
        return fmt::format("ac lin {} {} {}", points, shortest(first_hz), shortest(at(points - 1)));
    }
};

// The series that has all lines: harmonics are multiples of their distance.
Series series_of(const std::vector<SpectralLine>& lines) {
    const double first = lines.front().frequency_hz, last = lines.back().frequency_hz;
    double step = 0;
    for (const SpectralLine& line : lines) {
        // the greatest common divisor of the distances from the first line, to a millionth of a hertz
        double a = line.frequency_hz - first, b = step;
        while (b > 1e-6) a = std::exchange(b, std::abs(std::remainder(a, b)));
        step = a;
    }
    if (step == 0) return {first, step, 1};
    // of two points asked for ngspice gives one
    return {first, step,
            std::max<std::size_t>(3, static_cast<std::size_t>(std::lround((last - first) / step)) + 1)};
}

// A shield that carries the current of a ground: bonded at both ends, at the receiver perhaps by a capacitor.
bool carries_current(const Stage& cable) {
    return cable.parameters.has("m_imbalance") && !cable.parameters.is("shield", "source") &&
           !cable.parameters.is("shield", "receiver");
}

// Where it is told what an m_imbalance would make.
constexpr std::array induction_hz = {1e3, 20e3};
constexpr std::string_view induced_by = "v_magnetic";

// Where the fall towards low frequencies is looked for: points a decade.
constexpr int low_end_points = 20;

// The highest frequency below 1 kHz at which a gain has fallen by `db` against `reference`: between two
// points in dB over the frequency's logarithm.
std::optional<double> fallen_by(double db, double reference, const FrequencyRow& hertz,
                                const std::vector<Complex>& gains) {
    const auto down = [&](std::size_t k) { return -amplitude_db(std::abs(gains[k]) / reference); };
    for (std::size_t k = hertz.size() - 1; k-- > 0;) {
        if (down(k) < db) continue;
        const double share = (db - down(k + 1)) / (down(k) - down(k + 1));
        return hertz[k + 1] * std::pow(hertz[k] / hertz[k + 1], std::clamp(share, 0.0, 1.0));
    }
    return std::nullopt;
}

// What an op-amp may not exceed: the sum of two probes, each with its factor; the probe of a node at ground
// has none.
struct Ceiling {
    std::string opamp;
    OpampLimit by;
    double most;  // peak
    struct Term {
        Node node;
        double factor;
    };
    std::array<Term, 2> terms;
};

std::vector<Ceiling> ceilings(const Circuit& circuit) {
    std::vector<Ceiling> found;
    for (const Swing& swing : circuit.swings())
        found.push_back(
            {swing.name, OpampLimit::output_voltage, swing.volts, {{{swing.node, 1}, {ground, 0}}}});
    for (const Limit& limit : circuit.limits()) {
        if (limit.opamp.empty()) continue;
        const Element& element = circuit.elements()[limit.element];
        if (element.kind == ElementKind::resistor) {
            const double siemens = 1 / element.part.value;
            found.push_back({limit.opamp,
                             OpampLimit::output_current,
                             limit.most,
                             {{{element.nodes[0], siemens}, {element.nodes[1], -siemens}}}});
        } else if (std::isfinite(limit.common_mode)) {
            found.push_back({limit.opamp,
                             OpampLimit::input_voltage,
                             limit.common_mode,
                             {{{element.nodes[2], 0.5}, {element.nodes[3], 0.5}}}});
        }
    }
    return found;
}

// A source of hum and the drive that it comes by.
struct Entry {
    HumSource source;
    Series series;
    std::size_t job = 0, analysis = 0;
};

// The jobs of a link's room, and where each thing stands among them.
class RoomJobs {
public:
    RoomJobs(const LinkResponse& response, const std::optional<UnitId>& unit)
        : response_(response), link_(*response.link), unit_(unit) {
        const Rig rig = as_built(link_rig(link_));
        if (auto hum = hum_sources_of(*link_.ground, link_); !hum.empty()) {
            Rig metered = rig;
            if (const auto meter = add_shield_meter(metered.circuit)) metered.probes.push_back(*meter);
            add_drive(metered, "v_ground");
            for (HumSource& source : hum) add_entry(std::move(source), metered);
            if (metered.probes.size() > 2 && carries_current(*link_.cable)) shield_ = add_induction(metered);
        }
        if (auto hum = picked_up_by(link_); shield_ || !hum.empty()) {
            Rig picking_up = as_built(link_pickup_rig(link_));
            picking_up.probes.resize(1);
            const auto add = [&](std::string_view source) {
                add_drive(picking_up, source);
                if (shield_ && source == induced_by) induced_ = add_induction(picking_up);
            };
            for (HumSource& source : hum) {
                add(pickup_source(source));
                add_entry(std::move(source), picking_up);
            }
            if (shield_ && !induced_) add(induced_by);
        }
        hiss_job_ = jobs_.size();
        add_hiss(rig);
        signal_job_ = jobs_.size();
        add_signal(rig);
    }

    // To be taken once.
    std::vector<Job> take_jobs() { return std::move(jobs_); }

    // From the outcomes of the jobs.
    LinkRoom room(std::span<const Outcome> outcomes) const {
        LinkRoom room;
        room.link = response_.link;
        const GainRow& curve = response_.curve;
        for (const Entry& entry : entries_) {
            const auto& gains = outcomes[entry.job].plots.at(entry.analysis).vectors;
            for (const SpectralLine& line : entry.source.lines) {
                const std::size_t k = entry.series.index_of(line.frequency_hz);
                const double volts = line.volts * std::abs(gains.at(0).at(k));
                const double chassis = gains.size() > 1 ? line.volts * std::abs(gains.at(1).at(k)) : 0;
                const double shield = gains.size() > 2 ? line.volts * std::abs(gains.at(2).at(k)) : 0;
                const double least = gain_floor * chassis;
                const double signal =
                    std::abs(curve.frequency_hz.between(curve.signal_gain, line.frequency_hz));
                room.lines.push_back({line.frequency_hz, std::max(volts, least), entry.source.path,
                                      volts < least, signal, chassis, shield});
            }
        }
        const Plot& hiss = outcomes[hiss_job_].plots.at(0);
        room.hiss.frequency_hz = hiss.scale;
        for (const Complex& density : hiss.vectors.at(0)) room.hiss.density.push_back(density.real());
        if (induced_) room.equal_induction = equal_induction(outcomes);
        // at 20 Hz, between and at 1 kHz (ngspice has no two points in a line); then from 1 Hz up
        const std::vector<Plot>& plots = outcomes[signal_job_].plots;
        const auto& signal = plots.at(0).vectors;
        room.low_end.gain = std::abs(signal.at(0).at(0));
        room.signal_gain = signal.at(0).at(2);
        room.clipping = clipping(signal, "");
        room.output_clipping = clipping(signal, link_.output->name + ".");
        if (primary_)
            room.z_primary = primary_->impedance(signal.at(signal.size() - 2).at(2), signal.back().at(2));
        const FrequencyRow hertz = plots.at(1).scale;
        const double reference = std::abs(room.signal_gain);
        room.low_end.one_db_down = fallen_by(1, reference, hertz, plots.at(1).vectors.at(0));
        room.low_end.three_db_down = fallen_by(3, reference, hertz, plots.at(1).vectors.at(0));
        return room;
    }

private:
    Rig as_built(Rig rig) const {
        if (unit_) rig.circuit = built(rig.circuit, *unit_);
        return rig;
    }

    Job& add_job(std::string_view what) {
        Job& job = jobs_.emplace_back();
        job.name = fmt::format("{}, {}", subject_of(link_), what);
        job.group = subject_of(link_);
        return job;
    }

    void add_drive(const Rig& rig, std::string_view source) {
        Job& job = add_job(fmt::format("room, driven by {}", source));
        job.deck = response_deck(rig, source, "pin3: " + job.name, {});
    }

    // As one more analysis of the job added last.
    void add_entry(HumSource source, const Rig& rig) {
        Job& job = jobs_.back();
        Entry entry{std::move(source), {}, jobs_.size() - 1, job.analyses.size()};
        entry.series = series_of(entry.source.lines);
        job.analyses.push_back({entry.series.command(), {}, entry.series.points});
        for (const Node probe : rig.probes)
            job.analyses.back().vectors.push_back(rig.circuit.node_name(probe));
        entries_.push_back(std::move(entry));
    }

    void add_hiss(const Rig& rig) {
        Job& job = add_job("noise of its own");
        job.deck = write_deck(
            rig.circuit,
            {"pin3: " + job.name, {{"v_signal", 1, 0, 0}}, {std::string(pivot_card)}, DeckPurpose::noise});
        job.analyses.push_back(
            {fmt::format("noise {} v_signal dec {} {} {}", voltage_of(rig.circuit, rig.probes[0]),
                         hiss_points, shortest(audible_from_hz), shortest(audible_to_hz)),
             {"onoise_spectrum"},
             0});
    }

    // Where the analysis at induction_hz stands.
    struct Place {
        std::size_t job = 0, analysis = 0;
    };

    // As one more analysis of the job added last: all probes of `rig`.
    Place add_induction(const Rig& rig) {
        Job& job = jobs_.back();
        const Place place{jobs_.size() - 1, job.analyses.size()};
        job.analyses.push_back(
            {fmt::format("ac lin 3 {} {}", shortest(induction_hz[0]), shortest(induction_hz[1])), {}, 3});
        for (const Node probe : rig.probes)
            job.analyses.back().vectors.push_back(rig.circuit.node_name(probe));
        return place;
    }

    // G(m) = G(0) + k m, so |G(0)| / |k| is the m that makes as much as all the rest; k = -j w length I H, I
    // the current in the shield per volt of EMF and H the gain of an EMF in series with hot at the receiver:
    // the lead is short beside the wave, so it does not matter where along it the EMF stands.
    EqualInduction equal_induction(std::span<const Outcome> outcomes) const {
        const Parameters& cable = link_.cable->parameters;
        const auto at = [&](std::size_t i) {
            const auto answer = [&](const Place& place, std::size_t probe) {
                return outcomes[place.job].plots.at(place.analysis).vectors.at(probe).at(2 * i);
            };
            const Complex k = Complex(0, -2 * std::numbers::pi * induction_hz[i] * cable.number("length")) *
                              answer(*shield_, 2) * answer(*induced_, 0);
            return std::abs(answer(*shield_, 0) - k * cable.number("m_imbalance")) / std::abs(k);
        };
        return {at(0), at(1)};
    }

    // The signal at the receiver and where op-amps have limits, at 20 Hz and 1 kHz; then at the receiver
    // alone, from 1 Hz up to 1 kHz.
    void add_signal(Rig rig) {
        rig.probes.resize(1);
        ceilings_ = ceilings(rig.circuit);
        for (const Ceiling& ceiling : ceilings_)
            for (const Ceiling::Term& term : ceiling.terms)
                if (!(rig.circuit.canonical(term.node) == ground)) rig.probes.push_back(term.node);
        circuit_ = rig.circuit;
        primary_ = output_primary(rig.circuit);
        if (primary_) rig.probes.insert(rig.probes.end(), {primary_->driven, primary_->behind});
        Job& job = add_job("signal");
        job.deck = response_deck(rig, "v_signal", "pin3: " + job.name, {});
        job.analyses.push_back(
            {fmt::format("ac lin 3 {} {}", shortest(low_end_hz), shortest(reference_hz)), {}, 3});
        for (const Node probe : rig.probes)
            job.analyses.back().vectors.push_back(rig.circuit.node_name(probe));
        job.analyses.push_back({fmt::format("ac dec {} {} {}", low_end_points, shortest(LowEnd::lowest_hz),
                                            shortest(reference_hz)),
                                {rig.circuit.node_name(rig.probes[0])},
                                0});
    }

    // From the answers of add_signal() at 20 Hz and 1 kHz, of which the last counts: the receiver's, and
    // those of the ceilings' terms in their order. Of op-amps whose names begin so.
    std::optional<Clipping> clipping(const std::vector<std::vector<Complex>>& answers,
                                     std::string_view beginning) const {
        std::optional<Clipping> first;
        std::size_t next = 1;
        for (const Ceiling& ceiling : ceilings_) {
            Complex sum = 0;
            for (const Ceiling::Term& term : ceiling.terms)
                if (!(circuit_.canonical(term.node) == ground)) sum += term.factor * answers.at(next++).at(2);
            const double per_volt = std::abs(sum);
            const double volts = ceiling.most / std::numbers::sqrt2 / per_volt;
            if (per_volt > 0 && ceiling.opamp.starts_with(beginning) &&
                (!first || volts < first->signal_volts))
                first = Clipping{ceiling.opamp, ceiling.by, ceiling.most, volts};
        }
        return first;
    }

    const LinkResponse& response_;
    const Link& link_;
    std::optional<UnitId> unit_;
    std::vector<Job> jobs_;
    std::vector<Entry> entries_;
    std::optional<Place> shield_, induced_;  // driven by the ground, by an EMF in hot
    std::size_t hiss_job_ = 0, signal_job_ = 0;
    std::vector<Ceiling> ceilings_;
    Circuit circuit_;  // that of the signal
    std::optional<Primary> primary_;
};

}  // namespace

std::string_view limit_name(OpampLimit limit) {
    switch (limit) {
        case OpampLimit::output_voltage:
            return "output voltage";
        case OpampLimit::output_current:
            return "output current";
        case OpampLimit::input_voltage:
            return "input voltage";
    }
    return "";
}

Rooms measure_rooms(const Measurements& measurements, Simulator& simulator,
                    const std::optional<UnitId>& unit) {
    Batch batch;
    std::vector<RoomJobs> rooms;
    for (const LinkResponse& response : measurements.links) {
        RoomJobs& room = rooms.emplace_back(response, unit);
        batch.add({subject_of(*response.link), response.link->span}, room.take_jobs());
    }
    batch.run(simulator);
    Rooms found;
    for (std::size_t i = 0; i < rooms.size(); ++i)
        if (auto failure = batch.failure(i))
            found.failures.push_back(*std::move(failure));
        else
            found.links.push_back(rooms[i].room(batch.outcomes(i)));
    return found;
}

// Of a power f^e between f1 and f2 the integral is (p2 f2 - p1 f1)/(e + 1), with p the square of the density.
double integrated(const Hiss& hiss, double (*weight_db)(double)) {
    double sum = 0;
    const auto power = [&](std::size_t i) {
        const double weight = weight_db ? std::pow(10.0, weight_db(hiss.frequency_hz[i]) / 10) : 1;
        return weight * hiss.density[i] * hiss.density[i];
    };
    for (std::size_t i = 1; i < hiss.density.size(); ++i) {
        const double f1 = hiss.frequency_hz[i - 1], f2 = hiss.frequency_hz[i];
        const double p1 = power(i - 1), p2 = power(i);
        if (p1 <= 0 || p2 <= 0) continue;
        const double exponent = std::log(p2 / p1) / std::log(f2 / f1);
        sum += std::abs(exponent + 1) < 1e-9 ? p1 * f1 * std::log(f2 / f1)
                                             : (p2 * f2 - p1 * f1) / (exponent + 1);
    }
    return std::sqrt(sum);
}

}  // namespace pin3
