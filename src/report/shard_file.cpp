#include "report/shard_file.hpp"

#include "analysis/draw.hpp"
#include "analysis/link_deck.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cerrno>
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

Sample::Contents sample_of(const Json& json) {
    Sample::Contents contents;
    json.at("size").get_to(contents.size);
    json.at("least_db").get_to(contents.least);
    json.at("values_db").get_to(contents.kept);
    json.at("bins").get_to(contents.counts);
    std::uint64_t counted = contents.kept.size();
    for (const auto& [bin, count] : contents.counts) {
        if (bin >= Sample::bin_count) throw std::out_of_range("a bin that is none");
        counted += count;
    }
    if (counted != contents.size) throw std::out_of_range("values are missing");
    return contents;
}

Json samples_json(const std::vector<double>& hertz, const std::vector<Sample>& samples) {
    Json rows = Json::array();
    for (std::size_t k = 0; k < samples.size(); ++k) {
        Json row = sample_json(samples[k]);
        row["frequency_hz"] = hertz[k];
        rows.push_back(std::move(row));
    }
    return rows;
}

void read_samples(const Json& rows, std::vector<double>& hertz, std::vector<Sample>& samples) {
    for (const Json& row : rows) {
        hertz.push_back(row.at("frequency_hz"));
        samples.emplace_back(std::numeric_limits<std::size_t>::max()).add(sample_of(row));
    }
}

Json link_json(const Shard::LinkUnits& units) {
    const LinkProduction& link = units.counted;
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

Shard::LinkUnits link_of(const Json& json) {
    Shard::LinkUnits units{json.at("name"), {}};
    LinkProduction& link = units.counted;
    json.at("units").get_to(link.units);
    link.method = json.at("method") == method_name(ProductionMethod::full) ? ProductionMethod::full
                                                                           : ProductionMethod::reduced;
    json.at("latched_up").get_to(link.latched_up);
    json.at("no_answer").get_to(link.no_answer);
    for (const Json& one : json.at("least"))
        link.least.push_back(one.is_null() ? LeastUnit{std::numeric_limits<double>::infinity(), 0}
                                           : LeastUnit{one.at("db"), one.at("unit")});
    read_samples(json.at("at"), link.spot_hz, link.spots);
    read_samples(json.at("curve"), link.curve_hz, link.curve);
    if (link.least.size() != link.spots.size()) throw std::out_of_range("least units are missing");
    if (const Json& failed = json.at("first_failed"); !failed.is_null())
        link.first_failed = {failed.at("unit"),
                             failed.at("latched_up") ? UnitState::latched_up : UnitState::no_answer};
    return units;
}

}  // namespace

std::string fingerprint(const Description& description) {
    std::uint64_t hash = 0;
    const auto take = [&hash](std::string_view text) { hash = hash * 0x100000001b3 + draw_key(text); };
    for (const SourcePtr& source : description.sources) take(source->text);
    for (const Link& link : description.links)
        for (const Drive drive : {Drive::signal, Drive::noise})
            take(link_deck(link, drive, description.frequencies));
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
        json.at("shard").get_to(shard.id.number);
        json.at("shards").get_to(shard.id.count);
        json.at("units").get_to(shard.units);
        json.at("seed").get_to(shard.seed);
        if (!shard.id.makes_sense()) throw std::out_of_range("no such shard");
        if (const Json& method = json.at("method"); !method.is_null())
            shard.method = method == method_name(ProductionMethod::full) ? ProductionMethod::full
                                                                         : ProductionMethod::reduced;
        for (const Json& link : json.at("links")) shard.links.push_back(link_of(link));
        for (const Json& count : json.at("expectations"))
            shard.counts.push_back(count.is_null()
                                       ? std::nullopt
                                       : std::optional(PassCount{count.at("units"), count.at("passing")}));
        return shard;
    } catch (const Json::parse_error&) {
        return "it is no shard, or only a part of one: those are made by pin3 run --shard";
    } catch (const std::exception&) {
        return "it is damaged: make the shard again";
    }
}

}  // namespace pin3
