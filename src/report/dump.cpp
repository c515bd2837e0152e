#include "report/dump.hpp"

#include "catalog/catalog.hpp"
#include "core/unit.hpp"
#include "report/cells.hpp"
#include "report/figure_data.hpp"
#include "report/formats/csv.hpp"
#include "response/rig.hpp"

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
    for (const LinkPtr& link : description.links)
        out += fmt::format("link {}: {}\n", link->name, path_of(*link));
    return out;
}

std::string dump_circuits(const Description& description) {
    std::string out;
    for (const LinkPtr& link : description.links) {
        const Rig rig = link_rig(*link);
        out += fmt::format("link {}\n", link->name);
        for (const Element& element : rig.circuit.elements()) {
            out += "  " + element.spice_name();
            for (const Node node : element.nodes) out += " " + rig.circuit.node_name(node);
            out += element.reference.empty() ? "" : " " + element.reference;
            out += " " + shortest(element.part.value);
            if (!element.part.parameter.empty()) out += "  # " + element.part.parameter;
            out += "\n";
        }
    }
    return out;
}

std::string dump_metrics(const Report& report) {
    Sheet sheet{{{"subject"}, {"name"}, {"metric"}, {"frequency_hz"}, {"value"}, {"unit"}, {"bound"}}, {}};
    const auto line = [&](const std::string& name, const Metric& metric, double hertz,
                          const std::optional<Figure>& figure) {
        sheet.rows.push_back({std::string(metric.subject()), name, std::string(metric.name), shortest(hertz),
                              figure ? shortest(figure->value) : "", std::string(symbol(metric.unit)),
                              bound_of(figure) ? "1" : "0"});
    };
    for (const Metric* metric : metrics()) {
        if (const auto* of_link = std::get_if<LinkMetric>(&metric->compute)) {
            for (const LinkReport& link : report.links) {
                const GainRow& row = link.response.spots;
                for (std::size_t k = 0; k < row.frequency_hz.size(); ++k)
                    line(link.link->name, *metric, row.frequency_hz[k],
                         (*of_link)(row.signal_gain[k], row.ground_gain[k]));
            }
        } else if (const auto* of_output = std::get_if<OutputMetric>(&metric->compute)) {
            for (const OutputResponse& output : report.outputs)
                for (const double hertz : output.frequency_hz)
                    line(output.output->name, *metric, hertz, (*of_output)(output.at(hertz)));
        } else if (const auto* of_room = std::get_if<RoomMetric>(&metric->compute)) {
            for (const LinkReport& link : report.links)
                if (link.room) line(link.link->name, *metric, reference_hz, (*of_room)(*link.room));
        } else {
            for (const InputResponse& input : report.inputs)
                for (const double hertz : input.frequency_hz)
                    line(input.input->name, *metric, hertz,
                         std::get<InputMetric>(metric->compute)(input.at(hertz)));
        }
    }
    return csv_text(sheet);
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
    Sheet sheet{{{"link"}, {"frequency_hz"}, {"signal_re"}, {"signal_im"}, {"ground_re"}, {"ground_im"}}, {}};
    for (const LinkReport& link : report.links)
        for (const GainRow* row : {&link.response.curve, &link.response.spots})
            for (std::size_t k = 0; k < row->frequency_hz.size(); ++k)
                sheet.rows.push_back(
                    {link.link->name, shortest(row->frequency_hz[k]), shortest(row->signal_gain[k].real()),
                     shortest(row->signal_gain[k].imag()), shortest(row->ground_gain[k].real()),
                     shortest(row->ground_gain[k].imag())});
    return csv_text(sheet);
}

}  // namespace pin3
