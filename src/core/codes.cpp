#include "core/codes.hpp"

#include <algorithm>
#include <array>

namespace pin3 {

namespace {

constexpr std::array<CodeEntry, 32> table{{
    {Code::syntax, "P001", "The text does not follow the grammar",
     "A statement is not written as the language wants it. The caret shows the first place that fits "
     "nothing; `expected` lists "
     "what could have stood there. Every statement begins with one of use, output, input, cable, ground, "
     "opamp, link, sweep "
     "and expect.\n\n"
     "Wrong:  output synth = unbalanced { rout = 1k }\n"
     "Right:  output synth : unbalanced { rout = 1k }"},
    {Code::bad_number, "P002", "A number cannot be read",
     "Numbers are written as in SPICE and IEC 60062: 10k, 4k7, 0R1, 100n, 1meg, 2.2 uF, 1e3. The decimal "
     "mark is a point. A "
     "bare M is refused because it is milli in SPICE and mega elsewhere: write meg or m (MHz and Mohm are "
     "clear). Infinity "
     "and not-a-number are no values of a part.\n\n"
     "Wrong:  r = 4,7k      r = 1M\n"
     "Right:  r = 4.7k      r = 1meg"},
    {Code::unit_mismatch, "P003", "The unit is not that of the parameter",
     "The number is right, but it measures something else than the parameter. A number without a unit always "
     "has the unit of "
     "its parameter.\n\n"
     "Wrong:  rout = 10 Hz\n"
     "Right:  rout = 10 ohm      rout = 10"},
    {Code::unterminated, "P004", "A string or a brace has no end",
     "A string ends in the line in which it begins. A brace is closed before the next statement begins.\n\n"
     "Wrong:  use \"models/op-amps.pin3\n"
     "Right:  use \"models/op-amps.pin3\""},
    {Code::too_many_errors, "P005", "There are more errors than are shown",
     "Only the first 20 errors of a file are shown, because later ones often follow from earlier ones. "
     "Correct those and run "
     "again.\n\n"
     "Wrong:  a file in another language, such as a SPICE deck\n"
     "Right:  output synth : unbalanced { rout = 1k 5% }"},
    {Code::bad_text, "P006", "The file is not plain UTF-8 text",
     "Descriptions are text in UTF-8. Control characters other than tabs and line ends are refused, because "
     "they make a file look "
     "different from what it says. Save the file as UTF-8 (not UTF-16 or Latin-1) in your editor.\n\n"
     "Wrong:  a micro sign saved in Latin-1 as the single byte 0xB5\n"
     "Right:  the same sign saved in UTF-8, or `u`: 100u"},
    {Code::unknown_kind, "P101", "There is no such kind",
     "Behind the colon stands a kind of the catalog, or the name of an earlier definition of the same role, "
     "which is then copied. "
     "`pin3 list outputs` (inputs, cables, grounds) shows the kinds.\n\n"
     "Wrong:  output synth : unbalancd { rout = 1k }\n"
     "Right:  output synth : unbalanced { rout = 1k }"},
    {Code::unknown_parameter, "P102", "The kind has no such parameter",
     "Each kind has its own parameters; `pin3 explain KIND` lists them with their units and defaults.\n\n"
     "Wrong:  output synth : unbalanced { routt = 1k }\n"
     "Right:  output synth : unbalanced { rout = 1k }"},
    {Code::unknown_name, "P103", "Nothing has that name",
     "A link or an expectation names something that the file does not define. Definitions of another file "
     "are found once it is "
     "named by `use`.\n\n"
     "Wrong:  link stock = synht -> mixer\n"
     "Right:  link stock = synth -> mixer"},
    {Code::unknown_metric, "P104", "There is no such metric",
     "Behind the point of an expectation stands a metric; `pin3 list metrics` shows them.\n\n"
     "Wrong:  expect stock.cmmr at 1 kHz >= 40 dB\n"
     "Right:  expect stock.cmrr at 1 kHz >= 40 dB"},
    {Code::duplicate_name, "P105", "The name is taken",
     "Two definitions of a role, or two links, have the same name, so that it would not be clear which is "
     "meant.\n\n"
     "Wrong:  output a : unbalanced    output a : symmetric\n"
     "Right:  output a : unbalanced    output b : symmetric"},
    {Code::repeated_parameter, "P106", "A parameter is given twice",
     "One of the two values would be ignored without a word, so both are refused.\n\n"
     "Wrong:  output a : unbalanced { rout = 1k, rout = 100 }\n"
     "Right:  output a : unbalanced { rout = 100 }"},
    {Code::missing_parameter, "P107", "A parameter is missing",
     "Most parameters have a default; this one has none, because no value would be a fair guess.\n\n"
     "Wrong:  output desk : spice { file = \"desk.lib\" }\n"
     "Right:  output desk : spice { file = \"desk.lib\", subckt = desk }"},
    {Code::wrong_role, "P108", "The thing named is of another role",
     "A link goes from an output through a cable to an input, at a ground, in this order; the name stands "
     "for something else. The "
     "same holds for a definition that copies another one: both have the same role.\n\n"
     "Wrong:  link stock = mixer -> lead -> synth @ rack\n"
     "Right:  link stock = synth -> lead -> mixer @ rack"},
    {Code::out_of_range, "P109", "The value is out of range",
     "The unit is right, but the value lies outside what the part can have: a resistance below zero, a cable "
     "of no "
     "sections.\n\n"
     "Wrong:  rout = -1k\n"
     "Right:  rout = 1k"},
    {Code::bad_tolerance, "P110", "The tolerance is not possible",
     "A tolerance lies above 0 % and below 100 % of the value, and stands only behind values that vary from "
     "part to part. The "
     "parts of a matched network differ from each other by less than the network does from its nominal "
     "value.\n\n"
     "Wrong:  r = 10k 100%      r = 10k 0.05% matched 1%\n"
     "Right:  r = 10k 1%        r = 10k 1% matched 0.05%"},
    {Code::circular_use, "P111", "Files use each other in a circle",
     "A file is read before the file that uses it. Put the definitions that both need into a third file.\n\n"
     "Wrong:  a.pin3: use \"b.pin3\"      b.pin3: use \"a.pin3\"\n"
     "Right:  a.pin3: use \"parts.pin3\"  b.pin3: use \"parts.pin3\""},
    {Code::file_not_found, "P112", "A file is not there",
     "Paths are relative to the file that names them; then the models folder is searched. `pin3 doctor` "
     "shows where it is.\n\n"
     "Wrong:  use \"opamps.pin3\"\n"
     "Right:  use \"models/op-amps.pin3\""},
    {Code::unknown_word, "P113", "The parameter does not know this word",
     "The parameter takes one of a few words; `pin3 explain KIND` lists them.\n\n"
     "Wrong:  pin3 = grounded\n"
     "Right:  pin3 = ground"},
    {Code::wrong_shape, "P114", "The value has the wrong shape",
     "A list stands where one value belongs, a word where a number belongs, or the other way round.\n\n"
     "Wrong:  rout = (1k, 2k)\n"
     "Right:  rout = 1k"},
    {Code::unknown_model, "P115", "There is no such op-amp",
     "`opamp` takes `ideal`, the name of an op-amp that the file defines or uses, or a SPICE file in quotes. "
     "`pin3 list opamps` shows "
     "the names.\n\n"
     "Wrong:  opamp = ne5523\n"
     "Right:  opamp = ne5532"},
    {Code::bad_expectation, "P116", "The expectation cannot be judged",
     "The metric has no number for this subject (an unbalanced input has no rejection of its own), or it "
     "depends on the "
     "frequency and none is given.\n\n"
     "Wrong:  expect stock.cmrr >= 40 dB\n"
     "Right:  expect stock.cmrr at 1 kHz >= 40 dB"},
    {Code::frequency_outside, "P117", "The frequency lies outside the sweep",
     "An expectation is judged on what was computed. Widen the sweep or choose another frequency.\n\n"
     "Wrong:  sweep { from = 100, to = 10k }    expect stock.cmrr at 50 Hz >= 40 dB\n"
     "Right:  sweep { from = 10, to = 10k }     expect stock.cmrr at 50 Hz >= 40 dB"},
    {Code::unsafe_model, "P118", "A SPICE file holds commands",
     "Models describe circuits. A .control block runs commands, of the shell too, so a file that has one is "
     "refused. Delete the "
     "block from a copy of the file.\n\n"
     "Wrong:  .control / shell rm notes.txt / .endc\n"
     "Right:  .subckt desk in out ... / .ends"},
    {Code::no_dc_path, "P201", "A node has no path for direct current",
     "Between the node and ground there are only capacitors or current sources, so its voltage is not "
     "defined and the simulator would "
     "make one up. Give the circuit a resistor there, as the real one has.\n\n"
     "Wrong:  an output with `couple` into a measured input without resistance to ground\n"
     "Right:  input desk : measured { z_hot = 10k, z_cold = 10k }"},
    {Code::simulation_failed, "P301", "The simulation gave no result",
     "ngspice ran, but did not produce every wanted value as a finite number. Its last lines are shown and "
     "the deck is kept, so that "
     "it can be run by hand with `ngspice -b`.\n\n"
     "Wrong:  a model whose nodes are short-circuited by an ideal source\n"
     "Right:  the same model with the resistance that the real source has"},
    {Code::worker_died, "P302", "The simulator crashed",
     "ngspice runs in processes of its own, and one of them ended in the middle of a deck. The deck is kept; "
     "often a vendor's model "
     "in it is at fault.\n\n"
     "Wrong:  opamp = \"vendor.lib\" with a construct that ngspice does not know\n"
     "Right:  opamp = ne5532"},
    {Code::worker_timeout, "P303", "The simulator took too long",
     "ngspice was stopped after the time limit. The deck is kept; usually a model does not converge, or a "
     "waveform is asked at "
     "far too many points.\n\n"
     "Wrong:  a switching supply whose packets are a million times shorter than the waveform\n"
     "Right:  a waveform of a few periods"},
    {Code::no_ngspice, "P401", "ngspice is not installed",
     "pin3 needs ngspice's shared library. On Debian and Ubuntu: apt install libngspice0. `pin3 doctor` "
     "shows where it was looked "
     "for.\n\n"
     "Wrong:  pin3 run without the library\n"
     "Right:  pin3 run with it; pin3 check and pin3 netlist work without"},
    {Code::no_code_models, "P402", "ngspice's code models are missing",
     "The circuit has an element of ngspice's code models (A devices, or POLY sources of older vendor "
     "models), and their files "
     "were not found. On Debian and Ubuntu they are in the package ngspice.\n\n"
     "Wrong:  a vendor model with POLY(2), code models missing\n"
     "Right:  the same model once the package ngspice is installed"},
    {Code::cannot_write, "P501", "A file cannot be written",
     "The system's own reason is shown: often the folder does not exist, or it may not be written to.\n\n"
     "Wrong:  pin3 run synth.pin3 -o reports/today.json, without the folder reports\n"
     "Right:  mkdir reports, then the same"},
    {Code::cannot_read, "P502", "A file cannot be read",
     "The file is there, but the system does not let it be read, or it is a folder. The system's own reason "
     "is shown.\n\n"
     "Wrong:  pin3 run models\n"
     "Right:  pin3 run synth.pin3"},
}};

}  // namespace

std::span<const CodeEntry> codes() {
    return table;
}

const CodeEntry& entry(Code code) {
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const CodeEntry& e) { return e.code == code; });
    return found == table.end() ? table.front() : *found;
}

}  // namespace pin3
