// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/patch_lines.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace headwater {
namespace {

PatchHunk Hunk(const std::vector<std::string>& removed, const std::vector<std::string>& added) {
  PatchHunk hunk;
  for (const std::string& line : removed) hunk.removed.emplace_back(line);
  for (const std::string& line : added) hunk.added.emplace_back(line);
  return hunk;
}

TEST(PatchLinesTest, BlanksAreNoDifference) {
  EXPECT_EQ(WithoutBlanks(" \ta b\f\r"), "ab");
  EXPECT_EQ(HashLine('+', "if (a) {"), HashLine('+', "\tif(a)  {\r"));
  EXPECT_NE(HashLine('+', "if (a) {"), HashLine('-', "if (a) {"));
  EXPECT_NE(HashLine('+', "if (a) {"), HashLine('+', "if (b) {"));
}

// They stand in files: another value makes every index useless.
TEST(PatchLinesTest, HashesStayWhatTheyAre) {
  EXPECT_EQ(HashLine('+', "return 0;"), 16175116210256880491U);
  EXPECT_EQ(HashHunk(Hunk({"return 0;"}, {"return 1;"})), 16684168314684553065U);
}

TEST(PatchLinesTest, HunksAreTheSameWhateverTheirBlankLines) {
  EXPECT_EQ(HashHunk(Hunk({"a"}, {"b", "", "c"})), HashHunk(Hunk({" a", "\t"}, {"b", "c"})));
}

TEST(PatchLinesTest, HunksDifferByOrderSidesAndLineEnds) {
  const std::vector<PatchHunk> hunks = {Hunk({}, {"a", "b"}), Hunk({}, {"b", "a"}),
                                        Hunk({}, {"ab"}),     Hunk({"a"}, {"b"}),
                                        Hunk({"a", "b"}, {}), Hunk({}, {"a", "+b"})};
  for (size_t i = 0; i < hunks.size(); ++i) {
    for (size_t j = 0; j < i; ++j) EXPECT_NE(HashHunk(hunks[i]), HashHunk(hunks[j])) << i << j;
  }
}

TEST(PatchLinesTest, AHunkOfBlanksSaysNothing) {
  EXPECT_EQ(HashHunk(Hunk({""}, {" ", "\t\r"})), 0U);
  EXPECT_EQ(HashHunk(PatchHunk()), 0U);
}

TEST(PatchLinesTest, ALineTellsByEightBytesWithALetter) {
  for (const char* line : {"return a;", "  x = 123456;", "\xc3\xa4\xc3\xb6\xc3\xbc\xc3\x9f"}) {
    EXPECT_TRUE(IsTelling(line)) << line;
  }
  for (const char* line : {"", "}", "break;", "r e t u r n", "*************", "1234567890"}) {
    EXPECT_FALSE(IsTelling(line)) << line;
  }
}

TEST(PatchLinesTest, KnowsNoiseByName) {
  for (const char* path :
       {"package-lock.json", "a/Cargo.lock", "go.sum", "CHANGELOG.md", "docs/ChangeLog", "NEWS",
        "RELEASE-NOTES", "CHANGES.rst", "web/app.min.js", "app.js.map", "api/v1/api.pb.go",
        "zz_generated.deepcopy.go", "schema.generated.ts", "po/de.po", "logo.SVG"}) {
    EXPECT_TRUE(IsNoiseFile(Untrusted(path))) << path;
  }
  for (const char* path : {"main.c", "news.c", "changes/one.c", "history.py", "lock.c", "go.mod",
                           "package.json", "README.md", "admin.js", "map", ""}) {
    EXPECT_FALSE(IsNoiseFile(Untrusted(path))) << path;
  }
}

}  // namespace
}  // namespace headwater
