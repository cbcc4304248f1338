// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/change_builder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "service/git/change_files.h"
#include "tests/fakes/repository_builder.h"

namespace headwater::git {
namespace {

using tests::RepositoryBuilder;
using Entry = RepositoryBuilder::Entry;
using Files = RepositoryBuilder::Files;

ChangeRequest RangeOf(const std::optional<CommitId>& target, const CommitId& head) {
  ChangeRequest request;
  request.target = target;
  request.head = head;
  return request;
}

class ChangeBuilderTest : public testing::Test {
 protected:
  Result<BuiltChange> TryBuild(const ChangeRequest& request) {
    repository_.emplace(Repository::Open(builder.path()).value());
    return BuildChange(*repository_, request);
  }
  BuiltChange Build(const ChangeRequest& request) {
    Result<BuiltChange> built = TryBuild(request);
    if (!built.ok()) throw std::runtime_error(built.error().message);
    return std::move(built).value();
  }
  BuiltChange Range(const CommitId& target, const CommitId& head) {
    return Build(RangeOf(target, head));
  }
  /// A change of one commit from one set of files to another.
  BuiltChange Between(const Files& before, const Files& after) {
    const CommitId base = builder.Commit(before, {}, 1);
    return Range(base, builder.Commit(after, {base}, 2));
  }

  /// "A path", "M path", "D path"; `*` behind new content, `<old` behind a rename.
  static std::string Text(const Change& change) {
    std::string text;
    for (const ChangedFile& file : change.files) {
      text += std::string(1, "AMD"[static_cast<size_t>(file.status)]) + " " + file.path.bytes();
      if (file.new_content) text += "*";
      if (file.renamed_from) text += "<" + file.renamed_from->bytes();
      text += "\n";
    }
    return text;
  }
  static std::vector<std::string> Notices(const Change& change, NoticeKind kind) {
    std::vector<std::string> paths;
    for (const Notice& notice : change.notices) {
      if (notice.kind == kind) paths.push_back(notice.path.bytes());
    }
    return paths;
  }

  RepositoryBuilder builder;

