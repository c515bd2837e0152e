#include "simulator/confinement.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <fcntl.h>
#include <fstream>
#include <initializer_list>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

namespace pin3 {

namespace {

#if defined(__x86_64__)
constexpr std::uint32_t architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t architecture = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t architecture = 0;  // no filter for this one
#endif

constexpr std::uint32_t deny = SECCOMP_RET_ERRNO | EPERM;
constexpr std::uint32_t writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;

void deny_call(std::vector<sock_filter>& program, long call) {
    program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0, 1));
    program.push_back(BPF_STMT(BPF_RET | BPF_K, deny));
}

// Denies an open call when its flags, the argument of this number, ask for more than reading.
void deny_writing(std::vector<sock_filter>& program, long call, std::uint32_t flags_argument) {
    const auto flags =
        static_cast<std::uint32_t>(offsetof(seccomp_data, args) + flags_argument * sizeof(std::uint64_t));
    program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0, 4));
    program.push_back(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, flags));
    program.push_back(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, writing, 0, 1));
    program.push_back(BPF_STMT(BPF_RET | BPF_K, deny));
    program.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
}

void filter_calls() {
    if (architecture == 0) return;
    std::vector<sock_filter> program = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, architecture, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, deny),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
    };
    for (const long call : {SYS_execve, SYS_execveat, SYS_openat2, SYS_unlinkat, SYS_renameat, SYS_renameat2,
                            SYS_mkdirat, SYS_linkat, SYS_symlinkat, SYS_mknodat, SYS_fchmodat, SYS_fchmod,
                            SYS_truncate, SYS_socket, SYS_ptrace, SYS_io_uring_setup})
        deny_call(program, call);
#if defined(__x86_64__)
    for (const long call : {SYS_creat, SYS_unlink, SYS_rename, SYS_mkdir, SYS_rmdir, SYS_link, SYS_symlink,
                            SYS_mknod, SYS_chmod})
        deny_call(program, call);
    deny_writing(program, SYS_open, 1);
#endif
    deny_writing(program, SYS_openat, 2);
    program.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));

    const sock_fprog code = {static_cast<unsigned short>(program.size()), program.data()};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &code);
}

void limit(decltype(RLIMIT_CORE) what, rlim_t most) {
    const rlimit bound = {most, most};
    setrlimit(what, &bound);
}

#if !defined(PIN3_ADDRESS_SANITIZER)
// Address space in use, in bytes: a forked process begins with all that the tool had.
std::size_t address_space() {
    std::size_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    return pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}
#endif

}  // namespace

void confine([[maybe_unused]] std::size_t memory_limit) {
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NPROC, 0);
#if !defined(PIN3_ADDRESS_SANITIZER)  // it reserves terabytes of address space
    limit(RLIMIT_AS, address_space() + memory_limit);
#endif
    filter_calls();
}

void die_with_parent(int parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);
}

}  // namespace pin3
