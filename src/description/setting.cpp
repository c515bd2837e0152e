#include "description/setting.hpp"

#include "core/codes.hpp"
#include "core/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace pin3 {
namespace {

using syntax::Literal;
using syntax::Name;
using syntax::Value;
using List = std::vector<Value>;

// "a resistance in ohm", "ground or open", "open, or a capacitance in F"
std::string what_it_takes(const ParameterSpec& spec) {
    std::string quantity = spec.unit == Unit::none
                               ? "a number"
                               : fmt::format("{} in {}", quantity_name(spec.unit), symbol(spec.unit));
    const std::string words = fmt::format("{}", fmt::join(spec.words, ", "));
    switch (spec.shape) {
        case Shape::quantity:
            return spec.words.empty() ? quantity : fmt::format("{}, or {}", words, quantity);
        case Shape::word:
            return fmt::format("one of {}", words);
        case Shape::word_and_quantity:
            return fmt::format("one of {}, or one of them with {} as in ({}, 1k)", words, quantity,
                               spec.words[spec.words.size() > 1 ? 1 : 0]);
        case Shape::quantities:
            return fmt::format("{}, or several in parentheses", quantity);
        case Shape::pairs:
            return fmt::format("one of {}, or a list of (harmonic, percent) as in ((3, 12), (5, 8))", words);
        case Shape::opamp:
            return "ideal, the name of an op-amp (`pin3 list opamps`), or \"file.lib\"";
        case Shape::level:
            return "a voltage in V, or a level in dBu or dBV";
    }
    return quantity;
}

constexpr int most_in_row = 100;

class Reader {
public:
    Reader(const ParameterSpec& spec, const std::string& owner, Diagnostics& diagnostics)
        : spec_(spec), owner_(owner), diagnostics_(diagnostics) {}

    bool failed() const { return failed_; }

    void fail(Code code, const Span& span, std::string message, std::string help = {}) {
        diagnostics_.push_back({code, span, std::move(message), what_it_takes(spec_), std::move(help)});
        failed_ = true;
    }

    void wrong_shape(const Value& value) {
        fail(Code::wrong_shape, value.span, fmt::format("`{}` cannot be `{}`", spec_.name, text(value.span)),
             fmt::format("see `pin3 explain` for what `{}` takes", spec_.name));
    }

    std::string word(const Name& name) {
        if (std::find(spec_.words.begin(), spec_.words.end(), name.text) == spec_.words.end())
            fail(Code::unknown_word, name.span, fmt::format("`{}` cannot be `{}`", spec_.name, name.text),
                 spec_.words.empty() ? std::string{} : did_you_mean(name.text, spec_.words));
        return name.text;
    }

    Part quantity(const Value& value) {
        const auto* literal = std::get_if<Literal>(&value.data);
        if (!literal) {
            wrong_shape(value);
            return {};
        }
        Part part{0, fmt::format("{}.{}", owner_, spec_.name), {}};
        if (spec_.shape == Shape::level) {
            static constexpr std::array units = {Unit::volt, Unit::dbu, Unit::dbv};
            const auto read = read_quantity(literal->text, units, literal->span);
            if (const auto* problem = std::get_if<Diagnostic>(&read)) return report(*problem);
            const auto& measured = std::get<Measured>(read);
            part.value = volts_rms(measured.value, measured.unit);
        } else {
            const auto read = read_quantity(literal->text, spec_.unit, literal->span);
            if (const auto* problem = std::get_if<Diagnostic>(&read)) return report(*problem);
            part.value = std::get<double>(read);
        }
        part.row = row_of(value);
        part.value *= part.row;
        check_range(part.value, literal->span);
        if (value.tolerance) {
            const Tolerance& tolerance = value.tolerance->tolerance;
            if (spec_.tolerance)
                part.spreads.push_back(
                    {part.parameter, tolerance.matched > 0 ? part.parameter : std::string{}, tolerance});
            else
                fail(Code::bad_tolerance, value.tolerance->span,
                     fmt::format("`{}` takes no tolerance", spec_.name),
                     "leave the tolerance out: only values of parts have one");
        }
        return part;
    }

private:
    // How many equal parts in series make up the value.
    int row_of(const Value& value) {
        if (!value.row) return 1;
        if (spec_.unit != Unit::ohm) {
            fail(Code::wrong_shape, value.row->span, fmt::format("`{}` is no row of resistors", spec_.name),
                 "only a resistance is made of parts in series: write the whole value");
            return 1;
        }
        int parts = 0;
        const std::string& digits = value.row->text;
        std::from_chars(digits.data(), digits.data() + digits.size(), parts);
        if (parts < 1 || parts > most_in_row) {
            fail(Code::out_of_range, value.row->span, fmt::format("a row of {} resistors", digits),
                 fmt::format("write 1 to {} in front of the `x`", most_in_row));
            return 1;
        }
        return parts;
    }

