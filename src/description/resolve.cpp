// From the syntax tree to a Description: names are looked up, values are checked, defaults filled in.
#include "catalog/catalog.hpp"
#include "core/codes.hpp"
#include "description/assign.hpp"
#include "description/description.hpp"
#include "description/frequency_plan.hpp"
#include "description/library.hpp"
#include "description/opamp_models.hpp"
#include "language/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace pin3 {
namespace {

namespace fs = std::filesystem;

// What a definition said, kept so that a copy can override it.
struct Known {
    StagePtr stage;  // null when the definition is wrong: its name is known and nothing more is said about it
    Role role = Role::output;
    Given given;
};

class Resolver {
public:
    Resolver(const SearchPath& search, const std::optional<Override>& override)
        : search_(search), override_(override), models_(search) {}

    Resolved run(const SourcePtr& source) {
        read(source, true);
        finish();
        Resolved resolved{std::move(description_), std::move(diagnostics_)};
        return resolved;
    }

private:
    void fail(Code code, const Span& span, std::string message, std::string expected, std::string help) {
        diagnostics_.push_back({code, span, std::move(message), std::move(expected), std::move(help)});
    }

    void read(const SourcePtr& source, bool is_main) {
        description_.sources.push_back(source);
        const SourcePtr outer = std::exchange(current_, source);
        Parsed parsed = parse(source);
        if (!parsed.diagnostics.empty()) note_attempted_names(*source);
        for (Diagnostic& diagnostic : parsed.diagnostics) diagnostics_.push_back(std::move(diagnostic));
        for (const syntax::Statement& statement : parsed.file.statements)
            std::visit(
                [&](const auto& it) {
                    using T = std::decay_t<decltype(it)>;
                    // a used file gives its definitions; its links, sweeps and expectations are its own
                    if (is_main || std::is_same_v<T, syntax::Use> || std::is_same_v<T, syntax::Definition>)
                        take(it, is_main);
                },
                statement);
        current_ = outer;
    }

    // A statement that did not parse still names something: no second error where that name is used.
    void note_attempted_names(const Source& source) {
        std::size_t begin = 0;
        while (begin < source.text.size()) {
            std::size_t end = source.text.find('\n', begin);
            if (end == std::string::npos) end = source.text.size();
            std::string_view line(source.text.data() + begin, end - begin);
            begin = end + 1;
            const auto word = [&line] {
                line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
                std::size_t length = 0;
                while (length < line.size() &&
                       (std::isalnum(static_cast<unsigned char>(line[length])) || line[length] == '_'))
                    ++length;
                const std::string_view taken = line.substr(0, length);
                line.remove_prefix(length);
                return taken;
            };
            static const std::set<std::string_view> naming = {"output", "input", "cable",
                                                              "ground", "opamp", "link"};
            if (naming.contains(word())) attempted_.insert(std::string(word()));
        }
    }

    void take(const syntax::Use& use, bool) {
        const Source& from = *use.span.source;
        const auto path = find_file(use.path.text, from.path, search_);
        if (!path) {
            std::string folders = fs::path(from.path).parent_path().string();
            if (folders.empty()) folders = ".";
            for (const fs::path& folder : search_.folders) folders += ", " + folder.string();
            std::error_code ignored;
            const bool exists = fs::exists(fs::path(from.path).parent_path() / use.path.text, ignored);
            fail(Code::file_not_found, use.path.span,
                 exists ? fmt::format("`{}` is a folder or a device", use.path.text)
                        : fmt::format("there is no file `{}`", use.path.text),
                 {}, fmt::format("looked in {}; write the path relative to this file", folders));
            return;
        }
        std::error_code error;
        const fs::path key = fs::weakly_canonical(*path, error);
        if (std::find(open_.begin(), open_.end(), key) != open_.end() ||
            key == fs::weakly_canonical(description_.sources.front()->path, error)) {
            fail(Code::circular_use, use.path.span,
                 fmt::format("`{}` uses itself, by way of this line", use.path.text), {},
                 "take out one of the `use` lines, or move what both need into a file of its own");
            return;
        }
        if (!read_.insert(key).second) return;
        auto source = read_source(*path);
        if (const auto* problem = std::get_if<std::string>(&source)) {
            fail(Code::cannot_read, use.path.span,
                 fmt::format("`{}` cannot be read: {}", path->string(), *problem), {},
                 "name a text file of definitions");
            return;
        }
        open_.push_back(key);
        read(std::get<SourcePtr>(source), false);
        open_.pop_back();
    }

