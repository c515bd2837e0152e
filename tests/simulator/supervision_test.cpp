// Workers that die, hang or are stopped, and a tool that dies: no wrong result, no hang, nothing left behind.
#include "decks.hpp"
#include "processes.hpp"
#include "scratch.hpp"
#include "support/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace pin3 {
namespace {

using namespace pin3::testing;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

SimulatorOptions options_of(unsigned workers, std::chrono::milliseconds limit) {
    SimulatorOptions options;
    options.workers = workers;
    options.time_limit = limit;
    return options;
}

std::string content(const fs::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

// A deck that crashes ngspice 39: a file that includes itself, until the stack is full.
Job crashing(const fs::path& folder) {
    const fs::path file = folder / "snake.lib";
    std::ofstream(file) << ".include " << file.string() << "\n";
    std::string deck = low_pass_deck(1000);
    return job_of("snake", deck.insert(deck.find(".end"), ".include " + file.string() + "\n"));
}

class Supervision : public ::testing::Test {
protected:
    ScratchFolder scratch_;  // failed decks and temporary folders go here, not to the user's
    Variable state_{"XDG_STATE_HOME", scratch_.path() / "state"};
};

TEST_F(Supervision, AWorkerKilledInMidRunIsReplacedAndItsJobDoneAgain) {
    Simulator simulator(options_of(2, 20s));
    std::vector<Job> jobs;
    for (int i = 0; i < 100; ++i) jobs.push_back(low_pass(1000 + i));
    int killed = 0;
    const auto outcomes = simulator.run(jobs, [&](std::size_t done) {
        if (done % 10 != 5) return;
        const std::vector<int> workers = simulator.worker_pids();
        if (!workers.empty()) killed += kill(workers[done / 10 % workers.size()], SIGKILL) == 0;
    });
    EXPECT_GT(killed, 3);
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        // A job that was hit twice is given up; that has to be said, and nothing else may be said.
        if (outcomes[i].failure) {
            EXPECT_EQ(outcomes[i].failure->kind, FailureKind::died);
        } else {
            EXPECT_LT(error_of(outcomes[i], 1000 + static_cast<int>(i)), 1e-12);
        }
    }
}

TEST_F(Supervision, AllWorkersKilledAtOnceAreReplaced) {
    Simulator simulator(options_of(3, 20s));
    const std::vector<Job> jobs(50, low_pass());
    const auto outcomes = simulator.run(jobs, [&](std::size_t done) {
        if (done != 20) return;
        for (const int worker : simulator.worker_pids()) kill(worker, SIGKILL);
    });
    for (const Outcome& outcome : outcomes) EXPECT_LT(error_of(outcome), 1e-12);
}

TEST_F(Supervision, WorkersKilledBetweenTwoRunsAreReplaced) {
    Simulator simulator(options_of(2, 20s));
    const std::vector<Job> jobs(10, low_pass());
    for (int round = 0; round < 3; ++round) {
        for (const Outcome& outcome : simulator.run(jobs)) EXPECT_LT(error_of(outcome), 1e-12);
        for (const int worker : simulator.worker_pids()) kill(worker, SIGKILL);
    }
}

TEST_F(Supervision, TheFirstProcessKilledIsStartedAgain) {
    Simulator simulator(options_of(2, 20s));
    const std::vector<Job> jobs(60, low_pass());
    const auto outcomes = simulator.run(jobs, [&](std::size_t done) {
        if (done == 10) kill(parent_of(simulator.worker_pids().at(0)), SIGKILL);
    });
    for (const Outcome& outcome : outcomes) EXPECT_LT(error_of(outcome), 1e-12);
}

TEST_F(Supervision, ADeckThatCrashesNgspiceTwiceIsNamedAndKept) {
    Simulator simulator(options_of(2, 60s));
    const Job snake = crashing(scratch_.path());
    const auto outcomes = simulator.run(std::vector{low_pass(), low_pass(), snake, low_pass(), low_pass()});
    for (const std::size_t good : {0, 1, 3, 4}) EXPECT_LT(error_of(outcomes[good]), 1e-12);
    ASSERT_TRUE(outcomes[2].failure);
    EXPECT_EQ(outcomes[2].failure->kind, FailureKind::died) << outcomes[2].failure->message;
    EXPECT_NE(outcomes[2].failure->message.find("snake: "), std::string::npos)
        << outcomes[2].failure->message;
    EXPECT_NE(outcomes[2].failure->message.find("signal 11"), std::string::npos)
        << outcomes[2].failure->message;
    EXPECT_EQ(content(outcomes[2].failure->deck_path), snake.deck);
    EXPECT_TRUE(outcomes[2].failure->deck_path.starts_with((scratch_.path() / "state").string()));
}

TEST_F(Supervision, AJobBeyondTheTimeLimitIsStoppedAndItsDeckAndLogAreKept) {
    Simulator simulator(options_of(2, 400ms));
    const auto begin = std::chrono::steady_clock::now();
    const auto outcomes = simulator.run(std::vector{low_pass(), endless(), low_pass(), low_pass()});
    const auto took = std::chrono::steady_clock::now() - begin;
    EXPECT_GE(took, 400ms);
    EXPECT_LT(took, 4s);
    for (const std::size_t good : {0, 2, 3}) EXPECT_LT(error_of(outcomes[good]), 1e-12);
    ASSERT_TRUE(outcomes[1].failure);
    EXPECT_EQ(outcomes[1].failure->kind, FailureKind::timed_out);
    EXPECT_NE(outcomes[1].failure->message.find("400 ms"), std::string::npos) << outcomes[1].failure->message;
    EXPECT_NE(outcomes[1].failure->log.find("Doing analysis"), std::string::npos) << outcomes[1].failure->log;
    EXPECT_EQ(content(outcomes[1].failure->deck_path), endless().deck);
}

TEST_F(Supervision, AGroupIsGivenUpAfterItsFirstJobThatTakesTooLong) {
    Simulator simulator(options_of(1, 400ms));
    std::vector<Job> jobs = {endless(), endless(), endless(), low_pass(), endless()};
    for (const std::size_t member : {0, 1, 2}) jobs[member].group = "input desk";
    const auto outcomes = simulator.run(jobs);
    for (const std::size_t late : {0, 1, 2, 4}) {
        ASSERT_TRUE(outcomes[late].failure);
        EXPECT_EQ(outcomes[late].failure->kind, FailureKind::timed_out);
        const bool tried = late == 0 || late == 4;
        EXPECT_EQ(outcomes[late].failure->message.find("not tried") == std::string::npos, tried);
        EXPECT_EQ(outcomes[late].failure->deck_path.empty(), !tried);
    }
    EXPECT_LT(error_of(outcomes[3]), 1e-12);
}

TEST_F(Supervision, AStoppedWorkerIsNoHang) {
    Simulator simulator(options_of(1, 400ms));
    const std::vector<Job> jobs(6, low_pass());
    const auto begin = std::chrono::steady_clock::now();
    const auto outcomes = simulator.run(jobs, [&](std::size_t done) {
        if (done == 2) kill(simulator.worker_pids().at(0), SIGSTOP);
    });
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 4s);
    int late = 0;
    for (const Outcome& outcome : outcomes) {
        if (!outcome.failure) continue;
        EXPECT_EQ(outcome.failure->kind, FailureKind::timed_out);
        ++late;
    }
    EXPECT_LE(late, 1);  // none if the stop came after its last reply
}

