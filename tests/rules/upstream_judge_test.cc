// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "headwater/provenance.h"
#include "tests/fakes/fake_upstream.h"

namespace headwater {
namespace {

using fakes::FakeCommit;
using fakes::IdOf;
using fakes::Texts;

/// Lines that are told apart: `number 7 of the parser`.
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

/// A project and its upstream; the upstream's fix 1a replaces kOld in src/parser.c by kNew.
class JudgeTest : public testing::Test {
 protected:
  JudgeTest() {
    AddUpstream("original", "https://forge.example/org/original");
    Upstream().Add({.id = IdOf("1a1"),
                    .message = "Mend the parser (#12)\n",
                    .author_name = "Robin Example",
                    .author_email = "robin@example.org",
                    .first_tag = "v1.1",
                    .before = {{"src/parser.c", kBefore}},
                    .after = {{"src/parser.c", kAfter}}});
  }

  void AddUpstream(const std::string& name, const std::string& url) {
    UpstreamInfo info;
    info.name = Untrusted(name);
    info.url = Untrusted(url);
    info.fetched = std::chrono::sys_seconds(std::chrono::hours(100));
    upstreams_.push_back(std::make_unique<fakes::FakeUpstream>(info));
  }
  fakes::FakeUpstream& Upstream(size_t index = 0) { return *upstreams_[index]; }

  Commit& AddOwn(const std::string& id, const std::string& message, Texts before, Texts after) {
    Commit commit;
    commit.id = IdOf(id);
    commit.message = Untrusted(message);
    commit.author_name = Untrusted("Alex Example");
    commit.author_email = Untrusted("alex@example.org");
    patches_.Add({.id = commit.id,
                  .message = message,
                  .before = std::move(before),
                  .after = std::move(after)});
    commits_.push_back(std::move(commit));
    return commits_.back();
  }

  /// A commit that says it is the upstream's fix.
  Commit& Pick(Texts before, Texts after, const std::string& more = "") {
    return AddOwn("e1", "Mend the parser\n\n" + more + Claim("1a1") + "\n", std::move(before),
                  std::move(after));
  }

  static std::string Claim(const std::string& id) {
    return "(cherry picked from commit " + IdOf(id).Hex() + ")";
  }

  Provenance Judge() {
    std::vector<headwater::Upstream*> upstreams;
    for (const auto& upstream : upstreams_) upstreams.push_back(upstream.get());
    const auto result = JudgeProvenance({.commits = commits_,
                                         .description = Untrusted(description_),
                                         .patches = patches_,
                                         .upstreams = upstreams,
                                         .aliases = aliases_,
                                         .own = knows_own_ ? &own_ : nullptr,
                                         .stale_before = stale_before_});
    EXPECT_TRUE(result.ok());
    return result.ok() ? result.value() : Provenance();
  }

  /// Of the only claim of the first commit.
  JudgedClaim First() {
    const Provenance provenance = Judge();
    if (provenance.commits.empty() || provenance.commits[0].claims.size() != 1) {
      ADD_FAILURE() << "one claim is expected";
      return {};
    }
    return provenance.commits[0].claims[0];
  }

  /// Of the first claim of the first commit.
  std::vector<FollowUp> FollowUps() { return Judge().commits.at(0).claims.at(0).follow_ups; }

  std::string FirstGrade() {
    const JudgedClaim claim = First();
    if (!claim.grade) return "none";
    std::string grade(NameOf(*claim.grade).view());
    if (!claim.unknown_because.view().empty()) {
      grade.append(": ").append(claim.unknown_because.view());
    }
    return grade;
  }

