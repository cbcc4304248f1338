// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/worktree.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "service/git/change_builder.h"
#include "tests/fakes/repository_builder.h"

namespace headwater::git {
namespace {

using tests::RepositoryBuilder;
using tests::WriteFile;
using Files = RepositoryBuilder::Files;
namespace fs = std::filesystem;

class WorktreeTest : public testing::Test {
 protected:
  void CheckOut(const Files& files) {
    commit = builder.Commit(files, {}, 1);
    builder.CheckOut(commit);
  }
  void Write(const std::string& path, std::string_view content) {
    WriteFile(builder.path() / path, content);
  }

  Result<BuiltChange> TryBuild() {
    repository_.emplace(Repository::Open(builder.path()).value());
    ChangeRequest request;
    request.target = repository_->Head().value();
    request.head = request.target.value_or(CommitId());
    request.scope = ChangeScope::kWorktree;
    request.max_blob_bytes = 1'000;
    return BuildChange(*repository_, request);
  }
  BuiltChange Build() {
    Result<BuiltChange> built = TryBuild();
    if (!built.ok()) throw std::runtime_error(built.error().message);
    return std::move(built).value();
  }
  std::string Changed() { return Text(Build()); }

  static std::string Text(const BuiltChange& built) {
    std::string text;
    for (const ChangedFile& file : built.change.files) {
      text += std::string(1, "AMD"[static_cast<size_t>(file.status)]) + " " + file.path.bytes();
      if (file.mode == FileMode::kSymlink) text += " link";
      if (file.mode == FileMode::kExecutable) text += " executable";
      text += "\n";
    }
    return text;
  }
  static std::string Read(const BuiltChange& built, std::string_view path) {
    return built.view->Read(*FindFile(built.view->Files(), path)).value().bytes;
  }

  RepositoryBuilder builder{RepositoryBuilder::Kind::kWorktree};
  CommitId commit;