TEST_F(Supervision, NoProcessNoDescriptorAndNoFolderIsLeftBehind) {
    const fs::path temporary = scratch_.path() / "tmp";
    fs::create_directory(temporary);
    const Variable folder("TMPDIR", temporary);
    const std::size_t descriptors = open_descriptors();
    std::vector<int> workers;
    for (int round = 0; round < 5; ++round) {
        Simulator simulator(options_of(2, 20s));
        Job bad = low_pass();
        bad.deck = "nothing\n.end\n";
        simulator.run(std::vector{low_pass(), bad, low_pass(), bad, low_pass()});
        for (const int worker : simulator.worker_pids()) workers.push_back(worker);
    }
    EXPECT_FALSE(workers.empty());
    for (const int worker : workers) EXPECT_FALSE(is_alive(worker));
    EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);  // no child, not even a zombie
    EXPECT_EQ(open_descriptors(), descriptors);
    EXPECT_TRUE(fs::is_empty(temporary));
}

TEST_F(Supervision, AToolThatIsKilledTakesItsProcessesAndFoldersAlong) {
    const fs::path temporary = scratch_.path() / "tmp";
    fs::create_directory(temporary);
    const Variable folder("TMPDIR", temporary);
    int line[2];
    ASSERT_EQ(pipe(line), 0);
    const pid_t tool = fork();
    if (tool == 0) {
        Simulator simulator(options_of(2, 60s));
        simulator.run(std::vector{low_pass(), low_pass(), low_pass(), endless(), endless()},
                      [&](std::size_t done) {
                          if (done != 3) return;
                          const auto pids = simulator.worker_pids();
                          const int report[3] = {parent_of(pids.at(0)), pids.at(0), pids.at(1)};
                          if (write(line[1], report, sizeof report) != sizeof report) _exit(1);
                      });
        _exit(0);
    }
    int processes[3] = {0, 0, 0};
    ASSERT_EQ(read(line[0], processes, sizeof processes), static_cast<ssize_t>(sizeof processes));
    for (const int process : processes) EXPECT_TRUE(is_alive(process));
    kill(tool, SIGKILL);
    waitpid(tool, nullptr, 0);
    for (const int process : processes) EXPECT_TRUE(ends_within(process, 5s));
    EXPECT_TRUE(fs::is_empty(temporary));
    close(line[0]);
    close(line[1]);
}

