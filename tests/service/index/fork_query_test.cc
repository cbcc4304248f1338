// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "tests/service/index/fork_world.h"

namespace headwater::index {
namespace {

using enum ForkClass;

/// `name class direction` of each relation, in their order.
std::vector<std::string> Told(const std::vector<ForkRelation>& relations) {
  std::vector<std::string> told;
  for (const ForkRelation& one : relations) {
    told.push_back(one.project.bytes() + " " + std::string(NameOf(one.fork_class).view()) + " " +
                   std::string(NameOf(one.direction).view()));
  }
  return told;
}

using Strings = std::vector<std::string>;

SharedHistory Met(uint64_t shared) {
  SharedHistory history;
  history.shared = shared;
  history.base = IdOf<CommitId>("base");
  history.base_on_our_mainline = history.base_on_their_mainline = true;
  history.kept_by_us = history.kept_by_them = 1;
  return history;
}

/// A fork of "origin", which has no more than what it forked.
class ForkTest : public testing::Test {
 protected:
  ForkTest() {
    world.Add("origin", Files("src/", "origin", 20), {"a", "base"});
    world.AddStrangers(20);
    world.witnesses["origin"].history = Met(2);
  }

  World world;
  ProjectHead head = HeadOf(Files("src/", "origin", 20), {"a", "base", "own"});
};

TEST_F(ForkTest, SharedMainHistoryIsAForkThatNobodyDeclared) {
  EXPECT_EQ(Told(world.Ask(head)), Strings({"origin undeclared-fork undetermined"}));
}

TEST_F(ForkTest, DeclaredAddressesAreReadInAnySpelling) {
  for (const char* address :
       {"https://git.example.org/origin", "https://GIT.example.org/origin.git",
        "https://git.example.org/origin/"}) {
    const auto told = Told(world.Ask(head, {"us", {address}, ""}));
    EXPECT_EQ(told, Strings({"origin declared-fork we-are-downstream"})) << address;
  }
}

TEST_F(ForkTest, TheirDeclarationCountsToo) {
  IndexedProject project = world.Record("fork");
  project.publiccode = "isBasedOn: https://git.example.org/us\nurl: https://git.example.org/fork\n";
  world.Add(project, Files("src/", "origin", 20), {"a", "base"});
  world.witnesses["fork"].history = Met(2);
  const auto told = Told(world.Ask(head, {"us", {}, "https://git.example.org/us"}));
  EXPECT_EQ(told.front(), "fork declared-fork we-are-upstream");
}

TEST_F(ForkTest, MergesOfTheirCommitsMakeUsDownstream) {
  SharedHistory& history = world.witnesses["origin"].history;
  history.our_syncs = 10;
  const ForkRelation relation = world.Ask(head).at(0);
  EXPECT_EQ(relation.direction, ForkDirection::kWeAreDownstream);
  EXPECT_EQ(relation.direction_proof, ForkProof::kSyncMerges);
  history.our_syncs = 3;  // No more than three quarters.
  history.their_syncs = 1;
  EXPECT_EQ(world.Ask(head).at(0).direction, ForkDirection::kUndetermined);
  history.our_syncs = 0;  // A contribution that was sent back once.
  EXPECT_EQ(world.Ask(head).at(0).direction, ForkDirection::kUndetermined);
}

TEST_F(ForkTest, WhereTheyPartOnOneMainlineOnlyThatOneIsUpstream) {
  SharedHistory& history = world.witnesses["origin"].history;
  history.base_on_our_mainline = false;
  EXPECT_EQ(world.Ask(head).at(0).direction, ForkDirection::kWeAreDownstream);
  EXPECT_EQ(world.Ask(head).at(0).direction_proof, ForkProof::kMainline);
  std::swap(history.base_on_our_mainline, history.base_on_their_mainline);
  EXPECT_EQ(world.Ask(head).at(0).direction, ForkDirection::kWeAreUpstream);
}

TEST_F(ForkTest, WhoPartedOnNobodysMainlineAreSiblings) {
  SharedHistory& history = world.witnesses["origin"].history;
  history.base_on_our_mainline = history.base_on_their_mainline = false;
  history.our_syncs = 68;
  history.their_syncs = 78;
  EXPECT_EQ(Told(world.Ask(head)), Strings({"origin sibling sibling"}));
}

TEST_F(ForkTest, AnotherForkOfOurDeclaredOriginIsASibling) {
  world.Add("other", Files("src/", "origin", 20), {"a", "base"});
  world.witnesses["other"].history = Met(2);
  const auto relations = world.Ask(head, {"us", {"https://git.example.org/origin"}, ""});
  EXPECT_EQ(Told(relations),
            Strings({"origin declared-fork we-are-downstream", "other sibling sibling"}));
}

TEST_F(ForkTest, WhoDeclaresTheSameOriginIsASiblingThoughNobodyKnowsTheOrigin) {
  IndexedProject project = world.Record("other");
  project.parent = "https://elsewhere.example.org/root";
  world.Add(project, Files("src/", "origin", 20), {"a", "base"});
  world.witnesses["other"].history = Met(2);
  const auto told = Told(world.Ask(head, {"us", {"https://elsewhere.example.org/root.git"}, ""}));
  EXPECT_EQ(told, Strings({"origin undeclared-fork undetermined", "other sibling sibling"}));
}

TEST_F(ForkTest, WithoutACopyOfItOnlyWhatWasDeclaredIsKnown) {
  world.witnesses.erase("origin");
  const ForkRelation relation = world.Ask(head).at(0);
  EXPECT_TRUE(relation.unseen);
  EXPECT_EQ(relation.fork_class, kUndeclaredFork);
  EXPECT_EQ(relation.direction, ForkDirection::kUndetermined);
  EXPECT_FALSE(relation.history);
  EXPECT_EQ(world.Ask(head, {"us", {"https://git.example.org/origin"}, ""}).at(0).direction,
            ForkDirection::kWeAreDownstream);
}

TEST_F(ForkTest, ACopyThatCannotBeReadIsNoneToo) {
  world.witnesses["origin"].failure = Error{Errc::kContent, "corrupt"};
  EXPECT_TRUE(world.Ask(head).at(0).unseen);
  world.pool.witness = nullptr;
  EXPECT_TRUE(world.Ask(head).at(0).unseen);
}

TEST_F(ForkTest, AnIndexThatFailsIsAnError) {
  world.partition->failure = Error{Errc::kTransient, "busy"};
  const auto relations = FindRelations(head, {}, world.pool);
  ASSERT_FALSE(relations.ok());
  EXPECT_EQ(relations.error().code, Errc::kTransient);
}

TEST_F(ForkTest, AProjectIsNoRelationOfItself) {
  world.Add("us", Files("src/", "origin", 20), {"a", "base", "own"});
  EXPECT_EQ(Told(world.Ask(head, {"us", {}, ""})),
            Strings({"origin undeclared-fork undetermined"}));
}

TEST_F(ForkTest, ASharedSubtreeIsNoFork) {
  SharedHistory& history = world.witnesses["origin"].history;
  history.base_on_our_mainline = history.base_on_their_mainline = false;
  history.kept_by_us = history.kept_by_them = 0;
  world.witnesses["origin"].their_folder = "deps/hiredis";
  const MadeFiles files = Files("deps/hiredis/", "origin", 20) + Files("src/", "own", 40);
  EXPECT_EQ(Told(world.Ask(HeadOf(files, {"a", "base"}))),
            Strings({"origin shared-third-party undetermined"}));
}

TEST_F(ForkTest, AThirdProjectThatASentenceNamesIsTold) {
  // Else nobody could leave it out for those who may no longer read it.
  world.Add("third", Files("", "zlib", 20));
  world.Add("other", Files("third_party/zlib/", "zlib", 20) + Files("app/", "other", 50));
  world.witnesses["other"].their_folder = "third_party/zlib";
  const ProjectHead head = HeadOf(Files("deps/zlib/", "zlib", 20) + Files("src/", "own", 40));
  std::set<std::string> thirds;
  for (const ForkRelation& relation : world.Ask(head)) {
    for (const ForkEvidence& evidence : relation.evidence) {
      if (const auto third = ThirdNamedIn(evidence)) thirds.insert(*third);
    }
  }
  EXPECT_EQ(thirds, std::set<std::string>{"third"});
}

TEST_F(ForkTest, AHistoryThatWasMergedIntoAFolderIsNoForkEither) {
  SharedHistory& history = world.witnesses["origin"].history;
  history.base_on_our_mainline = false;
  history.kept_by_us = 0;
  const MadeFiles files = Files("deps/hiredis/", "origin", 20) + Files("src/", "own", 40);
  const ForkRelation ours = world.Ask(HeadOf(files, {"a", "base"})).at(0);
  EXPECT_EQ(ours.fork_class, kVendoredFolder);
  EXPECT_EQ(ours.direction, ForkDirection::kWeAreDownstream);
  ASSERT_EQ(ours.copies.size(), 1U);
  EXPECT_EQ(ours.copies[0].folder.bytes(), "deps/hiredis");
}

TEST_F(ForkTest, AShortBeginningThatManyShareIsATemplates) {
  for (const char* name : {"b", "c", "d", "e", "f", "g", "h"}) {
    world.Add(name, Files("src/", "origin", 20), {"a", "base"});
    world.witnesses[name].history = Met(2);
  }
  for (const ForkRelation& relation : world.Ask(head)) {
    EXPECT_EQ(relation.fork_class, kTemplateDerived) << relation.project.bytes();
    EXPECT_EQ(relation.direction, ForkDirection::kUndetermined);
  }
}

TEST(ForkQueryTest, ContentsAloneTellAnImportInUniversesOfAnySize) {
  for (const int strangers : {0, 1, 20, 1'000}) {
    World world;
    world.Add("origin", Files("src/", "origin", 40));
    world.AddStrangers(strangers);
    world.witnesses["origin"].their_folder = "src";
    world.witnesses["origin"].dates = {.ours = 1, .theirs = 30, .together = 0};
    const MadeFiles files = Files("src/", "origin", 40) + Files("extra/", "own", 10);
    EXPECT_EQ(Told(world.Ask(HeadOf(files))), Strings({"origin squashed-import we-are-downstream"}))
        << strangers;
    EXPECT_TRUE(world.Ask(HeadOf(Files("src/", "own", 40))).empty()) << strangers;
  }
}

TEST(ForkQueryTest, WhoHadItFirstIsToldOnlyByMoreThanThreeQuarters) {
  World world;
  world.Add("origin", Files("src/", "origin", 40));
  world.witnesses["origin"].their_folder = "src";
  const ProjectHead head = HeadOf(Files("src/", "origin", 40));
  world.witnesses["origin"].dates = {.ours = 43, .theirs = 27, .together = 0};
  EXPECT_EQ(world.Ask(head).at(0).direction, ForkDirection::kUndetermined);
  world.witnesses["origin"].dates = {.ours = 84, .theirs = 19, .together = 0};
  EXPECT_EQ(world.Ask(head).at(0).direction, ForkDirection::kWeAreUpstream);
  EXPECT_EQ(world.Ask(head).at(0).direction_proof, ForkProof::kFirstSeen);
}

TEST(ForkQueryTest, LinesTellWhereNoContentIsTheSame) {
  World world;
  world.Add("origin", Files("src/", "origin", 40));
  world.AddStrangers(20);
  world.witnesses["origin"].their_folder = "src";
  MadeFiles files = Files("src/", "origin", 40);
  for (MadeFile& file : files) {
    file.lines = file.content;
    file.content += " with a header";
  }
  const ForkRelation relation = world.Ask(HeadOf(files)).at(0);
  EXPECT_EQ(relation.fork_class, kSquashedImport);
  EXPECT_EQ(relation.shared.blobs, 0U);
  EXPECT_DOUBLE_EQ(relation.shared.line_share, 1);
}

TEST(ForkQueryTest, AFolderOfOursThatIsTheirsIsVendored) {
  World world;
  world.Add("zlib", Files("", "zlib", 30));
  world.AddStrangers(20);
  const MadeFiles files = Files("src/", "own", 200) + Files("deps/zlib/", "zlib", 20);
  const ForkRelation relation = world.Ask(HeadOf(files)).at(0);
  EXPECT_EQ(relation.fork_class, kVendoredFolder);
  EXPECT_EQ(relation.direction, ForkDirection::kWeAreDownstream);
  EXPECT_EQ(relation.direction_proof, ForkProof::kFolder);
  ASSERT_EQ(relation.folders.size(), 1U);
  EXPECT_EQ(relation.folders[0].path.bytes(), "deps/zlib");
  EXPECT_EQ(relation.folders[0].shared, 20U);
  ASSERT_EQ(relation.copies.size(), 1U);
  EXPECT_EQ(relation.copies[0].version.bytes(), "v1.2");
}

TEST(ForkQueryTest, WhoHasAllOfOursInAFolderIsDownstream) {
  World world;
  world.Add("redis", Files("deps/ours/", "ours", 30) + Files("src/", "redis", 100));
  world.witnesses["redis"].their_folder = "deps/ours";
  EXPECT_EQ(Told(world.Ask(HeadOf(Files("", "ours", 30)))),
            Strings({"redis vendored-directory we-are-upstream"}));
}

TEST(ForkQueryTest, TheLinesOfAFolderAreComparedWithEveryVersion) {
  World world;
  ContentKeys keys;
  ProjectSketch sketch;
  for (const char* version : {"v5.0", "v5.1.1", ""}) {
    sketch.versions.push_back({Untrusted(version), {}, {}});
  }
  MadeFiles files = Files("deps/lua/src/", "lua", 8);
  for (const HeadFile& file : HeadOf(files).files) {
    for (const ContentKey key : file.lines) sketch.rows.push_back({key, 1, 1});
  }
  std::ranges::sort(sketch.rows, {}, &SketchRow::key);
  for (const SketchRow& row : sketch.rows) {
    keys[static_cast<size_t>(KeyLayer::kLine)].push_back(row.key);
  }
  world.partition->Put(world.Record("lua"), keys, &sketch).value();
  world.witnesses["lua"];
  const ForkRelation relation = world.Ask(HeadOf(files + Files("src/", "own", 400))).at(0);
  EXPECT_EQ(relation.fork_class, kVendoredFolder);
  EXPECT_EQ(relation.folders.at(0).path.bytes(), "deps/lua/src");
  EXPECT_EQ(relation.shared.line_version.bytes(), "v5.1.1");
}

TEST(ForkQueryTest, WhatAThirdProjectExplainsIsSharedThirdParty) {
  World world;
  world.Add("zlib", Files("", "zlib", 30));
  world.Add("other", Files("third_party/zlib/", "zlib", 20) + Files("app/", "other", 50));
  world.witnesses["other"].their_folder = "third_party/zlib";
  const MadeFiles files = Files("src/", "own", 200) + Files("deps/zlib/", "zlib", 20);
  EXPECT_EQ(Told(world.Ask(HeadOf(files))), Strings({"zlib vendored-directory we-are-downstream",
                                                     "other shared-third-party undetermined"}));
}

TEST(ForkQueryTest, AThirdProjectThatASentenceNamesIsKnown) {
  // Else nobody could leave it out for those who may no longer read it.
  World world;
  world.Add("zlib", Files("", "zlib", 30));
  world.Add("other", Files("third_party/zlib/", "zlib", 20) + Files("app/", "other", 50));
  world.witnesses["other"].their_folder = "third_party/zlib";
  std::set<std::string> thirds;
  const ProjectHead head = HeadOf(Files("src/", "own", 200) + Files("deps/zlib/", "zlib", 20));
  for (const ForkRelation& relation : world.Ask(head)) {
    for (const ForkEvidence& evidence : relation.evidence) {
      if (const auto third = ThirdNamedIn(evidence)) thirds.insert(*third);
    }
  }
  EXPECT_EQ(thirds, std::set<std::string>{"zlib"});
}

TEST(ForkQueryTest, OneOfManyCopiesOfTheSameLibraryIsItsOrigin) {
  World world;
  world.Add("a-mirror", Files("", "zlib", 25));
  world.Add("zlib", Files("", "zlib", 30));
  const MadeFiles files = Files("src/", "own", 200) + Files("deps/zlib/", "zlib", 30);
  EXPECT_EQ(Told(world.Ask(HeadOf(files))), Strings({"zlib vendored-directory we-are-downstream",
                                                     "a-mirror shared-third-party undetermined"}));
}

TEST(ForkQueryTest, WhoVendorsWhatWeHaveFromAThirdIsNotDownstreamOfUs) {
  World world;
  world.Add("origin", Files("src/", "origin", 40));
  world.Add("host", Files("vendor/origin/src/", "origin", 30) + Files("app/", "host", 50));
  world.witnesses["origin"].their_folder = "src";
  world.witnesses["origin"].dates = {.ours = 0, .theirs = 40, .together = 0};
  world.witnesses["host"].their_folder = "vendor/origin/src";
  EXPECT_EQ(Told(world.Ask(HeadOf(Files("src/", "origin", 40)))),
            Strings({"origin squashed-import we-are-downstream",
                     "host shared-third-party undetermined"}));
}

TEST(ForkQueryTest, FilesOfTheRootAloneAreNobodysCopy) {
  World world;
  world.Add("other", Files("", "begin", 6) + Files("src/", "other", 20));
  world.witnesses["other"].dates = {.ours = 0, .theirs = 6, .together = 0};
  EXPECT_EQ(Told(world.Ask(HeadOf(Files("", "begin", 6) + Files("src/", "own", 20)))),
            Strings({"other shared-third-party undetermined"}));
}

TEST(ForkQueryTest, FilesCopiedFromAFolderAreTheirsWhoHadThemFirst) {
  World world;
  world.Add("other", Files("src/core/", "core", 8) + Files("src/", "other", 40));
  world.witnesses["other"].their_folder = "src/core";
  const ProjectHead head = HeadOf(Files("src/core/", "core", 8) + Files("src/", "own", 40));
  world.witnesses["other"].dates = {.ours = 0, .theirs = 8, .together = 0};
  EXPECT_EQ(Told(world.Ask(head)), Strings({"other vendored-directory we-are-downstream"}));
  world.witnesses["other"].dates = {.ours = 4, .theirs = 4, .together = 0};
  EXPECT_EQ(Told(world.Ask(head)), Strings({"other shared-third-party undetermined"}));
}

TEST(ForkQueryTest, FoldersOfLinesAreTheirsWhenTheyAreAllOfTheirs) {
  World world;
  world.Add("lua", Files("", "lua", 10));
  world.Add("big", Files("lua/", "lua", 10) + Files("src/", "big", 90));
  for (const char* name : {"lua", "big"}) world.witnesses[name].their_folder.reset();
  MadeFiles files = Files("deps/lua/", "lua", 10);
  for (MadeFile& file : files) {
    file.lines = file.content;
    file.content += " edited";
  }
  EXPECT_EQ(
      Told(world.Ask(HeadOf(files + Files("src/", "own", 90)))),
      Strings({"lua vendored-directory we-are-downstream", "big shared-third-party undetermined"}));
}

TEST(ForkQueryTest, TwoImportsOfOneOriginAreSiblings) {
  World world;
  world.Add("origin", Files("src/", "origin", 40));
  world.Add("importer", Files("src/", "origin", 40) + Files("app/", "importer", 5));
  for (const char* name : {"origin", "importer"}) {
    world.witnesses[name].their_folder = "src";
    world.witnesses[name].dates = {.ours = 0, .theirs = 40, .together = 0};
  }
  world.witnesses["importer"].date += std::chrono::hours(24);
  const auto told = Told(world.Ask(HeadOf(Files("src/", "origin", 40))));
  EXPECT_EQ(told,
            Strings({"importer sibling sibling", "origin squashed-import we-are-downstream"}));
}

TEST(ForkQueryTest, ARegisteredTemplateExplainsAllThatItsProjectsShare) {
  World world;
  IndexedProject record = world.Record("template");
  record.role = ProjectRole::kTemplate;
  const MadeFiles skeleton = Files("", "skeleton", 12) + Files("src/", "skeleton src", 6);
  world.Add(record, skeleton);
  world.Add("other", skeleton + Files("src/app/", "other", 12));
  EXPECT_EQ(Told(world.Ask(HeadOf(skeleton + Files("src/app/", "own", 12)))),
            Strings({"template template-derived we-are-downstream",
                     "other template-derived undetermined"}));
}

TEST(ForkQueryTest, ATemplateThatNobodyRegisteredShowsByTheManyThatShareIt) {
  World world;
  const MadeFiles skeleton = Files("", "skeleton", 12);
  for (int at = 0; at < 8; ++at) {
    const std::string name = "app" + std::to_string(at);
    world.Add(name, skeleton + Files("src/", name, 15));
    world.witnesses[name].dates = {.ours = 0, .theirs = 12, .together = 0};
  }
  world.AddStrangers(80);
  const auto relations = world.Ask(HeadOf(skeleton + Files("src/", "own", 15)));
  EXPECT_EQ(relations.size(), 8U);
  for (const ForkRelation& relation : relations) {
    EXPECT_EQ(relation.fork_class, kTemplateDerived);
  }
}

TEST(ForkQueryTest, WhatEverybodyCarriesAlongMakesNoRelation) {
  World world;
  const MadeFiles common = {{"LICENSE", "a licence"},
                            {"docs/COPYING", "another"},
                            {"CODE_OF_CONDUCT.md", "conduct"},
                            {".editorconfig", "style"},
                            {".github/workflows/build.yml", "build"},
                            {"gradlew", "wrapper"},
                            {"conf/license/Apache License 2.0", "apache"},
                            {"conf/license/MIT", "mit"},
                            {"web/jquery.js", "jquery"}};
  world.Add("other", common + Files("src/", "other", 8));
  EXPECT_TRUE(world.Ask(HeadOf(common + Files("src/", "own", 8))).empty());
}

TEST(ForkQueryTest, NoiseCountsForNothing) {
  World world;
  world.Add("other", Files("src/", "same", 20));
  ProjectHead head = HeadOf(Files("src/", "same", 20));
  for (HeadFile& file : head.files) file.noise = true;
  EXPECT_TRUE(world.Ask(head).empty());
}

TEST(ForkQueryTest, AnotherPartitionChangesNothingInThisOne) {
  World world;
  world.Add("origin", Files("src/", "origin", 40));
  world.witnesses["origin"].their_folder = "src";
  const MadeFiles files = Files("src/", "origin", 20) + Files("app/", "own", 20);
  const ForkRelation before = world.Ask(HeadOf(files)).at(0);
  World group;
  for (int at = 0; at < 30; ++at) group.Add("p" + std::to_string(at), Files("src/", "origin", 20));
  world.pool.partitions.push_back(group.partition);
  for (const ForkRelation& relation : world.Ask(HeadOf(files))) {
    if (relation.project.bytes() != "origin") continue;
    EXPECT_DOUBLE_EQ(relation.shared.blob_share, before.shared.blob_share);
    return;
  }
  FAIL() << "the relation is gone";
}

TEST(ForkQueryTest, NoMoreThanSixSentencesAreTold) {
  World world;
  IndexedProject project = world.Record("origin");
  project.parent = "https://git.example.org/root";
  world.Add(project, Files("src/", "origin", 40), {"base"});
  FakeWitness& witness = world.witnesses["origin"];
  witness.history = Met(1);
  witness.history.base_on_our_mainline = false;
  witness.history.our_syncs = 3;
  const ForkSelf self = {
      "us", {"https://git.example.org/origin", "https://git.example.org/root"}, ""};
  const ForkRelation relation =
      world.Ask(HeadOf(Files("src/", "origin", 40), {"base"}), self).at(0);
  ASSERT_EQ(relation.evidence.size(), 6U);
  EXPECT_EQ(relation.evidence[0].text.bytes(), "This project names origin as its origin.");
  EXPECT_EQ(relation.evidence[2].text.bytes(), "1 commits in common, the last of them " +
                                                   witness.history.base->Hex().substr(0, 12) +
                                                   " of 1970-01-01; 0 ahead, 0 behind.");
}

TEST(ForkQueryTest, HostilePathsEndInBoundedTime) {
  World world;
  MadeFiles files;
  for (int at = 0; at < 2'000; ++at) {
    std::string path;
    for (int depth = 0; depth < 500; ++depth) path += "a/";
    files.push_back({path + std::to_string(at) + "/x", "content " + std::to_string(at)});
    files.push_back({"/" + std::to_string(at) + "//\xff\n", "odd " + std::to_string(at)});
  }
  world.Add("other", files);
  EXPECT_FALSE(world.Ask(HeadOf(files)).empty());
}

}  // namespace
}  // namespace headwater::index