 private:
  std::optional<Repository> repository_;
};

TEST_F(WorktreeTest, ShowsNothingForACleanWorktree) {
  CheckOut({{"a", "1"}, {"b/c", "2"}, {"run", {"100755", "3"}}, {"link", {"120000", "a"}}});
  const BuiltChange built = Build();
  EXPECT_EQ(Text(built), "");
  EXPECT_EQ(built.view->Files().size(), 4U);
  EXPECT_EQ(Read(built, "b/c"), "2");
}

TEST_F(WorktreeTest, ShowsEveryStateOfAFile) {
  CheckOut({{"clean", "1"},
            {"deleted", "1"},
            {"modified", "old\n"},
            {"staged", "1"},
            {"mode", "1"},
            {"to-link", "1"},
            {".gitignore", "ignored*\n"}});
  Write("modified", "old\nnew\n");
  Write("staged", "2");
  builder.Stage("staged");
  Write("staged-new", "3");
  builder.Stage("staged-new");
  Write("sub/untracked", "4");
  Write("ignored.o", "5");
  fs::create_directories(builder.path() / "empty");
  fs::remove(builder.path() / "deleted");
  fs::remove(builder.path() / "to-link");
  fs::create_symlink("/etc/passwd", builder.path() / "to-link");
  fs::permissions(builder.path() / "mode", fs::perms::owner_all);
  const BuiltChange built = Build();
  EXPECT_EQ(Text(built),
            "D deleted\nM mode executable\nM modified\nM staged\nA staged-new\nA sub/untracked\n"
            "M to-link link\n");
  EXPECT_EQ(Read(built, "modified"), "old\nnew\n");
  EXPECT_EQ(Read(built, "sub/untracked"), "4");
  EXPECT_EQ(Read(built, "staged"), "2");
  EXPECT_EQ(built.change.files[2].blob, builder.Blob("old\nnew\n"));
  EXPECT_EQ(built.change.files[6].blob, builder.Blob("/etc/passwd"));
  EXPECT_EQ(built.view->Read(*FindFile(built.view->Files(), "to-link")).error().code,
            Errc::kInvalid);
  EXPECT_EQ(built.lines->AddedLines(built.change.files[2]).value(),
            (std::vector<LineRange>{{2, 2}}));
}

TEST_F(WorktreeTest, PrefersTheDiskToWhatIsStaged) {
  CheckOut({{"a", "1"}});
  Write("a", "2");
  builder.Stage("a");
  Write("a", "three");
  EXPECT_EQ(Read(Build(), "a"), "three");
}

TEST_F(WorktreeTest, NeverOpensFifosAndTakesThemForAbsent) {
  CheckOut({{"a", "1"}, {"b", "1"}});
  fs::remove(builder.path() / "a");
  ASSERT_EQ(mkfifo((builder.path() / "a").c_str(), 0600), 0);
  ASSERT_EQ(mkfifo((builder.path() / "fifo").c_str(), 0600), 0);
  EXPECT_EQ(Changed(), "D a\n");
}

TEST_F(WorktreeTest, DoesNotFollowASymlinkThatReplacedAFolder) {
  CheckOut({{"dir/a", "1"}});
  const fs::path outside = builder.parent() / "outside";
  WriteFile(outside / "a", "secret");
  fs::remove_all(builder.path() / "dir");
  fs::create_symlink(outside, builder.path() / "dir");
  EXPECT_EQ(Changed(), "A dir link\nD dir/a\n");
}

TEST_F(WorktreeTest, WorksWithoutAnyCommit) {
  Write("a", "1\n");
  Write("b", "2\n");
  builder.Stage("b");
  const BuiltChange built = Build();
  EXPECT_EQ(Text(built), "A a\nA b\n");
  EXPECT_TRUE(built.change.bases.empty());
  EXPECT_TRUE(built.change.head.IsZero());
  EXPECT_TRUE(built.change.files[0].new_content);
}

TEST_F(WorktreeTest, HashesFilesBeyondTheLimitWithoutShowingThem) {
  CheckOut({{"a", "1"}});
  const std::string large(5'000, 'x');
  Write("large", large);
  const BuiltChange built = Build();
  ASSERT_EQ(Text(built), "A large\n");
  EXPECT_EQ(built.change.files[0].blob, builder.Blob(large));
  const BlobAnswer answer = built.view->Read(*FindFile(built.view->Files(), "large")).value();
  EXPECT_EQ(answer.state, BlobState::kTooLarge);
  EXPECT_EQ(answer.size, large.size());
}

TEST_F(WorktreeTest, IncludesCommitsSinceTheTarget) {
  CheckOut({{"a", "1"}});
  const CommitId base = commit;
  commit = builder.Commit(Files{{"a", "1"}, {"b", "2"}}, {base}, 2);
  builder.CheckOut(commit);
  Write("c", "3");
  fs::remove(builder.path() / "b");
  Repository repository = Repository::Open(builder.path()).value();
  ChangeRequest request;
  request.target = base;
  request.head = commit;
  request.scope = ChangeScope::kWorktree;
  const BuiltChange built = BuildChange(repository, request).value();
  EXPECT_EQ(Text(built), "A c\n");
  EXPECT_EQ(built.change.commits.size(), 1U);
}

TEST_F(WorktreeTest, NoticesARepositoryInsideAndDoesNotLookIntoIt) {
  CheckOut({{"a", "1"}});
  git_repository* inner = nullptr;
  ASSERT_EQ(git_repository_init(&inner, (builder.path() / "inner").c_str(), 0), 0);
  const Handle<git_repository, git_repository_free> owned(inner);
  Write("inner/file", "x");
  const BuiltChange built = Build();
  EXPECT_EQ(Text(built), "");
  ASSERT_EQ(built.change.notices.size(), 1U);
  EXPECT_EQ(built.change.notices[0].kind, NoticeKind::kSubmodule);
  EXPECT_EQ(built.change.notices[0].path.bytes(), "inner");
}

TEST_F(WorktreeTest, KeepsWhatASparseCheckoutLeftOut) {
  CheckOut({{"a", "1"}, {"far", "2"}});
  git_index* opened = nullptr;
  ASSERT_EQ(git_repository_index(&opened, builder.repository()), 0);
  const Handle<git_index, git_index_free> index(opened);
  git_index_entry entry = *git_index_get_bypath(opened, "far", 0);
  entry.flags_extended |= GIT_INDEX_ENTRY_SKIP_WORKTREE;
  ASSERT_EQ(git_index_add(opened, &entry), 0);
  ASSERT_EQ(git_index_write(opened), 0);
  fs::remove(builder.path() / "far");
  const BuiltChange built = Build();
  EXPECT_EQ(Text(built), "");
  EXPECT_EQ(Read(built, "far"), "2");
}

TEST_F(WorktreeTest, RefusesABareRepositoryAndAWorktreeElsewhere) {
  RepositoryBuilder bare;
  Repository repository = Repository::Open(bare.path()).value();
  EXPECT_EQ(ReadWorktree(repository, 1'000).error().code, Errc::kInvalid);
  CheckOut({{"a", "1"}});
  const fs::path elsewhere = builder.parent() / "elsewhere";
  WriteFile(elsewhere / "secret", "x");
  builder.AppendConfig("[core]\n\tworktree = " + elsewhere.string() + "\n");
  const Result<BuiltChange> built = TryBuild();
  ASSERT_FALSE(built.ok());
  EXPECT_EQ(built.error().code, Errc::kContent);
}

/// Libgit2 looks up attributes by itself, and does not return from a file that was cut off.
TEST_F(WorktreeTest, RefusesDamagedAttributes) {
  CheckOut({{".gitattributes", "*.c text\n"}, {"a.c", "1\n"}});
  builder.Truncate(builder.Blob("*.c text\n"), 12);
  Write("a.c", "2\n");
  const Result<BuiltChange> built = TryBuild();
  ASSERT_FALSE(built.ok());
  EXPECT_EQ(built.error().code, Errc::kContent);
  EXPECT_NE(built.error().message.find("damaged"), std::string::npos) << built.error().message;
}

TEST_F(WorktreeTest, RefusesHostileNamesAndKindsInTheIndex) {
  // Version 2 of the index (gitformat-index(5)): one entry, no extensions.
  const auto index_with = [](uint32_t mode, const std::string& path) {
    std::string bytes("DIRC\0\0\0\2\0\0\0\1", 12);
    bytes += std::string(24, '\0');
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(mode >> shift);
    bytes += std::string(12 + kObjectIdBytes, '\x01');
    bytes += '\0';
    bytes += static_cast<char>(path.size());
    bytes += path;
    const size_t entry_bytes = 62 + path.size();
    bytes += std::string(8 - entry_bytes % 8, '\0');
    std::array<unsigned char, kObjectIdBytes> checksum{};
    EVP_Digest(bytes.data(), bytes.size(), checksum.data(), nullptr, EVP_sha1(), nullptr);
    return bytes + std::string(checksum.begin(), checksum.end());
  };
  const struct {
    uint32_t mode;
    const char* path;
    const char* words;
  } cases[] = {{0100644, ".git/config", "invalid entry"},
               {0100644, "a/../b", "invalid entry"},
               {0100644, "/etc/passwd", "is empty"},
               {0100644, "a/.GIT/x", "invalid entry"},
               {0100644, "a//b", "is empty"},
               {010644, "fifo", "unknown mode"}};
  CheckOut({{"a", "1"}});
  for (const auto& one : cases) {
    WriteFile(builder.git_folder() / "index", index_with(one.mode, one.path));
    const Result<BuiltChange> built = TryBuild();
    ASSERT_FALSE(built.ok()) << one.path;
    EXPECT_EQ(built.error().code, Errc::kContent) << built.error().message;
    EXPECT_NE(built.error().message.find(one.words), std::string::npos)
        << one.path << ": " << built.error().message;
  }
  WriteFile(builder.git_folder() / "index", "no index at all");
  EXPECT_FALSE(TryBuild().ok());
}

/// Everything a repository's configuration can make git run.
TEST_F(WorktreeTest, RunsNothingThatTheRepositoryNames) {
  const fs::path proof = builder.parent() / "proof";
  const std::string command = "touch " + proof.string();
  CheckOut({{".gitattributes", "* filter=evil diff=evil merge=evil\n"}, {"a.c", "1\n"}});
  builder.AppendConfig("[core]\n\tfsmonitor = " + command + "\n\tsshCommand = " + command +
                       "\n\tpager = " + command + "\n\teditor = " + command +
                       "\n\thooksPath = hooks\n[filter \"evil\"]\n\tclean = " + command +
                       "\n\tsmudge = " + command + "\n\tprocess = " + command +
                       "\n\trequired = true\n[diff \"evil\"]\n\ttextconv = " + command +
                       "\n\tcommand = " + command + "\n[diff]\n\texternal = " + command +
                       "\n[merge \"evil\"]\n\tdriver = " + command + "\n");
  for (const char* hook : {"post-checkout", "pre-commit", "post-index-change", "fsmonitor"}) {
    const fs::path file = builder.git_folder() / "hooks" / hook;
    WriteFile(file, "#!/bin/sh\n" + command + "\n");
    fs::permissions(file, fs::perms::owner_all);
  }
  Write("a.c", "2\n");
  Write("b.c", "3\n");
  const BuiltChange built = Build();
  EXPECT_EQ(Text(built), "M a.c\nA b.c\n");
  EXPECT_EQ(built.lines->AddedLines(built.change.files[0]).value(),
            (std::vector<LineRange>{{1, 1}}));
  EXPECT_FALSE(fs::exists(proof));
}

}  // namespace
}  // namespace headwater::git
