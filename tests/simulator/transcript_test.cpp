#include "simulator/transcript.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

namespace pin3 {
namespace {

class TranscriptTest : public ::testing::Test {
protected:
    std::unique_ptr<SharedLog> log_ = std::make_unique<SharedLog>();
    Transcript transcript_{*log_};
};

TEST_F(TranscriptTest, TheStreamsNameIsTakenOffAndGluedLinesAreParted) {
    transcript_.add("stderr Trying gmin = 1e-3 \rTrying gmin = 1e-4\rWarning: gmin stepping failed");
    transcript_.add("stdout Circuit: title");
    EXPECT_EQ(transcript_.text(),
              "Trying gmin = 1e-3\nTrying gmin = 1e-4\nWarning: gmin stepping failed\nCircuit: title\n");
    EXPECT_EQ(transcript_.first_warning(), "Warning: gmin stepping failed");
    EXPECT_EQ(transcript_.first_error(), "");
}

TEST_F(TranscriptTest, OnlyTheLastFortyLinesAreKeptAndTheFirstErrorIsRemembered) {
    transcript_.add("stderr Error: the first");
    for (int i = 0; i < 1000; ++i) transcript_.add("stdout line " + std::to_string(i));
    transcript_.add("stderr Error: the second");
    const std::string text = transcript_.text();
    EXPECT_EQ(std::ranges::count(text, '\n'), 40);
    EXPECT_TRUE(text.starts_with("line 961\n"));
    EXPECT_TRUE(text.ends_with("line 999\nError: the second\n"));
    EXPECT_EQ(transcript_.first_error(), "Error: the first");
    transcript_.clear();
    EXPECT_EQ(transcript_.text(), "");
    EXPECT_EQ(transcript_.first_error(), "");
}

TEST_F(TranscriptTest, LinesOfAnyLengthNeverLeaveTheLog) {
    for (int i = 0; i < 200; ++i) transcript_.add(std::string(static_cast<std::size_t>(i) * 97, 'x'));
    EXPECT_LE(transcript_.text().size(), log_->text.size());
    EXPECT_TRUE(transcript_.text().ends_with("x\n"));
}

TEST_F(TranscriptTest, AnErrorIsKnownByItsBeginningOnly) {
    transcript_.add("stderr error_amp_out: no DC value");
    transcript_.add("stdout Note: no Error: here");
    transcript_.add("stdout Errors_in_node");
    EXPECT_EQ(transcript_.first_error(), "");
    transcript_.add("stderr Error on line 3 or its substitute:");
    EXPECT_EQ(transcript_.first_error(), "Error on line 3 or its substitute:");
}

TEST_F(TranscriptTest, AnErrorThatEndsInAColonTakesItsExplanationAlong) {
    transcript_.add("stderr Error on line 5 or its substitute:");
    transcript_.add("stderr d1 n_out 0 nosuchmodel");
    transcript_.add("stderr could not find a valid modelname");
    transcript_.add("stderr something else");
    EXPECT_EQ(transcript_.first_error(),
              "Error on line 5 or its substitute: d1 n_out 0 nosuchmodel, could not find a valid modelname");
    transcript_.clear();
    transcript_.add("stderr Netlist line no. 5:");
    transcript_.add("stderr Undefined parameter [undefined]");
    transcript_.add("stderr something else");
    EXPECT_EQ(transcript_.first_error(), "Netlist line no. 5: Undefined parameter [undefined]");
}

TEST_F(TranscriptTest, ALogLeftByADyingWriterIsReadWithinItsBounds) {
    log_->text.fill('\x01');
    log_->length = 0xffffffff;
    EXPECT_EQ(read(*log_), std::string(log_->text.size(), '?'));
}

}  // namespace
}  // namespace pin3
