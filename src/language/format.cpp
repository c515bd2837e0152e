#include "language/print.hpp"
namespace pin3 {
std::string format(const syntax::File& file) {
    return print(file);
}
}  // namespace pin3
