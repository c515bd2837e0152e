// A kind, a metric, an op-amp or an error code in full.
#pragma once

#include "catalog/kind.hpp"
#include "core/codes.hpp"
#include "metrics/metric.hpp"
#include "report/document.hpp"

#include <variant>
#include <vector>

namespace pin3 {

struct Explanation {
    // All that go by one name, none null: there are outputs and inputs that are called alike.
    std::vector<std::variant<const Kind*, const Metric*, const CodeEntry*, StagePtr>> found;
};

// As a sheet a row for each of them, followed by a row for each of its parameters.
Document document_of(const Explanation& explanation);

}  // namespace pin3
