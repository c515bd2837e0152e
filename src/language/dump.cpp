#include "language/pieces.hpp"
#include "language/print.hpp"

#include <fmt/format.h>

namespace pin3 {

namespace {

using namespace syntax;

std::string indented(int depth, std::string_view title, std::string_view text) {
    return fmt::format("{:{}}{} {}\n", "", 2 * depth, title, text);
}

std::string value(const Value& node, int depth) {
    const auto tolerance = [&](std::string text) {
        if (node.row) text = fmt::format("{} row of {}", text, node.row->text);
        if (node.tolerance)
            text += fmt::format(" tolerance {}", pieces::tolerance(node.tolerance->tolerance));
        return text;
    };
    if (const auto* literal = std::get_if<Literal>(&node.data)) {
        return indented(depth, "literal", tolerance(literal->text));
    }
    if (const auto* name = std::get_if<Name>(&node.data)) return indented(depth, "name", name->text);
    if (const auto* text = std::get_if<Text>(&node.data))
        return indented(depth, "text", pieces::quoted(text->text));
    const auto& list = std::get<std::vector<Value>>(node.data);
    auto out = indented(depth, "list of", std::to_string(list.size()));
    for (const auto& item : list) out += value(item, depth + 1);
    return out;
}

std::string parameters(const std::vector<Parameter>& nodes) {
    std::string out;
    for (const auto& node : nodes) out += indented(1, "parameter", node.name.text) + value(node.value, 2);
    return out;
}

std::string outline(const Use& use) {
    return indented(0, "use", pieces::quoted(use.path.text));
}

std::string outline(const Definition& definition) {
    return indented(0, role_name(definition.role), definition.name.text) +
           indented(1, "kind", definition.kind.text) + parameters(definition.parameters);
}

std::string outline(const Link& link) {
    auto out = indented(0, "link", link.name.text) + indented(1, "output", link.output.text);
    if (link.cable) out += indented(1, "cable", link.cable->text);
    out += indented(1, "input", link.input.text);
    if (link.ground) out += indented(1, "ground", link.ground->text);
    return out;
}

std::string outline(const Sweep& sweep) {
    return fmt::format("sweep\n{}", parameters(sweep.parameters));
}

std::string outline(const Expectation& expectation) {
    auto out =
        indented(0, "expect", expectation.subject.text) + indented(1, "metric", expectation.metric.text);
    if (expectation.at) out += indented(1, "at", expectation.at->text);
    out += indented(1, expectation.relation == Relation::at_least ? "at least" : "at most",
                    expectation.bound.text);
    if (expectation.yield) out += indented(1, "for", expectation.yield->text);
    return out;
}

}  // namespace

std::string dump(const File& file) {
    std::string out;
    for (const auto& statement : file.statements) {
        out += std::visit([](const auto& node) { return outline(node); }, statement);
    }
    return out;
}

}  // namespace pin3