 private:
  std::optional<Repository> repository_;
};

using Paths = std::vector<std::string>;

TEST_F(ChangeBuilderTest, TagsAtHeadAreNamedHoweverTheyLeadThere) {
  const CommitId old = builder.Commit(Files{{"a", {"1"}}}, {}, 1);
  const CommitId head = builder.Commit(Files{{"a", {"2"}}}, {old}, 2);
  builder.Reference("refs/tags/v1", old);
  builder.Reference("refs/tags/v2", head);
  builder.Reference("refs/heads/v3", head);
  builder.Reference("refs/tags/annotated", builder.RawTag("object " + head.Hex() +
                                                          "\ntype commit\ntag annotated\n"
                                                          "tagger A <a@example.org> 3 +0000\n\n"));
  builder.Reference("refs/tags/broken", *CommitId::FromHex(std::string(40, '7')));
  const Change change = Range(old, head).change;
  EXPECT_EQ((std::vector<Untrusted>{Untrusted("annotated"), Untrusted("v2")}), change.tags);
}

TEST_F(ChangeBuilderTest, DescribesARange) {
  const CommitId base = builder.Commit(Files{{"a", "1"}, {"b", "2"}, {"c", "3"}}, {}, 1);
  const CommitId target =
      builder.Commit(Files{{"a", "1"}, {"b", "2"}, {"c", "3"}, {"t", "4"}}, {base}, 2);
  const CommitId first = builder.Commit(Files{{"a", "9"}, {"c", "3"}}, {base}, 3, "First\n");
  const CommitId head =
      builder.Commit(Files{{"a", "9"}, {"c", "3"}, {"n", "5"}}, {first}, 4, "Second\n");
  ChangeRequest request = RangeOf(target, head);
  request.target_branch = Untrusted("main");
  request.target_is_default = true;
  const BuiltChange built = Build(request);
  const Change& change = built.change;
  EXPECT_EQ(Text(change), "M a\nD b\nA n*\n");
  EXPECT_EQ(change.bases, std::vector{base});
  EXPECT_EQ(change.target, target);
  EXPECT_EQ(change.head, head);
  EXPECT_EQ(change.repository.bytes(), "project");
  EXPECT_EQ(change.target_branch.bytes(), "main");
  EXPECT_TRUE(change.target_is_default);
  ASSERT_EQ(change.commits.size(), 2U);
  EXPECT_EQ(change.commits[0].subject.bytes(), "Second");
  EXPECT_EQ(change.files[0].old_blob, builder.Blob("1"));
  EXPECT_EQ(change.files[0].blob, builder.Blob("9"));
  EXPECT_TRUE(change.files[1].blob.IsZero());
  EXPECT_TRUE(change.files[2].old_blob.IsZero());
  EXPECT_EQ(built.view->Files().size(), 3U);
  EXPECT_EQ(built.view->Read(*FindFile(built.view->Files(), "n")).value().bytes, "5");
  EXPECT_EQ(built.lines->AddedLines(change.files[0]).value(), (std::vector<LineRange>{{1, 1}}));
}

TEST_F(ChangeBuilderTest, TakesNeitherRenameCopyNorModeForNewContent) {
  const BuiltChange built =
      Between(Files{{"keep", "k"}, {"old", "moved"}, {"run", "r"}, {"empty", ""}},
              Files{{"keep", "k"},
                    {"copy", "k"},
                    {"new", "moved"},
                    {"run", {"100755", "r"}},
                    {"blank", ""},
                    {"real", "x"}});
  EXPECT_EQ(Text(built.change), "A blank\nA copy\nD empty\nA new<old\nD old\nA real*\nM run\n");
  const auto run = std::ranges::find(built.change.files, Untrusted("run"), &ChangedFile::path);
  EXPECT_EQ(run->mode, FileMode::kExecutable);
  EXPECT_TRUE(built.lines->AddedLines(*run).value().empty());
}

TEST_F(ChangeBuilderTest, DoesNotTakeContentRevivedFromHistoryForOld) {
  const CommitId first = builder.Commit(Files{{"a", "1"}, {"bad", "x"}}, {}, 1);
  const CommitId target = builder.Commit(Files{{"a", "1"}}, {first}, 2);
  const CommitId head = builder.Commit(Files{{"a", "1"}, {"bad", "x"}}, {target}, 3);
  EXPECT_EQ(Text(Range(target, head).change), "A bad*\n");
}

/// security, E4: the attacker's older tip, merged into the target without its file, is one of two
/// merge bases, and the one that a single-base diff would use.
TEST_F(ChangeBuilderTest, ShowsAFileHiddenByAChosenMergeBase) {
  const CommitId root = builder.Commit(Files{{"a", "1"}}, {}, 1);
  const CommitId main = builder.Commit(Files{{"a", "1"}, {"m", "1"}}, {root}, 2);
  const CommitId older = builder.Commit(Files{{"a", "1"}, {"evil", "x\n"}}, {root}, 100);
  const CommitId target = builder.Commit(Files{{"a", "1"}, {"m", "1"}}, {main, older}, 101);
  const CommitId merged =
      builder.Commit(Files{{"a", "1"}, {"evil", "x\n"}, {"m", "1"}}, {older, main}, 102);
  const CommitId head = builder.Commit(
      Files{{"a", "1"}, {"evil", "x\n"}, {"feature", "f"}, {"m", "1"}}, {merged}, 103);
  const BuiltChange built = Range(target, head);
  ASSERT_EQ(built.change.bases, (std::vector{older, main}));
  EXPECT_EQ(Text(built.change), "A evil*\nA feature*\nA m\n");
}

/// The same with lines: against the chosen base only one line is new.
TEST_F(ChangeBuilderTest, ShowsLinesHiddenByAChosenMergeBase) {
  const CommitId root = builder.Commit(Files{{"a", "good\n"}}, {}, 1);
  const CommitId main = builder.Commit(Files{{"a", "good\n"}, {"m", "1"}}, {root}, 2);
  const CommitId older = builder.Commit(Files{{"a", "good\nevil\n"}}, {root}, 100);
  const CommitId target = builder.Commit(Files{{"a", "good\n"}, {"m", "1"}}, {main, older}, 101);
  const CommitId head =
      builder.Commit(Files{{"a", "good\nevil\nmore\n"}, {"m", "1"}}, {older, main}, 102);
  const BuiltChange built = Range(target, head);
  ASSERT_EQ(built.change.bases.size(), 2U);
  ASSERT_EQ(built.change.files.size(), 2U);
  EXPECT_EQ(built.change.files[0].status, FileStatus::kModified);
  EXPECT_EQ(built.lines->AddedLines(built.change.files[0]).value(),
            (std::vector<LineRange>{{2, 3}}));
}

/// A base that has the file cannot make it look old when the target and another base lack it.
TEST_F(ChangeBuilderTest, CallsAFileAddedThatTheTargetLacks) {
  const CommitId root = builder.Commit(Files{{"a", "1"}}, {}, 1);
  const CommitId main = builder.Commit(Files{{"a", "1"}, {"m", "1"}}, {root}, 2);
  const CommitId older = builder.Commit(Files{{"a", "1"}, {"evil", "1\n"}}, {root}, 100);
  const CommitId target = builder.Commit(Files{{"a", "1"}, {"m", "1"}}, {main, older}, 101);
  const CommitId head =
      builder.Commit(Files{{"a", "1"}, {"evil", "2\n"}, {"m", "1"}}, {older, main}, 102);
  EXPECT_EQ(Text(Range(target, head).change), "A evil*\nA m\n");
}

TEST_F(ChangeBuilderTest, JudgesUnrelatedHistoriesAgainstTheEmptyTree) {
  const CommitId target = builder.Commit(Files{{"a", "1"}}, {}, 1);
  const CommitId head = builder.Commit(Files{{"a", "1"}, {"b", "2"}}, {}, 2);
  const BuiltChange built = Range(target, head);
  EXPECT_TRUE(built.change.bases.empty());
  EXPECT_EQ(Text(built.change), "A a\nA b*\n");
}

TEST_F(ChangeBuilderTest, JudgesARootCommitWithoutATarget) {
  const CommitId head = builder.Commit(Files{{"a", "1"}, {"b/c", "2"}}, {}, 2);
  const BuiltChange built = Build(RangeOf(std::nullopt, head));
  EXPECT_TRUE(built.change.target.IsZero());
  EXPECT_EQ(Text(built.change), "A a*\nA b/c*\n");
  EXPECT_EQ(built.change.commits.size(), 1U);
}

TEST_F(ChangeBuilderTest, LooksAtEveryFileOfAll) {
  const CommitId base = builder.Commit(Files{{"a", "1"}}, {}, 1);
  const CommitId head = builder.Commit(Files{{"a", "1"}, {"b", "2"}}, {base}, 2);
  ChangeRequest request = RangeOf(base, head);
  request.scope = ChangeScope::kAll;
  const BuiltChange built = Build(request);
  EXPECT_EQ(Text(built.change), "A a*\nA b*\n");
  EXPECT_TRUE(built.change.target.IsZero());
  EXPECT_TRUE(built.change.commits.empty());
  EXPECT_EQ(built.change.scope, ChangeScope::kAll);
}

TEST_F(ChangeBuilderTest, SeesWhatAMergeCommitBringsByItself) {
  const CommitId root = builder.Commit(Files{{"a", "1"}}, {}, 1);
  const CommitId main = builder.Commit(Files{{"a", "2"}}, {root}, 2);
  const CommitId side = builder.Commit(Files{{"a", "1"}, {"s", "1"}}, {root}, 3);
  const CommitId merge =
      builder.Commit(Files{{"a", "2"}, {"s", "1"}, {"sneaked", "x"}}, {side, main}, 4);
  const BuiltChange built = Range(main, merge);
  EXPECT_EQ(Text(built.change), "A s*\nA sneaked*\n");
  ASSERT_EQ(built.change.commits.size(), 2U);
  EXPECT_EQ(built.change.commits[0].parents.size(), 2U);
}

TEST_F(ChangeBuilderTest, AcceptsAMergeThatConflicts) {
  const CommitId root = builder.Commit(Files{{"a", "1"}, {"b", "1"}}, {}, 1);
  const CommitId target = builder.Commit(Files{{"a", "2"}}, {root}, 2);
  const CommitId head = builder.Commit(Files{{"a", "3"}, {"b", "2"}}, {root}, 3);
  EXPECT_EQ(Text(Range(target, head).change), "M a\nM b\n");
}

TEST_F(ChangeBuilderTest, RefusesAMergeThatWouldWriteMoreThanIsShown) {
  const auto file = [](const char* path) {
    ChangedFile changed;
    changed.path = Untrusted(path);
    return changed;
  };
  const std::vector<ChangedFile> files = {file("a"), file("c")};
  EXPECT_TRUE(CheckMergePaths({}, files).ok());
  EXPECT_TRUE(CheckMergePaths({Untrusted("a"), Untrusted("c")}, files).ok());
  for (const char* hidden : {"", "0", "b", "d"}) {
    const Status status = CheckMergePaths({Untrusted(hidden)}, files);
    ASSERT_FALSE(status.ok()) << hidden;
    EXPECT_EQ(status.error().code, Errc::kContent);
    EXPECT_NE(status.error().message.find("please rebase"), std::string::npos);
  }
}

TEST_F(ChangeBuilderTest, NoticesSubmodulesThatWereAddedOrMoved) {
  const std::string one(kObjectIdBytes, '\x01');
  const std::string two(kObjectIdBytes, '\x02');
  const BuiltChange built = Between(
      Files{{"d", {"160000", one}}, {"k", {"160000", one}}, {"m", {"160000", one}}, {"t", "file"}},
      Files{{"k", {"160000", one}},
            {"m", {"160000", two}},
            {"n", {"160000", one}},
            {"t", {"160000", two}}});
  EXPECT_EQ(Notices(built.change, NoticeKind::kSubmodule), (Paths{"m", "n", "t"}));
  EXPECT_EQ(built.view->Read(built.view->Files()[0]).error().code, Errc::kInvalid);
}

TEST_F(ChangeBuilderTest, NoticesOddModesOfWhatChanged) {
  const std::string blob = RepositoryBuilder::Bytes(builder.Blob("x"));
  const std::string below = RepositoryBuilder::Bytes(builder.Tree(Files{{"f", "y"}}));
  const CommitId base =
      builder.Commit(builder.Tree(std::vector<Entry>{{"100664", "old", blob}}), {}, 1);
  const CommitId head = builder.Commit(
      builder.Tree(std::vector<Entry>{
          {"040000", "dir", below}, {"100600", "new", blob}, {"100664", "old", blob}}),
      {base}, 2);
  const BuiltChange built = Range(base, head);
  EXPECT_EQ(Notices(built.change, NoticeKind::kOddMode), (Paths{"dir", "new"}));
  EXPECT_EQ(built.change.notices[0].detail.bytes(), "040000");
  EXPECT_EQ(Text(built.change), "A dir/f*\nA new\n");
}

TEST_F(ChangeBuilderTest, NoticesNamesThatOnlySomeFileSystemsTellApart) {
  const BuiltChange built = Between(Files{{"License", "1"},
                                          {"src/a", "1"},
                                          {"x/Old", "1"},
                                          {"x/old", "1"},
                                          {"caf\xc3\xa9", "1"},
                                          {"\xff\xfe", "1"},
                                          {"far/Same", "1"}},
                                    Files{{"License", "1"},
                                          {"LICENSE", "2"},
                                          {"src/a", "1"},
                                          {"Src/b", "2"},
                                          {"x/Old", "1"},
                                          {"x/old", "1"},
                                          {"caf\xc3\xa9", "1"},
                                          {"cafe\xcc\x81", "2"},
                                          {"\xff\xfe", "1"},
                                          {"\xff\xff", "2"},
                                          {"far/Same", "1"},
                                          {"near/same", "2"},
                                          {"STRASSE", "1"},
                                          {"stra\xc3\x9f"
                                           "e",
                                           "1"}});
  EXPECT_EQ(Notices(built.change, NoticeKind::kConfusableNames),
            (Paths{"LICENSE", "STRASSE", "Src", "cafe\xcc\x81"}));
  EXPECT_EQ(built.change.notices[0].detail.bytes(), "License");
}

TEST_F(ChangeBuilderTest, AnswersMissingBlobsOfAPartialClone) {
  const CommitId base = builder.Commit(Files{{"a", "1\n"}, {"b", "2\n"}}, {}, 1);
  const CommitId head = builder.Commit(Files{{"a", "9\n"}, {"b", "3\n"}, {"c", "4\n"}}, {base}, 2);
  builder.Remove(builder.Blob("9\n"));
  builder.Remove(builder.Blob("4\n"));
  builder.Remove(builder.Blob("2\n"));
  const BuiltChange built = Range(base, head);
  EXPECT_EQ(Text(built.change), "M a\nM b\nA c*\n");
  for (const FileEntry& file : built.view->Files()) ASSERT_TRUE(built.view->Read(file).ok());
  ASSERT_TRUE(built.view->Read(built.view->Files()[0]).ok());
  EXPECT_EQ(built.view->Missing().size(), 2U);
  EXPECT_EQ(built.lines->AddedLines(built.change.files[1]).value(),
            (std::vector<LineRange>{{1, 1}}));
  EXPECT_EQ(built.lines->MissingOldSides().size(), 1U);
}

TEST_F(ChangeBuilderTest, LeavesBlobsBeyondItsLimitUnread) {
  const CommitId head = builder.Commit(Files{{"a", std::string(100, 'x')}}, {}, 1);
  ChangeRequest request = RangeOf(std::nullopt, head);
  request.max_blob_bytes = 99;
  const BuiltChange built = Build(request);
  EXPECT_EQ(built.view->Read(built.view->Files()[0]).value().state, BlobState::kTooLarge);
}

TEST_F(ChangeBuilderTest, ChecksTheTreesOfAllSides) {
  const std::string blob = RepositoryBuilder::Bytes(builder.Blob("x"));
  const TreeId bad = builder.Tree(std::vector<Entry>{{"100644", "..", blob}});
  const TreeId good = builder.Tree(Files{{"a", "1"}});
  const CommitId bad_base = builder.Commit(bad, {}, 1);
  const CommitId base = builder.Commit(good, {}, 2);
  const struct {
    CommitId target;
    CommitId head;
    const char* side;
  } cases[] = {
      {base, builder.Commit(bad, {base}, 3), "head"},
      {builder.Commit(bad, {base}, 4), builder.Commit(good, {base}, 5), "target"},
      {builder.Commit(good, {bad_base}, 6), builder.Commit(good, {bad_base}, 7), "merge base"},
  };
  for (const auto& one : cases) {
    const Result<BuiltChange> built = TryBuild(RangeOf(one.target, one.head));
    ASSERT_FALSE(built.ok()) << one.side;
    EXPECT_EQ(built.error().code, Errc::kContent);
    EXPECT_TRUE(built.error().message.starts_with(one.side)) << built.error().message;
    EXPECT_NE(built.error().message.find("\"..\""), std::string::npos) << built.error().message;
  }
}

TEST_F(ChangeBuilderTest, RefusesARangeWithoutAHead) {
  EXPECT_EQ(TryBuild({}).error().code, Errc::kInvalid);
}

}  // namespace
}  // namespace headwater::git
