// The table of diagnostic codes: one line a code, never reused.
#pragma once

#include "core/diagnostic.hpp"

#include <span>
#include <string_view>

namespace pin3 {

// P0xx language, P1xx names and values, P2xx circuits, P3xx simulation, P4xx environment, P5xx files and
// output.
enum class Code {
    syntax = 1,           // the text does not follow the grammar
    bad_number = 2,       // inf, nan, decimal comma, bare M, unknown suffix
    unit_mismatch = 3,    // rout = 10 Hz
    unterminated = 4,     // string or brace without an end
    too_many_errors = 5,  // more than 20: the rest is not shown
    bad_text = 6,         // not UTF-8, or a control character
    unknown_kind = 101,
    unknown_parameter = 102,
    unknown_name = 103,
    unknown_metric = 104,
    duplicate_name = 105,
    repeated_parameter = 106,
    missing_parameter = 107,
    wrong_role = 108,
    out_of_range = 109,
    bad_tolerance = 110,
    circular_use = 111,
    file_not_found = 112,
    unknown_word = 113,       // a parameter takes words, and this is none of them
    wrong_shape = 114,        // a list where a quantity belongs, and so on
    unknown_model = 115,      // an op-amp that is neither in models/ nor a file
    bad_expectation = 116,    // a metric that has no number for this subject, a missing frequency
    frequency_outside = 117,  // outside the sweep
    unsafe_model = 118,       // a control block or another command in a SPICE file
    no_dc_path = 201,
    simulation_failed = 301,
    worker_died = 302,
    worker_timeout = 303,
    no_ngspice = 401,
    no_code_models = 402,
    cannot_write = 501,
    cannot_read = 502,
};

struct CodeEntry {
    Code code;
    std::string_view id;           // "P102"
    std::string_view title;        // one line
    std::string_view explanation;  // a paragraph with a wrong and a right example, for `pin3 explain P102`
};

std::span<const CodeEntry> codes();
const CodeEntry& entry(Code code);

}  // namespace pin3