    bool name_is_free(const syntax::Name& name) {
        const Span* first = nullptr;
        if (const auto known = spans_.find(name.text); known != spans_.end()) first = &known->second;
        if (first) {
            const Position at = position(*first->source, first->begin);
            fail(Code::duplicate_name, name.span, fmt::format("the name `{}` is taken", name.text), {},
                 fmt::format("it was given at {}:{}:{}; choose another one", first->source->path, at.line,
                             at.column));
            return false;
        }
        spans_.emplace(name.text, name.span);
        return true;
    }

    void take(const syntax::Definition& definition, bool is_main) {
        const bool free = name_is_free(definition.name);
        Known known;
        known.role = definition.role;
        const Kind* kind = find_kind(definition.role, definition.kind.text);
        std::string copied_from;
        if (!kind) {
            const auto base = known_.find(definition.kind.text);
            if (base == known_.end() || base->second.role != definition.role) {
                unknown_kind(definition);
            } else if (base->second.stage) {
                kind = base->second.stage->kind;
                known.given = base->second.given;
                copied_from = definition.kind.text;
            }
        }
        if (kind) known.stage = make_stage(definition, *kind, std::move(copied_from), known.given);
        if (!free) return;
        if (known.stage) {
            description_.stages.push_back(known.stage);
            if (is_main) own_.insert(known.stage.get());
        }
        known_.emplace(definition.name.text, std::move(known));
    }

    void unknown_kind(const syntax::Definition& definition) {
        const auto other = known_.find(definition.kind.text);
        if (other != known_.end()) {
            fail(Code::wrong_role, definition.kind.span,
                 fmt::format("`{}` is defined as {} `{}`, not as {} {}", other->first,
                             article(other->second.role), role_name(other->second.role),
                             article(definition.role), role_name(definition.role)),
                 {}, "a definition copies one of its own role");
            return;
        }
        if (attempted_.contains(definition.kind.text)) return;
        std::vector<std::string_view> candidates;
        for (const Kind* kind : kinds(definition.role)) candidates.push_back(kind->name);
        for (const auto& [name, known] : known_)
            if (known.role == definition.role) candidates.push_back(name);
        fail(Code::unknown_kind, definition.kind.span,
             fmt::format("there is no kind of {} `{}`", role_name(definition.role), definition.kind.text), {},
             did_you_mean(definition.kind.text, candidates));
    }

    static std::string_view article(Role role) {
        return role == Role::output || role == Role::input || role == Role::opamp ? "an" : "a";
    }

    StagePtr make_stage(const syntax::Definition& definition, const Kind& kind, std::string copied_from,
                        Given& given) {
        const std::vector<ParameterSpec> specs = all_parameters(kind);
        bool good =
            take_parameters(definition.parameters, specs,
                            fmt::format("`{}` {}", kind.name, role_name(kind.role)), given, diagnostics_);
        if (override_ && override_->stage == definition.name.text) good = take_override(given) && good;
        auto stage = std::make_shared<Stage>();
        stage->role = definition.role;
        stage->name = definition.name.text;
        stage->kind = &kind;
        stage->copied_from = std::move(copied_from);
        stage->source = current_;
        stage->span = definition.name.span;
        good = read_settings(specs, stage->name, given, finder(), stage->parameters, diagnostics_) && good;
        if (!good) return nullptr;
        return fits_together(*stage) ? stage : nullptr;
    }

    bool take_override(Given& given) {
        ParsedValue parsed = parse_value(override_->value);
        for (Diagnostic& problem : parsed.diagnostics) diagnostics_.push_back(std::move(problem));
        if (parsed.value) given.insert_or_assign(override_->parameter, *std::move(parsed.value));
        return parsed.diagnostics.empty();
    }

