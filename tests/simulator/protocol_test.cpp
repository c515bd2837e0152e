#include "simulator/protocol.hpp"

#include "decks.hpp"

#include <gtest/gtest.h>

#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace pin3 {
namespace {

using namespace pin3::testing;

Reply some_reply() {
    Plot ac{{10, 20, 30}, {{{1, 2}, {3, -4}, {5, 6}}, {{0, 0}, {1, 0}, {2, 0}}}};
    Plot tran{{0, 1e-6}, {{{0.5, 0}, {-0.25, 0}}}};
    return Reply{{ac, tran}, "one line\nand another\n", ""};
}

void expect_equal(const Reply& one, const Reply& other) {
    EXPECT_EQ(one.log, other.log);
    EXPECT_EQ(one.rejection, other.rejection);
    ASSERT_EQ(one.plots.size(), other.plots.size());
    for (std::size_t i = 0; i < one.plots.size(); ++i) {
        EXPECT_EQ(one.plots[i].scale, other.plots[i].scale);
        EXPECT_EQ(one.plots[i].vectors, other.plots[i].vectors);
    }
}

TEST(Protocol, AJobComesBackAsItWas) {
    const Job job{
        "näme", std::string("deck\0with a zero", 16), {{"ac dec 1 1 10", {"a", ""}, 3}, {"op", {}, 0}}};
    const auto back = decode_job(encode(job));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->name, job.name);
    EXPECT_EQ(back->deck, job.deck);
    ASSERT_EQ(back->analyses.size(), 2);
    EXPECT_EQ(back->analyses[0].command, "ac dec 1 1 10");
    EXPECT_EQ(back->analyses[0].vectors, job.analyses[0].vectors);
    EXPECT_EQ(back->analyses[0].points, 3);
    EXPECT_TRUE(back->analyses[1].vectors.empty());
}

TEST(Protocol, AReplyComesBackAsItWas) {
    const auto back = decode_reply(encode(some_reply()));
    ASSERT_TRUE(back);
    expect_equal(*back, some_reply());
}

TEST(Protocol, AMessageCutAnywhereOrContinuedIsRefused) {
    const std::string reply = encode(some_reply());
    for (std::size_t length = 0; length < reply.size(); ++length)
        EXPECT_FALSE(decode_reply(std::string_view(reply).substr(0, length))) << length;
    EXPECT_FALSE(decode_reply(reply + "x"));
    const std::string job = encode(low_pass());
    for (std::size_t length = 0; length < job.size(); ++length)
        EXPECT_FALSE(decode_job(std::string_view(job).substr(0, length))) << length;
}

TEST(Protocol, AnyByteMayBeWrongWithoutHarm) {
    const std::string good = encode(some_reply());
    for (std::size_t at = 0; at < good.size(); ++at) {
        for (const char wrong : {'\0', '\x7f', '\xff'}) {
            std::string bytes = good;
            bytes[at] = wrong;
            const auto reply = decode_reply(bytes);
            EXPECT_LE(reply ? reply->plots.size() : 0, good.size());
        }
    }
}

TEST(Protocol, FramesThatArriveByteByByteComeOutWhole) {
    FrameReader reader;
    std::vector<std::string> messages;
    for (const char byte : frame("first") + frame("") + frame("third")) {
        reader.add({&byte, 1});
        while (auto message = reader.next()) messages.push_back(*message);
    }
    EXPECT_EQ(messages, (std::vector<std::string>{"first", "", "third"}));
}

TEST(Protocol, AnAbsurdLengthBreaksTheReader) {
    FrameReader reader;
    reader.add("\xff\xff\xff\xff\xff\xff\xff\xff");
    EXPECT_FALSE(reader.next());
    EXPECT_TRUE(reader.broken());
}

TEST(Protocol, AMessageLargerThanTheChannelGoesThroughWhole) {
    int ends[2];
    ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    const std::string large(5'000'000, 'x');
    std::thread writer([&] {
        EXPECT_TRUE(write_frame(ends[0], large));
        close(ends[0]);
    });
    FrameReader reader;
    EXPECT_EQ(read_frame(ends[1], reader), large);
    EXPECT_FALSE(read_frame(ends[1], reader));  // the other end is gone
    writer.join();
    close(ends[1]);
}

TEST(Protocol, WritingToAnEndThatIsGoneFailsWithoutASignal) {
    int ends[2];
    ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    close(ends[1]);
    EXPECT_FALSE(write_frame(ends[0], "hello"));
    close(ends[0]);
}

}  // namespace
}  // namespace pin3
