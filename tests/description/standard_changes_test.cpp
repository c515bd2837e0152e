#include "description/standard_changes.hpp"

#include "catalog/catalog.hpp"
#include "catalog/described.hpp"

namespace pin3 {
namespace {

ChangedDescription changed(const std::string& text) {
    const Description description = described(text);
    auto result = standard_changes(description);
    if (const auto* problem = std::get_if<std::string>(&result)) throw std::invalid_argument(*problem);
    return std::get<ChangedDescription>(std::move(result));
}

std::vector<std::string> labels(const std::string& text) {
    std::vector<std::string> all;
    for (const StandardChange& change : changed(text).changes) all.push_back(change.label);
    return all;
}

bool has(const std::vector<std::string>& all, const std::string& label) {
    return std::find(all.begin(), all.end(), label) != all.end();
}

// What is written has to be a description, whatever it was made of; each link of it can be built.
TEST(StandardChanges, of_every_output_cable_and_input_are_a_description) {
    for (const std::string output :
         {"unbalanced { rout = 600 5%, couple = 10 uF }", "impedance_balanced", "symmetric", "cross_coupled",
          "ground_cancelling", "transformer", "di_box"})
        for (const std::string cable :
             {"coax { length = 6 m }", "twisted_pair { length = 5 m, pin3 = source }",
              "star_quad { length = 1 m }", "unshielded { length = 3 m }", "none"})
            for (const std::string input : {"unbalanced", "difference", "instrumentation", "transformer"}) {
                const std::string stages =
                    "output o : " + output + "\ncable c : " + cable + "\ninput i : " + input + "\n";
                const ChangedDescription all = changed(stages);
                const Description description = described(all.text);
                EXPECT_EQ(description.links.size(), 1 + all.changes.size()) << all.text;
                ASSERT_TRUE(description.link(all.link));
                for (const StandardChange& change : all.changes) {
                    ASSERT_TRUE(description.link(change.link)) << change.link;
                    EXPECT_FALSE(link_rig(*description.link(change.link)).circuit.elements().empty());
                }
            }
}

// The resistor is the only change: the amplifier in front of it, its couplings and its capacitors stay.
TEST(StandardChanges, keep_what_is_said_of_an_output_that_gets_a_resistor) {
    const ChangedDescription all = changed(
        "opamp mine : behavioural { gbw = 3 MHz }\noutput o : unbalanced { rout = 600 5%, couple = 10 uF, "
        "c_hot = 1 "
        "nF, opamp = mine, gain = 3, pin1 = 5m, level = 6 dBu }\ninput i : difference\n");
    const Description description = described(all.text);
    const LinkPtr link = description.link("with_resistor");
    ASSERT_TRUE(link) << all.text;
    const Parameters& kept = link->output->parameters;
    EXPECT_EQ(kept.number("rout"), 600);
    EXPECT_EQ(kept.number("pin3"), 600);
    EXPECT_EQ(kept.number("couple_cold"), 10e-6);
    EXPECT_EQ(kept.number("c_hot"), 1e-9);
    EXPECT_EQ(kept.setting("opamp").model->name, "mine");
    EXPECT_EQ(kept.number("gain"), 3);
    EXPECT_EQ(kept.number("pin1"), 5e-3);
    EXPECT_NEAR(kept.number("level"), std::sqrt(0.6) * std::pow(10, 0.3), 1e-6);
}

TEST(StandardChanges, fit_what_there_is) {
    const auto synth = labels(
        "output o : unbalanced { rout = 1k }\ncable c : twisted_pair { length = 9 m }\ninput i : "
        "difference\n");
    EXPECT_EQ(synth.front(), "a lead of 3 m");
    EXPECT_TRUE(has(synth, "the shield lifted at the receiver"));
    EXPECT_TRUE(has(synth, "a resistor of 1 kohm on pin 3"));
    EXPECT_TRUE(has(synth, "a symmetric line driver"));
    EXPECT_TRUE(has(synth, "an instrumentation amplifier of 0.1 % parts as receiver"));
    const auto desk = labels("output o : symmetric\ncable c : coax { length = 1 m }\ninput i : unbalanced\n");
    EXPECT_FALSE(has(desk, "a symmetric line driver"));
    EXPECT_FALSE(has(desk, "the shield lifted at the receiver"));
    EXPECT_TRUE(has(desk, "a balanced receiver of 1 % parts and a lead with two conductors"));
    EXPECT_FALSE(has(desk, "a passive DI box"));  // it takes one signal against the chassis
    // a resistor on pin 3 is nothing to an input that does not look at pin 3
    const auto deck = labels("output o : unbalanced { rout = 1k }\ninput i : unbalanced\n");
    EXPECT_FALSE(has(deck, "a resistor of 1 kohm on pin 3"));
    EXPECT_TRUE(has(deck, "a passive DI box"));
}

Link changed_link(const std::string& text, const std::string& name) {
    return *described(changed(text).text).link(name);
}

// A change is of one thing: what is not named stays.
TEST(StandardChanges, leave_the_rest_as_it_is) {
    const std::string text =
        "output o : unbalanced { rout = 1k 5%, level = 0 dBu, pin3 = open }\n"
        "cable c : coax { length = 6 m, r_shield = 20 mohm/m }\ninput i : unbalanced\n";
    const Link boxed = changed_link(text, "with_di_box"),
               transformer = changed_link(text, "with_transformer");
    EXPECT_EQ(boxed.output->parameters.number("rout"), 1000);
    EXPECT_NEAR(boxed.output->parameters.number("level") * boxed.output->parameters.number("ratio"),
                std::sqrt(0.6), 1e-12);
    EXPECT_EQ(transformer.output->parameters.number("rout"), 1000);
    EXPECT_EQ(transformer.cable->kind->name, "twisted_pair");
    EXPECT_EQ(transformer.cable->parameters.number("r_shield"), 0.02);
    EXPECT_EQ(transformer.cable->parameters.number("length"), 6);
    // a balanced receiver needs the source's chassis on cold
    const Link received = changed_link(text, "with_better_receiver");
    EXPECT_TRUE(received.output->parameters.is("pin3", "ground"));
    EXPECT_EQ(received.output->parameters.number("rout"), 1000);
}

TEST(StandardChanges, are_made_to_the_only_link) {
    const std::string text =
        "output a : unbalanced\noutput b : unbalanced { rout = 47 }\ninput i : difference\nground g : mains\n"
        "link l = b -> i @ g\n";
    const ChangedDescription all = changed(text);
    EXPECT_EQ(all.link, "l");
    EXPECT_EQ(all.changes.front().label, "a resistor of 47 ohm on pin 3");
    for (const StandardChange& change : all.changes)
        EXPECT_EQ(described(all.text).link(change.link)->ground->name, "g");
    // without a ground nothing would hum
    EXPECT_FALSE(all.assumed_room);
    const ChangedDescription roomless =
        changed("output a : unbalanced\ninput i : difference\nlink l = a -> i\n");
    EXPECT_EQ(described(roomless.text).link(roomless.link)->ground->kind->name, "mains");
    EXPECT_TRUE(roomless.assumed_room);
}

TEST(StandardChanges, keep_clear_of_names_that_are_taken) {
    const ChangedDescription all = changed(
        "output with_resistor : unbalanced\ncable shorter_lead : coax { length = 4 m }\ninput room : "
        "unbalanced\n");
    EXPECT_EQ(described(all.text).links.size(), 1 + all.changes.size());
}

TEST(StandardChanges, say_what_is_missing_or_too_much) {
    const auto problem = [](const std::string& text) {
        const Description description = described(text);
        return std::get<std::string>(standard_changes(description));
    };
    EXPECT_NE(problem("output o : unbalanced\n").find("there is no input"), std::string::npos);
    EXPECT_NE(problem("input i : unbalanced\n").find("there is no output"), std::string::npos);
    EXPECT_NE(problem("output a : unbalanced\noutput b : unbalanced\ninput i : unbalanced\n")
                  .find("there are 2 outputs"),
              std::string::npos);
}

}  // namespace
}  // namespace pin3
