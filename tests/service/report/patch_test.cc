// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/patch.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace headwater::report {
namespace {

std::string Patch(const std::string& before, const std::vector<Edit>& edits,
                  const std::string& path = "a.c") {
  return RenderPatch({Untrusted(path), false, before, PlanEdits(before, edits).edits});
}

std::string Numbers(int first, int last) {
  std::string text;
  for (int i = first; i <= last; ++i) text += std::to_string(i) + "\n";
  return text;
}

TEST(PatchTest, AnInsertionHasThreeLinesOfContext) {
  EXPECT_EQ("diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n@@ -1,3 +1,4 @@\n+x\n 1\n 2\n 3\n",
            Patch(Numbers(1, 9), {{{1, 0}, "x\n"}}));
}

TEST(PatchTest, EditsFarApartAreHunksOfTheirOwn) {
  EXPECT_EQ(
      "diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n"
      "@@ -1,4 +1,5 @@\n-1\n+x\n+y\n 2\n 3\n 4\n"
      "@@ -17,4 +18,3 @@\n 17\n 18\n 19\n-20\n",
      Patch(Numbers(1, 20), {{{1, 1}, "x\ny\n"}, {{20, 20}, ""}}));
}

TEST(PatchTest, EditsNearEachOtherShareAHunk) {
  EXPECT_EQ(
      "diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n"
      "@@ -1,7 +1,9 @@\n+x\n 1\n 2\n 3\n 4\n+y\n 5\n 6\n 7\n",
      Patch(Numbers(1, 8), {{{1, 0}, "x\n"}, {{5, 4}, "y\n"}}));
}

TEST(PatchTest, LastLinesThatAreNotEndedAreMarked) {
  EXPECT_EQ(
      "diff --git a/a.c b/a.c\n--- a/a.c\n+++ b/a.c\n"
      "@@ -1,1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+x\n",
      Patch("a", {{{2, 1}, "x\n"}}));
}

TEST(PatchTest, NewFilesComeFromNothing) {
  EXPECT_EQ(
      "diff --git a/b.license b/b.license\nnew file mode 100644\n--- /dev/null\n+++ b/b.license\n"
      "@@ -0,0 +1,1 @@\n+x\n",
      RenderPatch({Untrusted("b.license"), true, "", {{{1, 0}, "x\n"}}}));
}

TEST(PatchTest, NamesAreQuotedAsGitQuotesThem) {
  EXPECT_EQ(0U,
            Patch("a\n", {{{1, 1}, "b\n"}}, "e\033\"\xC3\xA4.c")
                .find("diff --git \"a/e\\033\\\"\\303\\244.c\" \"b/e\\033\\\"\\303\\244.c\"\n"));
  EXPECT_NE(std::string::npos, Patch("a\n", {{{1, 1}, "b\n"}}, "a b.c").find("--- a/a b.c\t\n"));
}

}  // namespace
}  // namespace headwater::report
