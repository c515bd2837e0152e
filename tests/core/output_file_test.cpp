// Files that are whole or not there.
#include "core/output_file.hpp"

#include "support/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace pin3 {
namespace {

std::string content(const std::filesystem::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

TEST(AnOutputFile, takes_back_what_came_after_its_mark) {
    const ScratchFolder folder;
    const auto path = folder.write("units.csv", "old\n");
    OutputFile file(path);
    file.write("first link\n");
    file.mark();
    file.write("second link, reduced\n");
    file.back_to_mark();
    file.write("second link, whole\n");
    EXPECT_EQ(content(path), "old\n");
    EXPECT_FALSE(file.finish());
    EXPECT_EQ(content(path), "first link\nsecond link, whole\n");
}

TEST(AnOutputFile, that_is_not_finished_leaves_nothing) {
    const ScratchFolder folder;
    const auto path = folder.write("a", "old\n");
    { OutputFile(path).write("new\n"); }
    EXPECT_EQ(content(path), "old\n");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(path.parent_path()), {}), 1);
}

}  // namespace
}  // namespace pin3
