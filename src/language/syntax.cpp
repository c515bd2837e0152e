#include "language/syntax.hpp"

namespace pin3 {

std::string_view role_name(syntax::Role role) {
    switch (role) {
        case syntax::Role::output:
            return "output";
        case syntax::Role::input:
            return "input";
        case syntax::Role::cable:
            return "cable";
        case syntax::Role::ground:
            return "ground";
        case syntax::Role::opamp:
            return "opamp";
    }
    return {};
}

}  // namespace pin3
