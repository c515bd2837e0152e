#include "description/vary.hpp"

#include "catalog/catalog.hpp"
#include "core/codes.hpp"
#include "core/e_series.hpp"
#include "core/quantity.hpp"
#include "core/spelling.hpp"
#include "language/parse.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pin3 {
namespace {

constexpr std::size_t most_values = 1000;
constexpr std::string_view form = "--vary STAGE.PARAMETER=100..2k:E24, or =100,220,470";

// A piece of the option's text, without blanks around it.
struct Piece {
    const Source* source;
    std::size_t begin, end;

    std::string_view text() const { return std::string_view(source->text).substr(begin, end - begin); }
    Span span() const { return {source, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}; }
    Piece part(std::size_t from, std::size_t to) const {
        Piece piece{source, begin + from, begin + to};
        const auto blank = [&](std::size_t at) {
            return source->text[at] == ' ' || source->text[at] == '\t';
        };
        while (piece.begin < piece.end && blank(piece.begin)) ++piece.begin;
        while (piece.end > piece.begin && blank(piece.end - 1)) --piece.end;
        return piece;
    }
};

// Commas within parentheses divide nothing.
std::vector<Piece> items(const Piece& list) {
    std::vector<Piece> pieces;
    const std::string_view text = list.text();
    std::size_t begin = 0;
    int depth = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && text[i] == '(') ++depth;
        if (i < text.size() && text[i] == ')') --depth;
        if (i < text.size() && (text[i] != ',' || depth > 0)) continue;
        pieces.push_back(list.part(begin, i));
        begin = i + 1;
    }
    return pieces;
}

// " 1%" of "1k 1%", as it was written; empty where there is none.
std::string tolerance_text(const std::string& written) {
    const SourcePtr source = std::make_shared<const Source>(Source{"", written});
    const ParsedValue parsed = parse_value(source);
    if (!parsed.value || !parsed.value->tolerance) return {};
    return " " + std::string(text(parsed.value->tolerance->span));
}

// The same value, with the tolerance where it is a number that has none of its own.
std::string with_tolerance(const std::string& value, const std::string& tolerance) {
    const SourcePtr source = std::make_shared<const Source>(Source{"", value});
    const ParsedValue parsed = parse_value(source);
    const bool bare = parsed.value && std::holds_alternative<syntax::Literal>(parsed.value->data) &&
                      !parsed.value->tolerance;
    return bare ? value + tolerance : value;
}

class Reader {
public:
    Reader(const Description& description, const SourcePtr& source)
        : description_(description), all_{source.get(), 0, source->text.size()} {}

    std::variant<Vary, Diagnostic> read() {
        const std::string_view text = all_.text();
        const std::size_t dot = text.find('.'), equals = text.find('=');
        if (equals == std::string_view::npos || dot > equals)
            return fail(all_.span(), "it does not say what is to be varied", std::string(form));
        const Piece stage = all_.part(0, dot), parameter = all_.part(dot + 1, equals),
                    values = all_.part(equals + 1, text.size());
        if (auto problem = find_stage(stage)) return *std::move(problem);
        if (auto problem = find_parameter(parameter)) return *std::move(problem);
        const Setting& setting = stage_->parameters.setting(spec_.name);
        const std::string tolerance = tolerance_text(setting.written);
        Vary vary{stage_->name, std::string(spec_.name), {}};
        const auto range = values.text().find("..");
        std::vector<std::string> texts;
        if (range != std::string_view::npos) {
            if (auto problem = read_range(values, range, texts)) return *std::move(problem);
        } else {
            for (const Piece& item : items(values)) {
                if (item.text().empty()) return fail(values.span(), "a value is missing", std::string(form));
                texts.emplace_back(item.text());
            }
        }
        if (texts.size() > most_values)
            return fail(values.span(), fmt::format("{} values are too many", texts.size()),
                        fmt::format("take {} at most: a smaller range, or a coarser series", most_values));
        for (const std::string& one : texts)
            vary.values.push_back(std::make_shared<const Source>(Source{
                fmt::format("--vary {}.{}", vary.stage, vary.parameter), with_tolerance(one, tolerance)}));
        return vary;
    }

private:
    static Diagnostic fail(const Span& span, std::string message, std::string help) {
        return {Code::bad_number, span, std::move(message), {}, std::move(help)};
    }

    std::optional<Diagnostic> find_stage(const Piece& name) {
        std::vector<std::string_view> names;
        for (const StagePtr& stage : description_.stages) {
            names.push_back(stage->name);
            if (stage->name == name.text()) stage_ = stage;
        }
        if (stage_) return std::nullopt;
        return Diagnostic{Code::unknown_name,
                          name.span(),
                          fmt::format("there is no stage `{}`", name.text()),
                          {},
                          did_you_mean(name.text(), names)};
    }

    std::optional<Diagnostic> find_parameter(const Piece& name) {
        std::vector<std::string_view> names;
        specs_ = all_parameters(*stage_->kind);
        for (const ParameterSpec& spec : specs_) {
            names.push_back(spec.name);
            if (!is_called(spec, name.text())) continue;
            spec_ = spec;
            return std::nullopt;
        }
        return Diagnostic{Code::unknown_parameter,
                          name.span(),
                          fmt::format("`{}` {} has no parameter `{}`", stage_->kind->name,
                                      role_name(stage_->role), name.text()),
                          {},
                          did_you_mean(name.text(), names)};
    }

    // "100..2k:E24"
    std::optional<Diagnostic> read_range(const Piece& values, std::size_t dots,
                                         std::vector<std::string>& texts) {
        const std::string_view text = values.text();
        const std::size_t colon = std::min(text.find(':', dots), text.size());
        const auto series =
            colon == text.size() ? std::nullopt : e_series(values.part(colon + 1, text.size()).text());
        if (!series)
            return fail(values.span(), "a range needs a series of values behind it",
                        "one of E3, E6, E12, E24, E48, E96, E192: for example 100..2k:E24");
        const Piece from = values.part(0, dots), to = values.part(dots + 2, colon);
        const auto low = read_quantity(from.text(), spec_.unit, from.span());
        const auto high = read_quantity(to.text(), spec_.unit, to.span());
        for (const auto* limit : {&low, &high})
            if (const auto* problem = std::get_if<Diagnostic>(limit)) return *problem;
        const double least = std::get<double>(low), most = std::get<double>(high);
        if (!(least > 0) || !(most >= least) || !(most / least <= 1e12))
            return fail(values.span(), "a range begins above 0 and does not end below where it begins",
                        "for example 100..2k:E24");
        for (const double value : preferred_values(*series, least, most))
            texts.push_back(engineering(value, spec_.unit));
        if (texts.empty())
            return fail(values.span(), fmt::format("E{} has no value in there", *series),
                        "take a wider range, or a finer series");
        return std::nullopt;
    }

    const Description& description_;
    Piece all_;
    StagePtr stage_;
    std::vector<ParameterSpec> specs_;
    ParameterSpec spec_;
};

}  // namespace

std::variant<Vary, Diagnostic> read_vary(const Description& description, const SourcePtr& text) {
    return Reader(description, text).read();
}

bool depends_on(const Description& description, const Link& link, const std::string& stage) {
    for (StagePtr part : {link.output, link.cable, link.input, link.ground})
        for (; part; part = description.stage(part->role, part->copied_from)) {
            if (part->name == stage) return true;
            // an op-amp of the description is a stage as well
            for (const auto& [name, setting] : part->parameters.all())
                if (setting.model && setting.model->name == stage) return true;
        }
    return false;
}

}  // namespace pin3