    Part report(Diagnostic problem) {
        problem.message = fmt::format("`{}`: {}", spec_.name, problem.message);
        diagnostics_.push_back(std::move(problem));
        failed_ = true;
        return {};
    }

    void check_range(double value, const Span& span) {
        const auto shown = [&](double limit) { return engineering(limit, spec_.unit); };
        std::string bound;
        if (spec_.positive && value <= 0)
            bound = "be above 0";
        else if (value < spec_.minimum)
            bound = fmt::format("be at least {}", shown(spec_.minimum));
        else if (value > spec_.maximum)
            bound = fmt::format("be at most {}", shown(spec_.maximum));
        else if (spec_.whole && value != std::floor(value))
            bound = "be a whole number";
        else
            return;
        fail(Code::out_of_range, span, fmt::format("`{}` must {}", spec_.name, bound),
             fmt::format("write a value that fits, for example `{} = {}`", spec_.name, example()));
    }

    std::string_view example() const {
        if (!spec_.standard.empty() && !spec_.standard.starts_with('=')) return spec_.standard;
        return spec_.unit == Unit::metre ? "10 m" : spec_.unit == Unit::volt ? "1 V" : "1k";
    }

    const ParameterSpec& spec_;
    const std::string& owner_;
    Diagnostics& diagnostics_;
    bool failed_ = false;
};

}  // namespace

// 0 dBu = 1 mW in 600 ohm = sqrt(0.6) V; 0 dBV = 1 V.
double volts_rms(double value, Unit unit) {
    switch (unit) {
        case Unit::dbu:
            return std::sqrt(0.6) * std::pow(10.0, value / 20);
        case Unit::dbv:
            return std::pow(10.0, value / 20);
        default:
            return value;
    }
}

std::optional<Setting> read_setting(const ParameterSpec& spec, const std::string& owner, const Value& value,
                                    const FindOpamp& find_opamp, Diagnostics& diagnostics) {
    Reader reader(spec, owner, diagnostics);
    Setting setting;
    setting.given = true;
    setting.span = value.span;
    std::string_view written = text(value.span);
    while (written.ends_with(' ') || written.ends_with('\t')) written.remove_suffix(1);
    setting.written = std::string(written);

    const auto* name = std::get_if<Name>(&value.data);
    const auto* list = std::get_if<List>(&value.data);
    switch (spec.shape) {
        case Shape::word:
            if (name)
                setting.word = reader.word(*name);
            else
                reader.wrong_shape(value);
            break;
        case Shape::quantity:
        case Shape::level:
            if (name)
                setting.word = reader.word(*name);
            else
                setting.parts = {reader.quantity(value)};
            break;
        case Shape::word_and_quantity:
            if (name) {
                setting.word = reader.word(*name);
            } else if (list && list->size() == 2 && std::holds_alternative<Name>((*list)[0].data)) {
                setting.word = reader.word(std::get<Name>((*list)[0].data));
                setting.parts = {reader.quantity((*list)[1])};
            } else {
                reader.wrong_shape(value);
            }
            break;
        case Shape::quantities:
            for (const Value& item : list ? *list : List{value})
                setting.parts.push_back(reader.quantity(item));
            break;
        case Shape::pairs:
            if (name) {
                setting.word = reader.word(*name);
                break;
            }
            if (!list) {
                reader.wrong_shape(value);
                break;
            }
            for (const Value& item : *list) {
                const auto* pair = std::get_if<List>(&item.data);
                if (!pair || pair->size() != 2) {
                    reader.wrong_shape(item);
                    continue;
                }
                for (const Value& number : *pair) setting.parts.push_back(reader.quantity(number));
            }
            break;
        case Shape::opamp:
            if (name && name->text == "ideal")
                setting.word = "ideal";
            else if (auto problem = find_opamp(value, setting))
                reader.fail(problem->code, problem->span, problem->message, problem->help);
            break;
    }
    if (reader.failed()) return std::nullopt;
    return setting;
}

}  // namespace pin3
