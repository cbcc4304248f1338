// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/repository.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "service/git/object_reader.h"
#include "tests/fakes/repository_builder.h"

/// Libgit2 1.5.1 loses 20 kB for every line of the configuration of a repository of format version
/// 1 when it looks for extensions (git_regexp_match, regexp.c).
extern "C" const char* __lsan_default_suppressions() {  // NOLINT(bugprone-reserved-identifier)
  return "leak:libpcre2";
}

namespace headwater::git {
namespace {

using tests::RepositoryBuilder;
using tests::TemporaryFolder;
using tests::WriteFile;
using Files = RepositoryBuilder::Files;
using Kind = RepositoryBuilder::Kind;

Repository Open(const RepositoryBuilder& builder) {
  return Repository::Open(builder.path()).value();
}

Error OpenError(const std::filesystem::path& path) {
  const Result<Repository> repository = Repository::Open(path);
  return repository.ok() ? Error{Errc::kInternal, "was opened"} : repository.error();
}

bool Contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A repository with a main branch of three commits and a merge, oldest first.
class RevisionTest : public testing::Test {
 protected:
  RevisionTest() {
    const TreeId tree = builder.Tree(Files{{"a", "1"}});
    for (int64_t time = 1; time <= 3; ++time) {
      commits.push_back(builder.Commit(
          tree, commits.empty() ? std::vector<CommitId>() : std::vector{commits.back()}, time));
    }
    side = builder.Commit(tree, {commits[0]}, 4);
    merge = builder.Commit(tree, {commits[2], side}, 5);
    builder.Reference("refs/heads/main", merge);
  }

