// Every description in cases/: NAME.input beside NAME.expect, which holds its errors as a user sees them,
// then the outline of the statements that are whole.
#include "language/parse.hpp"
#include "language/print.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace pin3 {
namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> case_names() {
    std::vector<std::string> names;
    for (const auto& item : fs::directory_iterator(fs::path(PIN3_TEST_DIR) / "cases")) {
        if (item.path().extension() == ".input") names.push_back(item.path().stem().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

class Case : public testing::TestWithParam<std::string> {};

TEST_P(Case, gives_the_expected_errors_and_outline) {
    const auto base = fs::path(PIN3_TEST_DIR) / "cases" / GetParam();
    const auto input = fs::path(base).replace_extension(".input");
    const auto parsed = parse(std::make_shared<Source>(Source{input.filename().string(), content(input)}));
    std::string got;
    for (const auto& diagnostic : parsed.diagnostics) got += render(diagnostic);
    got += dump(parsed.file);
    EXPECT_EQ(got, content(fs::path(base).replace_extension(".expect")));
}

INSTANTIATE_TEST_SUITE_P(Descriptions, Case, testing::ValuesIn(case_names()),
                         [](const auto& name) { return name.param; });

}  // namespace
}  // namespace pin3
