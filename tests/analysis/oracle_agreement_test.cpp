// ngspice against the independent solver on links at random.
#include "analysis/response.hpp"
#include "measured.hpp"
#include "random_link.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace pin3 {
namespace {

const std::vector<double> frequencies = {20, 1000, 50e3};

struct Worst { double abs = 0, rel100 = 0, law=0; std::string what; };
Worst worst;

RC_GTEST_PROP(LinksAtRandom, agree, ()) {
    const std::uint64_t seed = any_seed();
    RandomStages random(seed);
    std::vector<LinkWords> words;
    for (int i = 0; i < 4; ++i) words.push_back(random.link());
    const Description description = described(description_of(words, frequencies));
    const FrequencyPlan plan{0, 0, 0, frequencies};
    std::vector<Bench> benches;
    std::vector<Job> jobs;
    for (const Link& link : description.links) {
        benches.push_back(link_bench(link));
        for (Job& job : response_jobs(benches.back(), plan, link.name)) { if (const char* o = getenv("OPT")) { job.deck.insert(job.deck.rfind(".end"), std::string(".options ") + o + "\n"); } jobs.push_back(std::move(job)); }
    }
    const std::vector<Outcome> outcomes = simulator().run(jobs);
    for (std::size_t i = 0; i < benches.size(); ++i) {
        for (std::size_t d = 0; d < 2; ++d) if (outcomes[2*i+d].failure) RC_FAIL(outcomes[2*i+d].failure->message + outcomes[2*i+d].failure->log + words[i].text("x"));
        const BenchResponse got = collect_response(benches[i], plan, std::span(outcomes).subspan(2 * i, 2));
        for (std::size_t k = 0; k < frequencies.size(); ++k)
            for (std::size_t d = 0; d < 2; ++d) {
                const auto solution = oracle::solve(benches[i].circuit, benches[i].sources[d], frequencies[k]);
                std::complex<double> want(solution[benches[i].probes[0]]), is = got.spots.value(d, 0, k);
                if (d == 1) { want /= std::complex<double>(solution[benches[i].probes[1]]); is /= got.spots.value(d, 1, k); }
                const double e = std::abs(is - want), a = std::abs(want);
                if (d==1 && e*std::abs(got.spots.value(1,1,k)) > 3e-9) printf("BAD seed %lu f %g is %.9g%+.9gi want %.9g%+.9gi\n%s\n", seed, frequencies[k], is.real(), is.imag(), want.real(), want.imag(), words[i].text("x").c_str());
                if (d == 1) printf("DATA %g %g %g %g %s\n", a, e, frequencies[k], std::abs(got.spots.value(1,1,k)), (words[i].output.substr(0,words[i].output.find(" ")) + "|" + words[i].cable.substr(0,8)+"|"+ words[i].input.substr(0,10)+"|"+words[i].ground.substr(0,8)).c_str());
            }
    }
}

}  // namespace
}  // namespace pin3
