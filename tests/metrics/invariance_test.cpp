// What rejection may not depend on, for links at random as ngspice simulates them.
#include "catalog/redrawn.hpp"
#include "figures.hpp"
#include "netlist/deck.hpp"
#include "response/random_link.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace pin3 {
namespace {

const std::vector<double> frequencies = {50, 1000, 20e3};

// Rounding of the solver, see the agreement with the oracle: absolute, and larger where the voltage between
// the chassis is small.
double rounding(const GainRow& row, std::size_t k) {
    return 1e-7 / std::min(std::abs(row.chassis_gain[k]), 1.0);
}

// Both gains of both links agree, up to what nobody named: insulation of 1 Tohm beside capacitances of
// picofarads, amplifiers of 1e5.
void expect_same(const LinkResponse& one, const LinkResponse& other, double relative,
                 const std::string& what) {
    for (std::size_t k = 0; k < one.spots.frequency_hz.size(); ++k) {
        const double signal = std::abs(one.spots.signal_gain[k]),
                     other_signal = std::abs(other.spots.signal_gain[k]);
        const double noise = std::abs(one.spots.ground_gain[k]),
                     other_noise = std::abs(other.spots.ground_gain[k]);
        const double slack = 2 * (rounding(one.spots, k) + rounding(other.spots, k));
        // CMRR = signal / noise, multiplied out so that a perfect link is no division by zero
        const double difference = std::abs(signal * other_noise - other_signal * noise);
        if (!(difference <= relative * signal * other_noise + slack * (signal + other_signal)))
            RC_FAIL(fmt::format("{}at {} Hz: {} / {} and {} / {}", what, one.spots.frequency_hz[k], signal,
                                noise, other_signal, other_noise));
    }
}

std::vector<LinkWords> drawn(std::uint64_t seed, double scale, int links = 3) {
    RandomStages random(seed, scale);
    std::vector<LinkWords> words;
    for (int i = 0; i < links; ++i) words.push_back(random.link());
    return words;
}

std::string all_text(const std::vector<LinkWords>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) text += words[i].text(fmt::format("l{}", i));
    return text;
}

// The insulation of 1 Tohm does not scale: a floating output into a bootstrapped input sees up to a few
// thousandths of it at 50 Hz.
RC_GTEST_PROP(LinkRejection, is_the_same_with_every_impedance_scaled, ()) {
    const std::uint64_t seed = any_seed();
    const double scale = *rc::gen::element(0.1, 0.5, 2.0, 4.0);
    const auto words = drawn(seed, 1), others = drawn(seed, scale);
    const Measured one(description_of(words, frequencies)), other(description_of(others, frequencies));
    for (std::size_t i = 0; i < words.size(); ++i)
        expect_same(one.all.links.at(i), other.all.links.at(i), 5e-3, all_text(others));
}

RC_GTEST_PROP(LinkRejection, is_the_same_with_hot_and_cold_changed_everywhere, ()) {
    std::uint64_t seed = any_seed();
    std::vector<LinkWords> words;
    while (words.size() < 3) {
        RandomStages random(seed++);
        LinkWords link = random.link();
        // From 0 ohm: the output is zero for the same mixture of signal and noise in both links, but what a
        // soft source of noise gives depends on the currents of a receiver whose output is not zero.
        link.ground = "none";
        // What has two legs that can change places: without a Faraday shield a transformer's secondary, which
        // lies on ground with its cold end, tells them apart; a figure of the CMRR alone does not say which
        // leg it favours; what pin 1 adds does not change its sign with them
        const bool mirrors = link.output.starts_with("measured") && !link.cable.starts_with("coax") &&
                             !link.input.starts_with("unbalanced") && !link.input.starts_with("measured") &&
                             link.input.find("faraday = no") == std::string::npos &&
                             (link.output + link.input).find("pin1") == std::string::npos;
        if (mirrors) words.push_back(std::move(link));
    }
    Description straight = described(description_of(words, frequencies)), crossed = straight;
    for (LinkPtr& link : crossed.links) {
        Link mirror = *link;
        for (StagePtr* stage : {&mirror.output, &mirror.cable, &mirror.input})
            *stage = std::make_shared<const Stage>(mirrored(**stage));
        link = std::make_shared<const Link>(std::move(mirror));
    }
    crossed.stages.clear();  // of those no rig is wanted
    straight.stages.clear();
    const Measurements one = measure(straight, {}, simulator()), other = measure(crossed, {}, simulator());
    RC_ASSERT(one.failures.empty() && other.failures.empty());
    for (std::size_t i = 0; i < words.size(); ++i)
        expect_same(one.links.at(i), other.links.at(i), 1e-3, all_text(words));
}

