#include "report/files/shard.hpp"

#include "circuit/draw.hpp"
#include "report/formats/json.hpp"
#include "response/link_deck.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>
#include <stdexcept>

namespace pin3 {
namespace {

constexpr std::string_view schema = "pin3/shard/1";

Data sample_data(double hertz, const Sample& sample) {
    const Sample::Contents contents = sample.contents();
    Data::Array bins;
    for (const auto& [bin, count] : contents.counts) bins.push_back(Data::Array{bin, count});
    Data data;
    data.add("size", contents.size);
    data.add("least_db", contents.least);
    data.add("values_db", contents.kept);
    data.add("bins", std::move(bins));
    data.add("frequency_hz", hertz);
    return data;
}

void require(bool sense) {
    if (!sense) throw std::out_of_range("it makes no sense");
}

// A number of things; a shard has a billion at most.
std::uint64_t count_in(const Data& data) {
    require(data.count() <= 1'000'000'000);
    return data.count();
}

// A sample of so many values.
Sample::Contents sample_of(const Data& data, std::uint64_t values) {
    Sample::Contents contents;
    contents.size = count_in(data.at("size"));
    contents.least = data.at("least_db").number();
    for (const Data& value : data.at("values_db").array()) contents.kept.push_back(value.number());
    std::uint64_t counted = contents.kept.size();
    for (const Data& one : data.at("bins").array()) {
        const std::size_t bin = count_in(one.array().at(0));
        require(bin < Sample::bin_count);
        contents.counts.emplace_back(bin, count_in(one.array().at(1)));
        counted += contents.counts.back().second;
    }
    require(counted == contents.size && counted == values);
    return contents;
}

ProductionMethod method_in(const Data& data) {
    for (const ProductionMethod method : {ProductionMethod::full, ProductionMethod::reduced})
        if (data == method_name(method)) return method;
    throw std::out_of_range("no such method");
}

Data samples_data(const FrequencyRow& hertz, const std::vector<Sample>& samples) {
    Data::Array rows;
    for (std::size_t k = 0; k < samples.size(); ++k) rows.push_back(sample_data(hertz[k], samples[k]));
    return rows;
}

void read_samples(const Data& rows, std::uint64_t values, FrequencyRow& hertz, std::vector<Sample>& samples) {
    for (const Data& row : rows.array()) {
        hertz.push_back(row.at("frequency_hz").number());
        samples.emplace_back(std::numeric_limits<std::size_t>::max()).add(sample_of(row, values));
    }
}

Data link_data(const Shard::LinkUnits& units) {
    const UnitCounts& link = units.counts;
    Data::Array least;
    for (const LeastUnit& one : link.least)
        least.push_back(link.units > link.latched_up + link.no_answer
                            ? Data(Data::Object{{"db", one.db}, {"unit", one.unit}})
                            : Data());
    Data data;
    data.add("name", units.link);
    data.add("units", link.units);
    data.add("method", method_name(link.method));
    data.add("latched_up", link.latched_up);
    data.add("no_answer", link.no_answer);
    data.add("least", std::move(least));
    data.add("at", samples_data(link.spot_hz, link.spots));
    data.add("curve", samples_data(link.curve_hz, link.curve));
    data.add("first_failed",
             link.first_failed
                 ? Data(Data::Object{{"unit", link.first_failed->unit},
                                     {"latched_up", link.first_failed->state == UnitState::latched_up}})
                 : Data());
    return data;
}

// The units first … last - 1 of a link.
Shard::LinkUnits link_of(const Data& data, std::uint64_t first, std::uint64_t last) {
    Shard::LinkUnits units{data.at("name").text(), {}};
    UnitCounts& link = units.counts;
    link.units = count_in(data.at("units"));
    link.method = method_in(data.at("method"));
    link.latched_up = count_in(data.at("latched_up"));
    link.no_answer = count_in(data.at("no_answer"));
    require(link.units == last - first && link.latched_up + link.no_answer <= link.units);
    const auto unit_in = [&](const Data& number) {
        const std::uint64_t unit = count_in(number);
        require(unit >= first && unit < last);
        return unit;
    };
    for (const Data& one : data.at("least").array())
        link.least.push_back(one.is_null() ? LeastUnit{std::numeric_limits<double>::infinity(), 0}
                                           : LeastUnit{one.at("db").number(), unit_in(one.at("unit"))});
    const std::uint64_t fine = link.units - link.latched_up - link.no_answer;
    read_samples(data.at("at"), fine, link.spot_hz, link.spots);
    read_samples(data.at("curve"), fine, link.curve_hz, link.curve);
    require(link.least.size() == link.spots.size());
    if (const Data& failed = data.at("first_failed"); !failed.is_null())
        link.first_failed = {unit_in(failed.at("unit")),
                             failed.at("latched_up").truth() ? UnitState::latched_up : UnitState::no_answer};
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
    Data::Array links, counts;
    for (const Shard::LinkUnits& units : shard.links) links.push_back(link_data(units));
    for (const std::optional<PassCount>& count : shard.counts)
        counts.push_back(count ? Data(Data::Object{{"units", count->units}, {"passing", count->passing}})
                               : Data());
    Data data = Data::Object{{"schema", schema},
                             {"file", shard.file},
                             {"fingerprint", shard.fingerprint},
                             {"shard", shard.id.number},
                             {"shards", shard.id.count},
                             {"units", shard.units},
                             {"seed", shard.seed},
                             {"method", shard.method ? Data(method_name(*shard.method)) : Data()}};
    data.add("links", std::move(links));
    data.add("expectations", std::move(counts));
    return json_text(data, -1);
}

std::variant<Shard, std::string> read_shard(const std::string& path) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) return "it is a folder";
    std::ifstream file(path);
    if (!file) return std::string(std::strerror(errno));
    const auto read = read_json(file);
    const auto* data = std::get_if<Data>(&read);
    if (!data) return "it is no shard, or only a part of one: those are made by pin3 run --shard";
    const Data* named = data->find("schema");
    if (!named || *named != schema) return "it is no shard: those are made by pin3 run --shard";
    try {
        Shard shard;
        shard.file = data->at("file").text();
        shard.fingerprint = data->at("fingerprint").text();
        shard.id = {count_in(data->at("shard")), count_in(data->at("shards"))};
        shard.units = count_in(data->at("units"));
        shard.seed = data->at("seed").count();
        require(shard.id.makes_sense());
        const std::uint64_t first = shard.id.first(shard.units), last = shard.id.last(shard.units);
        if (const Data& method = data->at("method"); !method.is_null()) shard.method = method_in(method);
        for (const Data& link : data->at("links").array()) shard.links.push_back(link_of(link, first, last));
        for (const Data& count : data->at("expectations").array()) {
            std::optional<PassCount>& of = shard.counts.emplace_back();
            if (count.is_null()) continue;
            of = {count_in(count.at("units")), count_in(count.at("passing"))};
            require((of->units == 0 || of->units == last - first) && of->passing <= of->units);
        }
        return shard;
    } catch (const std::exception&) {
        return "it is damaged: make the shard again";
    }
}

}  // namespace pin3
