// The text of single nodes of the syntax tree, each in one line.
#pragma once

#include "language/syntax.hpp"

#include <string>
#include <string_view>

namespace pin3::pieces {

std::string quoted(std::string_view text);
std::string tolerance(const Tolerance& tolerance);
std::string value(const syntax::Value& value);
std::string parameter(const syntax::Parameter& parameter);
std::string block(const std::vector<syntax::Parameter>& parameters);  // with its braces
std::string_view relation(syntax::Relation relation);

std::string statement(const syntax::Use& use);
std::string statement(const syntax::Definition& definition);
std::string statement(const syntax::Link& link);
std::string statement(const syntax::Sweep& sweep);
std::string statement(const syntax::Expectation& expectation);

}  // namespace pin3::pieces
