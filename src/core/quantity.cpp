#include "core/quantity.hpp"

#include "core/codes.hpp"
#include "core/decimal.hpp"
#include "core/spelling.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>

namespace pin3 {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// A quantity taken apart: "4k7 ohm" has the digits 4.7, the exponent 3 and the word "ohm".
struct Spelling {
    std::string digits;
    int exponent10 = 0;
    bool has_prefix = false;   // a prefix stood in the place of the decimal point
    std::optional<Unit> unit;  // given by an R in the place of the decimal point
    std::string word;          // what is left: prefix, unit or both
};

// Reports about one text at one place.
class Complaint {
public:
    Complaint(std::string_view text, const Span& span) : text_(text), span_(span) {}

    Diagnostic operator()(std::string_view wrong, std::string help, Code code = Code::bad_number) const {
        std::size_t shown = std::min(text_.size(), most_shown);
        while (shown < text_.size() && (text_[shown] & 0xC0) == 0x80) --shown;  // not inside a character
        return {code,
                span_,
                fmt::format("`{}{}` {}", text_.substr(0, shown), shown < text_.size() ? "…" : "", wrong),
                {},
                std::move(help)};
    }
    Diagnostic missing() const {
        return {Code::bad_number, span_, "a number is missing here", {}, "write a number, for example `10k`"};
    }
    std::string_view text() const { return text_; }
    const Span& span() const { return span_; }

private:
    static constexpr std::size_t most_shown = 40;  // of its bytes, in a message

    std::string_view text_;
    Span span_;
};

std::string with_point(std::string_view text) {
    std::string out(text);
    std::replace(out.begin(), out.end(), ',', '.');
    return out;
}

// `4M7` and `1M` as they are written without doubt.
Diagnostic bare_mega(const Complaint& complain, std::string_view number, Unit expected) {
    const auto exact = fmt::format("write `{}meg` for mega or `{}m` for milli", number, number);
    const auto length = fmt::format("write `{} m` for metres", number);
    return complain("has a bare `M`, which is milli in SPICE and mega elsewhere",
                    expected == Unit::metre ? length : exact);
}

// The length of the prefix or R between two groups of digits (4k7), 0 when there is none.
std::size_t infix_length(std::string_view rest) {
    std::size_t length = 0;
    while (length < rest.size() && !is_digit(rest[length])) ++length;
    if (length == 0 || length == rest.size()) return 0;
    const auto infix = rest.substr(0, length);
    return infix == "R" || infix == "M" || prefix_exponent(infix) ? length : 0;
}

std::variant<Spelling, Diagnostic> take_apart(const Complaint& complain, Unit expected) {
    const auto text = complain.text();
    if (text.empty()) return complain.missing();

    const bool leading_r = text.size() > 1 && text[0] == 'R' && is_digit(text[1]);
    const auto number = leading_r ? std::string_view("0") : text.substr(0, decimal_length(text));
    if (number.empty()) {
        std::string word;
        for (const char c : text) word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        word.erase(0, word.find_first_not_of("+-"));
        if (word == "inf" || word == "infinity" || word == "nan") {
            return complain("is not a number that a part can have",
                            "write a finite value, for example `1meg`");
        }
        return complain("is not a number", "write a number, for example `10k`, `4k7` or `2.2 uF`");
    }

    Spelling spelling{std::string(number), 0, false, {}, {}};
    auto rest = leading_r ? text : text.substr(number.size());
    const bool whole = number.find_first_of(".eE") == std::string_view::npos;
    if (const auto length = whole ? infix_length(rest) : 0; length > 0) {
        const auto infix = rest.substr(0, length);
        auto decimals = rest.substr(length);
        decimals = decimals.substr(
            0, static_cast<std::size_t>(std::find_if_not(decimals.begin(), decimals.end(), is_digit) -
                                        decimals.begin()));
        spelling.digits += fmt::format(".{}", decimals);
        if (infix == "M") return bare_mega(complain, spelling.digits, expected);
        if (infix == "R") spelling.unit = Unit::ohm;
        spelling.exponent10 = infix == "R" ? 0 : *prefix_exponent(infix);
        spelling.has_prefix = infix != "R";
        rest.remove_prefix(length + decimals.size());
    }

    if (rest.size() > 1 && rest[0] == ',' && is_digit(rest[1])) {
        return complain("has a decimal comma", fmt::format("write a point: `{}`", with_point(text)));
    }
    // One run of blanks is allowed: behind the number, or between the prefix and the unit (10k ohm).
    const auto blank = rest.find_first_of(" \t");
    spelling.word = rest.substr(0, blank);
    if (blank != std::string_view::npos) {
        const auto after = rest.find_first_not_of(" \t", blank);
        const bool prefix_before = spelling.word.empty() || prefix_exponent(spelling.word);
        if (after == std::string_view::npos || !prefix_before) {
            return complain("has more behind the number than a unit",
                            fmt::format("write only the number and its unit, for example `{}`", number));
        }
        spelling.word += rest.substr(after);
    }
    if (spelling.word == "M") return bare_mega(complain, number, expected);
    return spelling;
}

bool takes_prefix(Unit unit) {
    return unit != Unit::percent && unit != Unit::decibel && unit != Unit::dbu && unit != Unit::dbv &&
           unit != Unit::square_metre;
}

// A value per metre may be written without the metre: the parameter's name says that it is one.
Unit without_metre(Unit unit) {
    switch (unit) {
        case Unit::ohm_per_metre:
            return Unit::ohm;
        case Unit::farad_per_metre:
            return Unit::farad;
        case Unit::henry_per_metre:
            return Unit::henry;
        case Unit::volt_per_metre:
            return Unit::volt;
        default:
            return unit;
    }
}

std::string needed(std::span<const Unit> allowed) {
    std::string list;
    for (std::size_t i = 0; i < allowed.size(); ++i) {
        if (i > 0) list += i + 1 == allowed.size() ? " or " : ", ";
        list += quantity_name(allowed[i]);
        if (!symbol(allowed[i]).empty()) list += fmt::format(" ({})", symbol(allowed[i]));
    }
    return list;
}

std::string example(Unit unit) {
    switch (unit) {
        case Unit::none:
            return "2";
        case Unit::ohm:
            return "4k7";
        case Unit::farad:
            return "100n";
        case Unit::hertz:
            return "1 kHz";
        case Unit::metre:
            return "10 m";
        case Unit::square_metre:
            return "1 cm2";
        case Unit::volt:
            return "100 mV";
        case Unit::percent:
            return "5%";
        case Unit::decibel:
            return "60 dB";
        case Unit::dbu:
            return "4 dBu";
        case Unit::volt_per_second:
            return "9 V/us";
        case Unit::volt_per_root_hertz:
            return "5 nV/rtHz";
        case Unit::ampere_per_root_hertz:
            return "1 pA/rtHz";
        case Unit::farad_per_metre:
            return "100 pF/m";
        case Unit::ohm_per_metre:
            return "80 mohm/m";
        case Unit::henry_per_metre:
            return "0.7 uH/m";
        default:
            return fmt::format("1 {}", symbol(unit));
    }
}

struct Fitting {
    Unit unit;
    UnitReading reading;
};

std::variant<Fitting, Diagnostic> fit(const Spelling& spelling, const Complaint& complain,
                                      std::span<const Unit> allowed) {
    const auto first = allowed.front();
    std::vector<UnitReading> readings;
    if (spelling.word.empty()) {
        readings.push_back({spelling.unit, 0, 1});
    } else {
        readings = unit_readings(spelling.word);
        // Behind 4k7 stands at most a unit, not another prefix, and behind 4R7 only the ohm.
        if (spelling.has_prefix || spelling.unit) {
            std::erase_if(readings, [&](const UnitReading& reading) {
                return !reading.unit || reading.exponent10 != 0 ||
                       (spelling.unit && reading.unit != spelling.unit);
            });
        }
    }
    if (readings.empty()) {
        const auto right = respelt(spelling.word);
        const auto help = right.empty() ? fmt::format("write it like `{}`", example(first))
                                        : fmt::format("did you mean `{}`?", right);
        return Diagnostic{Code::bad_number,
                          complain.span(),
                          fmt::format("`{}` ends in `{}`, which is neither a unit nor a prefix",
                                      complain.text(), spelling.word),
                          {},
                          help};
    }

    for (const auto& reading : readings) {
        if (!reading.unit) continue;
        for (const auto unit : allowed) {
            if (*reading.unit == unit || *reading.unit == without_metre(unit)) return Fitting{unit, reading};
        }
    }
    const auto bare = std::find_if(readings.begin(), readings.end(), [](const auto& r) { return !r.unit; });
    if (bare != readings.end()) {
        const bool prefixed = spelling.has_prefix || bare->exponent10 != 0;
        if (!prefixed || takes_prefix(first)) return Fitting{first, *bare};
        return complain("has a prefix",
                        fmt::format("{} has none: write it like `{}`", quantity_name(first), example(first)));
    }
    return Diagnostic{Code::unit_mismatch,
                      complain.span(),
                      fmt::format("{} is needed here, `{}` is {}", needed(allowed), complain.text(),
                                  quantity_name(*readings.front().unit)),
                      {},
                      fmt::format("write it like `{}`", example(first))};
}

}  // namespace

