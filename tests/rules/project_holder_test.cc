// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/project_holder.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/fakes/fake_view.h"

namespace headwater::license {
namespace {

// In two parts: these are no notices of this file.
std::string Notice(const std::string& holder) {
  return "// SPDX-FileCopyright"
         "Text: 2020 " +
         holder + "\n";
}

class HolderFinderTest : public testing::Test {
 protected:
  std::string Found(const std::string& path, const std::string& chosen = "") {
    fakes::FakeView view(files);
    Licensing licensing(view);
    const auto holder = HolderFinder(view, licensing, chosen).For(path);
    reads = view.reads();
    return holder.ok() ? holder.value() : holder.error().message;
  }
  void Add(const std::string& folder, const std::string& holder, int count) {
    for (int i = 0; i < count; ++i) {
      files[folder + "f" + std::to_string(files.size()) + ".cc"].bytes = Notice(holder);
    }
  }

  fakes::FakeFiles files;
  size_t reads = 0;
};

TEST_F(HolderFinderTest, NobodyIsKnownOfAProjectThatSaysNothing) {
  files["a.cc"].bytes = "int a;\n";
  EXPECT_EQ("", Found("a.cc"));
}

TEST_F(HolderFinderTest, ThePolicyComesFirst) {
  Add("a/", "Agency A", 5);
  EXPECT_EQ("Agency B", Found("a/new.cc", "Agency B"));
  EXPECT_EQ(0U, reads);
  EXPECT_EQ("Agency A", Found("a/new.cc", "B */ evil")) << "one that ends comments is none";
}

TEST_F(HolderFinderTest, NeighboursCountOfTheFolderThenOfTheTree) {
  Add("a/", "Agency A", 3);
  Add("b/", "Agency B", 20);
  EXPECT_EQ("Agency A", Found("a/new.cc"));
  EXPECT_EQ("Agency B", Found("b/new.cc"));
  EXPECT_EQ("Agency B", Found("c/new.cc")) << "20 of 23";
}

TEST_F(HolderFinderTest, ADivisionIsNoMajority) {
  Add("a/", "Agency A", 3);
  Add("a/", "Agency B", 1);
  EXPECT_EQ("", Found("a/new.cc")) << "75 %";
  Add("a/", "Agency A", 1);
  EXPECT_EQ("Agency A", Found("a/new.cc")) << "80 %";
}

TEST_F(HolderFinderTest, TwoFilesAreNoMajority) {
  Add("a/", "Agency A", 2);
  EXPECT_EQ("", Found("a/new.cc"));
}

TEST_F(HolderFinderTest, TheRootsTomlCountsWhenItNamesOne) {
  Add("a/", "Agency A", 5);
  const std::string table =
      "[[annotations]]\npath = \"x/**\"\nSPDX-FileCopyright"
      "Text = \"2020 Agency T\"\n";
  files["REUSE.toml"].bytes = "version = 1\n" + table;
  EXPECT_EQ("Agency T", Found("a/new.cc"));
  std::string other = table;
  other.replace(other.find("Agency T"), 8, "Agency U");
  files["REUSE.toml"].bytes = "version = 1\n" + table + other;
  EXPECT_EQ("Agency A", Found("a/new.cc")) << "it names two";
  files["REUSE.toml"].bytes = "version = [\n";
  EXPECT_NE("Agency T", Found("b/new.cc"));
}

TEST_F(HolderFinderTest, PubliccodeComesLast) {
  files["publiccode.yml"].bytes = "legal:\n  mainCopyrightOwner: Agency P\n";
  EXPECT_EQ("Agency P", Found("a/new.cc"));
  Add("b/", "Agency B", 3);
  EXPECT_EQ("Agency B", Found("a/new.cc"));
}

TEST_F(HolderFinderTest, ALargeTreeIsNotReadAsAWhole) {
  Add("a/", "Agency A", 5'000);
  EXPECT_EQ("Agency A", Found("a/new.cc"));
  EXPECT_LE(reads, 200U);
  EXPECT_EQ("Agency A", Found("b/new.cc"));
  EXPECT_LE(reads, 200U);
}

}  // namespace
}  // namespace headwater::license
