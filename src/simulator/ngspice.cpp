#include "simulator/ngspice.hpp"

#include <algorithm>
#include <array>
#include <dlfcn.h>
#include <filesystem>
#include <system_error>
#include <type_traits>

namespace pin3 {

namespace {

constexpr unsigned loads_between_clearings = 100;

constexpr std::string_view how_to_install =
    "install it with `apt-get install libngspice0` (and `apt-get install ngspice` for the code models that "
    "many "
    "op-amp models need), or set PIN3_NGSPICE to the path of libngspice.so";

// The library's own folder of code models: where both Debian and a plain `make install` put them.
std::string find_code_models(const std::filesystem::path& library) {
    std::error_code ignored;
    const std::filesystem::path folder = library.parent_path() / "ngspice";
    return std::filesystem::exists(folder / "spice2poly.cm", ignored) ? folder.string() : std::string();
}

std::vector<std::string> copy_names(char** names) {
    std::vector<std::string> copies;
    for (; names != nullptr && *names != nullptr; ++names) copies.emplace_back(*names);
    return copies;
}

}  // namespace

int Ngspice::hear(char* text, int, void* self) {
    try {
        static_cast<Ngspice*>(self)->transcript_.add(text);
    } catch (...) {  // an exception in here would leave ngspice's lock taken
        static_cast<Ngspice*>(self)->gave_up_ = true;
    }
    return 0;
}

int Ngspice::end(int, bool, bool, int, void* self) {
    static_cast<Ngspice*>(self)->gave_up_ = true;
    return 0;
}

int Ngspice::supply(double* volts, double time_s, char* source, int, void* self) {
    *volts = 0;
    const auto* waves = static_cast<Ngspice*>(self)->waves_;
    if (waves == nullptr) return 0;
    for (const SourceWave& wave : *waves)
        if (wave.source == source) *volts += wave.at(time_s);
    return 0;
}

Ngspice::Ngspice(const std::string& library) {
    if (!open(library)) return;
    init_(&hear, nullptr, &end, nullptr, nullptr, nullptr, this);
    init_sync_(&supply, nullptr, nullptr, nullptr, this);
    // From the greeting: "** ngspice-39 shared library".
    const std::string greeting = transcript_.text();
    constexpr std::string_view mark = "ngspice-";
    if (const std::size_t at = greeting.find(mark); at != std::string::npos) {
        const std::size_t begin = at + mark.size();
        version_.version = greeting.substr(begin, greeting.find_first_of(" \n", begin) - begin);
    }
    for (const char* setting : {"set ngbehavior=psa", "set noaskquit", "set nomoremode", "unset interactive",
                                "set numdgt=17", "set num_threads=1"})
        command(setting);
    load_code_models();
    if (gave_up_) problem_ = "ngspice of " + version_.library + " does not start: " + transcript_.text();
}

bool Ngspice::open(const std::string& library) {
    std::vector<std::string> names = {"libngspice.so.0", "libngspice.so"};
    if (!library.empty()) names = {library};
    void* handle = nullptr;
    std::string reason;
    for (const std::string& name : names) {
        handle = dlopen(name.c_str(), RTLD_NOW | RTLD_LOCAL);
        if (handle != nullptr) break;
        if (reason.empty()) reason = dlerror();
    }
    if (handle == nullptr) {
        problem_ = "ngspice's library cannot be loaded (" + reason + "); " + std::string(how_to_install);
        return false;
    }
    const char* missing = nullptr;
    const auto find = [&](auto& function, const char* name) {
        function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(dlsym(handle, name));
        if (function == nullptr && missing == nullptr) missing = name;
    };
    find(init_, "ngSpice_Init");
    find(init_sync_, "ngSpice_Init_Sync");
    find(command_, "ngSpice_Command");
    find(circ_, "ngSpice_Circ");
    find(all_plots_, "ngSpice_AllPlots");
    find(all_vectors_, "ngSpice_AllVecs");
    find(vector_info_, "ngGet_Vec_Info");
    if (missing != nullptr) {
        problem_ = names.front() + " is not ngspice's shared library: it has no " + missing + "; " +
                   std::string(how_to_install);
        return false;
    }
    Dl_info place{};
    dladdr(reinterpret_cast<void*>(init_), &place);
    std::error_code failed;
    const std::filesystem::path path = std::filesystem::canonical(place.dli_fname, failed);
    version_.library = failed ? std::string(place.dli_fname) : path.string();
    version_.code_models = find_code_models(version_.library);
    return true;
}

void Ngspice::load_code_models() {
    if (version_.code_models.empty()) return;
    // In the order of ngspice's own spinit, which this replaces: what is loaded does not depend on the
    // system's file.
    for (const char* model : {"spice2poly", "analog", "digital", "xtradev", "xtraevt", "table"}) {
        const std::string path = version_.code_models + "/" + model + ".cm";
        std::error_code ignored;
        if (std::filesystem::exists(path, ignored)) command("codemodel '" + path + "'");
    }
}

bool Ngspice::load(const std::string& deck) {
    unload();
    transcript_.clear();
    std::string text = deck;
    std::vector<char*> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back(text.data() + begin);
        if (end > begin && text[end - 1] == '\r') text[end - 1] = '\0';
        if (end < text.size()) text[end] = '\0';
        begin = end + 1;
    }
    lines.push_back(nullptr);
    loaded_ = true;
    const int failed = circ_(lines.data());
    return failed == 0 && !gave_up_ && transcript_.first_error().empty();
}

void Ngspice::unload() {
    if (!loaded_) return;
    command("destroy all");
    command("remcirc");
    // ngspice keeps every command it was given until it gets this one.
    if (++loads_ % loads_between_clearings == 0) command_(nullptr);
    loaded_ = false;
}

void Ngspice::command(const std::string& text) {
    std::array<char, longest_command + 1> buffer;
    buffer[text.copy(buffer.data(), longest_command)] = '\0';
    command_(buffer.data());
}

std::vector<std::string> Ngspice::plots() const {
    return copy_names(all_plots_());
}

std::vector<std::string> Ngspice::vectors(const std::string& plot) const {
    std::string name = plot;
    return copy_names(all_vectors_(name.data()));
}

std::vector<std::complex<double>> Ngspice::values(const std::string& plot, const std::string& vector) const {
    std::string name = plot + "." + vector;
    const vector_info* info = vector_info_(name.data());
    std::vector<std::complex<double>> values;
    if (info == nullptr || info->v_length <= 0) return values;
    const auto length = static_cast<std::size_t>(info->v_length);
    if (info->v_compdata != nullptr) {
        values.reserve(length);
        for (std::size_t i = 0; i < length; ++i)
            values.emplace_back(info->v_compdata[i].cx_real, info->v_compdata[i].cx_imag);
    } else if (info->v_realdata != nullptr) {
        values.assign(info->v_realdata, info->v_realdata + length);
    }
    return values;
}

}  // namespace pin3
