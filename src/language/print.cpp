#include "language/print.hpp"

#include "core/decimal.hpp"
#include "language/pieces.hpp"

#include <fmt/format.h>

namespace pin3 {

namespace pieces {

using namespace syntax;

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

std::string tolerance(const Tolerance& tolerance) {
    auto out = percent_text(tolerance.fraction) + "%";
    if (tolerance.distribution == Distribution::gaussian) out += " gaussian";
    if (tolerance.matched != 0) out += fmt::format(" matched {}%", percent_text(tolerance.matched));
    return out;
}

namespace {

std::string datum(const Literal& literal) {
    return literal.text;
}
std::string datum(const Name& name) {
    return name.text;
}
std::string datum(const Text& text) {
    return quoted(text.text);
}
std::string datum(const std::vector<Value>& values) {
    std::string out = "(";
    for (std::size_t i = 0; i < values.size(); ++i) out += (i > 0 ? ", " : "") + value(values[i]);
    return out + ")";
}

}  // namespace

std::string value(const Value& value) {
    std::string out = value.row ? value.row->text + " x " : std::string{};
    out += std::visit([](const auto& data) { return datum(data); }, value.data);
    if (value.tolerance) out += fmt::format(" {}", tolerance(value.tolerance->tolerance));
    return out;
}

std::string parameter(const Parameter& parameter) {
    return fmt::format("{} = {}", parameter.name.text, value(parameter.value));
}

std::string block(const std::vector<Parameter>& parameters) {
    if (parameters.empty()) return "{}";
    std::string out = "{ ";
    for (std::size_t i = 0; i < parameters.size(); ++i) out += (i > 0 ? ", " : "") + parameter(parameters[i]);
    return out + " }";
}

std::string_view relation(Relation relation) {
    return relation == Relation::at_least ? ">=" : "<=";
}

std::string statement(const Use& use) {
    return fmt::format("use {}", quoted(use.path.text));
}

std::string statement(const Definition& definition) {
    auto out =
        fmt::format("{} {} : {}", role_name(definition.role), definition.name.text, definition.kind.text);
    if (!definition.parameters.empty()) out += fmt::format(" {}", block(definition.parameters));
    return out;
}

std::string statement(const Link& link) {
    auto out = fmt::format("link {} = {} -> ", link.name.text, link.output.text);
    if (link.cable) out += link.cable->text + " -> ";
    out += link.input.text;
    if (link.ground) out += fmt::format(" @ {}", link.ground->text);
    return out;
}

std::string statement(const Sweep& sweep) {
    return fmt::format("sweep {}", block(sweep.parameters));
}

std::string statement(const Expectation& expectation) {
    auto out = fmt::format("expect {}.{}", expectation.subject.text, expectation.metric.text);
    if (expectation.at) out += fmt::format(" at {}", expectation.at->text);
    out += fmt::format(" {} {}", relation(expectation.relation), expectation.bound.text);
    if (expectation.yield) out += fmt::format(" for {}", expectation.yield->text);
    return out;
}

}  // namespace pieces

std::string print(const syntax::File& file) {
    std::string out;
    for (const auto& statement : file.statements) {
        out += std::visit([](const auto& node) { return pieces::statement(node); }, statement) + "\n";
    }
    return out;
}

}  // namespace pin3
