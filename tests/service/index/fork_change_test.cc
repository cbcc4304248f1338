// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "tests/service/index/fork_world.h"

namespace headwater::index {
namespace {

ChangedContent Edit(const std::string& path, const std::string& before, const std::string& after) {
  ChangedContent file;
  file.path = Untrusted(path);
  if (!before.empty()) file.before = IdOf<BlobId>(before);
  if (!after.empty()) file.after = IdOf<BlobId>(after);
  return file;
}

ForkRelation RelationTo(const std::string& name, ForkClass fork_class, ForkDirection direction) {
  ForkRelation relation;
  relation.project = Untrusted(name);
  relation.fork_class = fork_class;
  relation.direction = direction;
  return relation;
}

/// A vendored library and a sibling.
class ForkChangeTest : public testing::Test {
 protected:
  ForkChangeTest() {
    world.Add("zlib", {{"inflate.c", "inflate"}, {"deflate.c", "deflate"}});
    world.Add("sibling", {{"src/a.c", "a mended"}, {"src/b.c", "b mended"}, {"src/c.c", "c"}});
    facts.relations = {
        RelationTo("zlib", ForkClass::kVendoredFolder, ForkDirection::kWeAreDownstream),
        RelationTo("sibling", ForkClass::kSibling, ForkDirection::kSibling)};
  }

  void Change(const std::vector<ChangedContent>& change) {
    ASSERT_TRUE(AddChange(change, world.pool, facts).ok());
  }

  World world;
  ForkFacts facts;
};

TEST_F(ForkChangeTest, AnEditedFileOfTheirsIsTouched) {
  Change({Edit("deps/zlib/inflate.c", "inflate", "inflate of ours"), Edit("src/x.c", "x", "y")});
  ASSERT_EQ(facts.touched.size(), 1U);
  EXPECT_EQ(facts.touched[0].relation, 0U);
  EXPECT_EQ(facts.touched[0].path.bytes(), "deps/zlib/inflate.c");
  EXPECT_FALSE(facts.touched[0].added);
}

TEST_F(ForkChangeTest, WhatIsBroughtUpToDateWithThemIsNotTouched) {
  Change({Edit("deps/zlib/inflate.c", "inflate", "deflate")});
  EXPECT_TRUE(facts.touched.empty());
}

TEST_F(ForkChangeTest, AnAddedCopyOfTheirsIsTouched) {
  Change({Edit("deps/zlib/deflate.c", "", "deflate"), Edit("deps/zlib/new.c", "", "new")});
  ASSERT_EQ(facts.touched.size(), 1U);
  EXPECT_TRUE(facts.touched[0].added);
}

TEST_F(ForkChangeTest, WhatIsDownstreamOfOursOwnsNothingHere) {
  facts.relations[0].direction = ForkDirection::kWeAreUpstream;
  Change({Edit("deps/zlib/inflate.c", "inflate", "other")});
  EXPECT_TRUE(facts.touched.empty());
}

TEST_F(ForkChangeTest, AChangeThatASiblingHasInFullExistsElsewhere) {
  Change({Edit("src/a.c", "a", "a mended"), Edit("src/b.c", "b", "b mended")});
  ASSERT_EQ(facts.elsewhere.size(), 1U);
  EXPECT_EQ(facts.elsewhere[0].relation, 1U);
  EXPECT_EQ(facts.elsewhere[0].paths.size(), 2U);
  EXPECT_EQ(facts.elsewhere[0].files, 2U);
}

TEST_F(ForkChangeTest, AChangeThatASiblingHasInPartDoesNot) {
  Change({Edit("src/a.c", "a", "a mended"), Edit("src/b.c", "b", "b otherwise")});
  EXPECT_TRUE(facts.elsewhere.empty());
}

TEST_F(ForkChangeTest, MovedAndNoisyAndRemovedFilesMakeNoChangeOfTheirs) {
  ChangedContent noisy = Edit("src/b.c", "b", "b mended");
  noisy.noise = true;
  Change({Edit("src/moved.c", "c", "c"), noisy, Edit("src/a.c", "a mended", ""),
          Edit("LICENSE", "old", "c")});
  EXPECT_TRUE(facts.elsewhere.empty());
  EXPECT_TRUE(facts.touched.empty());
}

TEST_F(ForkChangeTest, AnIndexThatFailsIsAnError) {
  world.partition->failure = Error{Errc::kContent, "damaged"};
  const std::vector<ChangedContent> change = {Edit("src/a.c", "a", "a mended")};
  EXPECT_FALSE(AddChange(change, world.pool, facts).ok());
}

/// A host that knows of nobody, and a library of six files.
class AddsFromOthersTest : public testing::Test {
 protected:
  AddsFromOthersTest() {
    world.Add("library", Files("", "library", 6));
    world.Add("host", Files("src/", "host", 6));
    world.AddStrangers(30);
  }

  std::vector<ChangedContent> Adding(const MadeFiles& files) const {
    std::vector<ChangedContent> change;
    for (const MadeFile& file : files) change.push_back(Edit(file.path, "", file.content));
    return change;
  }
  bool Asks(const std::vector<ChangedContent>& change,
            const std::vector<ForkRelation>& known = {}) const {
    return AddsFromOthers(change, "host", world.pool, known).value();
  }

  World world;
};

TEST_F(AddsFromOthersTest, ThreeFilesOfOneProjectAreEnoughHoweverManyThereAre) {
  EXPECT_TRUE(Asks(Adding(Files("vendor/", "library", 3) + Files("src/", "new", 40))));
  EXPECT_FALSE(Asks(Adding(Files("vendor/", "library", 2) + Files("src/", "new", 40))));
}

TEST_F(AddsFromOthersTest, HalfOfAFewIsEnough) {
  EXPECT_TRUE(Asks(Adding(Files("vendor/", "library", 1) + Files("src/", "new", 1))));
  EXPECT_FALSE(Asks(Adding(Files("vendor/", "library", 1) + Files("src/", "new", 2))));
}

TEST_F(AddsFromOthersTest, OnesOwnAndWhatIsKnownIsNoQuestion) {
  EXPECT_FALSE(Asks(Adding(Files("moved/", "host", 6))));
  EXPECT_FALSE(
      Asks(Adding(Files("vendor/", "library", 6)),
           {RelationTo("library", ForkClass::kVendoredFolder, ForkDirection::kWeAreDownstream)}));
  EXPECT_FALSE(Asks({}));
}

TEST_F(AddsFromOthersTest, EditsNoiseAndWhatManyHaveSayNothing) {
  std::vector<ChangedContent> edits;
  for (const MadeFile& file : Files("", "library", 6)) {
    edits.push_back(Edit(file.path, "ours", file.content));
  }
  EXPECT_FALSE(Asks(edits));
  std::vector<ChangedContent> noise = Adding(Files("vendor/", "library", 6));
  for (ChangedContent& file : noise) file.noise = true;
  EXPECT_FALSE(Asks(noise));
  for (int at = 0; at < 25; ++at) {
    world.Add("carrier" + std::to_string(at), Files("", "library", 6));
  }
  EXPECT_FALSE(Asks(Adding(Files("vendor/", "library", 6))));
}

TEST_F(AddsFromOthersTest, APartitionThatFailsIsAnError) {
  world.partition->failure = Error{Errc::kContent, "damaged"};
  EXPECT_EQ(AddsFromOthers(Adding(Files("", "library", 6)), "host", world.pool, {}).error().code,
            Errc::kContent);
}

}  // namespace
}  // namespace headwater::index
