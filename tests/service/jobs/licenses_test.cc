// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/licenses.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <sstream>
#include <string>

#include "headwater/data.h"
#include "headwater/hash.h"
#include "service/git/disk_view.h"
#include "service/git/worktree.h"
#include "tests/fakes/repository_builder.h"

// The texts below are full of tags that are not this file's: REUSE-IgnoreStart

namespace headwater::jobs {
namespace {

using tests::RepositoryBuilder;
using tests::WriteFile;
using Files = RepositoryBuilder::Files;

struct Written {
  std::string out;
  std::string err;
  int exit_code = 0;
};

class LicensesTest : public testing::Test {
 protected:
  void CheckOut(const Files& files) { builder.CheckOut(builder.Commit(files, {}, 1)); }

  Written Run(LicensesFormat format, bool worktree) const {
    LicensesRequest request;
    request.repository = builder.path().string();
    request.format = format;
    request.worktree = worktree;
    request.today = std::chrono::sys_days(std::chrono::year(2026) / 11 / 21);
    std::ostringstream out;
    const CommandResult result = Licenses(request, out);
    return {out.str(), result.err, result.exit_code};
  }

  // Without what tells a commit from a work tree.
  std::string FilesOf(bool worktree) const {
    const std::string json = Run(LicensesFormat::kJson, worktree).out;
    return json.substr(std::min(json.find("\"files\":"), json.size()));
  }

  DataNode Json(bool worktree = false) const {
    auto json = ParseJson(Run(LicensesFormat::kJson, worktree).out, kJsonLimits);
    if (!json.ok()) throw std::runtime_error(json.error().message);
    return std::move(json).value();
  }

