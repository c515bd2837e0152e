// Trees at random: what is printed and read again is the same tree.
#include "language/parse.hpp"
#include "language/print.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace pin3 {
namespace {

using namespace syntax;

// One of the words of the language now and then, because names may be that.
rc::Gen<Name> any_name() {
    const auto letters = std::string("abcxyzABCXYZ_");
    const auto word = rc::gen::apply(
        [](char first, std::string rest) { return first + std::move(rest); }, rc::gen::elementOf(letters),
        rc::gen::resize(6, rc::gen::container<std::string>(rc::gen::elementOf(letters + "0123456789"))));
    const auto special =
        rc::gen::element<std::string>("use", "output", "ground", "link", "sweep", "expect", "at", "for",
                                      "matched", "gaussian", "m", "k", "R", "dB");
    return rc::gen::map(rc::gen::weightedOneOf<std::string>({{5, word}, {1, special}}), [](std::string text) {
        return Name{std::move(text), {}};
    });
}

rc::Gen<Literal> any_literal() {
    return rc::gen::map(
        rc::gen::element<std::string>("0", "10k", "4k7", "R47", "1e-9", "-5", "+5", ".5", "10 m", "2.2 uF",
                                      "100 mV", "10 \u00B5F", "4k7 \u03A9", "5 nV/rtHz", "100 pF/m", "35 dB",
                                      "5%", "99 %", "1M", "10xyz"),
        [](std::string text) {
            return Literal{std::move(text), {}};
        });
}

rc::Gen<Text> any_text() {
    const auto letters = std::string("ab #\"\\/.{}(),\t");
    return rc::gen::map(rc::gen::container<std::string>(rc::gen::elementOf(letters)), [](std::string text) {
        return Text{std::move(text), {}};
    });
}

rc::Gen<double> any_fraction() {
    return rc::gen::map(rc::gen::inRange(1, 1000000), [](int millionths) { return millionths / 1e6; });
}

rc::Gen<ToleranceNote> any_tolerance() {
    return rc::gen::apply(
        [](double fraction, bool gaussian, bool matched, double of) {
            const auto shape = gaussian ? Distribution::gaussian : Distribution::uniform;
            return ToleranceNote{{fraction, shape, matched ? of : 0}, {}};
        },
        any_fraction(), rc::gen::arbitrary<bool>(), rc::gen::arbitrary<bool>(), any_fraction());
}

Value any_value(int depth) {
    Value value;
    switch (*rc::gen::inRange(0, depth > 0 ? 4 : 3)) {
        case 0:
            value.data = *any_literal();
            if (*rc::gen::arbitrary<bool>())
                value.row = Literal{*rc::gen::element<std::string>("0", "3", "12"), {}};
            if (*rc::gen::arbitrary<bool>()) value.tolerance = *any_tolerance();
            break;
        case 1:
            value.data = *any_name();
            break;
        case 2:
            value.data = *any_text();
            break;
        default: {
            std::vector<Value> list;
            const int size = *rc::gen::inRange(1, 4);
            for (int i = 0; i < size; ++i) list.push_back(any_value(depth - 1));
            value.data = std::move(list);
        }
    }
    return value;
}

std::vector<Parameter> any_block() {
    std::vector<Parameter> parameters;
    const int size = *rc::gen::inRange(0, 5);
    for (int i = 0; i < size; ++i) parameters.push_back({*any_name(), any_value(3), {}});
    return parameters;
}

template <typename T>
std::optional<T> perhaps(const rc::Gen<T>& gen) {
    return *rc::gen::arbitrary<bool>() ? std::optional<T>(*gen) : std::nullopt;
}

Statement any_statement() {
    switch (*rc::gen::inRange(0, 5)) {
        case 0:
            return Use{*any_text(), {}};
        case 1: {
            const auto role =
                *rc::gen::element(Role::output, Role::input, Role::cable, Role::ground, Role::opamp);
            return Definition{role, *any_name(), *any_name(), any_block(), {}};
        }
        case 2:
            return Link{*any_name(), *any_name(), perhaps(any_name()), *any_name(), perhaps(any_name()), {}};
        case 3:
            return Sweep{any_block(), {}};
        default: {
            const auto yield =
                rc::gen::map(rc::gen::element<std::string>("99%", "99.9 %"), [](std::string text) {
                    return Literal{std::move(text), {}};
                });
            const auto relation = *rc::gen::element(Relation::at_least, Relation::at_most);
            return Expectation{*any_name(),    *any_name(), perhaps(any_literal()), relation, *any_literal(),
                               perhaps(yield), {}};
        }
    }
}

File any_file() {
    File file;
    const int size = *rc::gen::inRange(0, 6);
    for (int i = 0; i < size; ++i) file.statements.push_back(any_statement());
    return file;
}

Parsed parsed(std::string text) {
    return parse(std::make_shared<Source>(Source{"random.pin3", std::move(text)}));
}

std::string errors(const Parsed& parsed) {
    std::string out;
    for (const auto& diagnostic : parsed.diagnostics) out += render(diagnostic);
    return out;
}

RC_GTEST_PROP(Trees, survive_printing_and_reading, ()) {
    const auto tree = any_file();
    const auto text = print(tree);
    RC_LOG() << text;
    const auto again = parsed(text);
    RC_ASSERT(errors(again) == "");
    RC_ASSERT(dump(again.file) == dump(tree));
}

RC_GTEST_PROP(Trees, survive_formatting_which_changes_nothing_the_second_time, ()) {
    const auto tree = parsed(print(any_file()));
    const auto once = format(tree.file);
    RC_LOG() << once;
    const auto again = parsed(once);
    RC_ASSERT(errors(again) == "");
    RC_ASSERT(dump(again.file) == dump(tree.file));
    RC_ASSERT(format(again.file) == once);
}

}  // namespace
}  // namespace pin3
