// What there is to write into a description and to explain, a line each.
#pragma once

#include "catalog/kind.hpp"
#include "report/document.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pin3 {

// "outputs", "opamps", "codes", …: what a list can be asked for, in the order of the whole list.
std::span<const std::string_view> listing_topics();

// Whether a list of that topic, or of everything for "", has op-amps.
bool lists_opamps(std::string_view topic);

struct Listing {
    std::string topic;                  // one of listing_topics(); empty: everything
    std::vector<StagePtr> opamps = {};  // of the folders of models, where it has them
};

// As data an object a topic, "outputs": […]; as a sheet a row each.
Document document_of(const Listing& listing);

}  // namespace pin3
