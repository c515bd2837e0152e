// The tolerances that a link needs.
#pragma once

#include "judgement/tighten.hpp"
#include "production/check.hpp"
#include "report/document.hpp"

#include <string>

namespace pin3 {

struct TighteningReport {
    std::string file;
    LinkPtr link;
    Expectation expectation;
    Tightening tightening;
    ProductionCheck check;  // with the tolerances that were found
};

Document document_of(const TighteningReport& report);

}  // namespace pin3
