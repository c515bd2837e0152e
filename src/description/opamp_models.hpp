// Op-amps by name, from the folders of models, and by file, from somebody's SPICE.
#pragma once

#include "description/description.hpp"
#include "description/setting.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pin3 {

class OpampModels {
public:
    explicit OpampModels(const SearchPath& search) : search_(search) {}

    // The definition `name` in the file name.pin3 of a folder of models; null when there is none.
    StagePtr named(const std::string& name);

    // A FindOpamp. `defined`: further names that would have been right, asked for when there is an error.
    std::optional<Diagnostic> find(const syntax::Value& value,
                                   const std::function<std::vector<std::string>()>& defined,
                                   Setting& setting);

    // Of the files that were read.
    const std::vector<SourcePtr>& sources() const { return sources_; }
    const Diagnostics& diagnostics() const { return diagnostics_; }

private:
    const SearchPath& search_;
    std::map<std::string, StagePtr> read_;
    std::vector<SourcePtr> sources_;
    Diagnostics diagnostics_;
};

// All op-amps of the folders of models by name, for listings.
std::vector<StagePtr> known_opamps(const SearchPath& search);

}  // namespace pin3
