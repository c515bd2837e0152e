// The grammar of descriptions. The only translation unit that knows Spirit.
//
// Only ascii:: character classes and explicit sets are used: the others assert on bytes above 0x7F.
#include "language/grammar.hpp"

#include "core/codes.hpp"
#include "core/quantity.hpp"
#include "language/keywords.hpp"
#include "language/words.hpp"

#include <boost/fusion/include/adapt_struct.hpp>
#include <boost/spirit/home/x3.hpp>
#include <fmt/format.h>

BOOST_FUSION_ADAPT_STRUCT(pin3::syntax::Value, row, data, tolerance)
BOOST_FUSION_ADAPT_STRUCT(pin3::syntax::Parameter, name, value)
BOOST_FUSION_ADAPT_STRUCT(pin3::syntax::Definition, role, name, kind)
BOOST_FUSION_ADAPT_STRUCT(pin3::syntax::Expectation, subject, metric, at, relation, bound, yield)

namespace pin3::grammar {

namespace {

namespace x3 = boost::spirit::x3;
namespace ascii = boost::spirit::x3::ascii;
using namespace syntax;
using Iterator = const char*;

struct trace_tag;

template <typename Context>
Trace& trace_of(const Context& context) {
    return x3::get<trace_tag>(context).get();
}

// --- directives
// -------------------------------------------------------------------------------------------------

// Notes where its subject failed, under a name that a user understands.
template <typename Subject>
struct Label : x3::unary_parser<Subject, Label<Subject>> {
    using base_type = x3::unary_parser<Subject, Label<Subject>>;
    static constexpr bool is_pass_through_unary = true;
    static constexpr bool handles_container = Subject::handles_container;

    Label(std::string_view text, const Subject& inner) : base_type(inner), text_(text) {}

    template <typename Context, typename RuleContext, typename Attribute>
    bool parse(Iterator& first, Iterator last, const Context& context, RuleContext& rule,
               Attribute& attribute) const {
        const auto behind = first;
        if (this->subject.parse(first, last, context, rule, attribute)) return true;
        auto at = behind;
        x3::skip_over(at, last, context);
        trace_of(context).note(behind, at, text_);
        return false;
    }

private:
    std::string_view text_;
};

template <typename Parser>
auto label(std::string_view text, const Parser& parser) {
    return Label<std::decay_t<decltype(x3::as_parser(parser))>>(text, x3::as_parser(parser));
}

// Lets its subject nest so deep and no deeper: recursive descent would run out of stack on "((((…".
template <typename Subject>
struct Nested : x3::unary_parser<Subject, Nested<Subject>> {
    using base_type = x3::unary_parser<Subject, Nested<Subject>>;
    static constexpr bool is_pass_through_unary = true;
    static constexpr bool handles_container = Subject::handles_container;
    static constexpr int deepest = 8;

    explicit Nested(const Subject& inner) : base_type(inner) {}

    template <typename Context, typename RuleContext, typename Attribute>
    bool parse(Iterator& first, Iterator last, const Context& context, RuleContext& rule,
               Attribute& attribute) const {
        auto& trace = trace_of(context);
        auto at = first;
        x3::skip_over(at, last, context);
        if (trace.depth == deepest && at != last && *at == '(') {
            trace.errors.push_back({Code::syntax,
                                    trace.span(at, at + 1),
                                    fmt::format("lists are nested more than {} deep", deepest),
                                    {},
                                    "write a flatter list"});
            return false;
        }
        ++trace.depth;
        const bool fits = this->subject.parse(first, last, context, rule, attribute);
        --trace.depth;
        return fits;
    }
};

template <typename Parser>
auto nested(const Parser& parser) {
    return Nested<std::decay_t<decltype(x3::as_parser(parser))>>(x3::as_parser(parser));
}

// Fits nothing, where no statement begins: a name may be a keyword, but not one that begins the next
// statement.
struct NoStatement : x3::parser<NoStatement> {
    using attribute_type = x3::unused_type;
    static constexpr bool has_attribute = false;

