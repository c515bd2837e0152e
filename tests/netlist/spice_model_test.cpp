// SPICE files of strangers: what is taken from them and what is refused.
#include "netlist/spice_model.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <sstream>

namespace pin3 {
namespace {

// A macromodel in the manner of the vendors' five-pin op-amps.
constexpr const char* macromodel =
    "* OPX99 operational amplifier macromodel\r\n"
    "* connections:   non-inverting input\r\n"
    "*                | inverting input\r\n"
    "\r\n"
    ".SUBCKT OPX99 1 2 3 4 5   ; in+ in- V+ V- out\r\n"
    "*# shell touch owned\r\n"
    "  C1   11 12 3.498E-12\r\n"
    "\tDC    5 53 DX\r\n"
    "  EGND 99  0 POLY(2) (3,0) (4,0) 0 .5 .5\r\n"
    "  FB    7 99 POLY(5) VB VC VE VLP VLN 0 4.715E6 -5E6\r\n"
    "+ 5E6 5E6 -5E6\r\n"
    "  J1   11  2 10 JX ; a pair\r\n"
    "  X1   7 5 STAGE params: gain=2\r\n"
    ".MODEL DX D(IS=800.0E-18)\r\n"
    ".MODEL JX\r\n"
    "* between\r\n"
    "+ PJF(IS=15.00E-12 BETA=270.1E-6 VTO=-1)\r\n"
    ".ENDS\r\n"
    ".subckt stage a b\r\n"
    "+ c\r\n"
    "+ PARAMS: gain = 1\r\n"
    "+ offset=0\r\n"
    "e1 b 0 a 0 {gain}\r\n"
    ".ends stage\r\n"
    ".END\r\n";

SpiceModel accepted(std::string_view text) {
    auto read = read_spice_model_text(text);
    if (const auto* error = std::get_if<SpiceModelError>(&read)) throw std::runtime_error(error->message);
    return std::get<SpiceModel>(std::move(read));
}

SpiceModelError refused(std::string_view text) {
    auto read = read_spice_model_text(text);
    if (std::holds_alternative<SpiceModel>(read))
        throw std::runtime_error("accepted:\n" + std::get<SpiceModel>(read).text);
    return std::get<SpiceModelError>(std::move(read));
}

std::string wrapped(const std::string& card) {
    return ".subckt op 1 2 3 4 5\n" + card + "\n.ends\n";
}

using Pins = std::vector<std::string>;

TEST(SpiceModel, is_read_from_a_vendors_macromodel) {
    const SpiceModel model = accepted(macromodel);
    ASSERT_EQ(model.subcircuits.size(), 2u);
    EXPECT_EQ(model.subcircuits[0].name, "opx99");
    EXPECT_EQ(model.subcircuits[0].pins, (Pins{"1", "2", "3", "4", "5"}));
    EXPECT_EQ(model.subcircuits[1].name, "stage");
    EXPECT_EQ(model.subcircuits[1].pins, (Pins{"a", "b", "c"}));
    EXPECT_NE(model.text.find("+ 5E6 5E6 -5E6\n"), std::string::npos);
    EXPECT_NE(model.text.find("e1 b 0 a 0 {gain}\n"), std::string::npos);
}

TEST(SpiceModel, keeps_no_comment_and_no_end_of_the_deck) {
    const std::string text = accepted(macromodel).text;
    for (const char* gone : {"*", ";", "shell", ".END\n", "\r", "\t", "a pair"})
        EXPECT_EQ(text.find(gone), std::string::npos) << gone;
}

TEST(SpiceModel, is_the_same_in_upper_and_lower_case) {
    std::string shouted(macromodel);
    std::transform(shouted.begin(), shouted.end(), shouted.begin(),
                   [](unsigned char c) { return std::toupper(c); });
    EXPECT_EQ(accepted(shouted).subcircuits[1].pins, (Pins{"a", "b", "c"}));
    EXPECT_EQ(accepted(shouted).subcircuits[0].name, "opx99");
}

TEST(SpiceModel, is_the_same_in_every_encoding_of_the_editors) {
    const std::string expected = accepted(macromodel).text;
    std::string little, big;
    for (const char c : std::string(macromodel)) {
        little += {c, '\0'};
        big += {'\0', c};
    }
    EXPECT_EQ(accepted("\xff\xfe" + little).text, expected);
    EXPECT_EQ(accepted(little).text, expected);  // LTspice leaves the mark out
    EXPECT_EQ(accepted("\xfe\xff" + big).text, expected);
    EXPECT_EQ(accepted("\xef\xbb\xbf" + std::string(macromodel)).text, expected);
    std::string old_mac(macromodel);
    std::erase(old_mac, '\n');
    EXPECT_EQ(accepted(old_mac).text, expected);
}

TEST(SpiceModel, reads_micro_in_every_spelling) {
    for (const char* micro : {"10u", "10\xb5", "10\xc2\xb5", "10\xce\xbc"})
        EXPECT_NE(accepted(wrapped(std::string("c1 1 2 ") + micro)).text.find("c1 1 2 10u\n"),
                  std::string::npos)
            << micro;
}

TEST(SpiceModel, takes_other_characters_in_comments_only) {
    EXPECT_EQ(accepted("* \xc3\xbc \xfc\n" + wrapped("r1 1 2 1k ; \xce\xa9")).text, wrapped("r1 1 2 1k"));
    const SpiceModelError error = refused(wrapped("r1 1 2 1k\xce\xa9"));
    EXPECT_EQ(error.problem, SpiceModelProblem::unreadable);
    EXPECT_TRUE(error.message.starts_with("line 2: ")) << error.message;
}

TEST(SpiceModel, leaves_out_the_comments_that_ngspice_runs) {
    EXPECT_EQ(accepted("*# shell touch owned\n *# quit\n" + wrapped("*# shell touch owned\nr1 1 2 1k")).text,
              wrapped("r1 1 2 1k"));
}

TEST(SpiceModel, pins_end_where_parameters_begin) {
    for (const char* tail : {"PARAMS: a=1", "params:a=1", "a=1", "a = 1", "optional: d=0",
                             "; + - vcc vee out", "// note", "\n+ params: a=1"})
        EXPECT_EQ(accepted(std::string(".subckt op 1 2 3 4 5 ") + tail + "\nr1 1 2 1k\n.ends\n")
                      .subcircuits[0]
                      .pins,
                  (Pins{"1", "2", "3", "4", "5"}))
            << tail;
}

TEST(SpiceModel, only_outer_subcircuits_are_offered) {
    const SpiceModel model = accepted(wrapped(".subckt inner a b\nr1 a b 1\n.ends inner\nx1 1 2 inner"));
    ASSERT_EQ(model.subcircuits.size(), 1u);
    EXPECT_EQ(model.subcircuits[0].name, "op");
}

// Cards that run, write, read or change something; and what could hide one of them.
class UnsafeCard : public ::testing::TestWithParam<const char*> {};

TEST_P(UnsafeCard, is_refused_outside_a_subcircuit_with_its_place_and_the_next_step) {
    const SpiceModelError error = refused("* one\n" + std::string(GetParam()) + "\n" + wrapped("r1 1 2 1k"));
    EXPECT_EQ(error.problem, SpiceModelProblem::unsafe) << error.message;
    EXPECT_TRUE(error.message.starts_with("line 2: ")) << error.message;
    EXPECT_FALSE(error.help.empty());
}

TEST_P(UnsafeCard, is_refused_inside_a_subcircuit) {
    const std::string_view card = GetParam();
    // inside, a continuation belongs to the card before it: here to a .model without a type
    EXPECT_EQ(refused(wrapped((card[0] == '+' ? ".model evil\n" : "") + std::string(card))).problem,
              SpiceModelProblem::unsafe);
}

INSTANTIATE_TEST_SUITE_P(
    SpiceModel, UnsafeCard,
    ::testing::Values(
        ".control", ".CONTROL", "  .control", "\t.Control", ".endc", ".exec \"touch owned\"",
        ".shell touch owned", "!touch owned", "$shell", "`touch owned`", ".lib \"/etc/passwd\"",
        ".lib nom.lib tt", ".include \"/etc/passwd\"", ".include ../other.lib", ".inc a.lib", ".incl a.lib",
        ".include", ".include\"/etc/passwd\"", ".includefile a.lib", ".csparam x=1", ".save all",
        ".print ac v(1)", ".plot ac v(1)", ".measure ac x max v(1)", ".meas ac x max v(1)", ".options acct",
        ".option temp=1", ".tran 1u 1m", ".ac dec 1 1 10", ".op", ".dc v1 0 1 1", ".noise v(1) v1",
        ".temp 100", ".global vdd", ".ic v(1)=1", ".nodeset v(1)=1", ".title x", ".probe v(1)",
        ".four 1k v(1)", ".width out=80", ".backanno", ".step x 1 2 1", ".pss", ".sens v(1)", ".hdl \"x.va\"",
        ".pre_osdi x.osdi", ".newcard", "a1 1 2 evil", "A1 [1] [2] file", "n1 1 2 osdi", "y1 1 2 txl",
        "p1 1 2 cpl", "@r1[resistance]", "{r}1 1 2 1k", "\"r1\" 1 2 1k",
        ".model evil filesource(file=\"/etc/passwd\")", ".model evil\n+ filesource(file=\"x\")",
        ".model evil d_process", ".model evil d_source(input_file=\"/etc/passwd\")", ".model evil d_state",
        ".model evil file_source", ".model evil = filesource d", ".model evil=filesource d",
        ".model evil (filesource) d", ".model evil,filesource,d", ".model evil d_cosim(simulation=\"x.so\")",
        ".model evil spice2poly", ".model evil ako:d", ".model", ".model evil", ".model evil {t}",
        "r1 1 2 1k \\\\", ".end \\\\", ".subckt", "r1 1 2 1k\x01", "r1 1\v2 1k", "r1 1 2 1k\x7f", "\x1b[2J",
        "(", "=", "(.param x=1", ",.end", "+ 5", "+ .control"));

// SPICE reads the first letter: s and q are a switch and a transistor, and ngspice does not run lines outside
// .control.
TEST(SpiceModel, refuses_commands_without_a_dot_outside_a_subcircuit) {
    for (const char* command :
         {"shell touch owned", "quit", "source owned", "echo hello > owned", "set x=1", "codemodel x.cm"})
        EXPECT_EQ(refused(std::string(command) + "\n" + wrapped("r1 1 2 1k")).problem,
                  SpiceModelProblem::unsafe)
            << command;
}

TEST(SpiceModel, refuses_a_null_byte) {
    EXPECT_EQ(refused(wrapped(std::string("r1 1 2 1k\0.control", 18))).problem, SpiceModelProblem::unsafe);
}

TEST(SpiceModel, refuses_elements_outside_a_subcircuit) {
    const SpiceModelError error = refused(wrapped("r1 1 2 1k") + "v9 99 0 1\n");
    EXPECT_EQ(error.problem, SpiceModelProblem::unsafe);
    EXPECT_TRUE(error.message.starts_with("line 4: ")) << error.message;
    EXPECT_NE(error.message.find("outside a .subckt"), std::string::npos) << error.message;
}

TEST(SpiceModel, checks_what_stands_behind_the_end_of_the_deck) {
    EXPECT_EQ(refused(wrapped("r1 1 2 1k") + ".end\n.control\n").problem, SpiceModelProblem::unsafe);
}

TEST(SpiceModel, a_continuation_cannot_take_hold_of_a_card_in_front_of_the_model) {
    const SpiceModelError error = refused("* comment\n+ ac 5\n" + wrapped("r1 1 2 1k"));
    EXPECT_EQ(error.problem, SpiceModelProblem::unsafe);
    EXPECT_TRUE(error.message.starts_with("line 2: ")) << error.message;
}

TEST(SpiceModel, says_which_subcircuit_has_no_end) {
    const SpiceModelError error = refused("* one\n.subckt op 1 2 3 4 5\nr1 1 2 1k\n");
    EXPECT_EQ(error.problem, SpiceModelProblem::no_subcircuit);
    EXPECT_NE(error.message.find("line 2"), std::string::npos) << error.message;
    EXPECT_NE(error.help.find(".ends"), std::string::npos);
}

TEST(SpiceModel, refuses_an_end_without_a_beginning) {
    EXPECT_EQ(refused(".ends\n").problem, SpiceModelProblem::unsafe);
    EXPECT_EQ(refused(wrapped("r1 1 2 1k") + ".ends\n.subckt x 1 2\n").problem, SpiceModelProblem::unsafe);
}

TEST(SpiceModel, asks_for_a_subcircuit_where_there_is_none) {
    for (const char* text : {"", "\n\n", "* only a comment\n", ".model d1 d(is=1f)\n"}) {
        const SpiceModelError error = refused(text);
        EXPECT_EQ(error.problem, SpiceModelProblem::no_subcircuit);
        EXPECT_NE(error.help.find(".subckt"), std::string::npos);
    }
}

TEST(SpiceModel, quotes_only_the_beginning_of_a_long_card) {
    EXPECT_LT(refused(wrapped("a" + std::string(100000, 'x'))).message.size(), 200u);
}

TEST(SpiceModel, is_read_in_no_time_however_long_its_lines_are) {
    const auto begin = std::chrono::steady_clock::now();
    std::string continued = ".subckt op 1 2 3 4 5\nr1 1 2 1k\n";
    for (int i = 0; i < 200000; ++i) continued += "+ \n";
    accepted(continued + ".ends\n");
    accepted(wrapped("r1 1 2 " + std::string(3000000, ' ') + "1k"));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

// Whatever the bytes are: what is accepted consists of cards that a circuit is written with, and reads back
// as itself.
RC_GTEST_PROP(SpiceModel, text_that_is_accepted_is_accepted_again_and_unchanged, ()) {
    const auto piece = rc::gen::element<std::string>(
        ".subckt op 1 2", ".ends", "\n", "\r", "+", " ", "*#", ";", "//", ".model m", " d", " filesource",
        "=", "(", ")", "r1 1 2 1k", ".control", "shell x", "a1 1 2 m", "\\\\", "\xc2\xb5", "\xff", "\t",
        ".end", ".param x=1", ".inc", "\"", "\0", "params:");
    std::string text;
    for (const std::string& part : *rc::gen::container<std::vector<std::string>>(piece)) text += part;
    const auto read = read_spice_model_text(".subckt op 1 2 3 4 5\n" + text + "\n.ends\n");
    if (const auto* model = std::get_if<SpiceModel>(&read)) {
        const auto again = read_spice_model_text(model->text);
        RC_ASSERT(std::holds_alternative<SpiceModel>(again));
        RC_ASSERT(std::get<SpiceModel>(again).text == model->text);
        std::istringstream lines(model->text);
        for (std::string line; std::getline(lines, line);) {
            std::transform(line.begin(), line.end(), line.begin(),
                           [](unsigned char c) { return std::tolower(c); });
            RC_ASSERT(line.find_first_of("+.rsufd") == 0u);  // what the pieces above can begin a card with
            RC_ASSERT(!line.starts_with(".c") && !line.starts_with(".inc"));
        }
    }
}

}  // namespace
}  // namespace pin3
