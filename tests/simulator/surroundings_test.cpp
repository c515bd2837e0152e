// Whatever surrounds the tool, the result is the same, and the tool leaves nothing behind.
#include "decks.hpp"
#include "scratch.hpp"
#include "support/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <vector>

namespace pin3 {
namespace {

using namespace pin3::testing;
namespace fs = std::filesystem;

// Sets ngspice to misread the deck wherever it looks for settings.
void write_hostile_settings(const fs::path& folder) {
    for (const char* name : {".spiceinit", "spinit", "spice.rc"})
        std::ofstream(folder / name) << "set ngbehavior=ltpsa\nset sim_status=1\nquit\n";
}

TEST(Surroundings, ASpiceinitInTheWorkingDirectoryHasNoEffect) {
    const ScratchFolder scratch;
    write_hostile_settings(scratch.path());
    const WorkingDirectory there(scratch.path());
    Simulator simulator;
    EXPECT_LT(error_of(simulator.run(std::vector{low_pass()})[0]), 1e-12);
}

TEST(Surroundings, ASpiceinitAtHomeAndScriptsElsewhereHaveNoEffect) {
    const ScratchFolder scratch;
    write_hostile_settings(scratch.path());
    const Variable home("HOME", scratch.path());
    const Variable user("SPICE_USERINIT_DIR", scratch.path());
    const Variable scripts("SPICE_SCRIPTS", scratch.path());
    Simulator simulator;
    EXPECT_LT(error_of(simulator.run(std::vector{low_pass()})[0]), 1e-12);
}

TEST(Surroundings, ADecimalCommaLocaleHasNoEffect) {
    const Variable all("LC_ALL", "de_DE.UTF-8");
    const Variable numeric("LC_NUMERIC", "de_DE.UTF-8");
    std::string deck = low_pass_deck(1000);
    deck.insert(deck.find(".end"), ".param part=.5\nr7 n_in 0 {part*4.25}\n");
    Simulator simulator;
    EXPECT_LT(error_of(simulator.run(std::vector{job_of("comma", deck)})[0]), 1e-12);
}

TEST(Surroundings, ATemporaryFolderWithBlanksAndUmlautsWorksAndIsLeftEmpty) {
    const ScratchFolder scratch;
    const fs::path folder = scratch.path() / "größe (µ) \"x\" 100 %";
    fs::create_directory(folder);
    const Variable temporary("TMPDIR", folder);
    {
        Simulator simulator;
        EXPECT_LT(error_of(simulator.run(std::vector{low_pass()})[0]), 1e-12);
        EXPECT_TRUE(fs::is_empty(folder));
    }
    EXPECT_TRUE(fs::is_empty(folder));
}

TEST(Surroundings, ATemporaryFolderThatIsMissingIsAnErrorThatNamesIt) {
    const Variable temporary("TMPDIR", "/no/such/folder");
    Simulator simulator;
    const auto outcomes = simulator.run(std::vector{low_pass()});
    ASSERT_TRUE(outcomes[0].failure);
    EXPECT_EQ(outcomes[0].failure->kind, FailureKind::unavailable);
    EXPECT_NE(outcomes[0].failure->message.find("/no/such/folder"), std::string::npos);
    EXPECT_NE(outcomes[0].failure->message.find("TMPDIR"), std::string::npos);
}

TEST(Surroundings, AMissingLibraryIsUnavailableAndSaysWhatToInstall) {
    Simulator simulator(SimulatorOptions{.library = "/no/such/libngspice.so"});
    const auto probe = simulator.probe();
    EXPECT_FALSE(probe.found);
    EXPECT_NE(probe.problem.find("apt-get install libngspice0"), std::string::npos) << probe.problem;
    EXPECT_NE(probe.problem.find("/no/such/libngspice.so"), std::string::npos) << probe.problem;
    const auto outcomes = simulator.run(std::vector{low_pass(), low_pass()});
    ASSERT_EQ(outcomes.size(), 2);
    for (const Outcome& outcome : outcomes) {
        ASSERT_TRUE(outcome.failure);
        EXPECT_EQ(outcome.failure->kind, FailureKind::unavailable);
    }
}

TEST(Surroundings, TheLibraryOfTheEnvironmentIsUsed) {
    const Variable library("PIN3_NGSPICE", "/no/such/place/libngspice.so");
    EXPECT_NE(Simulator().probe().problem.find("/no/such/place"), std::string::npos);
}

TEST(Surroundings, AnotherLibraryIsNotTakenForNgspice) {
    const Simulator::Probe probe = Simulator(SimulatorOptions{.library = "libm.so.6"}).probe();
    EXPECT_FALSE(probe.found);
    EXPECT_NE(probe.problem.find("ngSpice_Init"), std::string::npos) << probe.problem;
}

TEST(Surroundings, WithoutCodeModelsOnlyTheDecksThatNeedThemFail) {
    const ScratchFolder scratch;
    const auto found = Simulator().probe().found;
    ASSERT_TRUE(found);
    const fs::path alone = scratch.path() / "libngspice.so";
    fs::copy_file(found->library, alone);
    Simulator simulator(SimulatorOptions{.library = alone});
    ASSERT_TRUE(simulator.probe().found) << simulator.probe().problem;
    EXPECT_EQ(simulator.probe().found->code_models, "");
    const std::string poly =
        "poly\nv1 n_in 0 dc 0 ac 1\ne1 n_out 0 POLY (1) n_in 0 0 3\nr1 n_in 0 1000\nr2 n_out 0 1000\n.end\n";
    const auto outcomes = simulator.run(std::vector{low_pass(), job_of("poly", poly), low_pass()});
    EXPECT_LT(error_of(outcomes[0]), 1e-12);
    EXPECT_LT(error_of(outcomes[2]), 1e-12);
    ASSERT_TRUE(outcomes[1].failure);
    EXPECT_EQ(outcomes[1].failure->kind, FailureKind::unavailable);
    EXPECT_NE(outcomes[1].failure->message.find("apt-get install ngspice"), std::string::npos);
}

TEST(Surroundings, AControlBlockNeitherRunsProgramsNorTouchesFiles) {
    const ScratchFolder scratch;
    const std::string folder = scratch.path();
    std::ofstream(scratch.path() / "precious") << "text";
    std::string block = ".control\n";
    block += "shell echo hi > " + folder + "/by_shell\n";
    block += "shell rm " + folder + "/precious\n";
    block += "op\nwrite " + folder + "/by_write all\n";
    block += "wrdata " + folder + "/by_wrdata v(n_in)\n";
    block += "write " + folder + "/precious all\n";
    block += "echo hi > " + folder + "/by_echo\n";
    block += "mkdir " + folder + "/by_mkdir\n.endc\n";
    std::string deck = low_pass_deck(1000);
    deck.insert(deck.find(".end"), block);
    Simulator simulator;
    simulator.run(std::vector{job_of("hostile", deck)});
    std::vector<std::string> left;
    for (const auto& entry : fs::directory_iterator(scratch.path())) left.push_back(entry.path().filename());
    EXPECT_EQ(left, std::vector<std::string>{"precious"});
    EXPECT_EQ(fs::file_size(scratch.path() / "precious"), 4);
    EXPECT_LT(error_of(simulator.run(std::vector{low_pass()})[0]), 1e-12);
}

}  // namespace
}  // namespace pin3
