// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/generators.h"

#include <gtest/gtest.h>

#include <deque>
#include <set>
#include <string>
#include <vector>

#include "rules/common/manifest_table.h"
#include "rules/sbom/document.h"

namespace headwater::sbom {
namespace {

/// Manifests as they would be found at these paths.
struct Found {
  explicit Found(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
      FileEntry& file = files.emplace_back();
      file.path = Untrusted(path);
      manifests.push_back({&file, ManifestOf(path)});
    }
  }
  std::deque<FileEntry> files;
  std::vector<Manifest> manifests;
};

TEST(GeneratorsTest, EveryCommandWritesCycloneDx16AsJson) {
  for (const Generator& generator : Generators()) {
    const std::string command(generator.command.view());
    EXPECT_NE(std::string::npos, command.find("1.6")) << command;
    EXPECT_NE(std::string::npos, command.find("sbom.cdx")) << command;
  }
}

TEST(GeneratorsTest, EveryKindOfManifestHasAGeneratorWhereAToolIsKnown) {
  std::set<std::string_view> with;
  for (const Generator& generator : Generators()) {
    EXPECT_TRUE(with.insert(generator.file.view()).second) << generator.file.view();
  }
  std::set<std::string_view> without;
  for (const ManifestEntry& entry : ManifestTable()) {
    if (with.erase(entry.kind.file.view()) == 0) without.insert(entry.kind.file.view());
  }
  EXPECT_TRUE(with.empty()) << *with.begin() << " is no kind of manifest";
  EXPECT_EQ((std::set<std::string_view>{"vcpkg.json", ".gitmodules"}), without);
}

TEST(GeneratorsTest, ALockFileSpeaksForTheManifestBesideIt) {
  EXPECT_NE(std::string::npos,
            GeneratorCommand(Found({"package.json", "yarn.lock"}).manifests).find("cdxgen -t js"));
  EXPECT_NE(
      std::string::npos,
      GeneratorCommand(Found({"package.json", "x/yarn.lock"}).manifests).find("cyclonedx-npm"));
}

TEST(GeneratorsTest, SeveralEcosystemsTakeOneCommandForAll) {
  const Found found({"go.mod", "package.json"});
  EXPECT_EQ(2U, GeneratorsFor(found.manifests).size());
  EXPECT_EQ("npx @cyclonedx/cdxgen --spec-version 1.6 -o sbom.cdx.json .",
            GeneratorCommand(found.manifests));
}

TEST(GeneratorsTest, AFolderThatAShellWouldReadOtherwiseIsLeftOut) {
  for (const char* path : {"a b/go.mod", "$(x)/go.mod", "-x/go.mod", "a;b/go.mod", "a\nb/go.mod"}) {
    EXPECT_TRUE(GeneratorCommand(Found({path}).manifests).starts_with("cyclonedx-gomod")) << path;
  }
  EXPECT_TRUE(GeneratorCommand(Found({"a/b-1/go.mod"}).manifests).starts_with("cd a/b-1 && "));
}

TEST(GeneratorsTest, NoToolNoCommand) {
  EXPECT_EQ("", GeneratorCommand({}));
  EXPECT_EQ("", GeneratorCommand(Found({"vcpkg.json", ".gitmodules"}).manifests));
}

TEST(SbomCandidateTest, ACompressedFileCountsByItsNameWithoutTheEnding) {
  EXPECT_TRUE(IsSbomCandidate("sbom.cdx.json.gz"));
  EXPECT_TRUE(IsSbomCandidate("sbom/x.json.gz"));
  EXPECT_FALSE(IsSbomCandidate("bom.gz"));
  EXPECT_FALSE(IsSbomCandidate("data.json.gz"));
}

}  // namespace
}  // namespace headwater::sbom
