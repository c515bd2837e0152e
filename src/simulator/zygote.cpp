#include "simulator/zygote.hpp"

#include "simulator/zygote_process.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>

namespace pin3 {

namespace {

using Clock = std::chrono::steady_clock;

// It answers within milliseconds; on a crowded machine perhaps in a second. Longer, and it is stuck.
constexpr std::chrono::seconds patience{10};

std::string make_private_folder(std::string& problem) {
    const char* named = std::getenv("TMPDIR");
    const std::string parent = named != nullptr && *named != '\0' ? named : "/tmp";
    std::string folder = parent + "/pin3-XXXXXX";
    if (mkdtemp(folder.data()) != nullptr) return std::filesystem::absolute(folder).string();
    problem = "no folder for temporary files can be made in " + parent + " (" + std::strerror(errno) +
              "); set TMPDIR to a folder that you may write to";
    return {};
}

std::string library_of(const std::string& option) {
    const char* named = std::getenv("PIN3_NGSPICE");
    std::string library = option;
    if (library.empty() && named != nullptr) library = named;
    // A path has to mean the same in the other process's working directory.
    return library.find('/') == std::string::npos ? library : std::filesystem::absolute(library).string();
}

}  // namespace

Zygote::Zygote(const std::string& library, std::size_t memory_limit, std::span<SharedLog> logs) {
    folder_ = make_private_folder(problem_);
    if (!problem_.empty()) return;
    std::array<int, 2> ends = {-1, -1};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) == 0) {
        line_ = Descriptor(ends[0]);
        Descriptor other(ends[1]);
        const ZygoteSetup setup = {library_of(library), folder_, memory_limit, logs};
        pid_ = fork();
        if (pid_ == 0) run_zygote(std::move(other), setup);
    }
    if (pid_ < 0)
        problem_ = std::string("no process can be started for ngspice (") + std::strerror(errno) + ")";
}

Zygote::~Zygote() {
    line_.close();
    if (pid_ > 0) {
        const auto limit = Clock::now() + std::chrono::seconds(2);
        pid_t ended = 0;
        for (auto pause = std::chrono::microseconds(100); Clock::now() < limit; pause *= 2) {
            ended = waitpid(pid_, nullptr, WNOHANG);
            if (ended != 0 && !(ended < 0 && errno == EINTR)) break;
            std::this_thread::sleep_for(pause);
        }
        if (ended == 0) {
            kill(pid_, SIGKILL);  // its workers die with it
            while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
            }
        }
    }
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

std::optional<Packet> Zygote::receive() {
    const auto limit = Clock::now() + patience;
    pollfd line = {line_.get(), POLLIN, 0};
    int ready = 0;
    while (line_ && ready <= 0 && Clock::now() < limit) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(limit - Clock::now()).count();
        ready = poll(&line, 1, static_cast<int>(left));
        if (ready < 0 && errno != EINTR) break;
    }
    std::optional<Packet> packet;
    if (ready > 0) packet = receive_packet(line_.get());
    if (!packet && line_) {
        line_.close();
        kill(pid_, SIGKILL);  // its workers die with it
    }
    return packet;
}

std::optional<Packet> Zygote::ask(const ZygoteRequest& request) {
    if (!hello().problem.empty() || !line_) return std::nullopt;
    send_packet(line_.get(), &request, sizeof request);  // if that fails, so will the answer
    return receive();
}

const Hello& Zygote::hello() {
    if (hello_) return *hello_;
    if (problem_.empty()) {
        if (const std::optional<Packet> packet = receive()) hello_ = decode_hello(packet->bytes);
        if (!hello_)
            problem_ =
                "ngspice's library crashed or hung while it was initialised; set PIN3_NGSPICE to another one";
    }
    if (!hello_) hello_ = Hello{{}, problem_};
    return *hello_;
}

std::optional<Worker> Zygote::spawn(std::size_t slot) {
    std::optional<Packet> packet = ask({ZygoteRequest::Kind::spawn, static_cast<std::uint32_t>(slot), -1});
    const auto answer = packet ? packet_as<ZygoteAnswer>(*packet) : std::nullopt;
    if (!answer || answer->worker < 0 || !packet->descriptor) return std::nullopt;
    return Worker{answer->worker, std::move(packet->descriptor)};
}

std::optional<int> Zygote::end(pid_t worker) {
    const std::optional<Packet> packet = ask({ZygoteRequest::Kind::end, 0, worker});
    const auto answer = packet ? packet_as<ZygoteAnswer>(*packet) : std::nullopt;
    if (!answer || answer->worker != worker) return std::nullopt;
    return answer->status;
}

std::string describe_end(std::optional<int> status) {
    if (!status) return "unknown cause";
    if (WIFSIGNALED(*status))
        return "signal " + std::to_string(WTERMSIG(*status)) + ", " + strsignal(WTERMSIG(*status));
    return "exit status " + std::to_string(WEXITSTATUS(*status));
}

}  // namespace pin3
