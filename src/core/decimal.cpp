#include "core/decimal.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace pin3 {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
    while (at < text.size() && is_digit(text[at])) ++at;
    return at;
}

std::size_t skip_sign(std::string_view text, std::size_t at) {
    return at < text.size() && (text[at] == '+' || text[at] == '-') ? at + 1 : at;
}

std::size_t mantissa_length(std::string_view text) {
    const auto begin = skip_sign(text, 0);
    auto end = skip_digits(text, begin);
    auto digits = end - begin;
    if (end < text.size() && text[end] == '.') {
        const auto fraction_end = skip_digits(text, end + 1);
        digits += fraction_end - end - 1;
        if (digits > 0) end = fraction_end;
    }
    return digits > 0 ? end : 0;
}

// The power of ten of the first digit that is not zero: 2 for "123.4", -3 for "0.0012". There is such a
// digit.
long magnitude(std::string_view mantissa) {
    const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
    const std::size_t first = mantissa.find_first_of("123456789");
    const auto distance = static_cast<long>(point) - static_cast<long>(first);
    return first < point ? distance - 1 : distance;
}

}  // namespace

std::size_t decimal_length(std::string_view text) {
    const auto mantissa = mantissa_length(text);
    if (mantissa == 0 || mantissa == text.size() || (text[mantissa] != 'e' && text[mantissa] != 'E')) {
        return mantissa;
    }
    const auto digits = skip_sign(text, mantissa + 1);
    const auto end = skip_digits(text, digits);
    return end > digits ? end : mantissa;
}

Decimal read_decimal(std::string_view text, int exponent10) {
    const auto mantissa_end = mantissa_length(text);
    if (mantissa_end == 0 || decimal_length(text) != text.size()) {
        return {0, Decimal::Status::malformed};
    }
    auto mantissa = text.substr(0, mantissa_end);
    if (mantissa.starts_with('+')) mantissa.remove_prefix(1);
    const bool zero =
        std::none_of(mantissa.begin(), mantissa.end(), [](char c) { return c >= '1' && c <= '9'; });

    long exponent = exponent10;
    if (mantissa_end < text.size()) {
        auto digits = text.substr(mantissa_end + 1);
        const bool negative = digits.starts_with('-');
        if (digits.starts_with('+')) digits.remove_prefix(1);
        long written = 0;
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), written);
        constexpr long limit = 1'000'000'000;  // no double reaches so far, and the sum below stays in range
        if (read.ec != std::errc{} || std::abs(written) > limit) written = negative ? -limit : limit;
        exponent += written;
    }
    if (zero) return {mantissa.starts_with('-') ? -0.0 : 0.0, Decimal::Status::fine};

    auto scaled = std::string(mantissa) + "e" + std::to_string(exponent);
    double value = 0;
    const auto read = std::from_chars(scaled.data(), scaled.data() + scaled.size(), value);
    // The library may report a number out of range by its error code or by 0 or infinity; a subnormal one has
    // lost digits.
    if (read.ec == std::errc::result_out_of_range || !std::isnormal(value)) {
        const bool large = magnitude(mantissa) + exponent > 0;
        return {0, large ? Decimal::Status::too_large : Decimal::Status::too_small};
    }
    return {value, Decimal::Status::fine};
}

std::string percent_text(double fraction) {
    std::array<char, 64> buffer{};
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), fraction, std::chars_format::scientific)
            .ptr;
    std::string_view written(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    std::string sign;
    if (written.starts_with('-')) {
        sign = "-";
        written.remove_prefix(1);
    }
    const auto e = written.find('e');
    if (e == std::string_view::npos) return sign + std::string(written);
    std::string digits(written.substr(0, e));
    std::erase(digits, '.');
    int exponent = 0;
    const auto exponent_text = written.substr(written[e + 1] == '+' ? e + 2 : e + 1);
    std::from_chars(exponent_text.data(), exponent_text.data() + exponent_text.size(), exponent);

    const int point = exponent + 3;  // digits in front of the decimal point, once multiplied by 100
    constexpr int widest = 20;
    if (point > widest || point < -widest) {
        return sign + digits.substr(0, 1) + (digits.size() > 1 ? "." + digits.substr(1) : "") + "e" +
               std::to_string(exponent + 2);
    }
    const auto count = static_cast<int>(digits.size());
    if (point <= 0) return sign + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    if (point >= count) return sign + digits + std::string(static_cast<std::size_t>(point - count), '0');
    return sign + digits.substr(0, static_cast<std::size_t>(point)) + "." +
           digits.substr(static_cast<std::size_t>(point));
}

}  // namespace pin3
