#include "report/files/shard.hpp"

#include "circuit/draw.hpp"
#include "response/link_deck.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cerrno>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>
#include <stdexcept>

namespace pin3 {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view schema = "pin3/shard/1";

Json sample_json(const Sample& sample) {
    const Sample::Contents contents = sample.contents();
    return {{"size", contents.size},
            {"least_db", contents.least},
            {"values_db", contents.kept},
            {"bins", contents.counts}};
}

void require(bool sense) {
    if (!sense) throw std::out_of_range("it makes no sense");
}

// A number of things; a shard has a billion at most.
std::uint64_t count_in(const Json& json) {
    require(json.is_number_unsigned() && json.get<std::uint64_t>() <= 1'000'000'000);
    return json;
}

double number_in(const Json& json) {
    require(json.is_number() && std::isfinite(json.get<double>()));
    return json;
}

// A sample of so many values.
Sample::Contents sample_of(const Json& json, std::uint64_t values) {
    Sample::Contents contents;
    contents.size = count_in(json.at("size"));
    contents.least = number_in(json.at("least_db"));
    for (const Json& value : json.at("values_db")) contents.kept.push_back(number_in(value));
    std::uint64_t counted = contents.kept.size();
    for (const Json& one : json.at("bins")) {
        const std::size_t bin = count_in(one.at(0));
        require(bin < Sample::bin_count);
        contents.counts.emplace_back(bin, count_in(one.at(1)));
        counted += contents.counts.back().second;
    }
    require(counted == contents.size && counted == values);
    return contents;
}

ProductionMethod method_in(const Json& json) {
    for (const ProductionMethod method : {ProductionMethod::full, ProductionMethod::reduced})
        if (json == method_name(method)) return method;
    throw std::out_of_range("no such method");
}

Json samples_json(const FrequencyRow& hertz, const std::vector<Sample>& samples) {
    Json rows = Json::array();
    for (std::size_t k = 0; k < samples.size(); ++k) {
        Json row = sample_json(samples[k]);
        row["frequency_hz"] = hertz[k];
        rows.push_back(std::move(row));
    }
    return rows;
}

void read_samples(const Json& rows, std::uint64_t values, FrequencyRow& hertz, std::vector<Sample>& samples) {
    for (const Json& row : rows) {
        hertz.push_back(number_in(row.at("frequency_hz")));
        samples.emplace_back(std::numeric_limits<std::size_t>::max()).add(sample_of(row, values));
    }
}

Json link_json(const Shard::LinkUnits& units) {
    const UnitCounts& link = units.counts;
    Json least = Json::array();
    for (const LeastUnit& one : link.least)
        least.push_back(link.units > link.latched_up + link.no_answer
                            ? Json{{"db", one.db}, {"unit", one.unit}}
                            : Json(nullptr));
    Json json = {{"name", units.link},
                 {"units", link.units},
                 {"method", method_name(link.method)},
                 {"latched_up", link.latched_up},
                 {"no_answer", link.no_answer},
                 {"least", std::move(least)},
                 {"at", samples_json(link.spot_hz, link.spots)},
                 {"curve", samples_json(link.curve_hz, link.curve)}};
    json["first_failed"] = link.first_failed
                               ? Json{{"unit", link.first_failed->unit},
                                      {"latched_up", link.first_failed->state == UnitState::latched_up}}
                               : Json(nullptr);
    return json;
}

// The units first … last - 1 of a link.
Shard::LinkUnits link_of(const Json& json, std::uint64_t first, std::uint64_t last) {
    Shard::LinkUnits units{json.at("name"), {}};
    UnitCounts& link = units.counts;
    link.units = count_in(json.at("units"));
    link.method = method_in(json.at("method"));
    link.latched_up = count_in(json.at("latched_up"));
    link.no_answer = count_in(json.at("no_answer"));
    require(link.units == last - first && link.latched_up + link.no_answer <= link.units);
    const auto unit_in = [&](const Json& number) {
        const std::uint64_t unit = count_in(number);
        require(unit >= first && unit < last);
        return unit;
    };
    for (const Json& one : json.at("least"))
        link.least.push_back(one.is_null() ? LeastUnit{std::numeric_limits<double>::infinity(), 0}
                                           : LeastUnit{number_in(one.at("db")), unit_in(one.at("unit"))});
    const std::uint64_t fine = link.units - link.latched_up - link.no_answer;
    read_samples(json.at("at"), fine, link.spot_hz, link.spots);
    read_samples(json.at("curve"), fine, link.curve_hz, link.curve);
    require(link.least.size() == link.spots.size());
    if (const Json& failed = json.at("first_failed"); !failed.is_null())
        link.first_failed = {unit_in(failed.at("unit")),
                             failed.at("latched_up") ? UnitState::latched_up : UnitState::no_answer};
    return units;
}

}  // namespace

std::string fingerprint(const Description& description) {
    std::uint64_t hash = 0;
    const auto take = [&hash](std::string_view text) { hash = hash * 0x100000001b3 + draw_key(text); };
    for (const SourcePtr& source : description.sources) take(source->text);
    for (const LinkPtr& link : description.links)
        for (const Drive drive : {Drive::signal, Drive::ground_emf})
            take(link_deck(*link, drive, description.frequencies));
    return fmt::format("{:016x}", hash);
}

std::string shard_json(const Shard& shard) {
    Json json = {{"schema", schema},
                 {"file", shard.file},
                 {"fingerprint", shard.fingerprint},
                 {"shard", shard.id.number},
                 {"shards", shard.id.count},
                 {"units", shard.units},
                 {"seed", shard.seed},
                 {"method", shard.method ? Json(method_name(*shard.method)) : Json(nullptr)}};
    Json &links = json["links"] = Json::array(), &counts = json["expectations"] = Json::array();
    for (const Shard::LinkUnits& units : shard.links) links.push_back(link_json(units));
    for (const std::optional<PassCount>& count : shard.counts)
        counts.push_back(count ? Json{{"units", count->units}, {"passing", count->passing}} : Json(nullptr));
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::variant<Shard, std::string> read_shard(const std::string& path) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) return "it is a folder";
    std::ifstream file(path);
    if (!file) return std::string(std::strerror(errno));
    try {
        const Json json = Json::parse(file);
        if (!json.is_object() || json.value("schema", "") != schema)
            return "it is no shard: those are made by pin3 run --shard";
        Shard shard;
        json.at("file").get_to(shard.file);
        json.at("fingerprint").get_to(shard.fingerprint);
        shard.id = {count_in(json.at("shard")), count_in(json.at("shards"))};
        shard.units = count_in(json.at("units"));
        require(json.at("seed").is_number_unsigned());
        json.at("seed").get_to(shard.seed);
        require(shard.id.makes_sense());
        const std::uint64_t first = shard.id.first(shard.units), last = shard.id.last(shard.units);
        if (const Json& method = json.at("method"); !method.is_null()) shard.method = method_in(method);
        for (const Json& link : json.at("links")) shard.links.push_back(link_of(link, first, last));
        for (const Json& count : json.at("expectations")) {
            std::optional<PassCount>& of = shard.counts.emplace_back();
            if (count.is_null()) continue;
            of = {count_in(count.at("units")), count_in(count.at("passing"))};
            require((of->units == 0 || of->units == last - first) && of->passing <= of->units);
        }
        return shard;
    } catch (const Json::parse_error&) {
        return "it is no shard, or only a part of one: those are made by pin3 run --shard";
    } catch (const std::exception&) {
        return "it is damaged: make the shard again";
    }
}

}  // namespace pin3
