// Options that several commands have.
#pragma once

#include "cli/option.hpp"

namespace pin3 {

inline const Option description_file{.name = "FILE",
                                     .help = "a description, or - for standard input",
                                     .required = true,
                                     .path = PathOf::description};

inline const Option link_option{
    .name = "--link", .value = "NAME", .help = "which link; not needed where there is one"};

inline const Option frequency_option{
    .name = "--at",
    .value = "FREQUENCY",
    .help = "frequency, as in a description: 50, 1k, '10 kHz'; 1k by default",
    .standard = "1k"};

// 0 for as many as there are cores.
inline const Option jobs_option{.name = "--jobs",
                                .letter = "-j",
                                .value = "N",
                                .help = "threads and simulator processes; one a core by default",
                                .standard = 0U};

// For what is audible.
inline const Option listening_option{.name = "--listening-level",
                                     .value = "DB",
                                     .help = "how loud a nominal signal is heard, dB SPL; 85 by default",
                                     .standard = 85.0,
                                     .range = OptionRange{0, 140}};

// One of formats(); the first without it.
Option format_option();

// Of the draws of units.
inline const Option seed_option{
    .name = "--seed",
    .value = "S",
    .help = "of the draws; 1 by default",
    .standard = std::uint64_t{1},
    .check = [](const std::string& text) {
        return text.starts_with('-') ? std::string("a seed is a whole number from 0 on") : std::string();
    }};

// Standard output without it.
inline const Option output_option{
    .name = "--output",
    .letter = "-o",
    .value = "FILE",
    .help = "write to a file",
    .check = [](const std::string& name) { return std::string(name.empty() ? "a file needs a name" : ""); },
    .path = PathOf::file};

inline const Option brief_option{
    .name = "--brief", .help = "the answer only: no detail, no plot", .standard = false};

}  // namespace pin3
