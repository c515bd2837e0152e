// Decimal numbers as text. Scaling by a power of ten happens in the text, before the one rounding to a
// double, so that 100n is exactly the double nearest to 1e-7.
#pragma once

#include <string>
#include <string_view>

namespace pin3 {

struct Decimal {
    double value = 0;
    enum class Status { fine, malformed, too_large, too_small } status = Status::fine;
};

// Reads [+-] digits [. digits] [e [+-] digits], the whole of `text`, times 10^exponent10. No inf, nan or
// hexadecimal.
Decimal read_decimal(std::string_view text, int exponent10 = 0);

// The number of leading characters of `text` that form such a number; 0 when it starts with none.
std::size_t decimal_length(std::string_view text);

// A fraction as the percentage that reads back as the same double: 0.05 is "5", 0.0005 is "0.05".
std::string percent_text(double fraction);

}  // namespace pin3
