#include "report/dump.hpp"

#include "catalog/catalog.hpp"
#include "core/unit.hpp"
#include "report/tables.hpp"

#include <fmt/format.h>

namespace pin3 {

std::string dump_stages(const Description& description) {
    std::string out;
    for (const Role role : {Role::output, Role::input, Role::cable, Role::ground})
        for (const StagePtr& stage : description.used(role)) {
            out += fmt::format("{} {}: {}\n", role_name(role), stage->name, stage->kind->name);
            for (const ParameterSpec& spec : all_parameters(*stage->kind)) {
                const Setting& setting = stage->parameters.setting(spec.name);
                out += fmt::format("  {} = {}{}\n", spec.name,
                                   setting.written.empty() ? "(none)" : setting.written,
                                   setting.given ? "" : "  # by default");
            }
        }
    for (const Link& link : description.links) out += fmt::format("link {}: {}\n", link.name, path_of(link));
    return out;
}

std::string dump_decks(const std::vector<Job>& jobs) {
    std::string out;
    for (const Job& job : jobs) {
        std::string cards;
        for (const Analysis& analysis : job.analyses) cards += "." + analysis.command + "\n";
        const std::size_t end = job.deck.rfind(".end\n");
        out += job.deck.substr(0, end) + cards + job.deck.substr(end);
    }
    return out;
}

std::string dump_responses(const Report& report) {
    std::string out = "link,frequency_hz,signal_re,signal_im,ground_re,ground_im\n";
    for (const LinkReport& link : report.links)
        for (const GainRow* row : {&link.response.curve, &link.response.spots})
            for (std::size_t k = 0; k < row->frequency_hz.size(); ++k)
                out +=
                    fmt::format("{},{},{},{},{},{}\n", link.link->name, shortest(row->frequency_hz[k]),
                                shortest(row->signal_gain[k].real()), shortest(row->signal_gain[k].imag()),
                                shortest(row->ground_gain[k].real()), shortest(row->ground_gain[k].imag()));
    return out;
}

}  // namespace pin3