  RepositoryBuilder builder{RepositoryBuilder::Kind::kWorktree};
};

const Files kProject = {
    {".gitignore", "ignored/\n"},
    {"LICENSE", "text\n"},
    {"LICENSES/LicenseRef-Own.txt", "Own text </text> of it\n"},
    {"REUSE.toml",
     "version = 1\n[[annotations]]\npath = \"data/**\"\nprecedence = \"override\"\n"
     "SPDX-FileCopyrightText = \"Data Ltd.\"\nSPDX-License-Identifier = \"CC0-1.0\"\n"},
    {"a.c",
     "// SPDX-FileCopyrightText: 2026 Alex Example\n"
     "// SPDX-License-Identifier: MIT OR LicenseRef-Own\n"},
    {"b.c", "// SPDX-License-Identifier: no expression (\n"},
    {"data/empty", ""},
    {"data/x.json", "{}\n"},
    {"e.png", std::string("\0\1\2", 3)},
    {"e.png.license",
     "SPDX-License-Identifier: no-such-id AND GPL-2.0-only WITH Classpath-exception-2.0\n"},
    {"s.c", "// SPDX-SnippetBegin\n// SPDX-License-Identifier: ISC\n"},
};

TEST_F(LicensesTest, SameFilesHaveTheSameAnswerInObjectsAndOnDisk) {
  CheckOut(kProject);
  const std::string committed = FilesOf(/*worktree=*/false);
  EXPECT_NE(std::string::npos, committed.find("data/x.json"));
  EXPECT_EQ(committed, FilesOf(/*worktree=*/true));
}

TEST_F(LicensesTest, WorkTreeHasWhatGitWouldKeep) {
  CheckOut(kProject);
  WriteFile(builder.path() / "new.c", "// SPDX-License-Identifier: ISC\n");
  WriteFile(builder.path() / "ignored/x.c", "int x;\n");
  WriteFile(builder.path() / "other/.git/HEAD", "x\n");
  WriteFile(builder.path() / "other/y.c", "int y;\n");
  std::filesystem::remove(builder.path() / "a.c");
  std::filesystem::create_symlink("/etc/passwd", builder.path() / "link");
  const std::string files = FilesOf(/*worktree=*/true);
  EXPECT_NE(std::string::npos, files.find("\"new.c\""));
  EXPECT_NE(std::string::npos, files.find("{\"path\":\"link\",\"covered\":false"));
  for (const char* absent : {"ignored/", "other/", "\"a.c\""}) {
    EXPECT_EQ(std::string::npos, files.find(absent)) << absent;
  }
}

TEST_F(LicensesTest, ListingAgreesWithTheComparingView) {
  CheckOut(kProject);
  WriteFile(builder.path() / "sub/new.c", "int n;\n");
  WriteFile(builder.path() / "ignored/x.c", "int x;\n");
  auto repository = git::Repository::Open(builder.path()).value();
  const auto state = git::ReadWorktree(repository, git::kDefaultBlobBytes).value();
  const auto view = git::OpenDisk(repository).value();
  ASSERT_EQ(state.files.size(), view->Files().size());
  for (size_t i = 0; i < state.files.size(); ++i) {
    EXPECT_EQ(state.files[i].path, view->Files()[i].path);
  }
}

TEST_F(LicensesTest, JsonIsWhatItsDescriptionSays) {
  CheckOut(kProject);
  const DataNode json = Json();
  EXPECT_EQ("headwater.licenses/1", json.Find("schema")->scalar);
  EXPECT_EQ("3.3", json.Find("reuse")->scalar);
  EXPECT_EQ(40U, json.Find("commit")->scalar.size());
  const auto& files = json.Find("files")->items;
  ASSERT_EQ(kProject.size(), files.size());
  const DataNode& source = files[4];
  EXPECT_EQ("a.c", source.Find("path")->scalar);
  EXPECT_EQ("true", source.Find("covered")->scalar);
  EXPECT_EQ(DataNode::Kind::kNull, source.Find("excluded_because")->kind);
  EXPECT_EQ("2026 Alex Example", source.Find("copyrights")->items.at(0).scalar);
  EXPECT_EQ("MIT OR LicenseRef-Own", source.Find("expressions")->items.at(0).scalar);
  EXPECT_EQ("header", source.Find("sources")->items.at(0).scalar);
  EXPECT_EQ(nullptr, source.Find("errors"));
  EXPECT_EQ("license-file", files[1].Find("excluded_because")->scalar);
  EXPECT_EQ("expression", files[5].Find("errors")->items.at(0).Find("kind")->scalar);
  EXPECT_EQ("empty", files[6].Find("excluded_because")->scalar);
  EXPECT_EQ("REUSE.toml", files[7].Find("sources")->items.at(0).scalar);
  EXPECT_EQ("ISC", files[10].Find("snippets")->items.at(0).Find("expressions")->items.at(0).scalar);
  EXPECT_EQ("11", json.Find("summary")->Find("files")->scalar);
  EXPECT_EQ("6", json.Find("summary")->Find("covered")->scalar);
  EXPECT_EQ("null", Json(/*worktree=*/true).Find("commit")->kind == DataNode::Kind::kNull
                        ? "null"
                        : "a commit");
}

TEST_F(LicensesTest, HostileNamesAndHoldersStayWithinTheirFields) {
  CheckOut(
      {{"a\"\n\x1b[31m.c",
        "// SPDX-FileCopyrightText: \"}],\x1b \xFF </text>\n// SPDX-License-Identifier: MIT\n"}});
  const DataNode json = Json();
  EXPECT_EQ("a\"\n\x1b[31m.c", json.Find("files")->items.at(0).Find("path")->scalar);
  for (const LicensesFormat format : {LicensesFormat::kText, LicensesFormat::kSpdx}) {
    const std::string out = Run(format, /*worktree=*/false).out;
    EXPECT_EQ(std::string::npos, out.find('\x1b'));
    EXPECT_EQ(std::string::npos, out.find("\"\n\\x1b"));
  }
}

// The lines of a document that begin with a tag, in order.
std::vector<std::string> ValuesOf(const std::string& document, const std::string& tag) {
  std::vector<std::string> values;
  std::istringstream lines(document);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(tag + ": ")) values.push_back(line.substr(tag.size() + 2));
  }
  return values;
}

using Values = std::vector<std::string>;

