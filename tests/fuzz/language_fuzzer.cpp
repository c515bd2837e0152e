// Whatever the text: no crash, every diagnostic points into it, and a description without errors can be
// printed and formatted without a change of meaning.
#include "language/parse.hpp"
#include "language/print.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace {

void require(bool holds, const char* property, const std::string& text) {
    if (holds) return;
    std::fprintf(stderr, "violated: %s\n---\n%s\n---\n", property, text.c_str());
    std::abort();
}

pin3::Parsed parsed(const std::string& text) {
    return pin3::parse(std::make_shared<pin3::Source>(pin3::Source{"fuzzed.pin3", text}));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto first = parsed(text);
    for (const auto& diagnostic : first.diagnostics) {
        require(diagnostic.span.source == first.file.source.get(), "a diagnostic has a place in this source",
                text);
        require(diagnostic.span.begin <= diagnostic.span.end, "a span begins before it ends", text);
        require(diagnostic.span.end <= text.size(), "a span lies inside the source", text);
        require(!pin3::render(diagnostic, {true}).empty(), "a diagnostic can be rendered", text);
    }
    if (!first.diagnostics.empty()) return 0;

    const auto tree = pin3::dump(first.file);
    const auto printed = parsed(pin3::print(first.file));
    require(printed.diagnostics.empty(), "what is printed has no errors", text);
    require(pin3::dump(printed.file) == tree, "what is printed says the same", text);

    const auto laid_out = pin3::format(first.file);
    const auto again = parsed(laid_out);
    require(again.diagnostics.empty(), "what is formatted has no errors", text);
    require(pin3::dump(again.file) == tree, "what is formatted says the same", text);
    require(pin3::format(again.file) == laid_out, "formatting twice changes nothing more", text);
    return 0;
}