    // Values that are right each by itself and clash together.
    bool fits_together(const Stage& stage) {
        for (const ParameterSpec& spec : stage.kind->parameters)
            if (spec.standard.empty() && !stage.parameters.given(spec.name))
                return true;  // said where it is used
        const std::string clash = stage.kind->check ? stage.kind->check(stage.parameters) : std::string{};
        if (clash.empty()) return true;
        fail(Code::out_of_range, stage.span, fmt::format("`{}`: {}", stage.name, clash), {},
             fmt::format("see `pin3 explain {}`", stage.kind->name));
        return false;
    }

    FindOpamp finder() {
        return [this](const syntax::Value& value, Setting& setting) { return find_opamp(value, setting); };
    }

    std::optional<Diagnostic> find_opamp(const syntax::Value& value, Setting& setting) {
        if (const auto* name = std::get_if<syntax::Name>(&value.data))
            if (const auto known = known_.find(name->text);
                known != known_.end() && known->second.role == Role::opamp) {
                setting.model = known->second.stage;
                return std::nullopt;
            }
        const auto defined = [this] {
            std::vector<std::string> names;
            for (const auto& [name, known] : known_)
                if (known.role == Role::opamp) names.push_back(name);
            return names;
        };
        return models_.find(value, defined, setting);
    }

    // The stage of that name and role for a place in a link; null when an error was or is reported.
    StagePtr stage_for(const syntax::Name& name, Role role) {
        const auto known = known_.find(name.text);
        if (known != known_.end() && known->second.role == role) {
            if (known->second.stage) check_complete(*known->second.stage, name.span);
            return known->second.stage;
        }
        if (known != known_.end() || spans_.contains(name.text)) {
            const std::string_view is = known != known_.end() ? role_name(known->second.role) : "link";
            fail(Code::wrong_role, name.span,
                 fmt::format("`{}` is {} {}; {} {} belongs here", name.text,
                             is == "output" || is == "input" || is == "opamp" ? "an" : "a", is, article(role),
                             role_name(role)),
                 {}, "a link reads: link NAME = OUTPUT -> CABLE -> INPUT @ GROUND");
        } else if (!attempted_.contains(name.text)) {
            std::vector<std::string_view> candidates;
            for (const auto& [other, it] : known_)
                if (it.role == role) candidates.push_back(other);
            fail(Code::unknown_name, name.span,
                 fmt::format("there is no {} `{}`", role_name(role), name.text), {},
                 candidates.empty()
                     ? fmt::format("define one above: {} {} : KIND {{ … }}", role_name(role), name.text)
                     : did_you_mean(name.text, candidates));
        }
        return nullptr;
    }

    // Every parameter without a default has a value.
    void check_complete(const Stage& stage, const Span& span) {
        if (!complete_checked_.insert(&stage).second) return;
        for (const ParameterSpec& spec : stage.kind->parameters)
            if (spec.standard.empty() && !stage.parameters.given(spec.name))
                fail(Code::missing_parameter, span, fmt::format("`{}` has no `{}`", stage.name, spec.name),
                     fmt::format("{}", spec.help),
                     fmt::format("write it in the braces: {} {} : {} {{ {} = … }}", role_name(stage.role),
                                 stage.name, stage.copied_from.empty() ? stage.kind->name : stage.copied_from,
                                 spec.name));
    }

    // The kind `none` of a role, for links that name none.
    StagePtr nothing(Role role) {
        StagePtr& stage = nothing_[role];
        if (!stage) {
            auto made = std::make_shared<Stage>();
            made->role = role;
            made->name = "none";
            made->kind = find_kind(role, "none");
            read_settings(all_parameters(*made->kind), made->name, {}, finder(), made->parameters,
                          diagnostics_);
            stage = std::move(made);
        }
        return stage;
    }

    static bool shell_on_nothing(const Link& link) {
        const Parameters &cable = link.cable->parameters, &output = link.output->parameters;
        return cable.has("shell") && cable.is("shell", "pin3") && output.has("pin3") &&
               output.is("pin3", "open");
    }

