// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/manifest.h"

#include <gtest/gtest.h>

#include <cctype>
#include <set>
#include <string>

#include "rules/common/manifest_table.h"

namespace headwater {
namespace {

/// "yes", "no", or the error's message.
std::string Names(std::string_view path, std::string_view content) {
  const ManifestKind* kind = ManifestOf(path);
  if (kind == nullptr) return "no manifest";
  const Result<bool> names = NamesDependencies(*kind, content);
  return !names.ok() ? names.error().message : names.value() ? "yes" : "no";
}

struct Case {
  std::string_view content;
  std::string_view answer;
};

template <size_t kSize>
void ExpectAnswers(std::string_view path, const Case (&cases)[kSize]) {
  for (const Case& c : cases) EXPECT_EQ(Names(path, c.content), c.answer) << c.content;
}

TEST(ManifestTest, KnowsKindsByFileName) {
  const struct {
    std::string_view path;
    std::string_view file;
    bool is_lock;
  } cases[] = {
      {"package.json", "package.json", false},
      {"a/b/package-lock.json", "package-lock.json", true},
      {"requirements.txt", "requirements.txt", false},
      {"requirements-dev.txt", "requirements.txt", false},
      {"src/App.Core.csproj", "*.csproj", false},
      {"x.gemspec", "*.gemspec", false},
      {"Pipfile.lock", "Pipfile.lock", true},
      {"Pipfile", "Pipfile", false},
      {".gitmodules", ".gitmodules", false},
      {"go.mod", "go.mod", false},
  };
  for (const auto& c : cases) {
    const ManifestKind* kind = ManifestOf(c.path);
    ASSERT_NE(kind, nullptr) << c.path;
    EXPECT_EQ(kind->file.view(), c.file) << c.path;
    EXPECT_EQ(kind->is_lock, c.is_lock) << c.path;
  }
}

TEST(ManifestTest, LeavesOtherFilesAlone) {
  for (const std::string_view path :
       {"", "/", "Package.json", "package.json/readme", "xpackage.json", "package.json5",
        "requirements.md", "dev-requirements.txt", "Dockerfile", "CMakeLists.txt", "go.sum",
        "setup.py", "build.gradle", ".csproj.user"}) {
    EXPECT_EQ(ManifestOf(path), nullptr) << path;
  }
}

TEST(ManifestTest, EveryKindIsUniqueAndWholeAndReadsItsOwnName) {
  std::set<std::string_view> files;
  for (const ManifestEntry& entry : ManifestTable()) {
    EXPECT_TRUE(files.insert(entry.kind.file.view()).second) << entry.kind.file.view();
    EXPECT_FALSE(entry.kind.ecosystem.view().empty());
    ASSERT_NE(entry.reader, nullptr);
    EXPECT_EQ(ManifestOf(std::string(entry.begins) + std::string(entry.ends)), &entry.kind);
  }
  EXPECT_GT(files.size(), 30U);
}

TEST(ManifestTest, AFileThatCannotBeReadIsAnErrorForEveryKind) {
  for (const ManifestEntry& entry : ManifestTable()) {
    for (const std::string_view text : {"\xFF\xFE", "<<<<<<< HEAD\n=======\n>>>>>>> x\n"}) {
      const Result<bool> names = NamesDependencies(entry.kind, text);
      ASSERT_FALSE(names.ok()) << entry.kind.file.view() << " " << text;
      EXPECT_EQ(names.error().code, Errc::kInvalid);
      EXPECT_TRUE(std::isdigit(static_cast<unsigned char>(names.error().message[0])));
    }
  }
}

TEST(ManifestTest, AnUnknownKindIsAnError) {
  EXPECT_FALSE(NamesDependencies({.ecosystem = "x", .file = "x"}, "").ok());
}

TEST(ManifestTest, Npm) {
  ExpectAnswers(
      "package.json",
      {{"{}", "no"},
       {R"({"dependencies": {}})", "no"},
       {R"({"dependencies": {"a": "^1"}})", "yes"},
       {R"({"devDependencies": {"a": "*"}})", "yes"},
       {R"({"peerDependencies": {"a": "1"}})", "yes"},
       {R"({"optionalDependencies": {"a": "npm:b@1"}})", "yes"},
       {R"({"dependencies": {"a": "file:../a", "b": "workspace:*", "c": "link:c", "d": "../d"}})",
        "no"},
       {R"({"dependencies": ["a"]})", "1:18: `dependencies` must be a map"},
       {"[]", "1:1: a map of keys and values must stand here"}});
  ExpectAnswers(
      "package-lock.json",
      {{R"({"lockfileVersion": 3, "packages": {"": {}}})", "no"},
       {R"({"packages": {"": {}, "node_modules/a": {"link": true}, "packages/a": {}}})", "no"},
       {R"({"packages": {"": {}, "node_modules/a": {"version": "1.0.0"}}})", "yes"},
       {R"({"packages": {"": {}, "p/node_modules/@x/a": {"version": "1.0.0"}}})", "yes"},
       {R"({"lockfileVersion": 1, "dependencies": {"a": {"version": "file:a"}}})", "no"},
       {R"({"lockfileVersion": 1, "dependencies": {"a": {"version": "1.0.0"}}})", "yes"}});
  EXPECT_EQ(Names("npm-shrinkwrap.json", R"({"dependencies": {"a": {"version": "1"}}})"), "yes");
}

TEST(ManifestTest, YarnAndPnpm) {
  ExpectAnswers("yarn.lock",
                {{"", "no"},
                 {"# yarn lockfile v1\n\n\n", "no"},
                 {"# yarn lockfile v1\n\n\na@^1, a@^1.2:\n  version \"1.2.3\"\n", "yes"},
                 {"\"a@file:../a\":\n  version \"0.0.0\"\n", "no"},
                 {"__metadata:\n  version: 8\n\n\"root@workspace:.\":\n  version: 0\n", "no"},
                 {"__metadata:\n  version: 8\n\n? \"a@npm:^1\"\n:\n  version: 1\n", "yes"},
                 {"a\n", "1:1: an entry's line must end in a colon"}});
  ExpectAnswers("pnpm-lock.yaml",
                {{"lockfileVersion: '9.0'\nimporters:\n  .: {}\n", "no"},
                 {"packages:\n  a@1.0.0:\n    resolution: {integrity: sha512-x}\n", "yes"},
                 {"packages:\n  /a/1.0.0:\n    dev: true\n", "yes"},
                 {"packages:\n  file:../a:\n    resolution: {directory: ../a}\n"
                  "  b@file:b:\n    resolution: {directory: b, type: directory}\n",
                  "no"},
                 {"", "1:1: a map of keys and values must stand here"}});
}

TEST(ManifestTest, Requirements) {
  ExpectAnswers("requirements.txt",
                {{"", "no"},
                 {"# flask==1\n\n-r other.txt\n--index-url https://example.com/simple\n", "no"},
                 {"flask==2.0 \\\n  --hash=sha256:00\n", "yes"},
                 {"-c x.txt \\\n  flask\n", "no"},
                 {"-e .\n-e ./lib[extra]\n../x\nfile:///x\n.[dev]\na @ file:///a\n", "no"},
                 {"-e git+https://example.com/a.git#egg=a\n", "yes"},
                 {"--editable=git+https://example.com/a.git\n", "yes"},
                 {"https://example.com/a.whl # why\n", "yes"},
                 {"flask>=1; python_version < '3'", "yes"}});
}

TEST(ManifestTest, Pyproject) {
  ExpectAnswers(
      "pyproject.toml",
      {{"", "no"},
       {"[build-system]\nrequires = ['setuptools']\n[tool.black]\nline-length = 100\n", "no"},
       {"[project]\nname = 'x'\ndependencies = []\n", "no"},
       {"[project]\ndependencies = ['flask >=1']\n", "yes"},
       {"[project]\ndependencies = ['a @ file:///a', './b']\n", "no"},
       {"[project.optional-dependencies]\ntest = ['pytest']\n", "yes"},
       {"[dependency-groups]\ndev = [{include-group = 'x'}]\n", "no"},
       {"[dependency-groups]\ndev = ['pytest']\n", "yes"},
       {"[project]\ndependencies = ['My_Lib']\n[tool.uv.sources]\nmy-lib = {workspace = true}\n",
        "no"},
       {"[tool.uv]\ndev-dependencies = ['ruff']\n", "yes"},
       {"[tool.pdm.dev-dependencies]\nt = ['pytest']\n", "yes"},
       {"[tool.poetry.dependencies]\npython = '^3'\na = {path = '../a'}\n", "no"},
       {"[tool.poetry.dependencies]\npython = '^3'\na = '^1'\n", "yes"},
       {"[tool.poetry.dependencies]\na = [{version = '1', python = '3'}]\n", "yes"},
       {"[tool.poetry.group.dev.dependencies]\na = '*'\n", "yes"},
       {"[tool.poetry.dev-dependencies]\na = '*'\n", "yes"},
       {"[project]\ndependencies = 'flask'\n", "2:16: `dependencies` must be a list"}});
}

TEST(ManifestTest, PythonLocks) {
  ExpectAnswers("Pipfile", {{"[requires]\npython_version = '3'\n[[source]]\nurl = 'x'\n", "no"},
                            {"[packages]\na = '*'\n", "yes"},
                            {"[packages]\na = {path = '.', editable = true}\n", "no"},
                            {"[dev-packages]\na = {git = 'https://example.com/a'}\n", "yes"}});
  ExpectAnswers("Pipfile.lock",
                {{R"({"_meta": {"x": 1}, "default": {}, "develop": {}})", "no"},
                 {R"({"_meta": {}, "develop": {"a": {"version": "==1"}}})", "yes"},
                 {R"({"default": {"a": {"path": "."}}})", "no"},
                 {R"({"default": []})", "1:13: a map of keys and values must stand here"}});
  constexpr std::string_view kLocks[] = {"poetry.lock", "uv.lock", "pdm.lock"};
  for (const std::string_view lock : kLocks) {
    ExpectAnswers(lock, {{"version = 1\n", "no"},
                         {"[[package]]\nname = 'a'\nversion = '1'\n", "yes"},
                         {"[[package]]\nname = 'a'\nsource = {virtual = '.'}\n", "no"},
                         {"[[package]]\nname = 'a'\nsource = {registry = 'https://x'}\n", "yes"},
                         {"[[package]]\nname = 'a'\n[package.source]\ntype = 'directory'\n", "no"},
                         {"[[package]]\nname = 'a'\npath = './a'\n", "no"},
                         {"package = 1\n", "1:11: `package` must be a list"}});
  }
  ExpectAnswers("pylock.toml", {{"[[packages]]\nname = 'a'\n", "yes"},
                                {"[[packages]]\nname = 'a'\ndirectory = {path = '.'}\n", "no"}});
}

TEST(ManifestTest, Cargo) {
  ExpectAnswers("Cargo.toml",
                {{"[package]\nname = 'x'\n", "no"},
                 {"[dependencies]\n", "no"},
                 {"[dependencies]\nserde = '1'\n", "yes"},
                 {"[dependencies]\na = {path = '../a', version = '1'}\nb.workspace = true\n", "no"},
                 {"[dependencies.serde]\nversion = '1'\n", "yes"},
                 {"[dev-dependencies]\na = {git = 'https://example.com/a'}\n", "yes"},
                 {"[target.'cfg(unix)'.dependencies]\nlibc = '0.2'\n", "yes"},
                 {"[workspace.dependencies]\nserde = '1'\n", "yes"},
                 {"dependencies = 1\n", "1:16: `dependencies` must be a map"}});
  ExpectAnswers("Cargo.lock",
                {{"version = 3\n[[package]]\nname = 'own'\nversion = '1'\n", "no"},
                 {"[[package]]\nname = 'a'\nsource = 'registry+https://x'\n", "yes"}});
}

TEST(ManifestTest, Maven) {
  const auto pom = [](std::string_view inside) {
    return Names("pom.xml", "<project xmlns='http://maven.apache.org/POM/4.0.0'>" +
                                std::string(inside) + "</project>");
  };
  EXPECT_EQ(pom(""), "no");
  EXPECT_EQ(pom("<dependencies/>"), "no");
  EXPECT_EQ(pom("<dependencies><dependency><groupId>g</groupId></dependency></dependencies>"),
            "yes");
  EXPECT_EQ(pom("<dependencies><dependency><groupId>\n ${project.groupId} </groupId>"
                "<version>${project.version}</version></dependency></dependencies>"),
            "no");
  EXPECT_EQ(pom("<build><plugins><plugin><dependencies><dependency/></dependencies></plugin>"
                "</plugins></build>"),
            "no");
  EXPECT_EQ(pom("<profiles><profile><dependencies><dependency/></dependencies></profile>"
                "</profiles>"),
            "yes");
  EXPECT_EQ(Names("pom.xml", "<x/>"), "1:1: the root element must be <project>");
  ExpectAnswers("gradle.lockfile",
                {{"# comment\nempty=\n", "no"},
                 {"# comment\nempty=a,b\norg.x:y:1.0=compileClasspath\n", "yes"},
                 {"hello\n", "1:1: a line must be group:name:version=configurations"}});
}

TEST(ManifestTest, Go) {
  ExpectAnswers("go.mod",
                {{"module example.com/x\n\ngo 1.22\n", "no"},
                 {"module example.com/x\nrequire example.com/y v1.0.0\n", "yes"},
                 {"module x\nrequire (\n\t// only a comment\n)\n", "no"},
                 {"module x\nrequire (\n\ty v1.0.0 // indirect\n)\n", "yes"},
                 {"module x\nrequire y v1.0.0\nreplace y => ../y\n", "no"},
                 {"module x\nrequire y v1.0.0\nreplace (\n y v1.0.0 => ./y\n)\n", "no"},
                 {"module x\nrequire y v1.0.0\nreplace y => z v1.0.0\n", "yes"},
                 {"module x\nexclude y v1.0.0\ntool y/cmd\n", "no"},
                 {"module x\nrequire (\n", "2:1: a block is not closed at the end of the file"},
                 {"hello\n", "1:1: no `module` line stands in the file"}});
}

TEST(ManifestTest, Composer) {
  ExpectAnswers("composer.json", {{R"({"require": {"php": ">=8", "ext-json": "*"}})", "no"},
                                  {R"({"require": [], "require-dev": {"a/b": "1"}})", "yes"},
                                  {R"({"require": {"a/b": "^1"}})", "yes"},
                                  {R"({"require": 1})", "1:13: `require` must be a map"}});
  ExpectAnswers("composer.lock",
                {{R"({"packages": [], "packages-dev": []})", "no"},
                 {R"({"packages": [{"name": "a/b", "dist": {"type": "path"}}]})", "no"},
                 {R"({"packages-dev": [{"name": "a/b", "dist": {"type": "zip"}}]})", "yes"}});
}

TEST(ManifestTest, Ruby) {
  ExpectAnswers("Gemfile", {{"source 'https://rubygems.org'\ngemspec\n# gem 'x'\n", "no"},
                            {"gem 'rails', '~> 7'\n", "yes"},
                            {"group :test do\n  gem(\"rspec\")\nend\n", "yes"},
                            {"gem 'a', path: '../a'\ngem 'b', :path => 'b'\n", "no"}});
  ExpectAnswers("x.gemspec", {{"Gem::Specification.new do |s|\n  s.name = 'x'\nend\n", "no"},
                              {"  s.add_dependency 'a', '~> 1'\n", "yes"},
                              {"  s.add_development_dependency(\"a\")\n", "yes"},
                              {"  # s.add_dependency 'a'\n", "no"}});
  ExpectAnswers("Gemfile.lock",
                {{"PATH\n  remote: .\n  specs:\n    x (1.0)\n\nGEM\n  remote: r\n  specs:\n\n"
                  "PLATFORMS\n  ruby\n\nDEPENDENCIES\n  x!\n\nBUNDLED WITH\n   2.4\n",
                  "no"},
                 {"GEM\n  remote: https://rubygems.org/\n  specs:\n    a (1.0)\n      b\n", "yes"},
                 {"hello\n", "1:1: a section's heading in capitals must stand here"}});
}

TEST(ManifestTest, DotNet) {
  ExpectAnswers(
      "a.csproj",
      {{"<Project Sdk='Microsoft.NET.Sdk'/>", "no"},
       {"\xEF\xBB\xBF<Project><ItemGroup><PackageReference Include='A' Version='1'/></ItemGroup>"
        "</Project>",
        "yes"},
       {"<Project><ItemGroup><ProjectReference Include='..\\b.csproj'/></ItemGroup></Project>",
        "no"},
       {"<Project><ItemGroup><PackageReference Update='A'/></ItemGroup></Project>", "no"},
       {"<Project><Choose><When Condition='x'><ItemGroup><PackageReference Include='A'/>"
        "</ItemGroup></When></Choose></Project>",
        "yes"},
       {"<x/>", "1:1: the root element must be <Project>"}});
  EXPECT_EQ(Names("Directory.Packages.props",
                  "<Project><ItemGroup><PackageVersion Include='A'/></ItemGroup></Project>"),
            "yes");
  EXPECT_EQ(Names("packages.config", "<packages><package id='A'/></packages>"), "yes");
  EXPECT_EQ(Names("packages.config", "<packages/>"), "no");
  ExpectAnswers("packages.lock.json",
                {{R"({"version": 1, "dependencies": {"net8.0": {}}})", "no"},
                 {R"({"dependencies": {"net8.0": {"a": {"type": "Project"}}}})", "no"},
                 {R"({"dependencies": {"net8.0": {"A": {"type": "Direct"}}}})", "yes"}});
}

TEST(ManifestTest, CAndCpp) {
  ExpectAnswers("conanfile.txt", {{"[generators]\nCMakeDeps\n[requires]\n# a\n", "no"},
                                  {"[requires]\nzlib/1.3\n", "yes"},
                                  {"[tool_requires]\ncmake/3.22\n", "yes"},
                                  {"zlib/1.3\n", "1:1: a line stands before the first [section]"}});
  ExpectAnswers(
      "conan.lock",
      {{R"({"version": "0.5", "requires": [], "build_requires": []})", "no"},
       {R"({"version": "0.5", "requires": ["zlib/1.3#x%1"]})", "yes"},
       {R"({"graph_lock": {"nodes": {"0": {"path": "conanfile.txt", "ref": "x/1"}}}})", "no"},
       {R"({"graph_lock": {"nodes": {"1": {"ref": "zlib/1.3"}}}})", "yes"}});
  ExpectAnswers("vcpkg.json",
                {{R"({"name": "x", "dependencies": []})", "no"},
                 {R"({"dependencies": ["zlib"]})", "yes"},
                 {R"({"name": "x", "dependencies": [{"name": "x", "features": ["y"]}]})", "no"},
                 {R"({"features": {"y": {"dependencies": [{"name": "zlib"}]}}})", "yes"}});
  ExpectAnswers(".gitmodules",
                {{"", "no"},
                 {"[submodule \"a\"]\n\tpath = a\n\turl = ../a.git\n", "no"},
                 {"[submodule \"a\"]\n\tpath = a\n\turl = https://example.com/a.git\n", "yes"},
                 {"url = x\n", "1:1: a line stands before the first [submodule]"}});
}

TEST(ManifestTest, OtherEcosystems) {
  ExpectAnswers("mix.lock", {{"%{\n}\n", "no"},
                             {"%{\n  \"a\": {:hex, :a, \"1.0.0\"},\n}\n", "yes"},
                             {"hello", "1:1: the file must be one Elixir map, %{ ... }"}});
  ExpectAnswers(
      "pubspec.yaml",
      {{"name: x\ndependencies:\n  flutter:\n    sdk: flutter\n  a:\n    path: ../a\n", "no"},
       {"dependencies:\n  http: ^1.0.0\n", "yes"},
       {"dev_dependencies:\n  test:\n", "yes"},
       {"name: x\nname: y\n", "2:1: the key stands twice in this map; keep one of the two"}});
  ExpectAnswers("pubspec.lock",
                {{"packages:\n  a:\n    source: path\n  b:\n    source: sdk\n", "no"},
                 {"packages:\n  a:\n    source: hosted\n", "yes"}});
  ExpectAnswers("Package.resolved",
                {{R"({"pins": [], "version": 2})", "no"},
                 {R"({"pins": [{"kind": "remoteSourceControl"}], "version": 2})", "yes"},
                 {R"({"object": {"pins": [{"package": "a"}]}, "version": 1})", "yes"}});
}

}  // namespace
}  // namespace headwater
