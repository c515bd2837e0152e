// Every unit of production in a file, written as the units come.
#pragma once

#include "core/output_file.hpp"
#include "production/production.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace pin3 {

// CSV: a row a unit with the link, the unit's number, its state, the factors of all parts that are drawn for
// that link, and gains and CMRR at each spot. A link's rows begin with a heading of their own. The file has
// its name only once finish() has been called: until then it is a temporary one beside it.
class UnitFile {
public:
    // `first`: the number of the first unit; where it comes again for a link, that link's rows begin again.
    UnitFile(std::string path, std::uint64_t seed, std::uint64_t first = 0);

    void add(const LinkProduction& link, const UnitBlock& block);

    // Nothing, or what went wrong: then there is no file.
    std::optional<std::string> finish();

private:
    OutputFile file_;
    std::uint64_t seed_, first_;
    LinkPtr link_;  // whose rows are being written
};

}  // namespace pin3
