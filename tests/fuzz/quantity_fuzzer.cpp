// Whatever the text: a quantity is a finite number or an error with a code of numbers, and a value that was
// read can be shown and read again.
#include "core/codes.hpp"
#include "core/quantity.hpp"

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {

void require(bool holds, const char* property, const std::string& text) {
    if (holds) return;
    std::fprintf(stderr, "violated: %s\n---\n%s\n---\n", property, text.c_str());
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    constexpr auto units = static_cast<unsigned>(pin3::Unit::ampere_per_root_hertz) + 1;
    const auto unit = static_cast<pin3::Unit>(data[0] % units);
    const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto read = pin3::read_quantity(text, unit, {});
    if (const auto* wrong = std::get_if<pin3::Diagnostic>(&read)) {
        require(wrong->code == pin3::Code::bad_number || wrong->code == pin3::Code::unit_mismatch,
                "the code fits", text);
        require(!wrong->message.empty() && !wrong->help.empty(), "an error says what to do", text);
        return 0;
    }
    const auto value = std::get<double>(read);
    require(std::isfinite(value), "a value is finite", text);

    const auto exact = pin3::read_quantity(pin3::shortest(value), unit, {});
    require(std::holds_alternative<double>(exact) && std::get<double>(exact) == value,
            "the shortest text is exact", text);
    const auto shown = pin3::read_quantity(pin3::engineering(value, unit, 6), unit, {});
    require(std::holds_alternative<double>(shown), "what is shown can be read", text);
    require(std::abs(std::get<double>(shown) - value) <= std::abs(value) * 1e-5, "what is shown is near",
            text);
    return 0;
}
