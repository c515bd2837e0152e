// The deck of a circuit, to the byte.
#include "netlist/deck.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <charconv>
#include <cmath>
#include <sstream>

namespace pin3 {
namespace {

// One element of every kind.
Circuit sample() {
    Circuit circuit;
    Scope scope(circuit, "t");
    const Node in = scope.node("in"), out = scope.node("out"), sensed = scope.node("sensed");
    circuit.remark("the drive");
    scope.voltage("in", in, ground, 0);
    scope.current("push", ground, out, 0.25);
    circuit.remark("the parts");
    scope.resistor("r", in, out, fixed(4700));
    scope.capacitor("c", out, ground, fixed(1e-7));
    scope.inductor("l", out, sensed, fixed(0.001));
    scope.vcvs("e", sensed, ground, in, out, fixed(1e5));
    scope.vccs("g", out, ground, in, ground, fixed(-0.5));
    scope.cccs("f", out, ground, "in", fixed(1));
    scope.diode("d", out, sensed, "d_small");
    scope.subcircuit("x", {in, out, ground}, "amplifier");
    circuit.add_model(".model d_small d");
    return circuit;
}

TEST(Deck, is_this_text) {
    const Circuit circuit = sample();
    const DeckText text{
        "a title", {{"v_t_in", 1, 0.5, 1000}, {"i_t_push", 1, 0, 0}}, {".ac dec 20 10 100000"}};
    EXPECT_EQ(write_deck(circuit, text),
              "a title\n"
              "*\n"
              "* the drive\n"
              "v_t_in n_t_in 0 dc 0 ac 1 sin(0 0.5 1000)\n"
              "i_t_push 0 n_t_out dc 0.25 ac 1\n"
              "*\n"
              "* the parts\n"
              "r_t_r n_t_in n_t_out 4700\n"
              "c_t_c n_t_out 0 1e-07\n"
              "l_t_l n_t_out n_t_sensed 0.001\n"
              "e_t_e n_t_sensed 0 n_t_in n_t_out 100000\n"
              "g_t_g n_t_out 0 n_t_in 0 -0.5\n"
              "f_t_f n_t_out 0 v_t_in 1\n"
              "d_t_d n_t_out n_t_sensed d_small\n"
              "x_t_x n_t_in n_t_out 0 amplifier\n"
              "*\n"
              "* models\n"
              ".model d_small d\n"
              "*\n"
              ".ac dec 20 10 100000\n"
              ".end\n");
}

TEST(Deck, is_the_same_to_the_byte_when_it_is_written_again) {
    EXPECT_EQ(write_deck(sample(), {"t", {}, {}}), write_deck(sample(), {"t", {}, {}}));
}

TEST(Deck, leaves_sources_that_do_not_drive_at_their_dc_value) {
    const std::string deck = write_deck(sample(), {"t", {}, {}});
    EXPECT_NE(deck.find("\nv_t_in n_t_in 0 dc 0\n"), std::string::npos);
    EXPECT_NE(deck.find("\ni_t_push 0 n_t_out dc 0.25\n"), std::string::npos);
}

TEST(Deck, names_the_voltage_of_a_node_as_ngspice_does) {
    Circuit circuit;
    EXPECT_EQ(voltage_of(circuit, circuit.add_node("out")), "v(n_out)");
}

// Every line behind the title is a comment, an element of ours or a card of ours, whatever users write.
void expect_harmless(const std::string& written) {
    Circuit circuit;
    circuit.remark(written);
    Scope(circuit, "t").resistor("r", circuit.add_node("a"), ground, fixed(1));
    std::istringstream lines(write_deck(circuit, {written, {}, {".op"}}));
    std::string line;
    std::getline(lines, line);  // the title, which SPICE does not read
    std::size_t elements = 0;
    while (std::getline(lines, line)) {
        if (line == "r_t_r n_a 0 1" || line == ".op" || line == ".end") {
            ++elements;
            continue;
        }
        EXPECT_TRUE(line == "*" || line.starts_with("* ")) << line;
        for (const char c : line) EXPECT_TRUE(c >= 0x20 && c < 0x7f) << line;
    }
    EXPECT_EQ(elements, 3u);
}

TEST(Deck, keeps_a_newline_in_a_title_or_a_comment_from_becoming_a_card) {
    expect_harmless("x\n.control\nshell touch owned\n.endc");
    expect_harmless("x\r.control\rquit");
    expect_harmless("x\n*# shell touch owned");
}

TEST(Deck, writes_comments_in_ascii) {
    Circuit circuit;
    circuit.remark("1 kΩ ±5 % „ü“");
    EXPECT_NE(write_deck(circuit, {"Ω", {}, {}}).find("* 1 k? ?5 % ???\n"), std::string::npos);
    expect_harmless("\xff\xfe\x80 Ω \x7f\x01");
}

TEST(Deck, wraps_very_long_comments) {
    std::string words;
    for (int i = 0; i < 5000; ++i) words += "word ";
    for (const std::string& text : {words, std::string(100000, 'x')}) {
        Circuit circuit;
        circuit.remark(text);
        std::istringstream lines(write_deck(circuit, {"t", {}, {}}));
        std::size_t letters = 0;
        for (std::string line; std::getline(lines, line);) {
            EXPECT_LE(line.size(), 104u);
            if (line.starts_with("* "))
                letters += static_cast<std::size_t>(std::count_if(line.begin(), line.end(), ::isalpha));
        }
        EXPECT_EQ(letters, static_cast<std::size_t>(std::count_if(text.begin(), text.end(), ::isalpha)));
    }
}

RC_GTEST_PROP(Deck, is_harmless_whatever_the_description_says, (const std::string& written)) {
    expect_harmless(written);
}

RC_GTEST_PROP(Deck, holds_numbers_that_read_back_as_the_same_double, (double value)) {
    RC_PRE(std::isfinite(value) && value != 0);
    Circuit circuit;
    Scope(circuit, "t").resistor("r", circuit.add_node("a"), ground, fixed(value));
    const std::string deck = write_deck(circuit, {"t", {}, {}});
    const std::string before = "r_t_r n_a 0 ";
    const auto begin = deck.find(before) + before.size();
    double read = 0;
    const auto end = std::from_chars(deck.data() + begin, deck.data() + deck.size(), read);
    RC_ASSERT(read == value);
    RC_ASSERT(*end.ptr == '\n');  // a bare number, without a unit or a suffix
}

}  // namespace
}  // namespace pin3
