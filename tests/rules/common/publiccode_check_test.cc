// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/publiccode_check.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "headwater/data.h"
#include "rules/common/publiccode_messages.h"
#include "rules/common/publiccode_table.h"
#include "tests/rules/common/publiccode_samples.h"

namespace headwater {
namespace {

using samples::Long;
using samples::MinimalPubliccode;
using State = PubliccodeAnswer::State;

constexpr auto kStandard = PubliccodeProfile::kStandard;
constexpr auto kOpenCode = PubliccodeProfile::kOpenCode;
constexpr const char* kVersions[] = {"0.2", "0.3", "0.4", "0.5", "0.7"};

PubliccodeAnswer Judge(const std::string& text, PubliccodeProfile profile = kStandard) {
  return JudgePubliccode(text, {.profile = profile,
                                .as_of = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22),
                                .has_file = {}});
}

/// `key message` of each error, or of each warning, in order.
std::vector<std::string> Said(const PubliccodeAnswer& answer, bool errors) {
  std::vector<std::string> said;
  for (const PubliccodeProblem& problem : answer.problems) {
    if (problem.is_error == errors) said.push_back(problem.key.bytes() + " " + problem.message.key);
  }
  return said;
}

std::vector<std::string> Errors(const std::string& text, PubliccodeProfile profile = kStandard) {
  return Said(Judge(text, profile), true);
}

std::vector<std::string> Warnings(const std::string& text, PubliccodeProfile profile = kStandard) {
  return Said(Judge(text, profile), false);
}

using Lines = std::vector<std::string>;

/// A valid file of the newest version with lines behind it.
std::string With(const std::string& lines) { return MinimalPubliccode("0.7") + lines; }

/// The same with one of its lines replaced.
std::string Replaced(const std::string& old, const std::string& line) {
  std::string text = MinimalPubliccode("0.7");
  const size_t at = text.find(old);
  if (at == std::string::npos) ADD_FAILURE() << "no " << old;
  return text.replace(at, old.size(), line);
}

TEST(PubliccodeCheckTest, TheSmallestFileOfEveryVersionIsValid) {
  for (const std::string version : kVersions) {
    for (const PubliccodeProfile profile : {kStandard, kOpenCode}) {
      const PubliccodeAnswer answer = Judge(MinimalPubliccode(version), profile);
      EXPECT_EQ(State::kValid, answer.state)
          << version << testing::PrintToString(Said(answer, true));
      EXPECT_EQ(version, answer.version.bytes());
    }
  }
}

TEST(PubliccodeCheckTest, EveryMandatoryKeyOfEveryVersionIsMissed) {
  size_t looked = 0;
  for (const std::string version : kVersions) {
    for (const samples::PubliccodePiece& piece : samples::MandatoryPieces()) {
      if (version < piece.first || version > piece.last) continue;
      // With their first line what stands below would become another section's.
      if (piece.key == "description" || piece.key == "localisation") continue;
      const PubliccodeAnswer answer = Judge(MinimalPubliccode(version, piece.key));
      ASSERT_EQ(1U, answer.problems.size() - Said(answer, false).size())
          << version << " " << piece.key << testing::PrintToString(Said(answer, true));
      EXPECT_TRUE(Said(answer, true).front().starts_with(std::string(piece.key) + " missing"))
          << version << " " << Said(answer, true).front();
      EXPECT_EQ(State::kInvalid, answer.state);
      ++looked;
    }
  }
  EXPECT_EQ(15U + 14U + 13U + 12U + 12U, looked);
}

TEST(PubliccodeCheckTest, AnEmptyFileLacksWhatIsMandatory) {
  EXPECT_EQ(
      (Lines{"publiccodeYmlVersion missing", "name missing", "url missing", "platforms missing",
             "developmentStatus missing", "softwareType missing", "description missing",
             "legal.license missing", "maintenance.type missing",
             "localisation.localisationReady missing", "localisation.availableLanguages missing"}),
      Errors("{}"));
  EXPECT_EQ((Lines{" no-map"}), Errors(""));
  EXPECT_EQ((Lines{" no-map"}), Errors("- a\n"));
}

TEST(PubliccodeCheckTest, WhatLaterVersionsDoNotAskForIsAWarningForOpenCode) {
  EXPECT_EQ((Lines{"categories missing-formerly"}),
            Warnings(MinimalPubliccode("0.4", "categories"), kOpenCode));
  EXPECT_EQ((Lines{}), Errors(MinimalPubliccode("0.4", "categories"), kOpenCode));
  std::string text = MinimalPubliccode("0.2");
  text.replace(text.find(Long(500)), 500, Long(499));
  EXPECT_EQ((Lines{"description.de.longDescription too-short"}), Errors(text));
  EXPECT_EQ((Lines{"description.de.longDescription too-short"}), Warnings(text, kOpenCode));
}

TEST(PubliccodeCheckTest, VersionsAreTextsOnTheStandardsList) {
  const auto with = [](const std::string& version) { return Replaced("\"0.7\"", version); };
  EXPECT_EQ((Lines{}), Errors(with("\"0\"")));
  EXPECT_EQ((Lines{}), Errors(with("\"0.7.0\"")));
  EXPECT_EQ((Lines{"publiccodeYmlVersion version-unread"}), Warnings(with("\"0.6\"")));
  EXPECT_EQ((Lines{"publiccodeYmlVersion version-unknown"}), Errors(with("\"0.1\"")));
  EXPECT_EQ((Lines{"publiccodeYmlVersion version-unknown"}), Errors(with("\"1\"")));
  EXPECT_EQ((Lines{"publiccodeYmlVersion unquoted"}), Errors(with("0.7"), kOpenCode));
  EXPECT_EQ((Lines{"publiccodeYmlVersion no-text"}), Errors(with("[\"0.7\"]"), kOpenCode));
}

TEST(PubliccodeCheckTest, AnOldVersionIsFineForOpenCodeOnly) {
  EXPECT_EQ((Lines{"publiccodeYmlVersion version-old"}), Warnings(MinimalPubliccode("0.4")));
  EXPECT_EQ((Lines{}), Warnings(MinimalPubliccode("0.4"), kOpenCode));
}

TEST(PubliccodeCheckTest, UnknownKeysAreWarningsForOpenCode) {
  EXPECT_EQ((Lines{"colour unknown-key"}), Errors(With("colour: red\n")));
  EXPECT_EQ((Lines{"colour unknown-key"}), Warnings(With("colour: red\n"), kOpenCode));
  EXPECT_EQ((Lines{"landingUrl key-meant"}), Errors(With("landingUrl: https://graves.example\n")));
  // What is there already is not meant a second time.
  EXPECT_EQ((Lines{"nam unknown-key"}), Errors(With("nam: x\n")));
}

TEST(PubliccodeCheckTest, TheGermanSectionIsReadForOpenCode) {
  const std::string section = "de:\n  countryExtensionVersion: \"1.0\"\n  leika:\n    - ";
  EXPECT_EQ((Lines{}), Warnings(With(section + "leika-id: \"99012345678901\"\n"), kOpenCode));
  EXPECT_EQ((Lines{"de.leika[0].leika-id missing"}),
            Warnings(With(section + "ozg-id: \"10110\"\n"), kOpenCode));
  EXPECT_EQ((Lines{}), Errors(With(section + "leika-id: []\n"), kOpenCode));
  EXPECT_EQ((Lines{"de country-section"}), Errors(With(section + "leika-id: \"1\"\n")));
  EXPECT_EQ((Lines{"fr country-section"}), Warnings(With("fr: {}\n"), kOpenCode));
}

TEST(PubliccodeCheckTest, TheItalianSectionIsTheStandards) {
  EXPECT_EQ((Lines{}), Errors(With("IT:\n  countryExtensionVersion: \"1.0\"\n")));
  EXPECT_EQ((Lines{"IT key-replaced"}),
            Warnings(With("IT:\n  countryExtensionVersion: \"1.0\"\n")));
  EXPECT_EQ((Lines{"it.countryExtensionVersion value-not-allowed"}),
            Errors(With("it:\n  countryExtensionVersion: first\n")));
  const std::string both = "{countryExtensionVersion: \"1.0\"}\n";
  EXPECT_EQ((Lines{"it section-twice"}), Errors(With("IT: " + both + "it: " + both)));
}

TEST(PubliccodeCheckTest, DeprecatedAndEarlyKeysAreWarnings) {
  EXPECT_EQ((Lines{"inputTypes key-deprecated"}), Warnings(With("inputTypes: [text/plain]\n")));
  EXPECT_EQ((Lines{"monochromeLogo key-replaced"}), Warnings(With("monochromeLogo: a.png\n")));
  const std::string early = MinimalPubliccode("0.4") + "organisation: {uri: \"urn:x-a:b\"}\n";
  EXPECT_EQ((Lines{"organisation key-early"}), Warnings(early, kOpenCode));
  EXPECT_EQ((Lines{}), Errors(early));
}

TEST(PubliccodeCheckTest, TypesAreThoseOfTheStandard) {
  EXPECT_EQ((Lines{"usedBy no-list"}), Errors(With("usedBy: Town\n")));
  EXPECT_EQ((Lines{"applicationSuite no-text"}), Errors(With("applicationSuite: [a]\n")));
  EXPECT_EQ((Lines{"applicationSuite no-text"}), Errors(With("applicationSuite: true\n")));
  EXPECT_EQ((Lines{"organisation no-section"}), Errors(With("organisation: Town\n")));
  EXPECT_EQ((Lines{"fundedBy[0] no-section"}), Errors(With("fundedBy: [Town]\n")));
  EXPECT_EQ((Lines{"softwareVersion unquoted"}), Warnings(With("softwareVersion: 1.10\n")));
  EXPECT_EQ((Lines{"localisation.localisationReady no-boolean"}),
            Errors(Replaced("localisationReady: true", "localisationReady: yes")));
  EXPECT_EQ((Lines{"platforms empty"}), Errors(Replaced("[web]", "[]")));
  EXPECT_EQ((Lines{}), Errors(Replaced("platforms: [web]", "platforms: web")));
}

TEST(PubliccodeCheckTest, NullIsAsIfTheKeyWereNotThere) {
  EXPECT_EQ((Lines{}), Errors(With("logo:\ncategories: ~\n")));
  EXPECT_EQ((Lines{"name missing"}), Errors(Replaced("name: Graves", "name:")));
  EXPECT_EQ((Lines{"name missing"}), Errors(Replaced("name: Graves", "name: \"\"")));
}

TEST(PubliccodeCheckTest, TextsAreMeasuredInCharactersAsPeopleSeeThem) {
  const auto with = [](const std::string& text) { return Errors(Replaced("Keeps graves.", text)); };
  EXPECT_EQ((Lines{}), with(Long(150)));
  EXPECT_EQ((Lines{"description.de.shortDescription too-long"}), with(Long(151)));
  std::string umlauts;
  for (int i = 0; i < 150; ++i) umlauts += "u\xCC\x88";  // u and a combining diaeresis.
  EXPECT_EQ((Lines{}), with(umlauts));
  std::string long_text = MinimalPubliccode("0.7");
  long_text.replace(long_text.find(Long(500)), 500, Long(10'001));
  EXPECT_EQ((Lines{"description.de.longDescription too-long"}), Errors(long_text));
}

TEST(PubliccodeCheckTest, DescriptionsAreAskedForInOneLanguage) {
  const std::string both = Replaced("description:\n",
                                    "description:\n  en:\n"
                                    "    shortDescription: Keeps graves.\n");
  EXPECT_EQ((Lines{}), Errors(both));
  EXPECT_EQ((Lines{"description.en.longDescription missing", "description.en.features missing"}),
            Warnings(both));
  EXPECT_EQ((Lines{"description.xq no-language"}), Errors(Replaced("  de:\n", "  xq:\n")));
  EXPECT_EQ((Lines{"description.en_GB value-meant"}), Errors(Replaced("  de:\n", "  en_GB:\n")));
}

TEST(PubliccodeCheckTest, MaintainersAreAskedForByTheType) {
  const auto with = [](const std::string& section) {
    return Errors(Replaced("  type: none\n", section));
  };
  EXPECT_EQ((Lines{"maintenance.contacts missing-for-type"}), with("  type: internal\n"));
  EXPECT_EQ((Lines{"maintenance.contacts missing-for-type"}), with("  type: community\n"));
  EXPECT_EQ((Lines{}), with("  type: community\n  contacts: [{name: A B}]\n"));
  EXPECT_EQ((Lines{"maintenance.contractors missing-for-type"}), with("  type: contract\n"));
  EXPECT_EQ((Lines{"maintenance.contractors not-for-type"}),
            with("  type: none\n  contractors: [{name: A, until: 2027-01-31}]\n"));
  EXPECT_EQ((Lines{"maintenance.contractors[0].until missing"}),
            with("  type: contract\n  contractors: [{name: A}]\n"));
  EXPECT_EQ((Lines{"maintenance.contacts[0].email no-email"}),
            with("  type: none\n  contacts: [{name: A, email: a at b}]\n"));
}

TEST(PubliccodeCheckTest, ContractorsElsewhereAreOnlyAWarningBefore05) {
  std::string text = MinimalPubliccode("0.4");
  const std::string none = "  type: none\n";
  text.insert(text.find(none) + none.size(), "  contractors: [{name: A, until: 2027-01-31}]\n");
  EXPECT_EQ((Lines{}), Errors(text));
  EXPECT_EQ((Lines{"maintenance.contractors not-for-type"}), Warnings(text, kOpenCode));
}

struct ValueCase {
  const char* line;
  const char* error;  ///< Empty: it is fine.
};

TEST(PubliccodeCheckTest, ValuesHaveTheirForms) {
  const ValueCase kCases[] = {
      {"landingURL: https://graves.example/a?b=c&d", ""},
      {"landingURL: \"???\"", "landingURL no-web-address"},
      {"landingURL: ftp://graves.example", "landingURL no-web-address"},
      {"landingURL: https://", "landingURL no-web-address"},
      {"roadmap: https://graves example", "roadmap no-web-address"},
      {"isBasedOn: https://forge.example/a", ""},
      {"isBasedOn: git@forge.example:a/b.git", "isBasedOn no-url"},
      {"isBasedOn: [ssh://git@forge.example/a, x]", "isBasedOn[1] no-url"},
      {"releaseDate: 2026-02-29", "releaseDate no-date"},
      {"releaseDate: \"\"", "releaseDate no-date"},
      {"releaseDate: 2026-01-31T10:00:00", "releaseDate no-date"},
      {"inputTypes: [text]", "inputTypes[0] no-media-type"},
      {"inputTypes: [application/vnd.x+json]", ""},
      {"categories: [accountin]", "categories[0] value-meant"},
      {"categories: [grave-digging-and-more]", "categories[0] value-unlisted"},
      {"categories: [other, whistleblowing]", ""},
      {"organisation: {uri: \"urn:x-italian-pa:c_h501\"}", ""},
      {"organisation: {uri: \"1\"}", "organisation.uri no-uri"},
      {"organisation: {name: Town}", "organisation.uri missing"},
      {"supports: [{id: alias:gdpr}]", ""},
      {"supports: [{id: \"https://eur-lex.europa.eu/eli/reg/2016/679/oj\"}]", ""},
      {"supports: [{id: alias:nothing-at-all}]", "supports[0].id value-unlisted"},
      {"supports: [{id: gdpr}]", "supports[0].id no-support"},
      {"intendedAudience: {countries: [DE, FR]}", ""},
      {"intendedAudience: {countries: [XX]}", "intendedAudience.countries[0] no-country"},
      {"intendedAudience: {countries: [De]}", "intendedAudience.countries[0] value-meant"},
      {"intendedAudience: {scope: [energy]}", ""},
      {"intendedAudience: {scope: [gardening-at-night]}",
       "intendedAudience.scope[0] value-unlisted"},
      {"logo: img/logo.svg", ""},
      {"logo: https://graves.example/logo.PNG?raw=true", ""},
      {"logo: /img/logo.svg", "logo path-not-relative"},
      {"logo: \"file:///etc/logo.svg\"", "logo path-not-relative"},
      {"logo: ../logo.svg", "logo path-not-relative"},
      {"logo: logo.gif", "logo ending-not-allowed"},
      {"dependsOn: {open: [{name: MySQL, version: \"8\"}], hardware: [{name: NFC}]}", ""},
      {"dependsOn: {hardware: [{version: \"8\"}]}", "dependsOn.hardware[0].name missing"},
      {"dependsOn: {open: [{name: MySQL, optional: maybe}]}",
       "dependsOn.open[0].optional no-boolean"},
  };
  for (const ValueCase& one : kCases) {
    const Lines expected = *one.error == '\0' ? Lines{} : Lines{one.error};
    EXPECT_EQ(expected, Errors(With(one.line + std::string("\n")))) << one.line;
  }
}

TEST(PubliccodeCheckTest, ChoicesFollowTheVersion) {
  EXPECT_EQ((Lines{"softwareType value-meant"}), Errors(Replaced("library", "softwareAddon")));
  std::string older = MinimalPubliccode("0.4");
  older.replace(older.find("library"), 7, "softwareAddon");
  EXPECT_EQ((Lines{}), Errors(older));
  EXPECT_EQ((Lines{"softwareType value-former"}), Warnings(older, kOpenCode));
  EXPECT_EQ((Lines{"developmentStatus value-not-allowed"}),
            Errors(Replaced("Status: stable", "Status: finished-long-ago")));
}

TEST(PubliccodeCheckTest, LicencesAreExpressionsOfTheSpdxList) {
  const auto with = [](const std::string& license) { return Judge(Replaced("EUPL-1.2", license)); };
  EXPECT_EQ((Lines{}), Said(with("EUPL-1.2 OR AGPL-3.0-or-later"), true));
  EXPECT_EQ((Lines{}), Said(with("GPL-2.0-only WITH Classpath-exception-2.0"), true));
  EXPECT_EQ((Lines{}), Said(with("LicenseRef-own"), true));
  EXPECT_EQ((Lines{"legal.license no-license"}), Said(with("free for everybody here"), true));
  EXPECT_EQ((Lines{"legal.license value-meant"}), Said(with("Apache 2.0"), true));
  EXPECT_EQ((Lines{"legal.license license-deprecated"}), Said(with("GPL-3.0"), false));
}

TEST(PubliccodeCheckTest, FilesAreLookedForWhereSomebodyCanLook) {
  std::vector<std::string> asked;
  const auto judge = [&](const std::string& line) {
    return Said(JudgePubliccode(With(line), {.profile = kOpenCode,
                                             .as_of = {},
                                             .has_file =
                                                 [&asked](std::string_view path) {
                                                   asked.emplace_back(path);
                                                   return path == "img/logo.svg";
                                                 }}),
                true);
  };
  EXPECT_EQ((Lines{}), judge("logo: ./img/logo.svg\n"));
  EXPECT_EQ((Lines{"logo no-such-file"}), judge("logo: logo.svg\n"));
  EXPECT_EQ((Lines{}), judge("logo: https://graves.example/logo.svg\n"));
  EXPECT_EQ((Lines{"logo path-not-relative"}), judge("logo: ../../etc/passwd.svg\n"));
  EXPECT_EQ((Lines{"img/logo.svg", "logo.svg"}), asked);
}

TEST(PubliccodeCheckTest, DaysAreComparedWithTheDayOfJudging) {
  EXPECT_EQ((Lines{"releaseDate date-ahead"}), Warnings(With("releaseDate: 2026-12-24\n")));
  EXPECT_EQ((Lines{}), Warnings(With("releaseDate: 2026-11-23\n")));
  EXPECT_EQ(
      (Lines{"maintenance.contractors[0].until date-passed"}),
      Warnings(Replaced("  type: none\n",
                        "  type: contract\n  contractors: [{name: A, until: 2026-11-21}]\n")));
}

TEST(PubliccodeCheckTest, AProjectIsNotItsOwnOrigin) {
  EXPECT_EQ((Lines{"isBasedOn origin-itself"}),
            Warnings(With("isBasedOn: https://forge.example/town/graves\n")));
}

/// The line that is to be written instead.
std::string RepairOf(const std::string& text, size_t line) {
  for (const PubliccodeProblem& problem : Judge(text, kOpenCode).problems) {
    if (problem.repair && problem.line == line) return problem.repair->text;
  }
  return "";
}

TEST(PubliccodeCheckTest, RepairsAreOneLineAndKeepWhatStandsBesideIt) {
  EXPECT_EQ("publiccodeYmlVersion: \"0.7\"\n", RepairOf(Replaced("\"0.7\"", "0.7"), 1));
  const std::string text = MinimalPubliccode("0.7");
  const auto lines = static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
  const auto repair = [&](const std::string& line) { return RepairOf(text + line, lines + 1); };
  EXPECT_EQ("landingURL: \"https://a.example\" # us\n",
            repair("landingUrl: \"https://a.example\" # us\n"));
  EXPECT_EQ("categories: ['accounting', other]\r\n",
            repair("categories: ['acounting', other]\r\n"));
  EXPECT_EQ("intendedAudience: {countries: [DE]}", repair("intendedAudience: {countries: [de]}"));
  // Whether a long text is split is not ours to decide.
  EXPECT_EQ("", repair("softwareVersion: >\n  1.0\n"));
  EXPECT_EQ("", RepairOf("\xEF\xBB\xBF" + Replaced("\"0.7\"", "0.7"), 1));
}

TEST(PubliccodeCheckTest, PlacesAreThoseOfTheValueTheKeyOrTheSection) {
  const PubliccodeAnswer answer =
      Judge("publiccodeYmlVersion: \"0\"\nlegal:\n  license: 'no such thing at all'\ncolour: 1\n");
  std::vector<std::string> places;
  for (const PubliccodeProblem& problem : answer.problems) {
    if (!problem.is_error || problem.message.key == "missing") continue;
    places.push_back(std::to_string(problem.line) + ":" + std::to_string(problem.column));
  }
  EXPECT_EQ((Lines{"3:12", "4:1"}), places);
  EXPECT_EQ(1U, answer.problems.front().line);
}

TEST(PubliccodeCheckTest, WhatIsNoYamlSaysWhere) {
  const PubliccodeAnswer answer = Judge("name: a\nname: b\n");
  EXPECT_EQ(State::kInvalid, answer.state);
  ASSERT_EQ((Lines{" unreadable"}), Said(answer, true));
  EXPECT_EQ(2U, answer.problems.front().line);
  EXPECT_EQ(1U, answer.problems.front().column);
  EXPECT_EQ(State::kInvalid, Judge("a: &x 1\nb: *x\n").state);
  EXPECT_EQ(State::kInvalid, Judge("name: \xFF\n").state);
}

TEST(PubliccodeCheckTest, BeyondTheBoundsNobodyCallsItValid) {
  EXPECT_EQ(State::kUnchecked, Judge("a: " + Long(kYamlLimits.bytes)).state);
  EXPECT_EQ(State::kUnchecked, Judge(std::string(40, '[') + std::string(40, ']')).state);
  EXPECT_EQ(State::kUnchecked, TooLargePubliccode().state);
}

TEST(PubliccodeCheckTest, HostileFilesAreJudgedWithinTheBound) {
  std::string keys;
  for (int i = 0; i < 5'000; ++i) keys += "k" + std::to_string(i) + ": {}\n";
  const PubliccodeAnswer many = Judge(keys);
  EXPECT_EQ(kMaxPubliccodeProblems, many.problems.size());
  EXPECT_EQ(5'000U + 11U, many.problems.size() + many.more_errors);
  std::string values = "categories: [";
  for (int i = 0; i < 5'000; ++i) values += "accountin,";
  EXPECT_EQ(State::kInvalid, Judge(With(values + "]\n")).state);
  const PubliccodeAnswer long_value = Judge(With("roadmap: " + Long(100'000) + "\n"));
  ASSERT_EQ(1U, long_value.problems.size());
  for (const auto& arg : long_value.problems.front().message.args) {
    EXPECT_LT(arg.second.bytes().size(), 200U);
  }
}

TEST(PubliccodeCheckTest, TheTableIsSound) {
  std::set<std::string_view> paths;
  for (const publiccode::PubliccodeKey& row : publiccode::Keys()) {
    EXPECT_TRUE(paths.insert(row.path).second) << row.path << " twice";
    const bool is_listed =
        row.form == publiccode::Form::kChoice || row.form == publiccode::Form::kListed;
    if (is_listed) EXPECT_FALSE(row.values.empty()) << row.path;
    if (!row.same_as.empty()) {
      EXPECT_TRUE(std::any_of(publiccode::Keys().begin(), publiccode::Keys().end(),
                              [&](const publiccode::PubliccodeKey& other) {
                                return publiccode::NameBelow(other, row.same_as).has_value();
                              }))
          << row.path;
    }
  }
  EXPECT_EQ(nullptr, publiccode::FindKey("", "legal.license"));
  EXPECT_NE(nullptr, publiccode::FindKey("legal.", "license"));
}

}  // namespace
}  // namespace headwater