RC_GTEST_PROP(LinkRejection, is_the_same_at_twice_the_drive, ()) {
    const auto words = drawn(any_seed(), 1, 2);
    const Description description = described(description_of(words, frequencies));
    std::vector<Job> jobs;
    for (const LinkPtr& link : description.links) {
        const Rig rig = link_rig(*link);
        const std::string out = rig.circuit.node_name(rig.probes[0]);
        for (const double volts : {1.0, 2.0})
            jobs.push_back(
                {link->name,
                 write_deck(rig.circuit, {"drive", {{"v_ground", volts, 0, 0}}, {std::string(pivot_card)}}),
                 {{"ac lin 1 1000 1000", {out}, 1}}});
    }
    const std::vector<Outcome> outcomes = simulator().run(jobs);
    for (std::size_t i = 0; i < jobs.size(); i += 2) {
        RC_ASSERT(!outcomes[i].failure && !outcomes[i + 1].failure);
        // a power of two: not a bit of the mantissa changes
        RC_ASSERT(outcomes[i + 1].plots[0].vectors[0][0] == 2.0 * outcomes[i].plots[0].vectors[0][0]);
    }
}

// Rejection comes from the impedances and not from what cold carries. The ground gain is the same to the last
// digits; the signal gains differ by what the unbalanced part of the signal makes of the same mismatch.
RC_GTEST_PROP(LinkRejection, of_an_impedance_balanced_output_is_that_of_a_symmetric_one_with_the_same_legs,
              ()) {
    std::uint64_t seed = any_seed();
    RandomStages random(seed);
    const double hot =
        *rc::gen::map(rc::gen::inRange(20, 1000), [](int ohm) { return static_cast<double>(ohm); });
    const double cold = hot * (1 + 1e-4 * *rc::gen::inRange(0, 500));
    std::string cable = random.cable(), input = random.input();
    while (cable.starts_with("coax")) cable = random.cable();
    // without a Faraday shield the unbalanced part of a signal goes through the windings
    while (input.starts_with("unbalanced") || input.find("faraday = no") != std::string::npos)
        input = random.input();
    const std::string between = random.ground();
    const Measured measured(
        description_of({{fmt::format("symmetric {{ rout_hot = {}, rout_cold = {:.12g} }}", hot, cold), cable,
                         input, between},
                        {fmt::format("impedance_balanced {{ rout = {}, pin3 = {:.12g} }}", hot, cold), cable,
                         input, between}},
                       frequencies));
    const GainRow &symmetric = measured.link("l0").spots, &impedance = measured.link("l1").spots;
    for (std::size_t k = 0; k < frequencies.size(); ++k) {
        const Complex noise = symmetric.ground_gain[k];
        if (!(std::abs(noise - impedance.ground_gain[k]) <=
              1e-6 * std::abs(noise) + 2 * rounding(symmetric, k)))
            RC_FAIL(fmt::format("ground gain at {} Hz: {} and {}, {} {}", frequencies[k], std::abs(noise),
                                std::abs(impedance.ground_gain[k]), cable, input));
        // 5 % between the legs, 6 % between the capacitances and 1 % in the input: within 0.5 dB
        const double signal = std::abs(symmetric.signal_gain[k] / impedance.signal_gain[k]);
        if (!(std::abs(20 * std::log10(signal)) < 0.5))
            RC_FAIL(fmt::format("signal gain at {} Hz: {} dB apart, {} {}", frequencies[k],
                                20 * std::log10(signal), cable, input));
    }
}

}  // namespace
}  // namespace pin3
