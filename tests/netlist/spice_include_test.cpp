// Model files and what they include.
#include "netlist/spice_model.hpp"
#include "support/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>

namespace pin3 {
namespace {

namespace fs = std::filesystem;

class ModelFile : public ::testing::Test {
protected:
    SpiceModel accepted(const fs::path& path) {
        auto read = read_spice_model(path);
        if (const auto* error = std::get_if<SpiceModelError>(&read)) throw std::runtime_error(error->message);
        return std::get<SpiceModel>(std::move(read));
    }

    SpiceModelError refused(const fs::path& path) {
        auto read = read_spice_model(path);
        if (std::holds_alternative<SpiceModel>(read))
            throw std::runtime_error("accepted:\n" + std::get<SpiceModel>(read).text);
        return std::get<SpiceModelError>(std::move(read));
    }

    ScratchFolder folder;
    const std::string op = ".subckt op 1 2 3 4 5\nr1 1 2 1k\n.ends\n";
};

TEST_F(ModelFile, is_joined_with_what_it_includes_where_the_include_stands) {
    folder.write("diodes.lib", ".model d1 d\n");
    folder.write("more/parts.inc", ".inc 'deeper.inc'\n.model d2 d\n");
    folder.write("more/deeper.inc", ".model d3 d\n");
    const fs::path main =
        folder.write("main.lib", ".include \"diodes.lib\"\n" + op + ".INC more/parts.inc ; twice\n");
    EXPECT_EQ(accepted(main).text, ".model d1 d\n" + op + ".model d3 d\n.model d2 d\n");
}

TEST_F(ModelFile, may_have_a_name_with_blanks_and_accents) {
    folder.write("my dio\xc3\xb6\x64\x65s.lib", ".model d1 d\n");
    folder.write("my diodes.lib", ".model d1 d\n");
    EXPECT_EQ(accepted(folder.write("\xc3\xbc op.lib", ".include \"my diodes.lib\"\n" + op)).text,
              ".model d1 d\n" + op);
}

TEST_F(ModelFile, may_not_include_what_lies_outside_its_folder) {
    folder.write("outside.lib", ".model d1 d\n");
    folder.write("inside/beside.lib", ".model d1 d\n");
    const std::string absolute = (folder.path() / "inside/beside.lib").string();
    for (const std::string& name : {std::string("../outside.lib"), std::string("\"../outside.lib\""),
                                    std::string("x/../../outside.lib"), std::string("/etc/passwd"), absolute,
                                    std::string("'/etc/passwd'"), std::string("\"/etc\"/passwd")}) {
        const SpiceModelError error =
            refused(folder.write("inside/main.lib", op + ".include " + name + "\n"));
        EXPECT_EQ(error.problem, SpiceModelProblem::unsafe) << name;
        EXPECT_NE(error.message.find("main.lib:4: "), std::string::npos) << error.message;
        EXPECT_FALSE(error.help.empty());
    }
}

TEST_F(ModelFile, may_not_reach_outside_by_a_link_in_the_file_system) {
    folder.write("outside.lib", ".model d1 d\n");
    const fs::path main = folder.write("inside/main.lib", ".include innocent.lib\n" + op);
    fs::create_symlink("../outside.lib", folder.path() / "inside/innocent.lib");
    EXPECT_EQ(refused(main).problem, SpiceModelProblem::unsafe);
}

TEST_F(ModelFile, may_itself_be_a_link) {
    folder.write("library/op.lib", ".include d.lib\n" + op);
    folder.write("project/d.lib", ".model d1 d\n");
    fs::create_symlink("../library/op.lib", folder.path() / "project/op.lib");
    EXPECT_EQ(accepted(folder.path() / "project/op.lib").text, ".model d1 d\n" + op);
}

TEST_F(ModelFile, that_includes_itself_is_refused) {
    const SpiceModelError alone = refused(folder.write("self.lib", op + ".include self.lib\n"));
    EXPECT_EQ(alone.problem, SpiceModelProblem::unreadable);
    EXPECT_NE(alone.help.find("circle"), std::string::npos);
    folder.write("b.lib", ".include a.lib\n");
    EXPECT_EQ(refused(folder.write("a.lib", op + ".include b.lib\n")).problem, SpiceModelProblem::unreadable);
}

TEST_F(ModelFile, that_grows_with_every_include_is_refused_at_once) {
    // 1000 includes each, seven deep: 1e21 lines if they were followed
    std::string many;
    for (int i = 1; i < 8; ++i) {
        many.clear();
        for (int k = 0; k < 1000; ++k) many += ".include " + std::to_string(i + 1) + ".lib\n";
        folder.write(std::to_string(i) + ".lib", many);
    }
    folder.write("8.lib", ".model d1 d\n");
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(refused(folder.path() / "1.lib").problem, SpiceModelProblem::unreadable);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

TEST_F(ModelFile, is_checked_in_its_includes_too) {
    folder.write("evil.inc", "* one\n.control\nshell touch owned\n.endc\n");
    const SpiceModelError error = refused(folder.write("main.lib", op + ".include evil.inc\n"));
    EXPECT_EQ(error.problem, SpiceModelProblem::unsafe);
    EXPECT_NE(error.message.find("evil.inc:2: "), std::string::npos) << error.message;
}

TEST_F(ModelFile, cannot_continue_a_card_across_files) {
    folder.write("rest.inc", "+ filesource\n");
    EXPECT_EQ(refused(folder.write("main.lib", op + ".model m d\n.include rest.inc\n")).problem,
              SpiceModelProblem::unsafe);
}

TEST_F(ModelFile, has_to_be_a_file_that_can_be_read) {
    for (const fs::path& path :
         {folder.path() / "missing.lib", folder.path(), fs::path("/dev/zero"), fs::path("/dev/null")}) {
        const SpiceModelError error = refused(path);
        EXPECT_EQ(error.problem, SpiceModelProblem::unreadable) << path;
        EXPECT_NE(error.message.find(path.string()), std::string::npos) << error.message;
        EXPECT_FALSE(error.help.empty());
    }
}

TEST_F(ModelFile, has_at_most_4_MiB) {
    const std::string filling(4 << 20, '*');
    const SpiceModelError error = refused(folder.write("large.lib", op + filling));
    EXPECT_EQ(error.problem, SpiceModelProblem::unreadable);
    EXPECT_NE(error.message.find("4 MiB"), std::string::npos);
    EXPECT_EQ(accepted(folder.write("fits.lib", op + filling.substr(op.size()))).text, op);
}

TEST_F(ModelFile, that_is_no_text_is_refused) {
    std::string bytes =
        "\x7f"
        "ELF\x02\x01\x01";
    for (int i = 0; i < 4096; ++i) bytes += static_cast<char>(i * 37);
    refused(folder.write("program.lib", bytes));
}

TEST_F(ModelFile, refuses_includes_in_text_that_stands_in_no_file) {
    const auto read = read_spice_model_text(op + ".include x.lib\n");
    ASSERT_TRUE(std::holds_alternative<SpiceModelError>(read));
    EXPECT_EQ(std::get<SpiceModelError>(read).problem, SpiceModelProblem::unsafe);
}

}  // namespace
}  // namespace pin3
