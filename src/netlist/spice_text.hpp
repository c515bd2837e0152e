// The characters of a SPICE file, as a stranger's editor may have saved them.
#pragma once

#include <string>
#include <string_view>

namespace pin3 {

// Stands for a character that ASCII does not have.
inline constexpr char foreign_character = '\x80';

// UTF-16 (LTspice writes it), UTF-8 or Latin-1, with or without a byte order mark, as ASCII with \n behind
// each line. Both µ become u, as SPICE writes micro; a no-break space becomes a blank; every other character
// above ASCII is a foreign_character.
std::string spice_text(std::string_view bytes);

}  // namespace pin3
