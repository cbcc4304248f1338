// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <string>

#include "headwater/licenses.h"
#include "rules/license/annotation.h"
#include "rules/license/licensing.h"
#include "tests/fakes/fake_view.h"

// The texts below are full of tags that are not this file's: REUSE-IgnoreStart

namespace headwater::license {
namespace {

using fakes::FakeFiles;
using fakes::FakeView;

constexpr const char* kHeader = "// SPDX-FileCopyrightText: Own\n// SPDX-License-Identifier: MIT\n";

std::string Toml(const std::string& tables) { return "version = 1\n" + tables; }

std::string Table(const std::string& path, const std::string& precedence, const std::string& holder,
                  const std::string& license) {
  std::string table = "[[annotations]]\npath = \"" + path + "\"\n";
  if (!precedence.empty()) table += "precedence = \"" + precedence + "\"\n";
  if (!holder.empty()) table += "SPDX-FileCopyrightText = \"" + holder + "\"\n";
  if (!license.empty()) table += "SPDX-License-Identifier = \"" + license + "\"\n";
  return table;
}

// "holder,holder|license,license", each with the source's initial: h(eader), s(ide-car), t(oml),
// d(ep5).
std::string Summary(const FileLicensing& known) {
  constexpr std::string_view kInitials = "hstd";
  const auto initial = [&](const InfoPlace& place) {
    return std::string(1, kInitials[static_cast<size_t>(place.source)]) + ":";
  };
  std::string text;
  for (const CopyrightNotice& notice : known.copyrights) {
    text += initial(notice.place) + notice.holder + " ";
  }
  text += "|";
  for (const LicenseStatement& license : known.licenses) {
    text += " " + initial(license.place) + license.text;
  }
  return text;
}

FileLicensing Of(const FakeFiles& files, const std::string& path) {
  FakeView view(files);
  Licensing licensing(view);
  const FileEntry* entry = FindFile(view.Files(), path);
  if (entry == nullptr) throw std::runtime_error("no such file: " + path);
  return *licensing.Of(*entry).value();
}

TEST(LicensingTest, AllWhoShareAViewReadAFileOnce) {
  FakeView view(FakeFiles{{"a.c", {kHeader}}});
  for (int rule = 0; rule < 2; ++rule) {
    const auto known = view.Shared<Licensing>().Of(view.Files().front()).value();
    EXPECT_EQ(1U, known->licenses.size());
  }
  EXPECT_EQ(1U, view.reads());
}

TEST(LicensingTest, AnswersOutliveLaterQuestions) {
  FakeFiles files;
  // More statements than are kept.
  std::string many;
  for (int i = 0; i < 50; ++i) many += kHeader;
  for (const char* path : {"a.c", "b.c"}) files[path] = {many};
  FakeView view(files);
  Licensing licensing(view);
  const auto first = licensing.Of(view.Files()[0]).value();
  const auto second = licensing.Of(view.Files()[1]).value();
  EXPECT_EQ("a.c", first->licenses.front().place.path);
  EXPECT_EQ("b.c", second->licenses.front().place.path);
}

TEST(LicensingTest, ClosestFillsInWhatIsMissingSeparately) {
  const std::string root = Toml(Table("**", "", "Root", "Zlib"));
  EXPECT_EQ("h:Own | h:MIT", Summary(Of({{"a.c", {kHeader}}, {"REUSE.toml", {root}}}, "a.c")));
  EXPECT_EQ("t:Root | t:Zlib", Summary(Of({{"a.c", {"int a;\n"}}, {"REUSE.toml", {root}}}, "a.c")));
  EXPECT_EQ(
      "t:Root | h:ISC",
      Summary(Of({{"a.c", {"// SPDX-License-Identifier: ISC\n"}}, {"REUSE.toml", {root}}}, "a.c")));
  EXPECT_EQ("h:Own | t:Zlib",
            Summary(Of({{"a.c", {"// Copyright Own\n"}}, {"REUSE.toml", {root}}}, "a.c")));
}

TEST(LicensingTest, ClosestTableWinsForEachOfTheTwo) {
  const FakeFiles files = {{"x/y/a.c", {"int a;\n"}},
                           {"REUSE.toml", {Toml(Table("**", "", "Root", "Zlib"))}},
                           {"x/REUSE.toml", {Toml(Table("**", "", "", "ISC"))}},
                           {"x/y/REUSE.toml", {Toml(Table("b.c", "", "Other", "MIT"))}}};
  EXPECT_EQ("t:Root | t:ISC", Summary(Of(files, "x/y/a.c")));
}

TEST(LicensingTest, AggregateAddsToTheFileAndToClosest) {
  const FakeFiles files = {{"x/a.c", {kHeader}},
                           {"x/b.c", {"int b;\n"}},
                           {"REUSE.toml", {Toml(Table("**", "aggregate", "Root", "Zlib"))}},
                           {"x/REUSE.toml", {Toml(Table("**", "closest", "Near", "ISC"))}}};
  EXPECT_EQ("h:Own t:Root | h:MIT t:Zlib", Summary(Of(files, "x/a.c")));
  EXPECT_EQ("t:Root t:Near | t:Zlib t:ISC", Summary(Of(files, "x/b.c")));
}

TEST(LicensingTest, OverrideNearestTheRootReplacesAllThatIsNearer) {
  const FakeFiles files = {{"x/y/a.c", {kHeader}},
                           {"x/y/a.c.license", {"SPDX-License-Identifier: 0BSD\n"}},
                           {"REUSE.toml", {Toml(Table("**", "", "Root", "Zlib"))}},
                           {"x/REUSE.toml", {Toml(Table("**", "override", "Over", "ISC"))}},
                           {"x/y/REUSE.toml", {Toml(Table("**", "override", "Near", "MIT-0"))}}};
  const FileLicensing known = Of(files, "x/y/a.c");
  EXPECT_EQ("t:Over | t:ISC", Summary(known));
  EXPECT_EQ("x/REUSE.toml", known.overridden_by);
}

TEST(LicensingTest, LastMatchingTableCountsAlone) {
  const std::string tables = Table("**", "", "All", "Zlib") + Table("a.c", "", "", "ISC");
  EXPECT_EQ("| t:ISC", Summary(Of({{"a.c", {"int a;\n"}}, {"REUSE.toml", {Toml(tables)}}}, "a.c")));
}

TEST(LicensingTest, Dep5AddsToWhatTheFileSays) {
  const FakeFiles files = {
      {"a.c", {kHeader}},
      {".reuse/dep5", {"Files: *\nCopyright: 2020 One\n 2021 Two\nLicense: ISC\n"}}};
  EXPECT_EQ("h:Own d:One d:Two | h:MIT d:ISC", Summary(Of(files, "a.c")));
}

TEST(LicensingTest, ReuseTomlBesideDep5IsReported) {
  const FakeFiles files = {{"a.c", {"int a;\n"}},
                           {"REUSE.toml", {Toml("")}},
                           {".reuse/dep5", {"Files: *\nCopyright: One\nLicense: ISC\n"}}};
  const FileLicensing known = Of(files, "a.c");
  ASSERT_TRUE(known.unchecked.has_value());
  EXPECT_EQ("reuse-unreadable", known.unchecked->key);
}

TEST(LicensingTest, SideCarSpeaksInsteadOfTheFile) {
  const FakeFiles files = {{"a.c", {kHeader}}, {"a.c.license", {"SPDX-License-Identifier: ISC\n"}}};
  const FileLicensing known = Of(files, "a.c");
  EXPECT_EQ("| s:ISC", Summary(known));
  EXPECT_EQ("a.c.license", known.side_car);
}

struct ExclusionCase {
  const char* path;
  std::optional<Exclusion> excluded;
};

TEST(LicensingTest, ExclusionsHaveTheirReasons) {
  const ExclusionCase kCases[] = {
      {"LICENSE", Exclusion::kLicenseFile},
      {"x/COPYING.GPL", Exclusion::kLicenseFile},
      {"LICENCE-MIT", Exclusion::kLicenseFile},
      {"LICENSES/MIT.txt", Exclusion::kLicensesFolder},
      {"REUSE.toml", Exclusion::kReuseToml},
      {".reuse/templates/x.jinja2", Exclusion::kReuseFolder},
      {"bom.spdx.json", Exclusion::kSpdxDocument},
      {"a.c.license", Exclusion::kSideCar},
      {"b.c.license", Exclusion::kOrphanSideCar},
      {"empty", Exclusion::kEmptyFile},
      {"link", Exclusion::kSymlink},
      {"module", Exclusion::kSubmodule},
      {"subprojects/part/a.c", Exclusion::kMesonSubproject},
      {"subprojects/part.wrap", std::nullopt},
      {"License", std::nullopt},
      {"LICENSES.md", std::nullopt},
      {"x/LICENSES/MIT.txt", std::nullopt},
      {"bom.spdxAjson", std::nullopt},
      {"a.c", std::nullopt},
  };
  FakeFiles files;
  for (const ExclusionCase& c : kCases) files[c.path] = {"version = 1\n"};
  files["empty"] = {""};
  files["link"].mode = FileMode::kSymlink;
  files["module"].mode = FileMode::kSubmodule;
  files["meson.build"] = {"project('x')\n"};
  files["subprojects/part/meson.build"] = {"project('part')\n"};
  for (const ExclusionCase& c : kCases) {
    EXPECT_EQ(c.excluded, Of(files, c.path).excluded) << c.path;
  }
}

TEST(LicensingTest, UnreadableTomlMakesOnlyWhatItMayChangeUncertain) {
  const std::string broken = "version = 1\n[[annotations]\n";
  const FileLicensing own = Of({{"a.c", {kHeader}}, {"REUSE.toml", {broken}}}, "a.c");
  EXPECT_TRUE(own.unchecked.has_value());
  EXPECT_FALSE(own.may_be_replaced);
  const FileLicensing over =
      Of({{"a.c", {kHeader}}, {"REUSE.toml", {broken + "precedence = 'override'\n"}}}, "a.c");
  EXPECT_TRUE(over.may_be_replaced);
}

TEST(LicensingTest, FaultsOfATableNameTheirLine) {
  for (const auto& [tables, place] : std::map<std::string, std::string>{
           {"[[annotations]]\npath = '../a.c'\n", "3: "},
           {"[[annotations]]\npath = '/a.c'\n", "3: "},
           {"[[annotations]]\nprecedence = 'closest'\n", "2: "},
           {"[[annotations]]\npath = 'a'\nprecedence = 'nearest'\n", "4: "},
           {"[[annotations]]\npath = 1\n", "3: "}}) {
    const FileLicensing known = Of({{"a.c", {"x\n"}}, {"REUSE.toml", {Toml(tables)}}}, "a.c");
    ASSERT_TRUE(known.unchecked.has_value()) << tables;
    EXPECT_TRUE(known.unchecked->args[1].second.bytes().starts_with(place))
        << known.unchecked->args[1].second.bytes();
  }
}

// As the product of tables and files this would be 200,000,000 matches.
TEST(AnnotationsTest, ManyTablesAndManyFilesDoNotMultiply) {
  constexpr int kTables = 10'000;
  constexpr int kFiles = 20'000;
  Annotations annotations;
  for (int i = 0; i < kTables; ++i) {
    const std::string number = std::to_string(i);
    const std::string pattern = i % 3 == 0   ? "src/" + number + "/**"
                                : i % 3 == 1 ? "**/" + number + ".c"
                                             : "lib/part" + number + "*.h";
    annotations.Add({}, {ReuseGlob(pattern)});
  }
  int matched = 0;
  for (int i = 0; i < kFiles; ++i) {
    const std::string path = "src/" + std::to_string(i) + "/deep/er/" + std::to_string(i) + ".c";
    if (annotations.LastMatch(path) != nullptr) ++matched;
  }
  EXPECT_FALSE(annotations.exhausted());
  // src/N/** for every third N below 10,000; **/N.c, which is "anything, then N.c", for every path
  // that ends with one of these numbers.
  EXPECT_EQ(16'399, matched);
}

TEST(AnnotationsTest, GivesUpOnPatternsThatTakeTooLong) {
  Annotations annotations(/*max_work=*/10'000'000);
  std::string pattern;
  for (int i = 0; i < 1'000; ++i) pattern += "*a";
  for (int i = 0; i < 1'000; ++i) annotations.Add({}, {ReuseGlob("**" + pattern + "b*")});
  const std::string path(4'000, 'a');
  for (int i = 0; i < 3 && !annotations.exhausted(); ++i) annotations.LastMatch(path);
  EXPECT_TRUE(annotations.exhausted());
  EXPECT_EQ(nullptr, annotations.LastMatch(path));
}

TEST(AnnotationsTest, TheIndexFindsWhatTryingAllWouldFind) {
  const std::vector<std::string> patterns = {"*",    "**",     "a*",     "*.c",   "x/*.c", "x/**",
                                             "x/a*", "**/a.c", "x/y/*b", "a.c",   "x/a.c", "**b",
                                             "x*",   "x/y*",   "\\*.c",  "x/**.c"};
  const std::vector<std::string> paths = {"a.c", "x/a.c",   "x/y/ab", "b",
                                          "*.c", "x/y/a.c", "xy",     ""};
  for (size_t first = 0; first < patterns.size(); ++first) {
    Annotations annotations;
    for (size_t i = 0; i < patterns.size(); ++i) {
      annotations.Add({}, {ReuseGlob(patterns[(first + i) % patterns.size()])});
    }
    for (const std::string& path : paths) {
      const Annotation* expected = nullptr;
      for (size_t i = 0; i < patterns.size(); ++i) {
        const bool match = ReuseGlob(patterns[(first + i) % patterns.size()]).Matches(path);
        if (match) expected = &annotations.all()[i];
      }
      EXPECT_EQ(expected, annotations.LastMatch(path)) << path << " from " << patterns[first];
    }
  }
}

TEST(InventoryTest, RecordsNameEachThingOnce) {
  FakeView view({{"LICENSE", {"MIT\n"}},
                 {"a.c",
                  {"// Copyright Example\n// Copyright Example\n// SPDX-License-Identifier: MIT\n"
                   "// SPDX-License-Identifier: MIT\n// SPDX-License-Identifier: no (\n"}},
                 {"big.c", {.bytes = "x", .state = BlobState::kTooLarge}}});
  std::vector<FileLicenseRecord> records;
  ASSERT_TRUE(ListLicenses(view, [&records](const FileLicenseRecord& record) -> Status {
                records.push_back(record);
                return Ok{};
              }).ok());
  ASSERT_EQ(3U, records.size());
  EXPECT_EQ("license-file", records[0].excluded_because.view());
  EXPECT_EQ(1U, records[1].copyrights.size());
  EXPECT_EQ(1U, records[1].licenses.size());
  EXPECT_EQ(1U, records[1].sources.size());
  ASSERT_EQ(1U, records[1].problems.size());
  EXPECT_EQ("expression", records[1].problems[0].kind.view());
  EXPECT_FALSE(records[1].unread());
  EXPECT_TRUE(records[2].unread());
}

}  // namespace
}  // namespace headwater::license
// REUSE-IgnoreEnd
