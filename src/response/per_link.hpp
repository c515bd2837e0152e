// What is found of a description's links.
#pragma once

#include "response/failure.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace pin3 {

// A row a link, which names its link by a member `link`, and what went wrong with the others.
template <typename Row>
struct PerLink {
    std::vector<Row> links;  // those of the description that succeeded, in its order
    std::vector<MeasureFailure> failures;

    // The row of a link; null where there is none.
    const Row* link(std::string_view name) const { return row_in(links, named(name)); }
    Row* link(std::string_view name) { return row_in(links, named(name)); }

    // The same of this very link: names come again where several descriptions are asked at once.
    const Row* link(const LinkPtr& wanted) const { return row_in(links, same(wanted)); }
    Row* link(const LinkPtr& wanted) { return row_in(links, same(wanted)); }

private:
    static auto named(std::string_view name) {
        return [name](const Row& row) { return row.link->name == name; };
    }
    static auto same(const LinkPtr& link) {
        return [&link](const Row& row) { return row.link == link; };
    }

    template <typename Rows, typename Wanted>
    static auto row_in(Rows& rows, const Wanted& wanted) {
        const auto found = std::find_if(rows.begin(), rows.end(), wanted);
        return found == rows.end() ? nullptr : &*found;
    }
};

}  // namespace pin3
