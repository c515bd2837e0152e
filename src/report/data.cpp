#include "report/data.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace pin3 {

Data::Data(double number) {
    if (std::isfinite(number)) value_ = number;
}

void Data::push_back(Data value) {
    if (is_null()) value_ = Kept<Array>({});
    (*std::get<Kept<Array>>(value_)).push_back(std::move(value));
}

void Data::add(std::string key, Data value) {
    if (is_null()) value_ = Kept<Object>({});
    (*std::get<Kept<Object>>(value_)).push_back({std::move(key), std::move(value)});
}

double Data::number() const {
    if (const auto* whole = std::get_if<std::uint64_t>(&value_)) return static_cast<double>(*whole);
    if (const auto* whole = std::get_if<std::int64_t>(&value_)) return static_cast<double>(*whole);
    return std::get<double>(value_);
}

std::uint64_t Data::count() const {
    if (const auto* whole = std::get_if<std::int64_t>(&value_); whole && *whole >= 0)
        return static_cast<std::uint64_t>(*whole);
    return std::get<std::uint64_t>(value_);
}

bool Data::operator==(std::string_view text) const {
    const auto* held = std::get_if<Kept<std::string>>(&value_);
    return held && **held == text;
}

const Data* Data::find(std::string_view key) const {
    const auto* held = std::get_if<Kept<Object>>(&value_);
    if (!held) return nullptr;
    const Object& members = **held;
    const auto found =
        std::find_if(members.begin(), members.end(), [&](const Member& member) { return member.key == key; });
    return found == members.end() ? nullptr : &found->value;
}

const Data& Data::at(std::string_view key) const {
    if (const Data* found = find(key)) return *found;
    throw std::out_of_range("no such member");
}

}  // namespace pin3
