// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/fork_sketch.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/service/store/fork_fixture.h"

namespace headwater::store {
namespace {

TEST(ForkSketchTest, GivesBackWhatItWasMadeOf) {
  const ProjectSketch sketch = SketchWith({1, 2, ~ContentKey{0}});
  const auto encoded = EncodeSketch(sketch);
  ASSERT_TRUE(encoded.ok());
  const auto decoded = DecodeSketch(encoded.value());
  ASSERT_TRUE(decoded.ok());
  ExpectSame(decoded.value(), sketch);
  EXPECT_TRUE(DecodeSketch(EncodeSketch({}).value()).value().rows.empty());
}

TEST(ForkSketchTest, RefusesOneThatContradictsItself) {
  ProjectSketch twice = SketchWith({1, 2});
  twice.rows[1].key = 1;
  ProjectSketch absent = SketchWith({1});
  absent.rows[0].last = static_cast<uint16_t>(absent.versions.size());
  ProjectSketch backwards = SketchWith({1});
  backwards.rows[0].first = 1;
  backwards.rows[0].last = 0;
  for (const ProjectSketch& sketch : {twice, absent, backwards}) {
    const auto encoded = EncodeSketch(sketch);
    ASSERT_FALSE(encoded.ok());
    EXPECT_EQ(encoded.error().code, Errc::kInvalid);
  }
}

TEST(ForkSketchTest, RefusesEveryCutAndSurvivesEveryChangedByte) {
  const std::string whole = EncodeSketch(SketchWith({3, 500, 70'000})).value();
  for (size_t size = 0; size < whole.size(); ++size) {
    const auto cut = DecodeSketch(whole.substr(0, size));
    ASSERT_FALSE(cut.ok()) << size;
    EXPECT_EQ(cut.error().code, Errc::kContent);
  }
  std::mt19937 random(4);
  for (int round = 0; round < 5'000; ++round) {
    std::string damaged = whole;
    damaged[random() % damaged.size()] = static_cast<char>(random());
    const auto decoded = DecodeSketch(damaged);
    if (!decoded.ok()) continue;
    EXPECT_TRUE(EncodeSketch(decoded.value()).ok()) << "what is accepted is sound";
  }
}

TEST(ForkSketchTest, DoesNotBelieveAnAnnouncedLength) {
  EXPECT_FALSE(DecodeSketch("\xff\xff\xff\xff\xff\xff\xff\xff\x01").ok());
  EXPECT_FALSE(DecodeSketch(std::string("\x00\xff\xff\xff\xff\x0f", 6)).ok());
}

}  // namespace
}  // namespace headwater::store