TEST_F(Supervision, TheTerminalsSignalsDoNotReachTheWorkers) {
    Simulator simulator(options_of(1, 20s));
    const std::vector<Job> jobs(40, low_pass());
    int before = 0;
    const auto outcomes = simulator.run(jobs, [&](std::size_t done) {
        if (done == 1) before = simulator.worker_pids().at(0);
        for (const int number : {SIGINT, SIGTSTP}) {
            kill(simulator.worker_pids().at(0), number);
            kill(parent_of(simulator.worker_pids().at(0)), number);
        }
    });
    for (const Outcome& outcome : outcomes) EXPECT_LT(error_of(outcome), 1e-12);
    EXPECT_EQ(simulator.worker_pids().at(0), before);
}

#if !defined(PIN3_ADDRESS_SANITIZER)  // which keeps freed memory and has no limit of address space

TEST_F(Supervision, AWorkersMemoryStaysFlatOverThousandsOfDecks) {
    Simulator simulator(options_of(1, 60s));
    const std::vector<Job> jobs(500, low_pass());
    simulator.run(jobs);
    const int worker = simulator.worker_pids().at(0);
    const long before = resident_kilobytes(worker);
    for (int round = 0; round < 6; ++round) simulator.run(jobs);
    ASSERT_EQ(simulator.worker_pids().at(0), worker);
    EXPECT_GT(before, 1000);
    EXPECT_LT(resident_kilobytes(worker) - before,
              2500);  // 3000 decks; unloading forgotten costs 100 kB a deck
}

TEST_F(Supervision, AWorkerThatNeedsMoreThanItsMemoryFailsInsteadOfTakingTheMachinesMemory) {
    SimulatorOptions options = options_of(1, 30s);
    options.memory_limit = std::size_t{48} << 20;
    Simulator simulator(options);
    Job wide = endless();  // keeps a kilobyte a time step
    for (int i = 0; i < 128; ++i) {
        const std::string node = std::to_string(i);
        wide.deck.insert(wide.deck.find(".end"),
                         "r_" + node + " n_in n_" + node + " 1\nc_" + node + " n_" + node + " 0 1e-12\n");
    }
    const auto outcomes = simulator.run(std::vector{low_pass(), wide, low_pass()});
    EXPECT_LT(error_of(outcomes[0]), 1e-12);
    EXPECT_LT(error_of(outcomes[2]), 1e-12);
    ASSERT_TRUE(outcomes[1].failure);
    EXPECT_EQ(outcomes[1].failure->kind, FailureKind::rejected) << outcomes[1].failure->message;
    EXPECT_NE(outcomes[1].failure->message.find("can't allocate"), std::string::npos)
        << outcomes[1].failure->message;
}

#endif

}  // namespace
}  // namespace pin3
