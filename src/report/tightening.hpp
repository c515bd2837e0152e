// The tolerances that a link needs, as text and as JSON.
#pragma once

#include "judgement/tighten.hpp"
#include "production/check.hpp"

#include <string>

namespace pin3 {

struct TighteningReport {
    std::string file;
    LinkPtr link;
    Expectation expectation;
    Tightening tightening;
    ProductionCheck check;  // with the tolerances that were found
};

std::string tightening_text(const TighteningReport& report);
std::string tightening_json(const TighteningReport& report);

}  // namespace pin3
