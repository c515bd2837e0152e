// Data as JSON: what the contracts in docs/ say. Only this file knows the library.
#include "report/formats/json.hpp"

#include "report/format.hpp"

#include <nlohmann/json.hpp>

namespace pin3 {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Data& data) {
    return data.visit([]<typename T>(const T& held) -> Json {
        if constexpr (std::same_as<T, Data::Array>) {
            Json array = Json::array();
            for (const Data& one : held) array.push_back(json_of(one));
            return array;
        } else if constexpr (std::same_as<T, Data::Object>) {
            Json object = Json::object();
            for (const auto& [key, value] : held) object[key] = json_of(value);
            return object;
        } else {
            return held;
        }
    });
}

Data data_of(const Json& json) {
    switch (json.type()) {
        case Json::value_t::boolean:
            return json.get<bool>();
        case Json::value_t::number_integer:
            return json.get<std::int64_t>();
        case Json::value_t::number_unsigned:
            return json.get<std::uint64_t>();
        case Json::value_t::number_float:
            return json.get<double>();
        case Json::value_t::string:
            return json.get<std::string>();
        case Json::value_t::array: {
            Data::Array array;
            for (const Json& one : json) array.push_back(data_of(one));
            return array;
        }
        case Json::value_t::object: {
            Data::Object object;
            for (const auto& [key, value] : json.items()) object.push_back({key, data_of(value)});
            return object;
        }
        default:
            return nullptr;
    }
}

}  // namespace

std::string json_text(const Data& data, int indent) {
    return json_of(data).dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::variant<Data, std::string> read_json(std::istream& text) {
    try {
        return data_of(Json::parse(text));
    } catch (const Json::exception& error) {
        return std::string(error.what());
    }
}

extern constinit const Format format_json{
    .name = "json",
    .suits = [](const Document& document) { return !document.data.is_null(); },
    .render = [](const Document& document, const TextStyle&) { return json_text(document.data); },
};

}  // namespace pin3
