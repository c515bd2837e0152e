// Links compared as ways to do one job: what each buys, what it costs, and where more no longer helps.
#pragma once

#include "judgement/recommendation.hpp"
#include "report/document.hpp"

#include <string>
#include <vector>

namespace pin3 {

struct Advice {
    std::string file;
    bool standard = false;              // pin3's own changes, not the file's links
    std::vector<AdviceOption> options;  // the first is what there is
    Listening listening;
    std::vector<std::string> remarks;  // what the figures do not know
};

// A paragraph to act on, and the figures behind it.
Document document_of(const Advice& advice);

}  // namespace pin3
