// What several values of one parameter do to the rejection of links, as a document.
#pragma once

#include "judgement/best_value.hpp"
#include "report/document.hpp"

namespace pin3 {

Document document_of(const ValueSweep& sweep);

}  // namespace pin3
