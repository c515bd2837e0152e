#include "core/audio.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace pin3 {
namespace {

class AudioFile : public testing::Test {
protected:
    AudioFile()
        : path_(std::filesystem::temp_directory_path() /
                ("pin3_audio_" + std::to_string(getpid()) + ".wav")) {}
    ~AudioFile() override { std::filesystem::remove(path_); }

    void put(const std::string& bytes) { std::ofstream(path_, std::ios::binary) << bytes; }
    std::variant<ReadAudio, std::string> read(double most_seconds = 600) {
        return read_audio(path_.string(), most_seconds);
    }
    std::string problem() { return std::get<std::string>(read()); }

    std::filesystem::path path_;
};

Audio tone(double rate_hz, std::size_t channels, std::size_t frames, double peak = 0.5) {
    Audio audio{rate_hz, {}};
    for (std::size_t c = 0; c < channels; ++c) {
        auto& samples = audio.channels.emplace_back();
        for (std::size_t i = 0; i < frames; ++i)
            samples.push_back(peak * std::sin(0.1 * static_cast<double>(i) + static_cast<double>(c)));
    }
    return audio;
}

TEST_F(AudioFile, comes_back_to_24_bits) {
    for (const double rate : {8000.0, 44100.0, 192000.0})
        for (const std::size_t channels : {1u, 2u}) {
            const Audio written = tone(rate, channels, 1000);
            put(wav_bytes(written));
            const auto back = std::get<ReadAudio>(read());
            EXPECT_EQ(back.audio.rate_hz, rate);
            EXPECT_TRUE(back.remarks.empty());
            ASSERT_EQ(back.audio.channels.size(), channels);
            ASSERT_EQ(back.audio.frames(), 1000u);
            for (std::size_t c = 0; c < channels; ++c)
                for (std::size_t i = 0; i < 1000; ++i)
                    EXPECT_NEAR(back.audio.channels[c][i], written.channels[c][i], 1.0 / (1 << 23));
        }
}

TEST_F(AudioFile, that_is_beyond_full_scale_is_clipped_and_said_to_be) {
    put(wav_bytes(tone(48000, 1, 1000, 2)));
    const auto back = std::get<ReadAudio>(read());
    EXPECT_NEAR(back.audio.peak(), 1, 1e-6);
    ASSERT_EQ(back.remarks.size(), 1u);
    EXPECT_NE(back.remarks[0].find("is clipped at"), std::string::npos) << back.remarks[0];
}

TEST_F(AudioFile, that_is_cut_off_is_used_as_far_as_it_goes) {
    const std::string whole = wav_bytes(tone(48000, 1, 48000));
    put(whole.substr(0, whole.size() / 2));
    const auto back = std::get<ReadAudio>(read());
    EXPECT_NEAR(back.audio.seconds(), 0.5, 0.01);
    ASSERT_EQ(back.remarks.size(), 1u);
    EXPECT_NE(back.remarks[0].find("is cut off"), std::string::npos) << back.remarks[0];
}

TEST_F(AudioFile, that_is_long_is_used_to_the_limit) {
    put(wav_bytes(tone(8000, 2, 16000)));
    const auto back = std::get<ReadAudio>(read(1));
    EXPECT_EQ(back.audio.frames(), 8000u);
    EXPECT_EQ(back.remarks.size(), 1u);
}

TEST_F(AudioFile, that_cannot_be_used_says_why) {
    EXPECT_NE(problem().find("no file"), std::string::npos);
    put("output synth : unbalanced\n");
    EXPECT_NE(problem().find("no sound file"), std::string::npos) << problem();
    put("");
    EXPECT_NE(problem().find("no sound file"), std::string::npos) << problem();
    put(wav_bytes(tone(48000, 1, 0)));
    EXPECT_NE(problem().find("is empty"), std::string::npos) << problem();
    put(wav_bytes(tone(48000, 1, 100, 0)));
    EXPECT_NE(problem().find("is silent"), std::string::npos) << problem();
    put(wav_bytes(tone(48000, 6, 100)));
    EXPECT_NE(problem().find("has 6 channels"), std::string::npos) << problem();
    EXPECT_NE(std::get<std::string>(read_audio("/dev/zero", 1)).find("no file"), std::string::npos);
}

}  // namespace
}  // namespace pin3
