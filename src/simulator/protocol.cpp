#include "simulator/protocol.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <complex>
#include <cstdint>
#include <cstring>
#include <sys/socket.h>
#include <type_traits>
#include <utility>

namespace pin3 {

namespace {

constexpr std::size_t longest_message = std::size_t{1} << 32;

class Encoder {
public:
    void number(std::uint64_t value) { raw(&value, sizeof value); }
    void text(std::string_view value) {
        number(value.size());
        bytes_.append(value);
    }
    template <typename T>
    void array(const std::vector<T>& values) {
        static_assert(std::is_trivially_copyable_v<T>);
        number(values.size());
        raw(values.data(), values.size() * sizeof(T));
    }
    std::string take() { return std::move(bytes_); }

private:
    void raw(const void* data, std::size_t size) { bytes_.append(static_cast<const char*>(data), size); }

    std::string bytes_;
};

// Reads back what an Encoder wrote. After the first shortage everything reads as empty and complete() is
// false.
class Decoder {
public:
    explicit Decoder(std::string_view bytes) : rest_(bytes) {}

    std::uint64_t number() {
        std::uint64_t value = 0;
        const std::string_view bytes = take(1, sizeof value);
        if (!bytes.empty()) std::memcpy(&value, bytes.data(), sizeof value);
        return value;
    }
    // A count of things that take at least `size` bytes each, so that a broken count cannot ask for all
    // memory.
    std::size_t count(std::size_t size) {
        const std::uint64_t value = number();
        if (value > rest_.size() / size) good_ = false;
        return good_ ? static_cast<std::size_t>(value) : 0;
    }
    std::string text() { return std::string(take(count(1), 1)); }
    template <typename T>
    std::vector<T> array() {
        std::vector<T> values(count(sizeof(T)));
        const std::string_view bytes = take(values.size(), sizeof(T));
        if (!bytes.empty()) std::memcpy(static_cast<void*>(values.data()), bytes.data(), bytes.size());
        return values;
    }
    bool complete() const { return good_ && rest_.empty(); }

private:
    std::string_view take(std::size_t count, std::size_t size) {
        if (count > rest_.size() / size) good_ = false;
        if (!good_) return {};
        const std::string_view bytes = rest_.substr(0, count * size);
        rest_.remove_prefix(bytes.size());
        return bytes;
    }

