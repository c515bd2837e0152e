#include "simulator/code_models.hpp"

#include <gtest/gtest.h>

namespace pin3 {
namespace {

TEST(NeedsCodeModels, PolySourcesDoHoweverTheyAreWritten) {
    EXPECT_TRUE(needs_code_models("t\ne1 a 0 POLY(2) b 0 c 0 0 1 1\n.end\n"));
    EXPECT_TRUE(needs_code_models("t\n  Gx a 0 poly (1) b 0 0 1\n.end\n"));
    EXPECT_TRUE(needs_code_models("t\nfb 7 99\n+ POLY(5) vb vc ve vlp vln 0 1 2 3 4 5\n.end\n"));
    EXPECT_TRUE(needs_code_models("t\r\nh1 a 0\tpoly(1) v1 0 1\r\n.end"));
}

TEST(NeedsCodeModels, ADevicesDo) {
    EXPECT_TRUE(needs_code_models("t\na1 [in] [out] bridge\n.end\n"));
}

TEST(NeedsCodeModels, OrdinaryDecksDoNot) {
    EXPECT_FALSE(needs_code_models(""));
    EXPECT_FALSE(needs_code_models("a title that mentions poly(1)\ne1 a 0 b 0 1e5\n.end\n"));
    EXPECT_FALSE(needs_code_models("t\n* a1 and e1 poly(1) in a comment\nr1 a 0 1\n.end\n"));
    EXPECT_FALSE(
        needs_code_models("t\ne1 n_poly 0 n_polypropylene 0 1\nc_poly a 0 1e-9\n.ac dec 1 1 2\n.end\n"));
    EXPECT_FALSE(needs_code_models("t\nx1 a b poly(1)\n.end\n"));
}

}  // namespace
}  // namespace pin3
