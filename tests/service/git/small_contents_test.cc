// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/small_contents.h"

#include <gtest/gtest.h>

#include <string>

namespace headwater::git {
namespace {

BlobId Id(size_t number) {
  std::string hex = std::to_string(number);
  hex.insert(0, 40 - hex.size(), '0');
  return *BlobId::FromHex(hex);
}

TEST(SmallContentsTest, HasWhatWasKept) {
  SmallContents contents;
  EXPECT_EQ(nullptr, contents.Find(Id(1)));
  contents.Keep(Id(1), "one");
  contents.Keep(Id(2), "");
  contents.Keep(Id(1), "one");
  ASSERT_NE(nullptr, contents.Find(Id(1)));
  EXPECT_EQ("one", *contents.Find(Id(1)));
  EXPECT_EQ("", *contents.Find(Id(2)));
}

TEST(SmallContentsTest, LargeContentsStayOut) {
  SmallContents contents;
  contents.Keep(Id(1), std::string(SmallContents::kMaxBlobBytes, 'x'));
  contents.Keep(Id(2), std::string(SmallContents::kMaxBlobBytes + 1, 'x'));
  EXPECT_NE(nullptr, contents.Find(Id(1)));
  EXPECT_EQ(nullptr, contents.Find(Id(2)));
}

TEST(SmallContentsTest, TheOldestGoWhenItIsFull) {
  SmallContents contents;
  const std::string bytes(SmallContents::kMaxBlobBytes, 'x');
  constexpr size_t kFit =
      SmallContents::kMaxBytes / (SmallContents::kMaxBlobBytes + SmallContents::kOverheadBytes);
  for (size_t i = 1; i <= kFit; ++i) contents.Keep(Id(i), bytes);
  EXPECT_NE(nullptr, contents.Find(Id(1)));
  contents.Keep(Id(kFit + 1), bytes);
  EXPECT_EQ(nullptr, contents.Find(Id(1)));
  EXPECT_NE(nullptr, contents.Find(Id(2)));
  EXPECT_NE(nullptr, contents.Find(Id(kFit + 1)));
}

TEST(SmallContentsTest, ManyThatAreHardlyAnythingAreBoundedToo) {
  SmallContents contents;
  constexpr size_t kMost = SmallContents::kMaxBytes / SmallContents::kOverheadBytes;
  for (size_t i = 1; i <= kMost; ++i) contents.Keep(Id(i), "x");
  EXPECT_EQ(nullptr, contents.Find(Id(1)));
  EXPECT_NE(nullptr, contents.Find(Id(kMost)));
}

}  // namespace
}  // namespace headwater::git