std::variant<Measured, Diagnostic> read_quantity(std::string_view text, std::span<const Unit> allowed,
                                                 const Span& span) {
    const Complaint complain(text, span);
    auto apart = take_apart(complain, allowed.front());
    if (auto* wrong = std::get_if<Diagnostic>(&apart)) return std::move(*wrong);
    const auto& spelling = std::get<Spelling>(apart);

    auto fitted = fit(spelling, complain, allowed);
    if (auto* wrong = std::get_if<Diagnostic>(&fitted)) return std::move(*wrong);
    const auto& [unit, reading] = std::get<Fitting>(fitted);

    const auto decimal = read_decimal(spelling.digits, spelling.exponent10 + reading.exponent10);
    switch (decimal.status) {
        case Decimal::Status::too_large:
            return complain("is too large to calculate with", "write a value below 1e308");
        case Decimal::Status::too_small:
            return complain("is too small to calculate with", "write `0` or a value above 1e-300");
        case Decimal::Status::malformed:
            return complain("is not a number", fmt::format("write it like `{}`", example(unit)));
        case Decimal::Status::fine:
            break;
    }
    return Measured{decimal.value / reading.divisor, unit};
}

std::variant<double, Diagnostic> read_quantity(std::string_view text, Unit expected, const Span& span) {
    auto read = read_quantity(text, std::span(&expected, 1), span);
    if (auto* wrong = std::get_if<Diagnostic>(&read)) return std::move(*wrong);
    return std::get<Measured>(read).value;
}

bool is_unit_word(std::string_view word) {
    return word == "M" || !unit_readings(word).empty();
}

}  // namespace pin3