  RepositoryBuilder builder;
  std::vector<CommitId> commits;
  CommitId side;
  CommitId merge;
};

TEST(RepositoryTest, SaysWhyItCannotOpen) {
  const TemporaryFolder folder;
  const Error absent = OpenError(folder.path() / "absent");
  EXPECT_EQ(absent.code, Errc::kInvalid);
  EXPECT_TRUE(Contains(absent.message, "does not exist")) << absent.message;
  const Error plain = OpenError(folder.path());
  EXPECT_EQ(plain.code, Errc::kContent);
  EXPECT_TRUE(Contains(plain.message, "not a git repository")) << plain.message;
}

TEST(RepositoryTest, NamesTheFormatItCannotRead) {
  const struct {
    const char* config;
    const char* words;
  } cases[] = {
      {"[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectformat = sha256\n",
       "SHA-256 object ids"},
      {"[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectformat = md5\n", "\"md5\""},
      {"[core]\n\trepositoryformatversion = 1\n[extensions]\n\trefstorage = reftable\n",
       "\"refstorage\""},
      {"[core]\n\trepositoryformatversion = 2\n", "version"},
      {"[core\n", ""},
  };
  for (const auto& one : cases) {
    const RepositoryBuilder builder;
    WriteFile(builder.git_folder() / "config", one.config);
    const Error error = OpenError(builder.path());
    EXPECT_EQ(error.code, Errc::kContent) << one.config;
    EXPECT_TRUE(Contains(error.message, one.words)) << error.message;
  }
}

TEST(RepositoryTest, OpensFormatsThatDoNotChangeWhatIsRead) {
  RepositoryBuilder builder;
  builder.AppendConfig(
      "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectformat = sha1\n"
      "\tpartialclone = origin\n\tworktreeconfig = true\n\tpreciousobjects = true\n");
  EXPECT_TRUE(Repository::Open(builder.path()).ok());
}

TEST(RepositoryTest, RefusesARepositoryOfAnotherUser) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can give a folder away";
  const RepositoryBuilder builder;
  constexpr uid_t kSomebody = 12345;
  ASSERT_EQ(chown(builder.path().c_str(), kSomebody, kSomebody), 0);
  const Error error = OpenError(builder.path());
  EXPECT_EQ(error.code, Errc::kDenied);
  EXPECT_TRUE(Contains(error.message, "run as its owner")) << error.message;
}

TEST(RepositoryTest, OpensFromASubfolderAndALinkedWorktree) {
  RepositoryBuilder builder(Kind::kWorktree);
  const CommitId commit = builder.Commit(Files{{"sub/a", "1"}}, {}, 1);
  builder.CheckOut(commit);
  EXPECT_EQ(Repository::Open(builder.path() / "sub").value().Name().bytes(), "project");
  const std::filesystem::path linked = builder.parent() / "linked";
  const std::filesystem::path entry = builder.git_folder() / "worktrees" / "linked";
  WriteFile(linked / ".git", "gitdir: " + entry.string() + "\n");
  WriteFile(entry / "gitdir", (linked / ".git").string() + "\n");
  WriteFile(entry / "commondir", "../..\n");
  WriteFile(entry / "HEAD", commit.Hex() + "\n");
  Repository opened = Repository::Open(linked).value();
  EXPECT_EQ(opened.Name().bytes(), "linked");
  EXPECT_EQ(opened.Head().value(), commit);
  EXPECT_FALSE(opened.HeadBranch().value().has_value());
  EXPECT_TRUE(ObjectReader(opened).ReadCommit(commit).ok());
}

TEST(RepositoryTest, ReadsObjectsOfAlternates) {
  RepositoryBuilder pool;
  const BlobId blob = pool.Blob("shared");
  const RepositoryBuilder builder;
  WriteFile(builder.git_folder() / "objects/info/alternates",
            "# pool\n" + (pool.git_folder() / "objects").string() + "\n");
  Repository repository = Open(builder);
  EXPECT_EQ(ObjectReader(repository).ReadBlob(blob, 100).value().bytes, "shared");
  pool.Truncate(blob, 10);
  EXPECT_EQ(ObjectReader(repository).ReadBlob(blob, 100).value().bytes, "shared")
      << "what was read under an id stays so";
  Repository again = Open(builder);
  EXPECT_FALSE(ObjectReader(again).ReadBlob(blob, 100).ok());
}

TEST(RepositoryTest, AnObjectThatIsNotWhatItsIdSaysIsCorruptWhereHashesAreVerified) {
  tests::RepositoryBuilder builder;
  const BlobId honest = builder.Blob("honest");
  const BlobId forged = builder.Blob("forged");
  std::filesystem::permissions(builder.ObjectFile(honest), std::filesystem::perms::owner_all);
  std::filesystem::copy_file(builder.ObjectFile(forged), builder.ObjectFile(honest),
                             std::filesystem::copy_options::overwrite_existing);
  Repository trusted = Repository::Open(builder.path(), Hashes::kTrusted).value();
  EXPECT_TRUE(ObjectReader(trusted).ReadBlob(honest, kDefaultBlobBytes).ok());
  Repository verified = Repository::Open(builder.path(), Hashes::kVerified).value();
  const Result<BlobAnswer> blob = ObjectReader(verified).ReadBlob(honest, kDefaultBlobBytes);
  ASSERT_FALSE(blob.ok());
  EXPECT_EQ(Errc::kContent, blob.error().code);
  EXPECT_TRUE(verified.Damaged());
}

TEST(RepositoryTest, WhatIsSoundAbsentOrOfAnotherKindIsNotDamaged) {
  tests::RepositoryBuilder builder;
  const BlobId sound = builder.Blob("sound");
  const BlobId cut = builder.Blob(std::string(1000, 'x'));
  Repository repository = Open(builder);
  const ObjectReader reader(repository);
  EXPECT_TRUE(reader.ReadBlob(sound, kDefaultBlobBytes).ok());
  EXPECT_TRUE(reader.ReadBlob(*BlobId::FromHex(std::string(40, 'a')), kDefaultBlobBytes).ok());
  EXPECT_FALSE(reader.ReadCommit(*CommitId::FromHex(sound.Hex())).ok());
  EXPECT_FALSE(repository.Damaged());
  builder.Truncate(cut, 12);
  EXPECT_FALSE(reader.ReadBlob(cut, kDefaultBlobBytes).ok());
  EXPECT_TRUE(repository.Damaged());
}

TEST(RepositoryTest, KnowsAnEmptyRepository) {
  RepositoryBuilder builder;
  Repository repository = Open(builder);
  EXPECT_TRUE(repository.IsEmpty().value());
  EXPECT_TRUE(repository.IsBare());
  EXPECT_EQ(repository.Name().bytes(), "project");
  EXPECT_FALSE(repository.Head().value().has_value());
  EXPECT_EQ(repository.HeadBranch().value()->bytes(), "main");
  EXPECT_FALSE(repository.DefaultBranch().value().has_value());
  EXPECT_EQ(repository.Resolve("HEAD").error().code, Errc::kInvalid);
  builder.Reference("refs/heads/side", builder.Commit(Files{{"a", "1"}}, {}, 1));
  EXPECT_FALSE(Open(builder).IsEmpty().value());
}

TEST(RepositoryTest, FindsTheDefaultBranchInOrder) {
  RepositoryBuilder builder(Kind::kWorktree);
  const TreeId tree = builder.Tree(Files{{"a", "1"}});
  const auto expect = [&](const std::string& name, const CommitId& commit) {
    const std::optional<Branch> branch = Open(builder).DefaultBranch().value();
    ASSERT_TRUE(branch.has_value()) << name;
    EXPECT_EQ(branch->name.bytes(), name);
    EXPECT_EQ(branch->commit, commit) << name;
  };
  std::vector<CommitId> commits;
  for (int64_t time = 1; time <= 5; ++time) commits.push_back(builder.Commit(tree, {}, time));
  builder.Reference("refs/heads/master", commits[0]);
  expect("master", commits[0]);
  builder.Reference("refs/heads/main", commits[1]);
  expect("main", commits[1]);
  builder.Reference("refs/remotes/origin/master", commits[2]);
  expect("master", commits[2]);
  builder.Reference("refs/remotes/origin/main", commits[3]);
  expect("main", commits[3]);
  builder.SymbolicReference("refs/remotes/origin/HEAD", "refs/remotes/origin/release/2");
  expect("main", commits[3]);
  builder.Reference("refs/remotes/origin/release/2", commits[4]);
  expect("release/2", commits[4]);
}

TEST(RepositoryTest, TakesTheBranchOfABareHeadForTheDefault) {
  RepositoryBuilder builder;
  builder.SymbolicReference("HEAD", "refs/heads/trunk");
  builder.Reference("refs/heads/trunk", builder.Commit(Files{{"a", "1"}}, {}, 1));
  builder.Reference("refs/heads/main", builder.Commit(Files{{"a", "1"}}, {}, 2));
  EXPECT_EQ(Open(builder).DefaultBranch().value()->name.bytes(), "trunk");
}

TEST_F(RevisionTest, ResolvesWhatPeopleWrite) {
  builder.Reference("refs/tags/light", commits[1]);
  const CommitId tag = builder.RawTag("object " + commits[0].Hex() +
                                      "\ntype commit\ntag v1\ntagger A <a> 1 +0000\n\nx\n");
  const CommitId outer =
      builder.RawTag("object " + tag.Hex() + "\ntype tag\ntag v2\ntagger A <a> 1 +0000\n\nx\n");
  builder.Reference("refs/tags/v1", outer);
  builder.Reference("refs/remotes/origin/topic", side);
  Repository repository = Open(builder);
  const struct {
    std::string revision;
    CommitId commit;
  } cases[] = {{"HEAD", merge},
               {"@", merge},
               {"main", merge},
               {"heads/main", merge},
               {"refs/heads/main", merge},
               {merge.Hex(), merge},
               {merge.Hex().substr(0, 10), merge},
               {"HEAD~", commits[2]},
               {"HEAD^", commits[2]},
               {"HEAD~1", commits[2]},
               {"HEAD~3", commits[0]},
               {"HEAD^2", side},
               {"HEAD^2~1", commits[0]},
               {"HEAD~~~", commits[0]},
               {"HEAD^0", merge},
               {"HEAD^{}", merge},
               {"HEAD^{commit}~2", commits[1]},
               {"HEAD~0", merge},
               {"v1", commits[0]},
               {"v1^{}", commits[0]},
               {"light", commits[1]},
               {"origin/topic", side}};
  for (const auto& one : cases) {
    const Result<CommitId> found = repository.Resolve(one.revision);
    ASSERT_TRUE(found.ok()) << one.revision << ": " << found.error().message;
    EXPECT_EQ(found.value(), one.commit) << one.revision;
  }
}

TEST_F(RevisionTest, RefusesRevisionsThatNameNoCommitOrSearch) {
  builder.Reference("refs/heads/gone", CommitId::FromHex(std::string(40, '1')).value());
  Repository repository = Open(builder);
  const std::string tree = ObjectReader(repository).ReadLinks(merge).value().tree.Hex();
  const std::vector<std::string> refused = {"",
                                            "-x",
                                            "--upload-pack=x",
                                            "absent",
                                            "gone",
                                            tree,
                                            tree.substr(0, 12),
                                            "HEAD~4",
                                            "HEAD^3",
                                            "HEAD~999999999",
                                            "HEAD~99999999999999999999",
                                            "HEAD@{1}",
                                            "@{u}",
                                            "@{-1}",
                                            ":/fix",
                                            "HEAD:a",
                                            "HEAD^{/fix}",
                                            "HEAD^{tree}",
                                            "main..side",
                                            "HEAD^@",
                                            "HEAD^!",
                                            "HEAD^-",
                                            "HEAD~x",
                                            "abc",
                                            std::string(40, '0'),
                                            std::string(2'000, 'a'),
                                            std::string("HEAD\0x", 6),
                                            "a b",
                                            "^HEAD",
                                            "../../etc/passwd",
                                            "~1"};
  for (const std::string& revision : refused) {
    const Result<CommitId> found = repository.Resolve(revision);
    ASSERT_FALSE(found.ok()) << revision;
    EXPECT_EQ(found.error().code, Errc::kInvalid) << revision << ": " << found.error().message;
  }
}

TEST_F(RevisionTest, DoesNotStepOverAShallowBoundary) {
  builder.Shallow({commits[1]});
  Repository repository = Open(builder);
  EXPECT_TRUE(repository.Resolve("HEAD~2").ok());
  const Result<CommitId> beyond = repository.Resolve("HEAD~3");
  ASSERT_FALSE(beyond.ok());
  EXPECT_TRUE(Contains(beyond.error().message, "depth")) << beyond.error().message;
}

TEST(RepositoryTest, RefusesACorruptShallowFile) {
  const RepositoryBuilder builder;
  WriteFile(builder.git_folder() / "shallow", "no id\n");
  EXPECT_EQ(OpenError(builder.path()).code, Errc::kContent);
}

class ObjectReaderTest : public testing::Test {
 protected:
  ObjectReader reader() {
    repository_.emplace(Open(builder));
    return ObjectReader(*repository_);
  }
  RepositoryBuilder builder;

 private:
  std::optional<Repository> repository_;
};

TEST_F(ObjectReaderTest, AnswersForBlobsThatAreMissingOrTooLarge) {
  const BlobId small = builder.Blob("small");
  const BlobId gone = builder.Blob("gone");
  builder.Remove(gone);
  EXPECT_EQ(reader().ReadBlob(small, 5).value().bytes, "small");
  const BlobAnswer large = reader().ReadBlob(small, 4).value();
  EXPECT_EQ(large.state, BlobState::kTooLarge);
  EXPECT_EQ(large.size, 5U);
  EXPECT_TRUE(large.bytes.empty());
  EXPECT_EQ(reader().ReadBlob(gone, 5).value().state, BlobState::kMissing);
}

TEST_F(ObjectReaderTest, RefusesAnObjectOfAnotherKind) {
  const CommitId commit = builder.Commit(Files{{"a", "1"}}, {}, 1);
  const BlobId as_blob = BlobId::FromHex(commit.Hex()).value();
  EXPECT_EQ(reader().ReadBlob(as_blob, 1'000).error().code, Errc::kContent);
  const CommitId as_commit = CommitId::FromHex(builder.Blob("x").Hex()).value();
  EXPECT_EQ(reader().ReadLinks(as_commit).error().code, Errc::kContent);
  EXPECT_EQ(reader().ReadLinks(CommitId::FromHex(std::string(40, '7')).value()).error().code,
            Errc::kNotFound);
}

/// The object's file is cut off behind its header: reading the content would fail otherwise.
TEST_F(ObjectReaderTest, RefusesACommitOf100MegabytesByItsHeader) {
  const TreeId tree = builder.Tree(Files{{"a", "1"}});
  const CommitId commit = builder.Commit(tree, {}, 1, std::string(100'000'000, 'm'));
  builder.Truncate(commit, 512);
  const Result<Commit> read = reader().ReadCommit(commit);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().code, Errc::kContent);
  EXPECT_TRUE(Contains(read.error().message, "more than 1048576")) << read.error().message;
}

TEST_F(ObjectReaderTest, RefusesObjectsWhoseFileWasCutOffAnywhere) {
  std::string text;
  for (int i = 0; i < 400; ++i) text += std::to_string(i * i) + "\n";
  const BlobId blob = builder.Blob(text);
  const auto bytes = std::filesystem::file_size(builder.ObjectFile(blob));
  ASSERT_EQ(reader().ReadBlob(blob, 1 << 20U).value().bytes, text);
  for (uintmax_t kept = bytes; kept-- > 0;) {
    builder.Truncate(blob, kept);
    const Result<BlobAnswer> answer = reader().ReadBlob(blob, 1 << 20U);
    ASSERT_FALSE(answer.ok()) << kept;
    EXPECT_EQ(answer.error().code, Errc::kContent) << answer.error().message;
    if (kept > 100) kept -= 50;
  }
}

TEST_F(ObjectReaderTest, RefusesContentThatIsNotWhatItsIdSays) {
  const BlobId blob = builder.Blob("what was reviewed");
  const BlobId other = builder.Blob("what was not");
  const std::filesystem::path file = builder.ObjectFile(blob);
  std::filesystem::remove(file);
  std::filesystem::copy_file(builder.ObjectFile(other), file);
  const Result<BlobAnswer> answer = reader().ReadBlob(blob, 100);
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, Errc::kContent);
}

TEST_F(ObjectReaderTest, HashesAsGitDoes) {
  EXPECT_EQ(ObjectReader::HashBlob("hello").value().Hex(),
            "b6fc4c620b67d95f953a5c1c1230aaab5db5a1b0");
}

}  // namespace
}  // namespace headwater::git
