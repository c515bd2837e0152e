#include "simulator/zygote_process.hpp"

#include "simulator/confinement.hpp"
#include "simulator/ngspice.hpp"
#include "simulator/protocol.hpp"
#include "simulator/worker.hpp"
#include "simulator/zygote_message.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace pin3 {

namespace {

// None of the tool's files and lines may stay open in here, or their ends would not be seen. Nothing is read
// from or written to the terminal.
Descriptor keep_only(Descriptor line) {
    constexpr int place = 3;
    if (line.get() != place) {
        dup2(line.get(), place);
        line = Descriptor(place);
    }
    if (close_range(place + 1, ~0U, 0) != 0)
        for (long number = place + 1; number < sysconf(_SC_OPEN_MAX); ++number)
            close(static_cast<int>(number));
    const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    dup2(nothing, STDIN_FILENO);
    dup2(nothing, STDOUT_FILENO);
#if !defined(PIN3_ADDRESS_SANITIZER)  // which reports there
    dup2(nothing, STDERR_FILENO);
#endif
    if (nothing > STDERR_FILENO) close(nothing);
    return line;
}

// The terminal's signals are the tool's affair: it decides what to stop. A write beyond the size limit or to
// a tool that is gone has to fail, not to kill.
void reset_signals() {
    for (int number = 1; number < SIGRTMIN; ++number) signal(number, SIG_DFL);
    for (const int number : {SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGHUP, SIGPIPE, SIGXFSZ})
        signal(number, SIG_IGN);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
}

// ngspice reads its initialisation from the working directory, the home directory and SPICE_SCRIPTS, and
// numbers by the locale: all of it is ours in here, so that results do not depend on whose machine it is.
void clean_surroundings(const std::string& folder) {
    clearenv();
    setenv("HOME", folder.c_str(), 1);
    setenv("SPICE_SCRIPTS", folder.c_str(), 1);
    setenv("LC_ALL", "C", 1);
    setenv("OMP_NUM_THREADS", "1", 1);
    setlocale(LC_ALL, "C");
    if (chdir(folder.c_str()) != 0) return;
    std::ofstream(".spiceinit") << "* nothing\n";
    std::ofstream("spinit") << "* nothing\n";
}

class Workers {
public:
    Workers(Ngspice& ngspice, const ZygoteSetup& setup) : ngspice_(ngspice), setup_(setup) {}

    // Forks one. In the child this does not return.
    ZygoteAnswer spawn(std::size_t slot, Descriptor& line, Descriptor& channel) {
        std::array<int, 2> ends = {-1, -1};
        if (slot >= setup_.logs.size() ||
            socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
            return {-1, 0};
        channel = Descriptor(ends[0]);
        Descriptor own(ends[1]);
        const pid_t zygote = getpid();
        const pid_t pid = fork();
        if (pid == 0) {
            die_with_parent(zygote);
            line.close();
            channel.close();
            ngspice_.transcript().redirect(setup_.logs[slot]);
            confine(setup_.memory_limit);
            work(ngspice_, own);
            _exit(0);
        }
        if (pid > 0) pids_.push_back(pid);
        return {pid, 0};
    }

    ZygoteAnswer end(pid_t pid) {
        const auto found = std::ranges::find(pids_, pid);
        if (found == pids_.end()) return {-1, 0};
        pids_.erase(found);
        return {pid, kill_and_wait(pid)};
    }

    void end_all() {
        for (const pid_t pid : pids_) kill_and_wait(pid);
    }

private:
    static int kill_and_wait(pid_t pid) {
        int status = 0;
        kill(pid, SIGKILL);
        while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
        }
        return status;
    }

    Ngspice& ngspice_;
    const ZygoteSetup& setup_;
    std::vector<pid_t> pids_;
};

void serve(Descriptor& line, Workers& workers) {
    while (const std::optional<Packet> packet = receive_packet(line.get())) {
        const auto request = packet_as<ZygoteRequest>(*packet);
        if (!request) break;
        Descriptor channel;
        const ZygoteAnswer answer = request->kind == ZygoteRequest::Kind::spawn
                                        ? workers.spawn(request->slot, line, channel)
                                        : workers.end(request->worker);
        if (!send_packet(line.get(), &answer, sizeof answer, channel.get())) break;
    }
    workers.end_all();
}

void run(Descriptor line, const ZygoteSetup& setup) {
    line = keep_only(std::move(line));
    reset_signals();
    clean_surroundings(setup.folder);
    Ngspice ngspice(setup.library);
    std::error_code ignored;
    std::filesystem::remove_all(setup.folder, ignored);
    const std::string hello = encode(Hello{ngspice.version(), ngspice.problem()});
    if (!send_packet(line.get(), hello.data(), hello.size()) || !ngspice.problem().empty()) return;
    Workers workers(ngspice, setup);
    serve(line, workers);
}

}  // namespace

void run_zygote(Descriptor line, const ZygoteSetup& setup) noexcept {
    try {
        run(std::move(line), setup);
    } catch (...) {  // the tool sees the line close and says so
        _exit(1);
    }
    _exit(0);
}

}  // namespace pin3
