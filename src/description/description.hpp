// A description that has been understood: stages with all their values, links between them, what is expected
// of them.
#pragma once

#include "catalog/kind.hpp"
#include "core/diagnostic.hpp"
#include "description/frequency_plan.hpp"
#include "language/syntax.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pin3 {

struct Link {
    std::string name;
    StagePtr output;
    StagePtr cable;  // kind `none` when the description names none
    StagePtr input;
    StagePtr ground;  // kind `none` when the description names none
    Span span;
};

using LinkPtr = std::shared_ptr<const Link>;

struct Description {
    std::vector<SourcePtr> sources;  // the file itself first, then what it uses
    std::vector<StagePtr> stages;    // in order of definition, those of `use`d files included
    std::vector<LinkPtr> links;
    FrequencyPlan frequencies = ordinary_frequencies;
    std::vector<syntax::Expectation> expectations;  // subjects are known, metrics are checked by metrics/
    std::map<std::string, std::string_view, std::less<>>
        subjects;  // theirs: "link", "output" or "input", also of those in error

    // The first source is the file that the user named.
    const Source& main() const { return *sources.front(); }
    LinkPtr link(std::string_view name) const;
    // Stages of a role that belong to the file itself or take part in a link: those that a report shows.
    std::vector<StagePtr> used(Role role) const;
    StagePtr stage(Role role, std::string_view name) const;
};

// The spots of a link in ascending order; where the plan names none, the mains frequency of the link, 1 kHz,
// 10 kHz and 20 kHz.
std::vector<double> spots(const FrequencyPlan& frequencies, const Link& link);

// The hum's fundamental, Hz: 50 where the ground has none.
double mains_frequency(const Link& link);

// What the link's ground or cable brings in; nothing of a kind that makes none.
std::vector<HumSource> hum_sources_of(const Stage& stage, const Link& link);
// What the link's cable and its input pick up.
std::vector<HumSource> picked_up_by(const Link& link);
bool can_hum(const Link& link);

// Where models and `use`d files are found, in this order: beside the file that names them, then these
// folders.
struct SearchPath {
    std::vector<std::filesystem::path> folders;
};

struct Resolved {
    Description description;  // whole where the diagnostics have no error; else what could be understood
    Diagnostics diagnostics;
};

// A value in place of what the definition of a stage says; copies of the stage get it too.
struct Override {
    std::string stage;
    std::string parameter;
    SourcePtr value;  // as a description would write it
};

// Reads and resolves a file. Errors of syntax and of meaning come together, in the order of the text.
Resolved read_description(const SourcePtr& source, const SearchPath& search,
                          const std::optional<Override>& override = std::nullopt);

}  // namespace pin3
