// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

// The architecture, kept by reading every #include of the product. Design: "Folders".

namespace headwater {
namespace {

namespace fs = std::filesystem;

struct Include {
  std::string file;    ///< "service/git/view.cc"
  std::string target;  ///< "git2.h", "service/git/view.h"
};

std::string Slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<std::string> ProductFiles() {
  std::vector<std::string> files;
  const fs::path root = HEADWATER_SOURCE_DIR;
  for (const char* folder : {"include", "hooks", "rules", "service"}) {
    if (!fs::exists(root / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const fs::path& path = entry.path();
      if (path.extension() == ".cc" || path.extension() == ".h") {
        files.push_back(fs::relative(path, root).generic_string());
      }
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<Include> Includes() {
  std::vector<Include> includes;
  for (const std::string& file : ProductFiles()) {
    std::istringstream lines(Slurp(fs::path(HEADWATER_SOURCE_DIR) / file));
    for (std::string line; std::getline(lines, line);) {
      if (!line.starts_with("#include ")) continue;
      const size_t begin = line.find_first_of("<\"") + 1;
      includes.push_back({file, line.substr(begin, line.find_first_of(">\"", begin) - begin)});
    }
  }
  return includes;
}

/// "service/git" of "service/git/view.h"; "rules/license" of "rules/license/x.cc".
std::string FolderOf(const std::string& path) {
  const size_t last = path.rfind('/');
  return last == std::string::npos ? "" : path.substr(0, last);
}

/// A family's folders count as one: `rules/sbom/schema` is `rules/sbom`.
std::string FamilyOf(const std::string& path) {
  constexpr size_t kRules = std::string_view("rules/").size();
  return path.substr(0, path.find('/', kRules));
}

/// Every include for which `forbidden` holds, as "file includes target".
std::vector<std::string> Offences(const std::function<bool(const Include&)>& forbidden) {
  std::vector<std::string> offences;
  for (const Include& include : Includes()) {
    if (forbidden(include)) offences.push_back(include.file + " includes " + include.target);
  }
  return offences;
}

using Lines = std::vector<std::string>;

TEST(LayersTest, ThereIsSomethingToCheck) { EXPECT_GT(Includes().size(), 100U); }

TEST(LayersTest, RulesKnowOnlyTheVocabularyAndTheirOwnFamily) {
  EXPECT_EQ(Lines(), Offences([](const Include& include) {
              if (!include.file.starts_with("rules/")) return false;
              if (include.target.starts_with("service/") || include.target.starts_with("hooks/")) {
                return true;
              }
              const std::string target = FamilyOf(include.target);
              // registry.cc joins the families.
              return include.target.starts_with("rules/") && target != "rules/common" &&
                     target != "rules/data" && target != FamilyOf(include.file) &&
                     include.file != "rules/registry.cc";
            }));
}

TEST(LayersTest, RulesReadNoClockAndOpenNoSocketOrFile) {
  static const std::set<std::string> kForbidden = {"fstream",      "filesystem", "cstdio",
                                                   "sys/socket.h", "unistd.h",   "fcntl.h",
                                                   "thread",       "ctime",      "iostream"};
  EXPECT_EQ(Lines(), Offences([](const Include& include) {
              return include.file.starts_with("rules/") && kForbidden.contains(include.target);
            }));
  for (const std::string& file : ProductFiles()) {
    if (!file.starts_with("rules/")) continue;
    const std::string text = Slurp(fs::path(HEADWATER_SOURCE_DIR) / file);
    EXPECT_EQ(std::string::npos, text.find("_clock::now")) << file;
    EXPECT_EQ(std::string::npos, text.find("getenv")) << file;
  }
}

TEST(LayersTest, HooksKnowOnlyTheVocabulary) {
  EXPECT_EQ(
      Lines(), Offences([](const Include& include) {
        return include.file.starts_with("hooks/") &&
               (include.target.starts_with("service/") || include.target.starts_with("rules/"));
      }));
}

TEST(LayersTest, TheVocabularyKnowsOnlyItself) {
  EXPECT_EQ(Lines(), Offences([](const Include& include) {
              return include.file.starts_with("include/") &&
                     include.target.find('/') != std::string::npos &&
                     !include.target.starts_with("headwater/");
            }));
}

TEST(LayersTest, ServiceFoldersMeetOnlyInJobsAndApp) {
  EXPECT_EQ(
      Lines(), Offences([](const Include& include) {
        const std::string folder = FolderOf(include.file);
        if (!folder.starts_with("service") || folder == "service" || folder == "service/jobs") {
          return false;
        }
        if (include.target.starts_with("rules/") || include.target.starts_with("hooks/")) {
          return true;
        }
        return include.target.starts_with("service/") && FolderOf(include.target) != folder;
      }));
}

struct Home {
  const char* prefix;      ///< Of the library's headers.
  const char* folder;      ///< The only one that may include them,
  const char* other = "";  ///< but for this one,
  const char* third = "";  ///< and this one.
};

TEST(LayersTest, EachLibraryIsIncludedInOneFolderAndNeverInASharedHeader) {
  static constexpr Home kHomes[] = {
      {"git2", "service/git"},      {"zlib", "service/git", "rules/sbom", "service/store"},
      {"sqlite3", "service/store"}, {"libpq", "service/store"},
      {"httplib", "service/http"},  {"CLI/", "service/cli"},
      {"curl/", "service/http"},    {"nlohmann/", "service/report"},
      {"openssl/", "service/core"}, {"seccomp", "service/core"},
      {"yaml.h", "rules/common"},   {"simdjson", "rules/common"},
      {"toml++", "rules/common"},   {"pugixml", "rules/common"},
      {"re2/", "rules/common"},
  };
  for (const Home& home : kHomes) {
    EXPECT_EQ(Lines(), Offences([&](const Include& include) {
                if (!include.target.starts_with(home.prefix)) return false;
                const std::string folder = FolderOf(include.file);
                return (folder != home.folder && folder != home.other && folder != home.third) ||
                       include.file.starts_with("include/");
              }))
        << home.prefix;
  }
}

TEST(LayersTest, EveryHeaderIsGuardedByPragmaOnce) {
  for (const std::string& file : ProductFiles()) {
    if (!file.ends_with(".h")) continue;
    EXPECT_NE(std::string::npos, Slurp(fs::path(HEADWATER_SOURCE_DIR) / file).find("#pragma once"))
        << file;
  }
}

TEST(LayersTest, TopLevelFoldersAreTheKnownOnes) {
  static const std::set<std::string> kKnown = {"hooks", "service", "include",  "rules",
                                               "tests", "helm",    "LICENSES", "build"};
  for (const auto& entry : fs::directory_iterator(HEADWATER_SOURCE_DIR)) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_directory() || name.starts_with(".")) continue;
    EXPECT_TRUE(kKnown.contains(name)) << name;
  }
}

}  // namespace
}  // namespace headwater
