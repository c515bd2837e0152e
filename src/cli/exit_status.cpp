#include "cli/exit_status.hpp"

#include <array>

namespace pin3 {

std::span<const ExitMeaning> exit_meanings() {
    static constexpr std::array all = {
        ExitMeaning{ExitStatus::fine, "fine"},
        ExitMeaning{ExitStatus::expectation_fails, "an expectation does not hold",
                    ", a file is not in canonical layout, or no tolerance is enough"},
        ExitMeaning{ExitStatus::wrong_usage, "usage or description wrong", ", or a file cannot be written"},
        ExitMeaning{ExitStatus::simulation_failed, "simulation failed"},
        ExitMeaning{ExitStatus::no_ngspice, "no ngspice"},
        ExitMeaning{ExitStatus::interrupted, "interrupted", ", with what was done reported"},
    };
    return all;
}

}  // namespace pin3
