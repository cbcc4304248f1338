// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/package_license.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace headwater {
namespace {

std::vector<std::string> Read(std::string_view path, std::string_view content) {
  const auto licenses = ReadPackageLicenses(path, content);
  EXPECT_TRUE(licenses.ok()) << path << (licenses.ok() ? "" : ": " + licenses.error().message);
  std::vector<std::string> texts;
  if (!licenses.ok()) return texts;
  for (const PackageLicense& license : licenses.value()) texts.push_back(license.text);
  return texts;
}

using Texts = std::vector<std::string>;

struct Row {
  const char* path;
  const char* content;
  Texts licenses;
};

TEST(PackageLicenseTest, ReadsEveryKindOfMetadata) {
  const std::vector<Row> rows = {
      {"package.json", R"({"name": "x", "license": "MIT"})", {"MIT"}},
      {"package.json", R"({"license": {"type": "ISC", "url": "x"}})", {"ISC"}},
      {"package.json", R"({"licenses": [{"type": "MIT"}, {"type": "Ruby"}]})", {"MIT", "Ruby"}},
      {"composer.json", R"({"license": ["LGPL-2.1-only", "MIT"]})", {"LGPL-2.1-only", "MIT"}},
      {"vcpkg.json", R"({"license": "EUPL-1.2"})", {"EUPL-1.2"}},
      {"a/Cargo.toml", "[package]\nlicense = 'MIT/Apache-2.0'\n", {"MIT/Apache-2.0"}},
      {"Cargo.toml", "[workspace.package]\nlicense = \"MIT\"\n", {"MIT"}},
      {"Cargo.toml", "[package]\nlicense.workspace = true\n", {}},
      {"pyproject.toml", "[project]\nlicense = \"EUPL-1.2\"\n", {"EUPL-1.2"}},
      {"pyproject.toml", "[project]\nlicense = {text = \"MIT License\"}\n", {"MIT License"}},
      {"pyproject.toml", "[project]\nlicense = {file = \"LICENSE\"}\n", {}},
      {"pyproject.toml", "[tool.poetry]\nlicense = \"MIT\"\n", {"MIT"}},
      {"setup.cfg", "[metadata]\nname = x\nlicense = MIT\n[x]\nlicense = ISC\n", {"MIT"}},
      {"setup.cfg", "[metadata]\nlicense_expression: MIT\nlicense_files = LICENSE\n", {"MIT"}},
      {"pom.xml",
       "<project><licenses><license><name> EUPL-1.2 </name></license></licenses></project>",
       {"EUPL-1.2"}},
      {"pom.xml", "<project><licenses><license><url>x</url></license></licenses></project>", {}},
      {"x.gemspec", "Gem::Specification.new do |s|\n  s.license = 'MIT' # ours\nend\n", {"MIT"}},
      {"x.gemspec", "  spec.licenses    = [\"MIT\", \"Ruby\"]\n", {"MIT", "Ruby"}},
      {"x.gemspec", "  spec.licenses = %w[MIT Ruby]\n# s.license = 'ISC'\n", {"MIT", "Ruby"}},
      {"src/x.csproj",
       "<Project><PropertyGroup><PackageLicenseExpression>MIT</PackageLicenseExpression>"
       "</PropertyGroup></Project>",
       {"MIT"}},
      {"Directory.Build.props", "<Project><PropertyGroup/></Project>", {}},
  };
  for (const Row& row : rows) EXPECT_EQ(row.licenses, Read(row.path, row.content)) << row.content;
}

TEST(PackageLicenseTest, LeavesOutWhatNamesNoLicence) {
  for (const char* text : {"UNLICENSED", "SEE LICENSE IN x.txt", "proprietary", " ", "${lic}"}) {
    EXPECT_EQ(Texts(), Read("package.json", "{\"license\": \"" + std::string(text) + "\"}"))
        << text;
  }
}

TEST(PackageLicenseTest, SaysWhereItStands) {
  const auto licenses = ReadPackageLicenses("setup.cfg", "[metadata]\n\nlicense = MIT\n");
  ASSERT_TRUE(licenses.ok());
  ASSERT_EQ(1U, licenses.value().size());
  EXPECT_EQ(3U, licenses.value().front().line);
}

TEST(PackageLicenseTest, RefusesWhatCannotBeRead) {
  const std::vector<std::pair<const char*, const char*>> broken = {
      {"package.json", "{"},         {"package.json", "[]"},    {"pom.xml", "<a>"},
      {"Cargo.toml", "[package"},    {"pyproject.toml", "= 1"}, {"x.csproj", ""},
      {"Cargo.toml", "package = 1"}, {"setup.cfg", "\xFF\xFE"}};
  for (const auto& [path, content] : broken) {
    EXPECT_FALSE(ReadPackageLicenses(path, content).ok()) << path << ": " << content;
  }
}

TEST(PackageLicenseTest, ReadsOnlyFilesItKnows) {
  EXPECT_TRUE(MayNamePackageLicense("a/b/package.json"));
  EXPECT_TRUE(MayNamePackageLicense("x.gemspec"));
  EXPECT_FALSE(MayNamePackageLicense("package-lock.json"));
  EXPECT_FALSE(MayNamePackageLicense("mypackage.json"));
  EXPECT_EQ(Texts(), Read("README.md", "license: MIT"));
}

}  // namespace
}  // namespace headwater