  std::vector<std::unique_ptr<fakes::FakeUpstream>> upstreams_;
  fakes::FakePatches patches_;
  fakes::FakeOwn own_;
  std::vector<Commit> commits_;
  std::vector<UpstreamAlias> aliases_;
  std::string description_;
  bool knows_own_ = true;
  std::optional<std::chrono::sys_seconds> stale_before_;
};

TEST_F(JudgeTest, WhatTheIndexKnowsToBeEqualIsNotMadeAgain) {
  Upstream().knows_patches = true;
  Pick({{"src/parser.c", kBefore}}, {{"src/parser.c", kAfter}});
  AddOwn("e2", "Mend it, too\n", {{"src/parser.c", kBefore}}, {{"src/parser.c", kAfter}});
  const Provenance provenance = Judge();
  EXPECT_EQ(provenance.commits.at(0).claims.at(0).grade, Grade::kIdentical);
  ASSERT_TRUE(provenance.commits.at(1).already);
  EXPECT_EQ(provenance.commits.at(1).already->coverage, 1);
  EXPECT_EQ(Upstream().asked, 0U);
}

TEST_F(JudgeTest, WhatTheIndexDoesNotKnowIsCompared) {
  Upstream().knows_patches = true;
  Pick({{"src/parser.c", kBefore}}, {{"src/parser.c", kTop + kEnd}});
  EXPECT_NE(First().grade, Grade::kIdentical);
  EXPECT_EQ(Upstream().asked, 1U);
}

TEST_F(JudgeTest, TheSamePatchIsIdentical) {
  Pick({{"src/parser.c", kBefore}}, {{"src/parser.c", kAfter}});
  const JudgedClaim claim = First();
  EXPECT_EQ(Grade::kIdentical, claim.grade);
  EXPECT_EQ(0U, claim.upstream);
  ASSERT_TRUE(claim.target);
  EXPECT_EQ("v1.1", claim.target->first_tag.bytes());
  EXPECT_TRUE(claim.residual.empty());
}

TEST_F(JudgeTest, OtherSurroundingsAreEquivalent) {
  Pick({{"src/parser.c", "something else\n" + kOld + "quite different\n"}},
       {{"src/parser.c", "something else\n" + kNew + "quite different\n"}});
  EXPECT_EQ("equivalent", FirstGrade());
}

TEST_F(JudgeTest, AnotherIndentationIsEquivalent) {
  std::string before;
  std::string after;
  for (const auto& line : fakes::SplitLines(kOld)) before += "\t" + line + "\r\n";
  for (const auto& line : fakes::SplitLines(kNew)) after += "\t" + line + "\r\n";
  Pick({{"src/parser.c", "top\r\n" + before}}, {{"src/parser.c", "top\r\n" + after}});
  EXPECT_EQ("equivalent", FirstGrade());
}

TEST_F(JudgeTest, ARenamedPackageIsEquivalent) {
  Pick({{"lib/parserutil/reader.c", kBefore}}, {{"lib/parserutil/reader.c", kAfter}});
  EXPECT_EQ("equivalent", FirstGrade());
}

TEST_F(JudgeTest, AChangeLogThatIsNotTakenIsNoDifference) {
  Upstream().Add({.id = IdOf("1a2"),
                  .message = "Mend with a note\n",
                  .before = {{"src/a.c", kBefore}, {"CHANGELOG.md", "# Log\n"}},
                  .after = {{"src/a.c", kAfter}, {"CHANGELOG.md", "# Log\n\n- Mended\n"}}});
  AddOwn("e1", "Mend\n\n" + Claim("1a2"), {{"src/a.c", kBefore}}, {{"src/a.c", kAfter}});
  EXPECT_EQ("equivalent", FirstGrade());
}

TEST_F(JudgeTest, OnlyNoiseIsComparedAsWhatItIs) {
  Upstream().Add({.id = IdOf("1a2"),
                  .message = "Note\n",
                  .before = {{"CHANGELOG.md", "# Log\n"}},
                  .after = {{"CHANGELOG.md", "# Log\n" + kNew}}});
  AddOwn("e1", "Note\n\n" + Claim("1a2"), {{"CHANGELOG.md", "# Log\n"}},
         {{"CHANGELOG.md", "# Log\nSomething else entirely is noted\n"}});
  EXPECT_EQ("different", FirstGrade());
}

TEST_F(JudgeTest, ADifferenceIsShownByFileAndLine) {
  Pick({{"src/parser.c", kBefore}},
       {{"src/parser.c", kTop + Numbered("the new part", 1, 3) + "our own line\n" + kEnd}});
  const JudgedClaim claim = First();
  EXPECT_EQ(Grade::kDiffersUnexplained, claim.grade);
  ASSERT_EQ(1U, claim.residual.size());
  const Residual& residual = claim.residual[0];
  EXPECT_EQ("src/parser.c", residual.path.bytes());
  EXPECT_EQ(1U, residual.missing);
  EXPECT_EQ(1U, residual.extra);
  ASSERT_EQ(2U, residual.lines.size());
  EXPECT_EQ("-+number 4 of the new part", residual.lines[0].bytes());
  EXPECT_EQ("++our own line", residual.lines[1].bytes());
}

TEST_F(JudgeTest, AnotherOrderOfLinesIsADifference) {
  Pick({{"src/parser.c", kBefore}}, {{"src/parser.c", kTop + Numbered("the new part", 3, 4) +
                                                          Numbered("the new part", 1, 2) + kEnd}});
  const JudgedClaim claim = First();
  EXPECT_EQ(Grade::kDiffersUnexplained, claim.grade);
  ASSERT_EQ(1U, claim.residual.size());
  EXPECT_EQ(4U, claim.residual[0].missing);
}

TEST_F(JudgeTest, AFileThatIsNotTakenIsNamed) {
  Upstream().Add({.id = IdOf("1a2"),
                  .message = "Mend both\n",
                  .before = {{"src/a.c", kBefore}, {"src/b.c", kEnd}},
                  .after = {{"src/a.c", kAfter}, {"src/b.c", kEnd + kNew}}});
  AddOwn("e1", "Mend\n\n" + Claim("1a2"), {{"src/a.c", kBefore}}, {{"src/a.c", kAfter}});
  const JudgedClaim claim = First();
  EXPECT_EQ(Grade::kDiffersUnexplained, claim.grade);
  ASSERT_EQ(1U, claim.residual.size());
  EXPECT_EQ("src/b.c", claim.residual[0].path.bytes());
  EXPECT_TRUE(claim.residual[0].whole_file);
  EXPECT_EQ(4U, claim.residual[0].missing);
}

TEST_F(JudgeTest, AnExplanationInTheCommitOrTheDescriptionCounts) {
  const std::string ours = kTop + Numbered("the new part", 1, 3) + "our own line\n" + kEnd;
  const std::string explanations[] = {
      "Abweichung: src/parser.c - die alte Schnittstelle fehlt hier\n",
      "Deviation: `parser.c` - the old interface is not here\n",
      "Conflicts:\n\tsrc/parser.c\n",
      "# Conflicts:\n#\tsrc/parser.c\n",
      "Conflicts: src/parser.c - context differs\n",
      "Conflicts:\n- src/parser.c: the old\n  interface is not here\n",
      "[alex: adjusted the last line]\n",
      "[ alex: adjusted the last line\n  in parser.c ]\n",
      "upstream-diff The last line is ours\n",
  };
  Pick({{"src/parser.c", kBefore}}, {{"src/parser.c", ours}});
  EXPECT_EQ("differs-unexplained", FirstGrade());
  for (const std::string& text : explanations) {
    description_ = "Title\n\n" + text;
    EXPECT_EQ("differs-explained", FirstGrade()) << text;
  }
  description_.clear();
  for (const std::string& text : explanations) {
    commits_.clear();
    Pick({{"src/parser.c", kBefore}}, {{"src/parser.c", ours}}, text + "\n");
    EXPECT_EQ("differs-explained", FirstGrade()) << text;
  }
}

TEST_F(JudgeTest, WhatExplainsAnotherFileOrNothingDoesNotCount) {
  const std::string ours = kTop + Numbered("the new part", 1, 3) + "our own line\n" + kEnd;
  const std::string texts[] = {
      "Abweichung: src/other.c - the old interface is not here\n",
      "Abweichung: src/parser.c\n",
      "Abweichung:\n",
      "Conflicts:\n\n",
      "Conflicts:\n\tsrc/other.c\n",
      "> Abweichung: src/parser.c - quoted\n",
      "<!-- Abweichung: src/parser.c - a template -->\n",
      "[alex: adjusted other.c]\n",
      "[1]: https://forge.example/1\n",
      "[https://forge.example/1]\n",
      "[WIP] not yet\n",
      "Partial: parser.c\n",
      "There were conflicts: src/parser.c differs.\n",
  };
  Pick({{"src/parser.c", kBefore}}, {{"src/parser.c", ours}});
  for (const std::string& text : texts) {
    description_ = "Title\n\n" + text;
    EXPECT_EQ("differs-unexplained", FirstGrade()) << text;
  }
}

TEST_F(JudgeTest, WhatWasLeftOutCanBeSaidInShort) {
  Upstream().Add({.id = IdOf("1a2"),
                  .message = "Mend both\n",
                  .before = {{"src/a.c", kBefore}, {"docs/b.md", kEnd}},
                  .after = {{"src/a.c", kAfter}, {"docs/b.md", kEnd + kNew}}});
  for (const std::string text :
       {"Omitted: docs/\n\n", "Omitted: docs/b.md\n\n", "Partial: without the documentation\n\n"}) {
    commits_.clear();
    AddOwn("e1", "Mend\n\n" + text + Claim("1a2"), {{"src/a.c", kBefore}}, {{"src/a.c", kAfter}});
    EXPECT_EQ("differs-explained", FirstGrade()) << text;
  }
  commits_.clear();
  AddOwn("e1", "Mend\n\n(partially cherry picked from commit " + IdOf("1a2").Hex() + ")",
         {{"src/a.c", kBefore}}, {{"src/a.c", kAfter}});
  EXPECT_EQ("differs-explained", FirstGrade());
}

TEST_F(JudgeTest, AnotherChangeIsNotTheSame) {
  Pick({{"src/parser.c", kBefore}}, {{"src/parser.c", kBefore + Numbered("our work", 1, 9)}});
  EXPECT_EQ("different", FirstGrade());
}

TEST_F(JudgeTest, ASentenceDoesNotMakeAnotherChangeTheSame) {
  Pick({{"src/parser.c", kBefore}}, {{"src/parser.c", kBefore + Numbered("our work", 1, 9)}},
       "[alex: adjusted]\n\n");
  EXPECT_EQ("different", FirstGrade());
  description_ = "Abweichung: src/parser.c - written anew for our interface";
  EXPECT_EQ("differs-explained", FirstGrade());
}

TEST_F(JudgeTest, AnIdThatNobodyHasDangles) {
  AddOwn("e1", "Mend\n\n" + Claim("9f9"), {}, {{"a", "b\n"}});
  EXPECT_EQ("dangling", FirstGrade());
  EXPECT_EQ(0U, patches_.asked - 1) << "only to see whether it is upstream already";
}

TEST_F(JudgeTest, AStaleMirrorProvesNoAbsence) {
  AddOwn("e1", "Mend\n\n" + Claim("9f9"), {}, {{"a", "b\n"}});
  stale_before_ = std::chrono::sys_seconds(std::chrono::hours(200));
  EXPECT_EQ("unknown: stale", FirstGrade());
}

TEST_F(JudgeTest, WithoutAnUpstreamNothingIsKnown) {
  upstreams_.clear();
  Pick({}, {{"a", "b\n"}});
  EXPECT_EQ("unknown: no-upstream", FirstGrade());
  EXPECT_EQ(0U, patches_.asked);
}

TEST_F(JudgeTest, ARepositoryThatNobodyDeclaredIsUnknown) {
  AddOwn("e1", "Mend\n\n(cherry picked from commit other/project@" + IdOf("9f9").Hex() + ")", {},
         {{"a", "b\n"}});
  EXPECT_EQ("unknown: no-upstream", FirstGrade());
}

TEST_F(JudgeTest, APickFromOnesOwnBranchIsNoClaimAboutAnUpstream) {
  own_.branches.insert(IdOf("0e7"));
  patches_.Add({.id = IdOf("0e7"),
                .message = "x",
                .before = {{"a.c", kBefore}},
                .after = {{"a.c", kAfter}}});
  AddOwn("e1", "Mend\n\n" + Claim("0e7"), {{"a.c", kBefore}}, {{"a.c", kAfter}});
  const JudgedClaim claim = First();
  EXPECT_EQ(Grade::kIdentical, claim.grade);
  EXPECT_TRUE(claim.own);
  EXPECT_FALSE(claim.upstream);
}

TEST_F(JudgeTest, OfSeveralUpstreamsTheNamedOneCountsThenTheFirst) {
  AddUpstream("second", "https://forge.example/org/second.git");
  Upstream(1).Add({.id = IdOf("1a1"),
                   .message = "Mend\n",
                   .before = {{"src/parser.c", kBefore}},
                   .after = {{"src/parser.c", kAfter}}});
  Pick({{"src/parser.c", kBefore}}, {{"src/parser.c", kAfter}});
  EXPECT_EQ(0U, First().upstream);
  commits_.clear();
  AddOwn("e1", "Mend\n\n(cherry picked from commit org/second@" + IdOf("1a1").Hex() + ")",
         {{"src/parser.c", kBefore}}, {{"src/parser.c", kAfter}});
  EXPECT_EQ(1U, First().upstream);
  commits_.clear();
  AddOwn("e1", "Mend\n\n(cherry picked from commit elder/name@" + IdOf("1a1").Hex() + ")",
         {{"src/parser.c", kBefore}}, {{"src/parser.c", kAfter}});
  aliases_ = {{Untrusted("https://old.example/elder/name"), 1}};
  EXPECT_EQ(1U, First().upstream);
}

TEST_F(JudgeTest, ARequestIsFoundByItsNumber) {
  AddOwn("e1", "UPSTREAM: 12: Mend the parser\n", {{"src/parser.c", kBefore}},
         {{"src/parser.c", kAfter}});
  EXPECT_EQ("identical", FirstGrade());
  commits_.clear();
  AddOwn("e1", "UPSTREAM: 13: Mend the parser\n", {{"src/parser.c", kBefore}},
         {{"src/parser.c", kAfter}});
  EXPECT_EQ("dangling", FirstGrade());
  commits_.clear();
  AddOwn("e1", "UPSTREAM: 900: Mend the parser\n", {{"src/parser.c", kBefore}},
         {{"src/parser.c", kAfter}});
  EXPECT_EQ("unknown: not-named", FirstGrade());
}

TEST_F(JudgeTest, AShortIdThatMeansTwoIsTheOneThatFits) {
  Upstream().Add({.id = IdOf("77777771"),
                  .message = "A\n",
                  .before = {{"p.c", kBefore}},
                  .after = {{"p.c", kAfter}}});
  Upstream().Add({.id = IdOf("77777772"),
                  .message = "B\n",
                  .before = {{"q.c", kTop}},
                  .after = {{"q.c", kTop + kEnd}}});
  AddOwn("e1", "Mend\n\n(cherry picked from commit 7777777)", {{"q.c", kTop}},
         {{"q.c", kTop + kEnd}});
  const JudgedClaim claim = First();
  EXPECT_EQ(Grade::kIdentical, claim.grade);
  EXPECT_EQ(IdOf("77777772"), claim.target->id);
  commits_.clear();
  AddOwn("e1", "Mend\n\n(cherry picked from commit 7777777)", {{"r.c", kTop}},
         {{"r.c", kTop + Numbered("our work", 1, 5)}});
  EXPECT_EQ("unknown: ambiguous", FirstGrade());
}

TEST_F(JudgeTest, TwoChangesTakenInOneCommitAreBothThere) {
  Upstream().Add({.id = IdOf("1a2"),
                  .message = "Mend the printer\n",
                  .before = {{"src/printer.c", kTop}},
                  .after = {{"src/printer.c", kTop + Numbered("the printer", 1, 5)}}});
  AddOwn("e1", "Mend both\n\n" + Claim("1a1") + "\n" + Claim("1a2") + "\n",
         {{"src/parser.c", kBefore}, {"src/printer.c", kTop}},
         {{"src/parser.c", kAfter}, {"src/printer.c", kTop + Numbered("the printer", 1, 5)}});
  const Provenance provenance = Judge();
  ASSERT_EQ(2U, provenance.commits[0].claims.size());
  for (const JudgedClaim& claim : provenance.commits[0].claims) {
    EXPECT_EQ(Grade::kEquivalent, claim.grade);
  }
}

TEST_F(JudgeTest, OneChangeTakenInTwoCommitsIsWhole) {
  Upstream().Add({.id = IdOf("1a2"),
                  .message = "Mend both\n",
                  .before = {{"src/a.c", kBefore}, {"src/b.c", kEnd}},
                  .after = {{"src/a.c", kAfter}, {"src/b.c", kEnd + kTop}}});
  AddOwn("e1", "Mend a\n\n" + Claim("1a2"), {{"src/a.c", kBefore}}, {{"src/a.c", kAfter}});
  AddOwn("e2", "Mend b\n\n" + Claim("1a2"), {{"src/b.c", kEnd}}, {{"src/b.c", kEnd + kTop}});
  const Provenance provenance = Judge();
  for (const CommitProvenance& commit : provenance.commits) {
    ASSERT_EQ(1U, commit.claims.size());
    EXPECT_EQ(Grade::kEquivalent, commit.claims[0].grade);
  }
}

TEST_F(JudgeTest, ContentsThatAreLackingAreNamedAndMakeItUnknown) {
  Pick({{"src/parser.c", kBefore}}, {{"src/parser.c", std::string(fakes::kMissingText)}});
  const Provenance provenance = Judge();
  EXPECT_EQ(Grade::kUnknown, provenance.commits[0].claims[0].grade);
  EXPECT_EQ("missing-content", provenance.commits[0].claims[0].unknown_because.view());
  EXPECT_EQ(std::vector<BlobId>{fakes::BlobOf(std::string(fakes::kMissingText))},
            provenance.missing);
}

TEST_F(JudgeTest, CommitsOfTheUpstreamAndMergesAreNotJudged) {
  Commit& synced = AddOwn("1a1", "Mend\n\n" + Claim("9f9"), {}, {});
  synced.parents = {IdOf("0")};
  Commit& merge = AddOwn("e9", "Merge\n\n" + Claim("9f9"), {}, {});
  merge.parents = {IdOf("1"), IdOf("2")};
  const Provenance provenance = Judge();
  EXPECT_EQ(Origin::kUpstream, provenance.commits[0].origin);
  EXPECT_EQ(Origin::kOwn, provenance.commits[1].origin);
  EXPECT_TRUE(provenance.commits[0].claims.empty());
  EXPECT_TRUE(provenance.commits[1].claims.empty());
  EXPECT_EQ(0U, patches_.asked);
}

TEST_F(JudgeTest, TheAuthorIsKeptAsAuthorOrNamed) {
  Pick({{"src/parser.c", kBefore}}, {{"src/parser.c", kAfter}});
  EXPECT_FALSE(First().author_kept);
  commits_[0].author_email = Untrusted("Robin@Example.org");
  EXPECT_TRUE(First().author_kept);
  commits_.clear();
  Pick({{"src/parser.c", kBefore}}, {{"src/parser.c", kAfter}},
       "Co-authored-by: Robin <robin@example.org>\n");
  EXPECT_TRUE(First().author_kept);
}

TEST_F(JudgeTest, LaterMendsAreListedUntilTakenOrAcknowledged) {
  Upstream().Add(
      {.id = IdOf("1a5"), .message = "Mend it again\n\nFixes: " + IdOf("1a1").Hex() + "\n"});
  Pick({{"src/parser.c", kBefore}}, {{"src/parser.c", kAfter}});
  const JudgedClaim claim = First();
  ASSERT_EQ(1U, claim.follow_ups.size());
  EXPECT_EQ(IdOf("1a5"), claim.follow_ups[0].commit);
  description_ = "Title\n\nOmitted-fix: " + IdOf("1a5").Hex().substr(0, 12) + " not built here";
  EXPECT_TRUE(FollowUps().empty());
  description_.clear();
  own_.target.insert(IdOf("1a5"));
  EXPECT_TRUE(FollowUps().empty()) << "the target branch has it";
  own_.target.clear();
  AddOwn("e2", "Mend it again\n\n" + Claim("1a5"), {{"a", "b\n"}}, {{"a", "c\n"}});
  EXPECT_TRUE(FollowUps().empty()) << "the change takes it, too";
}

TEST_F(JudgeTest, AMendThatWasTakenBackIsNotMissed) {
  Upstream().Add({.id = IdOf("1a5"), .message = "Mend\n\nFixes: " + IdOf("1a1").Hex() + "\n"});
  Upstream().Add(
      {.id = IdOf("1a6"), .message = "Back\n\nThis reverts commit " + IdOf("1a5").Hex() + ".\n"});
  Pick({{"src/parser.c", kBefore}}, {{"src/parser.c", kAfter}});
  EXPECT_TRUE(First().follow_ups.empty());
}

TEST_F(JudgeTest, WhatIsUpstreamWithoutSayingSoIsNamed) {
  AddOwn("e1", "Mend the parser\n", {{"lib/reader.c", "top\n" + kOld}},
         {{"lib/reader.c", "top\n" + kNew}});
  const auto provenance = Judge();
  const auto& already = provenance.commits[0].already;
  ASSERT_TRUE(already);
  EXPECT_EQ(IdOf("1a1"), already->commit.id);
  EXPECT_DOUBLE_EQ(1.0, already->coverage);
}

TEST_F(JudgeTest, FewOrCommonLinesAreNotUpstreamAlready) {
  AddOwn("e1", "Two lines\n", {{"a.c", kTop}}, {{"a.c", kTop + Numbered("the new part", 1, 2)}});
  EXPECT_FALSE(Judge().commits[0].already);
  commits_.clear();
  AddOwn("e1", "Mostly ours\n", {{"a.c", kTop}},
         {{"a.c", kTop + kNew + Numbered("our work", 1, 9)}});
  EXPECT_FALSE(Judge().commits[0].already);
}

TEST_F(JudgeTest, WhatTheTargetBranchHasIsNotUpstreamAlready) {
  own_.target.insert(IdOf("1a1"));
  AddOwn("e1", "Mend the parser\n", {{"lib/reader.c", "top\n" + kOld}},
         {{"lib/reader.c", "top\n" + kNew}});
  EXPECT_FALSE(Judge().commits[0].already);
}

TEST_F(JudgeTest, ADescriptionSpeaksForTheCommitThatItFits) {
  AddOwn("e1", "Work\n", {{"w.c", kTop}}, {{"w.c", kTop + Numbered("our work", 1, 9)}});
  AddOwn("e2", "Mend\n", {{"src/parser.c", kBefore}}, {{"src/parser.c", kAfter}});
  description_ = "Title\n\n" + Claim("1a1");
  const Provenance provenance = Judge();
  EXPECT_TRUE(provenance.commits[0].claims.empty());
  ASSERT_EQ(1U, provenance.commits[1].claims.size());
  EXPECT_EQ(Grade::kIdentical, provenance.commits[1].claims[0].grade);
  EXPECT_EQ(0U, provenance.commits[1].claims[0].claim.line);
}

TEST_F(JudgeTest, ClaimsWithoutContentHaveNoGrade) {
  own_.target.insert(IdOf("0e7"));
  own_.branches.insert(IdOf("0e7"));
  AddOwn("e1", "UPSTREAM: <carry>: x\n\nFixes: " + IdOf("0e7").Hex() + " (\"x\")\n", {}, {});
  const Provenance provenance = Judge();
  ASSERT_EQ(2U, provenance.commits[0].claims.size());
  EXPECT_FALSE(provenance.commits[0].claims[0].grade);
  EXPECT_FALSE(provenance.commits[0].claims[1].grade);
  EXPECT_TRUE(provenance.commits[0].claims[1].here);
}

TEST_F(JudgeTest, WithoutOnesOwnHistoryNoFixedCommitIsMissed) {
  AddOwn("e1", "Mend\n\nFixes: " + IdOf("0e7").Hex() + "\n", {}, {});
  EXPECT_TRUE(First().unknown_because.view().empty());
  knows_own_ = false;
  EXPECT_EQ("no-upstream", First().unknown_because.view());
}

TEST_F(JudgeTest, BinariesAreComparedAsAWhole) {
  const std::string one("one\0x", 5);
  const std::string two("two\0x", 5);
  Upstream().Add({.id = IdOf("1a2"), .message = "Logo\n", .after = {{"logo.bin", one}}});
  AddOwn("e1", "Logo\n\n" + Claim("1a2"), {}, {{"img/logo.bin", one}});
  EXPECT_EQ("equivalent", FirstGrade());
  commits_.clear();
  AddOwn("e1", "Logo\n\n" + Claim("1a2"), {}, {{"img/logo.bin", two}});
  EXPECT_EQ("different", FirstGrade());
}

}  // namespace
}  // namespace headwater