    void take(const syntax::Link& link, bool) {
        const bool free = name_is_free(link.name);
        Link made;
        made.name = link.name.text;
        made.span = link.name.span;
        made.output = stage_for(link.output, Role::output);
        made.cable = link.cable ? stage_for(*link.cable, Role::cable) : nothing(Role::cable);
        made.input = stage_for(link.input, Role::input);
        made.ground = link.ground ? stage_for(*link.ground, Role::ground) : nothing(Role::ground);
        if (!free || !made.output || !made.cable || !made.input || !made.ground) return;
        if (shell_on_nothing(made)) {
            fail(Code::out_of_range, link.cable->span,
                 fmt::format("`{}` has its shell on pin 3 alone (shell = pin3), and pin 3 of `{}` is open: "
                             "the shield and the "
                             "return of the signal would hang on nothing",
                             made.cable->name, made.output->name),
                 {}, "write shell = both or shell = pin1, or give the output another pin 3");
            return;
        }
        description_.links.push_back(std::make_shared<const Link>(std::move(made)));
    }

    void take(const syntax::Sweep& sweep, bool) {
        const bool again = std::exchange(sweep_seen_, true);
        if (again)
            fail(Code::repeated_parameter, sweep.span, "there are two sweeps", {},
                 "put all of it into one `sweep { … }`");
        Given given;
        Parameters parameters;
        const bool named =
            take_parameters(sweep.parameters, sweep_parameters(), "a sweep", given, diagnostics_);
        if (!read_settings(sweep_parameters(), "sweep", given, finder(), parameters, diagnostics_) || !named)
            return;
        const FrequencyPlan& frequencies = description_.frequencies = frequencies_of(parameters);
        if (frequencies.from >= frequencies.to)
            fail(Code::out_of_range, sweep.span, "the sweep ends where it begins, or before",
                 "`from` below `to`", "for example sweep { from = 10 Hz, to = 100 kHz }");
    }

    void take(const syntax::Expectation& expectation, bool) {
        const std::string& subject = expectation.subject.text;
        const auto known = known_.find(subject);
        const bool is_stage = known != known_.end() &&
                              (known->second.role == Role::output || known->second.role == Role::input);
        const bool is_link = spans_.contains(subject) && known == known_.end();
        if (is_stage || is_link) {
            // also of what is itself in error: its metric and its limit are checked all the same
            description_.expectations.push_back(expectation);
            description_.subjects.emplace(subject, is_link ? "link" : role_name(known->second.role));
            return;
        }
        if (attempted_.contains(subject)) return;
        std::vector<std::string_view> candidates;
        for (const LinkPtr& link : description_.links) candidates.push_back(link->name);
        for (const auto& [name, it] : known_)
            if (it.role == Role::output || it.role == Role::input) candidates.push_back(name);
        fail(Code::unknown_name, expectation.subject.span,
             fmt::format("there is no link, output or input `{}` to expect anything of", subject), {},
             did_you_mean(subject, candidates));
    }

    void finish() {
        for (const StagePtr& stage : description_.stages)
            if (own_.contains(stage.get()) && (stage->role == Role::output || stage->role == Role::input))
                check_complete(*stage, stage->span);
        if (override_) description_.sources.push_back(override_->value);
        description_.sources.insert(description_.sources.end(), models_.sources().begin(),
                                    models_.sources().end());
        diagnostics_.insert(diagnostics_.end(), models_.diagnostics().begin(), models_.diagnostics().end());
    }

    const SearchPath& search_;
    const std::optional<Override>& override_;
    Description description_;
    Diagnostics diagnostics_;
    std::unordered_map<std::string, Span> spans_;  // of every name that is taken
    std::map<std::string, Known, std::less<>> known_;
    std::set<std::string, std::less<>> attempted_;
    SourcePtr current_;           // the file that is being read
    std::set<const Stage*> own_;  // stages of the main file
    std::set<const Stage*> complete_checked_;
    std::map<Role, StagePtr> nothing_;
    OpampModels models_;
    std::vector<fs::path> open_;  // files being read, for circles
    std::set<fs::path> read_;
    bool sweep_seen_ = false;
};

}  // namespace

Resolved read_description(const SourcePtr& source, const SearchPath& search,
                          const std::optional<Override>& override) {
    return Resolver(search, override).run(source);
}

}  // namespace pin3
