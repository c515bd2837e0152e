// pin3 list [WHAT]: what there is, a line each.
#include "cli/session.hpp"
#include "cli/shared_options.hpp"
#include "description/opamp_models.hpp"
#include "report/listing.hpp"

#include <fmt/format.h>

namespace pin3 {
namespace {

ExitStatus list(Session& session, const Options& options) {
    Listing listing{options.text("WHAT")};
    if (lists_opamps(listing.topic)) listing.opamps = known_opamps(session.models());
    session.deliver(document_of(listing));
    return ExitStatus::fine;
}

}  // namespace

extern const Command command_list{
    .name = "list",
    .summary = "kinds of stages, op-amps, metrics and error codes",
    .options = {Option{.name = "WHAT",
                       .help = fmt::format("{}; everything by default", fmt::join(listing_topics(), ", ")),
                       .words = {listing_topics().begin(), listing_topics().end()}},
                format_option(), output_option},
    .examples = {"pin3 list outputs"},
    .run = list};

}  // namespace pin3
