// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "headwater/provenance.h"
#include "tests/fakes/fake_upstream.h"

namespace headwater {
namespace {

using fakes::FakeCommit;
using fakes::IdOf;
using fakes::Texts;

std::string Numbered(const std::string& word, int first, int last) {
  std::string text;
  for (int i = first; i <= last; ++i) text += "number " + std::to_string(i) + " of " + word + "\n";
  return text;
}

const std::string kTop = Numbered("the top", 1, 5);
const std::string kOld = Numbered("the old part", 1, 3);
const std::string kNew = Numbered("the new part", 1, 4);
const std::string kEnd = Numbered("the end", 1, 5);
const std::string kBefore = kTop + kOld + kEnd;
const std::string kAfter = kTop + kNew + kEnd;
/// Where somebody else has changed the file, too.
const std::string kMore = Numbered("another part", 1, 2);

/// A commit e1 that replaces kOld in a.c by kNew and says nothing of where that is from.
class OwnPlacesTest : public testing::Test {
 protected:
  OwnPlacesTest() { Change("e1", "Mend the parser", {{"a.c", kBefore}}, {{"a.c", kAfter}}); }

  void Change(const std::string& id, const std::string& message, Texts before, Texts after) {
    Commit commit;
    commit.id = IdOf(id);
    commit.message = Untrusted(message + "\n");
    commit.subject = Untrusted(message);
    commit.author_email = Untrusted("alex@example.org");
    patches_.Add({.id = commit.id, .message = message, .before = before, .after = after});
    commits_ = {commit};
  }

  /// A commit that a branch has.
  static FakeCommit Made(const std::string& id, const std::string& message, Texts before,
                         Texts after) {
    return {.id = IdOf(id), .message = message, .before = before, .after = after};
  }
  static FakeCommit Same(const std::string& id) {
    return Made(id, "Another sentence", {{"a.c", kBefore}}, {{"a.c", kAfter}});
  }

  void AddTarget(Texts files, std::vector<FakeCommit> commits) {
    branches_.Add({.name = Untrusted("main"), .is_target = true}, files, Known(commits));
  }
  void AddBranch(Texts files, std::vector<FakeCommit> commits) {
    branches_.Add({.name = Untrusted("release/1.2")}, files, Known(commits));
  }
  std::vector<FakeCommit> Known(const std::vector<FakeCommit>& commits) {
    for (const FakeCommit& commit : commits) patches_.Add(commit);
    return commits;
  }

  Provenance Judge() {
    const auto result = JudgeProvenance({.commits = commits_,
                                         .description = {},
                                         .patches = patches_,
                                         .upstreams = {},
                                         .aliases = {},
                                         .own = &own_,
                                         .branches = &branches_,
                                         .stale_before = {}});
    EXPECT_TRUE(result.ok());
    return result.ok() ? result.value() : Provenance();
  }
  CommitProvenance First() { return Judge().commits.at(0); }

  /// The commit that was found, by its first two digits; or why nobody could tell, or "none".
  std::string Found() {
    const CommitProvenance first = First();
    if (first.here) return first.here->commit.Hex().substr(0, 2);
    const std::string because(first.here_unknown_because.view());
    return because.empty() ? "none" : because;
  }

