// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/git.h"

#include <gtest/gtest.h>

#include <vector>

namespace headwater {
namespace {

FileEntry Entry(const char* path) { return {.path = Untrusted(path), .blob = {}}; }

TEST(FindFileTest, FindsExactPathsOnly) {
  // Sorted by bytes, as trees flattened by GitView are: '-' and '.' stand before '/'.
  const std::vector<FileEntry> files = {Entry("LICENSE"), Entry("a-b"), Entry("a.c"), Entry("a/b"),
                                        Entry("\xFF")};
  for (const FileEntry& file : files) {
    EXPECT_EQ(FindFile(files, file.path.bytes()), &file) << file.path.bytes();
  }
  for (const char* absent : {"", "LICENS", "LICENSE2", "license", "a", "a/", "a/b/c", "z"}) {
    EXPECT_EQ(FindFile(files, absent), nullptr) << absent;
  }
}

TEST(FindFileTest, FindsNothingAmongNoFiles) { EXPECT_EQ(FindFile({}, "LICENSE"), nullptr); }

}  // namespace
}  // namespace headwater