    std::string_view rest_;
    bool good_ = true;
};

// Transient vectors are real: half the bytes.
void encode_vector(Encoder& out, const std::vector<std::complex<double>>& vector) {
    const bool real = std::ranges::all_of(vector, [](const auto& value) { return value.imag() == 0; });
    out.number(real ? 1 : 0);
    if (!real) return out.array(vector);
    std::vector<double> values(vector.size());
    std::ranges::transform(vector, values.begin(), [](const auto& value) { return value.real(); });
    out.array(values);
}

std::vector<std::complex<double>> decode_vector(Decoder& in) {
    if (in.number() == 0) return in.array<std::complex<double>>();
    const std::vector<double> values = in.array<double>();
    return {values.begin(), values.end()};
}

}  // namespace

std::string encode(const Job& job) {
    Encoder out;
    out.text(job.name);
    out.text(job.deck);
    out.number(job.analyses.size());
    for (const Analysis& analysis : job.analyses) {
        out.text(analysis.command);
        out.number(analysis.points);
        out.number(analysis.vectors.size());
        for (const std::string& vector : analysis.vectors) out.text(vector);
    }
    out.number(job.waves.size());
    for (const SourceWave& wave : job.waves) {
        out.text(wave.source);
        out.array(wave.tones);
        out.array(std::vector{wave.rate_hz, wave.fade_s});
        out.array(wave.samples);
    }
    return out.take();
}

std::optional<Job> decode_job(std::string_view bytes) {
    Decoder in(bytes);
    Job job;
    job.name = in.text();
    job.deck = in.text();
    job.analyses.resize(in.count(3 * sizeof(std::uint64_t)));
    for (Analysis& analysis : job.analyses) {
        analysis.command = in.text();
        analysis.points = in.number();
        analysis.vectors.resize(in.count(sizeof(std::uint64_t)));
        for (std::string& vector : analysis.vectors) vector = in.text();
    }
    job.waves.resize(in.count(4 * sizeof(std::uint64_t)));
    for (SourceWave& wave : job.waves) {
        wave.source = in.text();
        wave.tones = in.array<Tone>();
        const std::vector<double> rate_and_fade = in.array<double>();
        if (rate_and_fade.size() != 2) return std::nullopt;
        wave.rate_hz = rate_and_fade[0];
        wave.fade_s = rate_and_fade[1];
        wave.samples = in.array<double>();
    }
    if (!in.complete()) return std::nullopt;
    return job;
}

std::string encode(const Reply& reply) {
    Encoder out;
    out.text(reply.log);
    out.text(reply.rejection);
    out.number(reply.plots.size());
    for (const Plot& plot : reply.plots) {
        out.array(plot.scale);
        out.number(plot.vectors.size());
        for (const auto& vector : plot.vectors) encode_vector(out, vector);
    }
    return out.take();
}

std::optional<Reply> decode_reply(std::string_view bytes) {
    Decoder in(bytes);
    Reply reply;
    reply.log = in.text();
    reply.rejection = in.text();
    reply.plots.resize(in.count(2 * sizeof(std::uint64_t)));
    for (Plot& plot : reply.plots) {
        plot.scale = in.array<double>();
        plot.vectors.resize(in.count(2 * sizeof(std::uint64_t)));
        for (auto& vector : plot.vectors) vector = decode_vector(in);
    }
    if (!in.complete()) return std::nullopt;
    return reply;
}

std::string encode(const Hello& hello) {
    Encoder out;
    out.text(hello.version.version);
    out.text(hello.version.library);
    out.text(hello.version.code_models);
    out.text(hello.problem);
    return out.take();
}

std::optional<Hello> decode_hello(std::string_view bytes) {
    Decoder in(bytes);
    Hello hello;
    hello.version.version = in.text();
    hello.version.library = in.text();
    hello.version.code_models = in.text();
    hello.problem = in.text();
    if (!in.complete()) return std::nullopt;
    return hello;
}

std::string frame(std::string_view message) {
    Encoder out;
    out.text(message);
    return out.take();
}

void FrameReader::add(std::string_view bytes) {
    bytes_.erase(0, std::exchange(begin_, 0));
    bytes_.append(bytes);
}

std::optional<std::string> FrameReader::next() {
    std::uint64_t length = 0;
    if (broken_ || bytes_.size() - begin_ < sizeof length) return std::nullopt;
    std::memcpy(&length, bytes_.data() + begin_, sizeof length);
    if (length > longest_message) {
        broken_ = true;
        return std::nullopt;
    }
    if (bytes_.size() - begin_ - sizeof length < length) return std::nullopt;
    std::string message = bytes_.substr(begin_ + sizeof length, static_cast<std::size_t>(length));
    begin_ += sizeof length + message.size();
    return message;
}

bool write_frame(int descriptor, std::string_view message) {
    const std::string bytes = frame(message);
    std::string_view rest = bytes;
    while (!rest.empty()) {
        const ssize_t sent = ::send(descriptor, rest.data(), rest.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        rest.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

std::optional<std::string> read_frame(int descriptor, FrameReader& reader) {
    std::array<char, 65536> buffer;
    while (true) {
        if (std::optional<std::string> message = reader.next()) return message;
        if (reader.broken()) return std::nullopt;
        const ssize_t got = ::recv(descriptor, buffer.data(), buffer.size(), 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return std::nullopt;
        reader.add({buffer.data(), static_cast<std::size_t>(got)});
    }
}

}  // namespace pin3