    template <typename Context, typename Rule, typename Attribute>
    bool parse(Iterator& first, Iterator last, const Context& context, Rule&, Attribute&) const {
        auto at = first;
        x3::skip_over(at, last, context);
        const auto& trace = trace_of(context);
        return at == last ||
               !statement_begins(trace.source->text, static_cast<std::size_t>(at - trace.begin()));
    }
};

// Gives a node its place.
struct Located {
    template <typename T, typename Context>
    void on_success(const Iterator& first, const Iterator& last, T& node, const Context& context) {
        node.span = trace_of(context).span(first, last);
    }
};

// --- words
// ------------------------------------------------------------------------------------------------------

const auto comment = x3::lit('#') >> *(x3::char_ - '\n');
const auto blanks = ascii::space | comment;
const auto word_character = x3::char_("A-Za-z0-9_");
const auto identifier = x3::char_("A-Za-z_") >> *word_character;

auto word(const char* text) {
    return x3::lexeme[x3::lit(text) >> !word_character];
}
auto keyword(const char* text) {
    return label("a statement", word(text));
}

// A rule with semantic actions does not hand its node to on_success: the actions of words set the place
// themselves, and a compound rule with actions is wrapped in one without.
const auto place = [](auto& context) {
    const auto& range = x3::_attr(context);
    x3::_val(context).span = trace_of(context).span(range.begin(), range.end());
};

template <typename Context>
std::string_view matched(const Context& context) {
    const auto& range = x3::_attr(context);
    return {range.begin(), static_cast<std::size_t>(range.end() - range.begin())};
}

const auto keep_text = [](auto& context) {
    x3::_val(context).text = matched(context);
    place(context);
};

const auto keep_literal = [](auto& context) {
    x3::_val(context).text = literal_text(matched(context));
    place(context);
};

const auto check_unit_word = [](auto& context) { x3::_pass(context) = is_unit_word(matched(context)); };

const auto keep_string = [](auto& context) {
    x3::_val(context).text = string_text(matched(context), trace_of(context));
    place(context);
};

const auto refuse_string = [](auto& context) {
    report_endless_string(matched(context), trace_of(context));
    x3::_pass(context) = false;
};

const auto sign = x3::char_("+-");
const auto digits = +ascii::digit;
const auto number = -sign >> (digits >> -('.' >> *ascii::digit) | '.' >> digits) >>
                    -(x3::char_("eE") >> -sign >> digits);
// micro sign, Greek mu, Greek omega, ohm sign, root, superscript two
const auto unit_symbol = x3::lit("\u00B5") | "\u03BC" | "\u03A9" | "\u2126" | "\u221A" | "\u00B2";
const auto unit_character = x3::char_("A-Za-z") | unit_symbol;
const auto unit_word =
    x3::raw['%' | (+unit_character >> -x3::char_('2') >> -('/' >> +unit_character))][check_unit_word] >>
    !word_character >> !(*ascii::blank >> '=');
const auto suffix = *(word_character | unit_symbol | '.' | '%' | '/' >> &unit_character);
// R47 is 0.47 ohm, unless it is a parameter's name (as in `R47 = 1k`, behind a value that is missing).
const auto assigned = *ascii::space >> '=';
const auto quantity = (number >> suffix | 'R' >> digits >> !word_character >> !assigned) >>
                      -(+ascii::blank >> unit_word);
const auto string_body = *('\\' >> (x3::char_ - '\n') | (x3::char_ - (x3::lit('"') | '\\' | '\n')));

struct name_class {};
struct text_class {};
struct literal_class {};
struct percent_class {};
struct row_class {};

const auto name = x3::rule<name_class, Name>{"name"} = x3::lexeme[x3::raw[identifier][keep_text]];
const auto literal = x3::rule<literal_class, Literal>{"literal"} =
    x3::lexeme[x3::raw[quantity][keep_literal]];
const auto quoted = x3::rule<text_class, Text>{"text"} =
    x3::lexeme[x3::raw['"' >> string_body >> '"'][keep_string] | x3::raw['"' >> string_body][refuse_string]];
// The number of a row of parts. Behind `x` stands a value, or `x` is the next parameter's name.
const auto times = x3::lit('x') | "\u00D7";
const auto value_begins = -sign >> -x3::lit('.') >> ascii::digit | 'R' >> ascii::digit;
const auto row = x3::rule<row_class, Literal>{"row"} =
    x3::lexeme[x3::raw[+ascii::digit][keep_literal] >> *ascii::blank >> times >> *ascii::blank >>
               &value_begins];
const auto percentage = x3::rule<percent_class, Literal>{"percentage"} =
    x3::lexeme[x3::raw[number >> *ascii::blank >> '%'][keep_literal]];

// A name where a statement's own words are expected.
auto named(std::string_view what) {
    return label(what, NoStatement{} >> name);
}

// --- values
// -----------------------------------------------------------------------------------------------------

const auto set_fraction = [](auto& context) {
    x3::_val(context).tolerance.fraction = fraction_of(x3::_attr(context), trace_of(context));
};
const auto set_gaussian = [](auto& context) {
    x3::_val(context).tolerance.distribution = Distribution::gaussian;
};
const auto set_matched = [](auto& context) {
    x3::_val(context).tolerance.matched = fraction_of(x3::_attr(context), trace_of(context));
};

// A word of a tolerance, unless it is the name of the next parameter.
auto tolerance_word(const char* text) {
    return x3::lexeme[x3::lit(text) >> !word_character >> !(*ascii::blank >> '=')];
}

const auto plus_minus = x3::lit("\u00B1") | "+/-" | "+-";
const auto spread = label("a tolerance", percentage)[set_fraction];

struct tolerance_parts_class {};
const auto tolerance_parts = x3::rule<tolerance_parts_class, ToleranceNote>{"tolerance"} =
    (plus_minus >> spread | spread) >> -label("`gaussian`", tolerance_word("gaussian"))[set_gaussian] >>
    -(label("`matched`", tolerance_word("matched")) >> label("a percentage", percentage)[set_matched]);

struct tolerance_class : Located {};
const auto tolerance = x3::rule<tolerance_class, ToleranceNote>{"tolerance"} = tolerance_parts;

struct value_class : Located {};
struct measured_class {};
struct other_class {};
struct list_class {};
const x3::rule<value_class, Value> value_rule{"value"};

const auto list = x3::rule<list_class, std::vector<Value>>{"list"} =
    nested('(' >> value_rule % label("`,`", x3::lit(',')) >> label("`)`", x3::lit(')')));
const auto measured = x3::rule<measured_class, Value>{"measured"} = -row >> literal >> -tolerance;
const auto other = x3::rule<other_class, Value>{"other"} =
    x3::attr(std::optional<Literal>{}) >>
    (name >> !assigned | quoted | list) >> x3::attr(std::optional<ToleranceNote>{});
const auto value_rule_def = label("a value", NoStatement{} >> (measured | other));
BOOST_SPIRIT_DEFINE(value_rule)

struct parameter_class : Located {};
const auto parameter_rule = x3::rule<parameter_class, Parameter>{
    "parameter"} = named("a parameter") >> label("`=`", x3::lit('=')) >> value_rule;

// --- statements
// -------------------------------------------------------------------------------------------------

struct Roles : x3::symbols<Role> {
    Roles() {
        for (const auto role : {Role::output, Role::input, Role::cable, Role::ground, Role::opamp}) {
            add(std::string(role_name(role)), role);
        }
    }
};
const auto role = label("a statement", x3::lexeme[Roles{} >> !word_character]);

struct Relations : x3::symbols<Relation> {
    Relations() { add(">=", Relation::at_least)("<=", Relation::at_most); }
};

const auto set_path = [](auto& context) { x3::_val(context).path = x3::_attr(context); };
const auto set_name = [](auto& context) { x3::_val(context).name = x3::_attr(context); };
const auto set_output = [](auto& context) { x3::_val(context).output = x3::_attr(context); };
const auto set_ground = [](auto& context) { x3::_val(context).ground = x3::_attr(context); };
// The next stop of a link. The last of them is the input, one in front of it the cable.
const auto add_stop = [](auto& context) {
    auto& link = x3::_val(context);
    if (!link.input.text.empty()) link.cable = std::move(link.input);
    link.input = x3::_attr(context);
};

struct use_class : Located {};
struct definition_class : Located {};
struct link_class : Located {};
struct sweep_class : Located {};
struct expectation_class : Located {};
struct statement_class {};

const auto arrow = label("`->`", x3::lit("->"));

struct use_parts_class {};
const auto use_parts = x3::rule<use_parts_class, Use>{"use"} = keyword("use") >>
                                                               label("a path in quotes", quoted)[set_path];

const auto use_rule = x3::rule<use_class, Use>{"use"} = use_parts;

const auto definition_rule = x3::rule<definition_class, Definition>{
    "definition"} = role >> named("a name") >> label("`:`", x3::lit(':')) >> named("a kind");

struct link_parts_class {};
const auto link_parts = x3::rule<link_parts_class, Link>{"link"} =
    keyword("link") >> named("a name")[set_name] >> label("`=`", x3::lit('=')) >>
    named("an output")[set_output] >> arrow >> named("a cable or an input")[add_stop] >>
    -(arrow >> named("an input")[add_stop]) >> -(label("`@`", x3::lit('@')) >> named("a ground")[set_ground]);

const auto link_rule = x3::rule<link_class, Link>{"link"} = link_parts;

const auto sweep_rule = x3::rule<sweep_class, Sweep>{"sweep"} = x3::omit[keyword("sweep")];

const auto measure = label("a number", literal);
const auto expectation_rule = x3::rule<expectation_class, Expectation>{"expectation"} =
    keyword("expect") >> named("a link, an output or an input") >> label("`.`", x3::lit('.')) >>
    named("a metric") >> -(label("`at`", word("at")) >> measure) >>
    label("`<=`", label("`>=`", Relations{})) >> measure >>
    -(label("`for`", word("for")) >> label("a percentage", percentage));

const auto statement_rule = x3::rule<statement_class, Statement>{"statement"} =
    use_rule | definition_rule | link_rule | sweep_rule | expectation_rule;

template <typename Node, typename Rule>
std::optional<Node> read(const Rule& rule, const char*& first, Trace& trace) {
    std::optional<Node> node{std::in_place};
    const auto start = first;
    const auto traced = x3::with<trace_tag>(std::ref(trace))[x3::skip(blanks)[rule]];
    if (x3::parse(first, trace.end(), traced, *node)) return node;
    first = start;
    return {};
}

template <typename Rule>
bool read_token(const Rule& rule, const char*& first, Trace& trace) {
    const auto traced = x3::with<trace_tag>(std::ref(trace))[x3::skip(blanks)[rule]];
    return x3::parse(first, trace.end(), traced);
}

}  // namespace

std::optional<Statement> statement(const char*& first, Trace& trace) {
    return read<Statement>(statement_rule, first, trace);
}

bool opening_brace(const char*& first, Trace& trace) {
    return read_token(label("`{`", x3::lit('{')), first, trace);
}

bool closing_brace(const char*& first, Trace& trace) {
    return read_token(label("`}`", x3::lit('}')), first, trace);
}

std::optional<Parameter> parameter(const char*& first, Trace& trace) {
    auto read_parameter = read<Parameter>(parameter_rule, first, trace);
    if (read_parameter) read_token(label("`,`", x3::lit(',')), first, trace);
    return read_parameter;
}

std::optional<Value> value(const char*& first, Trace& trace) {
    return read<Value>(value_rule, first, trace);
}

void skip_blanks(const char*& first, const Trace& trace) {
    x3::parse(first, trace.end(), *x3::omit[blanks]);
}

}  // namespace pin3::grammar
