#include "report/document.hpp"

#include "core/unit.hpp"

#include <type_traits>

namespace pin3 {
namespace {

std::string cell(const Data& data) {
    return data.visit([]<typename T>(const T& held) -> std::string {
        if constexpr (std::is_same_v<T, bool>)
            return held ? "1" : "0";
        else if constexpr (std::is_arithmetic_v<T>)
            return shortest(static_cast<double>(held));
        else if constexpr (std::is_same_v<T, std::string>)
            return held;
        else
            return {};
    });
}

}  // namespace

Sheet sheet_of(const Data::Array& objects) {
    Sheet sheet;
    for (const Data& object : objects) {
        std::vector<std::string>& row = sheet.rows.emplace_back();
        for (const auto& [key, value] : object.object()) {
            if (sheet.rows.size() == 1) sheet.columns.push_back({key});
            row.push_back(cell(value));
        }
    }
    return sheet;
}

}  // namespace pin3
