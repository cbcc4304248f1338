// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/zlib_stream.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "tests/fakes/repository_builder.h"

namespace headwater::git {
namespace {

constexpr uint64_t kMaxBytes = uint64_t{8} << 20U;

/// What libgit2 (zlib) makes of a blob.
std::string Deflated(tests::RepositoryBuilder& builder, const std::string& content) {
  std::ifstream stream(builder.ObjectFile(builder.Blob(content)), std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::string Hex(std::string_view digits) {
  std::string bytes;
  for (size_t i = 0; i + 1 < digits.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
  }
  return bytes;
}

/// Text, noise and repetition, so that stored, fixed and dynamic blocks occur.
std::vector<std::string> Samples() {
  std::mt19937 random(7);  // Fixed: the same samples in every run.
  std::vector<std::string> samples = {"", "a", "hello, hello, hello, hello"};
  for (const size_t bytes : {10U, 1'000U, 70'000U}) {
    std::string noise;
    std::string text;
    while (noise.size() < bytes) noise += static_cast<char>(random());
    while (text.size() < bytes) text += "line " + std::to_string(random() % 1'000) + "\n";
    samples.push_back(noise);
    samples.push_back(text);
    samples.push_back(std::string(bytes, 'x') + noise + text);
  }
  return samples;
}

TEST(ZlibStreamTest, AcceptsWhatZlibWrites) {
  tests::RepositoryBuilder builder;
  for (const std::string& sample : Samples()) {
    EXPECT_TRUE(IsWholeZlibStream(Deflated(builder, sample), kMaxBytes)) << sample.size();
  }
}

TEST(ZlibStreamTest, RefusesEveryTruncation) {
  tests::RepositoryBuilder builder;
  for (const std::string& sample : Samples()) {
    const std::string whole = Deflated(builder, sample);
    const size_t step = whole.size() / 200 + 1;
    for (size_t kept = 0; kept < whole.size(); kept += kept + 10 < whole.size() ? step : 1) {
      ASSERT_FALSE(IsWholeZlibStream(std::string_view(whole).substr(0, kept), kMaxBytes)) << kept;
    }
  }
}

TEST(ZlibStreamTest, RefusesWhatIsNoStream) {
  const struct {
    const char* bytes;
    const char* what;
  } cases[] = {{"", "nothing"},
               {"78", "half a header"},
               {"7901030000000001", "a header not divisible by 31"},
               {"78bb0300000001", "a preset dictionary"},
               {"770003000000000001", "another method"},
               {"789c0700000001", "block kind 3"},
               {"789c01050000000000000001", "a stored length without its complement"},
               {"789c010500faff6161", "a stored block that is cut off"},
               {"789c05ffffffffffffffffffffffff", "impossible codes"},
               {"789c010500faff616263646505c801f1", "a wrong checksum"},
               {"789c0300000000", "a checksum that is cut off"}};
  for (const auto& one : cases)
    EXPECT_FALSE(IsWholeZlibStream(Hex(one.bytes), kMaxBytes)) << one.what;
  EXPECT_TRUE(IsWholeZlibStream(Hex("789c030000000001"), kMaxBytes));
  EXPECT_TRUE(IsWholeZlibStream(Hex("789c010500faff616263646505c801f0"), kMaxBytes));
}

TEST(ZlibStreamTest, RefusesMoreContentThanAllowed) {
  tests::RepositoryBuilder builder;
  const std::string deflated = Deflated(builder, std::string(1'000'000, 'x'));
  EXPECT_TRUE(IsWholeZlibStream(deflated, 1'000'100));
  EXPECT_FALSE(IsWholeZlibStream(deflated, 999'999));
}

}  // namespace
}  // namespace headwater::git