  fakes::FakePatches patches_;
  fakes::FakeBranches branches_;
  fakes::FakeOwn own_;
  std::vector<Commit> commits_;
};

TEST_F(OwnPlacesTest, TheSameChangeInTheTargetIsFoundWithoutItsSubject) {
  AddTarget({{"a.c", kAfter}}, {Same("b1")});
  const CommitProvenance first = First();
  ASSERT_TRUE(first.here);
  EXPECT_TRUE(first.looked_here);
  EXPECT_TRUE(first.here->branch.is_target);
  EXPECT_EQ(first.here->commit, IdOf("b1"));
  EXPECT_EQ(first.here->coverage, 1);
}

TEST_F(OwnPlacesTest, ABranchBesideTheTargetIsNamedWithItsRelease) {
  AddTarget({{"a.c", kBefore}}, {});
  FakeCommit commit = Same("b2");
  commit.first_tag = "v1.2.3";
  AddBranch({{"a.c", kMore + kAfter}}, {commit});
  const CommitProvenance first = First();
  ASSERT_TRUE(first.here);
  EXPECT_FALSE(first.here->branch.is_target);
  EXPECT_EQ(first.here->branch.name, Untrusted("release/1.2"));
  EXPECT_EQ(first.here->first_tag, Untrusted("v1.2.3"));
  EXPECT_EQ(first.here->subject, Untrusted("Another sentence"));
}

TEST_F(OwnPlacesTest, TheTargetComesFirst) {
  AddTarget({{"a.c", kAfter}}, {Same("b1")});
  AddBranch({{"a.c", kAfter}}, {Same("b2")});
  EXPECT_EQ(Found(), "b1");
}

TEST_F(OwnPlacesTest, WhatWasTakenBackInBetweenIsNotThere) {
  AddTarget({{"a.c", kBefore}},
            {Made("b2", "Revert", {{"a.c", kAfter}}, {{"a.c", kBefore}}), Same("b1")});
  EXPECT_EQ(Found(), "none");
}

TEST_F(OwnPlacesTest, WhatWasTakenBackUnderOtherChangesIsNotThere) {
  AddTarget({{"a.c", kMore + kBefore}},
            {Made("b2", "Revert", {{"a.c", kAfter}}, {{"a.c", kBefore}}), Same("b1")});
  EXPECT_EQ(Found(), "none");
  EXPECT_EQ(branches_.asked, 0U);
}

TEST_F(OwnPlacesTest, AFileThatNobodyElseChangedIsNotRead) {
  AddTarget({{"a.c", kBefore}}, {});
  EXPECT_EQ(Found(), "none");
  EXPECT_EQ(branches_.read, 0U);
  EXPECT_EQ(branches_.asked, 0U);
}

TEST_F(OwnPlacesTest, ASquashedCommitHasAllThatItWasMadeOf) {
  AddTarget({{"a.c", kAfter}, {"b.c", kMore}},
            {Made("b1", "The whole merge request", {{"a.c", kBefore}},
                  {{"a.c", kAfter}, {"b.c", kMore}})});
  EXPECT_EQ(Found(), "b1");
}

TEST_F(OwnPlacesTest, LinesThatCameByAnotherWayAreNoSameChange) {
  // Each line came with a commit of its own that does much else.
  std::vector<FakeCommit> commits;
  for (int i = 1; i <= 4; ++i) {
    commits.push_back(Made("b" + std::to_string(i), "Work", {{"a.c", kTop}},
                           {{"a.c", kTop + Numbered("the new part", i, i)}}));
  }
  AddTarget({{"a.c", kMore + kAfter}}, commits);
  EXPECT_EQ(Found(), "none");
}

TEST_F(OwnPlacesTest, HalfOfItIsNotIt) {
  const std::string half = kTop + Numbered("the new part", 1, 2) + kEnd;
  AddTarget({{"a.c", half}}, {Made("b1", "Half", {{"a.c", kBefore}}, {{"a.c", half}})});
  EXPECT_EQ(Found(), "none");
}

TEST_F(OwnPlacesTest, ARemovalIsThereWhenTheLinesAreGone) {
  Change("e1", "Remove", {{"a.c", kBefore}}, {{"a.c", kTop + kEnd}});
  AddTarget({{"a.c", kMore + kTop + kEnd}},
            {Made("b1", "Tidy", {{"a.c", kBefore}}, {{"a.c", kTop + kEnd}})});
  EXPECT_EQ(Found(), "b1");
}

TEST_F(OwnPlacesTest, ARemovalThatWasTakenBackIsNotThere) {
  Change("e1", "Remove", {{"a.c", kBefore}}, {{"a.c", kTop + kEnd}});
  AddTarget({{"a.c", kMore + kBefore}},
            {Made("b1", "Tidy", {{"a.c", kBefore}}, {{"a.c", kTop + kEnd}})});
  EXPECT_EQ(Found(), "none");
}

TEST_F(OwnPlacesTest, AFileThatIsGoneThereHasNoLines) {
  AddTarget({}, {Same("b1")});
  EXPECT_EQ(Found(), "none");
}

TEST_F(OwnPlacesTest, TheSameBinaryFileIsThere) {
  const std::string binary("\0picture", 8);
  Change("e1", "Draw", {}, {{"a.png", binary}});
  AddTarget({{"a.png", binary}}, {Made("b1", "Paint", {}, {{"a.png", binary}})});
  EXPECT_EQ(Found(), "b1");
}

TEST_F(OwnPlacesTest, NoiseAloneSaysNothing) {
  Change("e1", "Update", {{"package-lock.json", kBefore}}, {{"package-lock.json", kAfter}});
  AddTarget({{"package-lock.json", kAfter}}, {Made("b1", "Update", {{"package-lock.json", kBefore}},
                                                   {{"package-lock.json", kAfter}})});
  EXPECT_EQ(Found(), "none");
}

TEST_F(OwnPlacesTest, OfManyThatTouchTheFileTheSameSubjectIsComparedFirst) {
  std::vector<FakeCommit> commits;
  for (int i = 10; i < 40; ++i) {
    const std::string line = Numbered("work", i, i);
    commits.push_back(Made("a" + std::to_string(i), "Work", {{"a.c", kTop}}, {{"a.c", line}}));
  }
  commits.push_back(
      Made("b1", "[1.2] Backport: Mend the parser (#12)", {{"a.c", kBefore}}, {{"a.c", kAfter}}));
  AddTarget({{"a.c", kMore + kAfter}}, commits);
  const size_t asked = patches_.asked;
  EXPECT_EQ(Found(), "b1");
  EXPECT_EQ(patches_.asked - asked, 2U);
}

TEST_F(OwnPlacesTest, OfManyWithoutASignNotAllAreCompared) {
  std::vector<FakeCommit> commits;
  for (int i = 10; i < 40; ++i) {
    const std::string line = Numbered("work", i, i);
    commits.push_back(Made("a" + std::to_string(i), "Work", {{"a.c", kTop}}, {{"a.c", line}}));
  }
  AddTarget({{"a.c", kMore + kAfter}}, commits);
  EXPECT_EQ(Found(), "none");
  EXPECT_EQ(patches_.asked, 9U);
}

TEST_F(OwnPlacesTest, AMissingFileOfABranchIsAskedFor) {
  AddTarget({{"a.c", std::string(fakes::kMissingText)}}, {Same("b1")});
  EXPECT_EQ(Found(), "missing-content");
  EXPECT_EQ(Judge().missing, std::vector<BlobId>{fakes::BlobOf(std::string(fakes::kMissingText))});
}

TEST_F(OwnPlacesTest, AMissingFileOfABranchIsAskedForTogetherWithTheChangesOwn) {
  Change("e1", "Mend", {{"a.c", kBefore}, {"b.c", kBefore}},
         {{"a.c", kAfter}, {"b.c", std::string(fakes::kMissingText)}});
  AddTarget({{"a.c", kMore + kAfter}}, {Same("b1")});
  EXPECT_EQ(Found(), "missing-content");
  EXPECT_EQ(branches_.read, 1U);
}

TEST_F(OwnPlacesTest, AMissingFileOfACandidateIsAskedFor) {
  AddTarget({{"a.c", kAfter}},
            {Made("b1", "Mend", {{"a.c", kBefore}},
                  {{"a.c", kAfter}, {"b.c", std::string(fakes::kMissingText)}})});
  EXPECT_EQ(Found(), "missing-content");
  EXPECT_EQ(Judge().missing.size(), 1U);
}

TEST_F(OwnPlacesTest, AHistoryThatIsNotDeepEnoughIsUnknown) {
  AddTarget({{"a.c", kAfter}}, {Same("b1")});
  branches_.too_shallow = true;
  EXPECT_EQ(Found(), "beyond-bounds");
}

TEST_F(OwnPlacesTest, WhoSaysSoIsNotToldAgain) {
  own_.branches = {IdOf("b1")};
  AddTarget({{"a.c", kAfter}}, {Same("b1")});
  Change("e1", "Mend\n\n(cherry picked from commit " + IdOf("b1").Hex() + ")", {{"a.c", kBefore}},
         {{"a.c", kAfter}});
  EXPECT_EQ(Found(), "none");
}

TEST_F(OwnPlacesTest, WithoutBranchesNobodyLooks) { EXPECT_FALSE(First().looked_here); }

TEST_F(OwnPlacesTest, AMergeIsNotLookedAt) {
  AddTarget({{"a.c", kAfter}}, {Same("b1")});
  commits_[0].parents = {IdOf("c1"), IdOf("c2")};
  EXPECT_FALSE(First().looked_here);
}

}  // namespace
}  // namespace headwater