TEST_F(LicensesTest, SpdxDocumentHasWhatVersion23Demands) {
  CheckOut(kProject);
  const Written written = Run(LicensesFormat::kSpdx, /*worktree=*/false);
  EXPECT_EQ(0, written.exit_code);
  EXPECT_TRUE(written.out.starts_with("SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\n"));
  EXPECT_EQ(Values{"2026-11-21T00:00:00Z"}, ValuesOf(written.out, "Created"));
  EXPECT_EQ(kProject.size(), ValuesOf(written.out, "FileName").size());
  EXPECT_EQ(kProject.size(), ValuesOf(written.out, "FileChecksum").size());
  EXPECT_EQ(kProject.size(), ValuesOf(written.out, "FileCopyrightText").size());
  EXPECT_EQ((Values{"CC0-1.0", "GPL-2.0-only", "ISC", "LicenseRef-Own",
                    "LicenseRef-Unlisted-no-such-id", "MIT"}),
            ValuesOf(written.out, "PackageLicenseInfoFromFiles"));
  EXPECT_EQ((Values{"LicenseRef-Own", "LicenseRef-Unlisted-no-such-id"}),
            ValuesOf(written.out, "LicenseID"));
  EXPECT_NE(std::string::npos, written.out.find("<text>Own text < /text> of it\n</text>"));
  EXPECT_TRUE(std::regex_match(ValuesOf(written.out, "PackageVerificationCode").at(0),
                               std::regex("[0-9a-f]{40}")));
}

// `printf 'a\n' | sha1sum`, and the SHA-1 of that text (SPDX 2.3, 7.9).
TEST_F(LicensesTest, ChecksumsAndVerificationCodeAreThoseOfTheBytes) {
  CheckOut({{"a", "a\n"}});
  const std::string out = Run(LicensesFormat::kSpdx, /*worktree=*/false).out;
  EXPECT_EQ(Values{"SHA1: 3f786850e387550fdab836ed7e6dc881de23001b"},
            ValuesOf(out, "FileChecksum"));
  EXPECT_EQ(Values{Sha1("3f786850e387550fdab836ed7e6dc881de23001b").Hex()},
            ValuesOf(out, "PackageVerificationCode"));
}

TEST_F(LicensesTest, TextNamesWhatIsMissing) {
  CheckOut(kProject);
  const Written written = Run(LicensesFormat::kText, /*worktree=*/true);
  EXPECT_NE(std::string::npos, written.out.find("11 files, 6 of them covered"));
  EXPECT_NE(std::string::npos, written.out.find("    1  MIT OR LicenseRef-Own\n"));
  EXPECT_NE(std::string::npos, written.out.find("without a licence: 3\n"));
  EXPECT_NE(std::string::npos, written.out.find("  s.c: snippet-unclosed, line 1\n"));
}

TEST_F(LicensesTest, WhatCannotBeReadEndsWithThree) {
  CheckOut({{"a.c", "int a;\n"}, {"REUSE.toml", "version = 2\n"}});
  for (const bool worktree : {false, true}) {
    const Written written = Run(LicensesFormat::kJson, worktree);
    EXPECT_EQ(kExitUnknown, written.exit_code);
    EXPECT_NE(std::string::npos, written.out.find("\"kind\":\"reuse-unreadable\""));
    EXPECT_FALSE(written.err.empty());
  }
}

TEST_F(LicensesTest, TooLargeFilesAreNamedAndTheRestIsListed) {
  CheckOut({{"a.c", "// SPDX-License-Identifier: MIT\n"}});
  WriteFile(builder.path() / "big.bin", "");
  std::filesystem::resize_file(builder.path() / "big.bin", std::uintmax_t{100} << 20U);
  const Written written = Run(LicensesFormat::kJson, /*worktree=*/true);
  EXPECT_EQ(kExitUnknown, written.exit_code);
  EXPECT_NE(std::string::npos, written.out.find("\"kind\":\"too-large\""));
  EXPECT_NE(std::string::npos, written.out.find("\"expressions\":[\"MIT\"]"));
}

TEST_F(LicensesTest, WrongUseIsTold) {
  CheckOut({{"a.c", "int a;\n"}});
  LicensesRequest request;
  request.repository = builder.path().string();
  request.revision = "no-such-branch";
  std::ostringstream out;
  EXPECT_EQ(kExitUsage, Licenses(request, out).exit_code);
  EXPECT_TRUE(out.str().empty());
}

}  // namespace
}  // namespace headwater::jobs
// REUSE-IgnoreEnd
