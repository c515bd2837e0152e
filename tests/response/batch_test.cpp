// Jobs of many subjects in one run.
#include "response/batch.hpp"

#include "response/measured.hpp"

namespace pin3 {
namespace {

Job divider(const std::string& name, const std::string& card) {
    return {name,
            name + "\nv_in a 0 ac 1\nr1 a b 1k\nr2 b 0 1k\n" + card + ".end\n",
            {{"ac lin 1 1k 1k", {"b"}, 1}}};
}

TEST(Batch, gives_each_entry_its_own_outcomes) {
    Batch batch;
    const std::size_t two = batch.add({"two", {}}, {divider("one", ""), divider("other", "r3 b 0 1k\n")});
    const std::size_t one = batch.add({"one", {}}, {divider("third", "r3 b 0 500\n")});
    std::size_t done = 0;
    batch.run(simulator(), [&](std::size_t now, std::size_t all) {
        done = now;
        EXPECT_EQ(all, 3u);
    });
    EXPECT_EQ(done, 3u);
    ASSERT_FALSE(batch.failure(two) || batch.failure(one));
    const auto volts = [&](std::size_t entry, std::size_t job) {
        return batch.outcomes(entry)[job].plots.at(0).vectors.at(0).at(0).real();
    };
    EXPECT_EQ(batch.outcomes(two).size(), 2u);
    EXPECT_NEAR(volts(two, 0), 1.0 / 2, 1e-9);
    EXPECT_NEAR(volts(two, 1), 1.0 / 3, 1e-9);
    EXPECT_NEAR(volts(one, 0), 1.0 / 4, 1e-9);
}

TEST(Batch, lets_the_first_failure_of_an_entry_speak) {
    const std::string broken = "d1 b 0 no_such_model\n";
    Batch batch;
    const std::size_t bad =
        batch.add({"bad", {}}, {divider("fine", ""), divider("first", broken), divider("second", broken)});
    const std::size_t good = batch.add({"good", {}}, {divider("fine", "")});
    batch.run(simulator());
    const auto failure = batch.failure(bad);
    ASSERT_TRUE(failure);
    EXPECT_EQ(failure->subject, "bad");
    EXPECT_TRUE(failure->diagnostic.message.starts_with("first")) << failure->diagnostic.message;
    EXPECT_FALSE(batch.failure(good));
}

TEST(Batch, does_not_simulate_a_rig_without_a_dc_path) {
    Rig rig;
    const Node lost = rig.circuit.add_node("lost");
    rig.circuit.add({ElementKind::capacitor, "c", {lost, ground}, fixed(1e-9), {}});
    rig.circuit.add({ElementKind::current, "in", {ground, lost}, fixed(0), {}});
    rig.sources = {"i_in"};
    rig.probes = {lost};
    Batch batch;
    const std::size_t entry = batch.add({"it", {}}, rig, {0, 0, 0, {1000}}, "it, alone", "it");
    EXPECT_TRUE(batch.jobs().empty());
    batch.run(simulator());
    const auto response = batch.response(entry);
    const auto* failure = std::get_if<MeasureFailure>(&response);
    ASSERT_TRUE(failure);
    EXPECT_NE(failure->diagnostic.message.find("it, alone: node"), std::string::npos);
}

}  // namespace
}  // namespace pin3
