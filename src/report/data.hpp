// What a result says to programs: a value like those of JSON, in the order in which it was put together.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace pin3 {

// A member of an object: a template, as it holds what is not complete yet where it is named first.
template <typename Value>
struct KeyAndValue {
    std::string key;
    Value value;
};

// Null, a truth, a number, a text, an array or an object. A number that is not finite is null.
class Data {
public:
    using Member = KeyAndValue<Data>;
    using Array = std::vector<Data>;
    using Object = std::vector<Member>;

    Data() = default;
    Data(std::nullptr_t) {}
    Data(std::same_as<bool> auto truth) : value_(truth) {}
    Data(double number);
    Data(std::signed_integral auto number) : value_(std::int64_t{number}) {}
    template <std::unsigned_integral Number>
    requires(!std::same_as<Number, bool>) Data(Number number) : value_(std::uint64_t{number}) {}
    Data(std::string text) : value_(Kept<std::string>(std::move(text))) {}
    Data(std::string_view text) : Data(std::string(text)) {}
    Data(const char* text) : Data(std::string(text)) {}
    Data(Array array) : value_(Kept<Array>(std::move(array))) {}
    Data(Object object) : value_(Kept<Object>(std::move(object))) {}
    template <typename T>
    Data(const std::vector<T>& values) : Data(Array(values.begin(), values.end())) {}
    template <typename T>
    Data(const std::optional<T>& value) : Data(value ? Data(*value) : Data()) {}

    // Adds to an array, or a member to an object; what is null becomes one.
    void push_back(Data value);
    void add(std::string key, Data value);

    bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
    bool operator==(std::string_view text) const;  // whether it is that text

    // nullptr where it is no object or has no such member
    const Data* find(std::string_view key) const;

    // What it holds. std::bad_variant_access where it is something else, and std::out_of_range where a number
    // is no whole one from 0 on or where an object has no such member.
    bool truth() const { return std::get<bool>(value_); }
    double number() const;  // any
    std::uint64_t count() const;
    const std::string& text() const { return *std::get<Kept<std::string>>(value_); }
    const Array& array() const { return *std::get<Kept<Array>>(value_); }
    const Object& object() const { return *std::get<Kept<Object>>(value_); }
    const Data& at(std::string_view key) const;

    // Calls `take` with nullptr, or with the bool, the number of one of three types, or the std::string,
    // Array or Object.
    template <typename Take>
    auto visit(const Take& take) const {
        return std::visit(
            [&]<typename T>(const T& held) {
                if constexpr (std::same_as<T, std::monostate>)
                    return take(nullptr);
                else if constexpr (std::is_arithmetic_v<T>)
                    return take(held);
                else
                    return take(*held);
            },
            value_);
    }

private:
    // A value behind a pointer: a number takes no more room than it needs, and shards have many.
    template <typename T>
    class Kept {
    public:
        explicit Kept(T value) : value_(std::make_unique<T>(std::move(value))) {}
        Kept(const Kept& other) : Kept(*other) {}
        Kept(Kept&&) noexcept = default;
        Kept& operator=(Kept other) noexcept {
            value_ = std::move(other.value_);
            return *this;
        }
        ~Kept() = default;

        T& operator*() { return *value_; }
        const T& operator*() const { return *value_; }

    private:
        std::unique_ptr<T> value_;
    };

    std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, Kept<std::string>, Kept<Array>,
                 Kept<Object>>
        value_;
};

}  // namespace pin3
