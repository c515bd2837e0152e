// A form that a document can be handed over in: one file each in formats/, and one line in formats.inc.
#pragma once

#include "report/document.hpp"

#include <span>
#include <string>
#include <string_view>

namespace pin3 {

struct TextStyle {
    bool color = false;
    int width = 80;      // columns
    bool detail = true;  // with the sections of detail
};

// A constant before the program begins (`constinit`): tables of options are made of the names before main()
// is.
struct Format {
    std::string_view name;  // as `--format` writes it
    // Whether the document has what the format shows.
    bool (*suits)(const Document&);
    std::string (*render)(const Document&, const TextStyle&);
};

// In the order of formats.inc.
std::span<const Format* const> formats();

// nullptr when none has that name
const Format* find_format(std::string_view name);

// The document in that format, which suits it.
std::string render(const Document& document, const Format& format, const TextStyle& style = {});

}  // namespace pin3
