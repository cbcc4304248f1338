// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "rules/data/license_texts.h"
#include "rules/license/recognise.h"
#include "rules/license/text_words.h"
#include "tests/rules/rule_case.h"

namespace headwater::license {
namespace {

using Match = RecognisedText::Match;

constexpr std::string_view kMitHead =
    "Permission is hereby granted, free of charge, to any person obtaining a copy of\n"
    "this software and associated documentation files (the \"Software\"), to deal in\n"
    "the Software without restriction, including without limitation the rights to\n"
    "use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of\n"
    "the Software, and to permit persons to whom the Software is furnished to do so,\n"
    "subject to the following conditions:\n\n"
    "The above copyright notice and this permission notice shall be included in all\n"
    "copies or substantial portions of the Software.\n\n";
constexpr std::string_view kMitTail =
    "THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR\n"
    "IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS\n"
    "FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR\n"
    "COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER\n"
    "IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN\n"
    "CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.\n";

std::string Mit(std::string_view inside = "") {
  return std::string(kMitHead) + std::string(inside) + std::string(kMitTail);
}

std::string FromRepository(const char* name) {
  return cases::ReadFile(std::filesystem::path(HEADWATER_SOURCE_DIR) / "LICENSES" / name);
}

std::string Prefixed(const std::string& text, std::string_view prefix) {
  std::string prefixed;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    prefixed += std::string(prefix) + text.substr(at, end - at) + "\n";
    at = end + 1;
  }
  return prefixed;
}

std::vector<std::string> Words(std::initializer_list<const char*> words) {
  return {words.begin(), words.end()};
}

TEST(LicenseTextsTest, TextsOfThisRepositoryAreWhatTheirNamesSay) {
  for (const auto& entry : std::filesystem::directory_iterator(
           std::filesystem::path(HEADWATER_SOURCE_DIR) / "LICENSES")) {
    const RecognisedText found = RecogniseLicenseText(cases::ReadFile(entry.path()));
    ASSERT_FALSE(found.ids.empty()) << entry.path();
    EXPECT_EQ(entry.path().stem(), found.ids.front());
    EXPECT_TRUE(found.added.empty()) << entry.path();
  }
}

TEST(LicenseTextsTest, ATextIsExactInEveryCommentStyle) {
  const std::string text = FromRepository("CC0-1.0.txt");
  for (const char* prefix : {"", " * ", "# ", "// ", "REM ", "dnl ", ";; ", ".\\\" ", "-- "}) {
    const RecognisedText found = RecogniseLicenseText(Prefixed(text, prefix));
    EXPECT_EQ(Match::kExact, found.match) << prefix;
    EXPECT_EQ(Words({"CC0-1.0"}), found.ids) << prefix;
  }
}

TEST(LicenseTextsTest, LineEndsAndBlanksMeanNothing) {
  std::string text = FromRepository("CC0-1.0.txt");
  std::replace(text.begin(), text.end(), '\n', ' ');
  EXPECT_EQ(Match::kExact, RecogniseLicenseText(text).match);
  std::replace(text.begin(), text.end(), ' ', '\r');
  EXPECT_EQ(Match::kExact, RecogniseLicenseText(text).match);
}

TEST(LicenseTextsTest, ATextThatBreaksOffIsModified) {
  const std::string text = FromRepository("CC0-1.0.txt");
  const RecognisedText found = RecogniseLicenseText(text.substr(0, text.size() / 10 * 9));
  EXPECT_EQ(Match::kModified, found.match);
  EXPECT_EQ(Words({"CC0-1.0"}), found.ids);
  EXPECT_GT(found.words_left_out, 50U);
}

TEST(LicenseTextsTest, WhatOnlyTheTagTellsApartIsAFamily) {
  const std::filesystem::path gpl = "/usr/share/common-licenses/GPL-3";
  // Of the package base-files, which every Debian has.
  ASSERT_TRUE(std::filesystem::exists(gpl));
  const RecognisedText found = RecogniseLicenseText(cases::ReadFile(gpl));
  EXPECT_EQ(Match::kExact, found.match);
  EXPECT_EQ(Words({"GPL-3.0-only", "GPL-3.0-or-later"}), found.ids);
}

TEST(LicenseTextsTest, NoticesAndTitlesAreNoAdditions) {
  for (const char* before :
       {"MIT License\n\n", "The MIT License (MIT)\n\nCopyright (c) 2026 Alex Example\n\n",
        "Copyright 2019-2026 The Example Foundation, Inc. <https://example.org>\n"
        "Copyright \xC2\xA9 2020 \xC3\x84nne B\xC3\xB6ll and contributors\n"
        "All rights reserved.\n\n",
        "(c) 1999 Alex Example\n\n", "Copyright \xA9 2020 J\xF6rg Example\n\n",
        "SPDX-License-Identifier: MIT\n\n"}) {
    const RecognisedText found = RecogniseLicenseText(before + Mit());
    EXPECT_EQ(Match::kExact, found.match) << before;
    EXPECT_EQ(Words({"MIT"}), found.ids) << before;
  }
}

TEST(LicenseTextsTest, AnAdditionIsNeverSilent) {
  for (const char* added :
       {"Copyright 2026 Alex Example, who asks every reader to send five euros a year.\n",
        "Whoever receives this work informs the harbour master in writing.\n",
        "You accept the terms of the appendix.\n", "Not for resale.\n"}) {
    for (const std::string& text : {added + Mit(), Mit(added), Mit() + added}) {
      const RecognisedText found = RecogniseLicenseText(text);
      EXPECT_EQ(Match::kModified, found.match) << text;
      EXPECT_FALSE(found.added.empty()) << text;
    }
  }
}

TEST(LicenseTextsTest, AnAddedRestrictionIsNamed) {
  const std::pair<const char*, Restriction> kClauses[] = {
      {"This license permits non-commercial use only.\n", Restriction::kNonCommercial},
      {"It may not be used for commercial purposes.\n", Restriction::kNonCommercial},
      {"No derivative works are permitted.\n", Restriction::kNoDerivatives},
      {"The Software may not be used for military purposes.\n", Restriction::kFieldOfUse},
      {"The License does not grant to you the right to Sell the Software.\n",
       Restriction::kCompetition},
      {"You may not provide the Software to third parties as a hosted or managed service.\n",
       Restriction::kCompetition},
      {"NO EXPRESS OR IMPLIED LICENSES TO ANY PARTY'S PATENT RIGHTS ARE GRANTED.\n",
       Restriction::kNoPatents},
      {"Distribution to the town of Example is prohibited.\n", Restriction::kOther},
  };
  for (const auto& [clause, kind] : kClauses) {
    for (const std::string& text :
         {clause + std::string("\n") + Mit(), Mit(clause), Mit() + clause}) {
      const RecognisedText found = RecogniseLicenseText(text);
      EXPECT_EQ(kind, found.restriction) << text;
      EXPECT_EQ(Match::kModified, found.match) << text;
      EXPECT_GT(found.restricted_at.first, 0U) << text;
    }
  }
}

TEST(LicenseTextsTest, OfSeveralRestrictionsTheWeightiestIsShownWhereItStands) {
  const std::string general = "Distribution to the town of Example is prohibited.\n\n";
  const std::string mild = "You shall comply with section 4 of the License.\n\n";
  const std::string named = "\nThis license permits non-commercial use only.\n";
  for (const std::string& before : {general, mild}) {
    const std::string until_named = before + Mit();
    const RecognisedText found = RecogniseLicenseText(until_named + named);
    EXPECT_EQ(Restriction::kNonCommercial, found.restriction) << before;
    const auto lines = std::count(until_named.begin(), until_named.end(), '\n');
    EXPECT_EQ(lines + 2, found.restricted_at.first) << before;
    EXPECT_EQ(lines + 2, found.restricted_at.last) << before;
  }
}

TEST(LicenseTextsTest, AWordOverTwoLinesStandsWhereItBegins) {
  const RecognisedText found = RecogniseLicenseText("For non-\ncommercial use only.\n\n" + Mit());
  EXPECT_EQ(Restriction::kNonCommercial, found.restriction);
  EXPECT_EQ(1U, found.restricted_at.first);
  EXPECT_EQ(2U, found.restricted_at.last);
}

TEST(LicenseTextsTest, CommercialUseThatIsAllowedIsNoRestriction) {
  const RecognisedText found =
      RecogniseLicenseText("For commercial and non-commercial purposes alike:\n\n" + Mit());
  EXPECT_EQ(Restriction::kNone, found.restriction);
}

TEST(LicenseTextsTest, RestrictedLicencesOfTheListAreKnownAsSuch) {
  const RecognisedText json =
      RecogniseLicenseText(Mit("The Software shall be used for Good, not Evil.\n\n"));
  EXPECT_EQ(Words({"JSON"}), json.ids);
  EXPECT_EQ(Restriction::kFieldOfUse, json.restriction);
  size_t restricted = 0;
  for (uint16_t i = 0; i < data::CountLicenseTexts(); ++i) {
    const data::LicenseText text = data::LicenseTextAt(i);
    for (const char* id : {"BUSL-1.1", "SSPL-1.0", "Elastic-2.0", "BSD-3-Clause-Clear", "JSON",
                           "CC-BY-NC-4.0", "CC-BY-ND-4.0", "Hippocratic-2.1", "FSL-1.1-MIT"}) {
      if (text.ids != id || text.kind != data::TextKind::kLicense) continue;
      ++restricted;
      EXPECT_NE(0, text.restriction) << id;
    }
  }
  EXPECT_EQ(9U, restricted);
}

TEST(LicenseTextsTest, EveryLicenceOfAFileIsFound) {
  const std::string text = Mit() + "\n----\n\n" + FromRepository("CC0-1.0.txt");
  const auto parts = RecogniseLicenseTexts(text);
  ASSERT_EQ(2U, parts.size());
  EXPECT_EQ(Words({"MIT"}), parts[0].ids);
  EXPECT_EQ(Words({"CC0-1.0"}), parts[1].ids);
  EXPECT_EQ(1U, parts[0].lines.first);
  EXPECT_LT(parts[0].lines.last, parts[1].lines.first);
  EXPECT_EQ(Match::kExact, parts[0].match);
  EXPECT_EQ(Match::kExact, parts[1].match);
  const RecognisedText whole = RecogniseLicenseText(text);
  EXPECT_EQ(Words({"CC0-1.0"}), whole.ids);
  EXPECT_EQ(Match::kModified, whole.match);
}

TEST(LicenseTextsTest, OtherTextIsNoLicence) {
  for (const char* text :
       {"", "\n\n", "MIT", "See LICENSE.", "\xFF\xFE\x80(c", "All of it is yours."}) {
    EXPECT_EQ(Match::kNone, RecogniseLicenseText(text).match) << text;
  }
}

TEST(LicenseTextsTest, HostileTextsTakeBoundedTime) {
  const std::string words = "redistribution and use in source and binary forms the license ";
  std::string repeated;
  while (repeated.size() < 300'000) repeated += words;
  std::string texts;
  while (texts.size() < 60'000) texts += Mit("zzz ");
  for (const std::string& text :
       {repeated, texts, std::string(300'000, '<'), std::string(300'000, 'a')}) {
    RecogniseLicenseText(text);
    FindProseNotices(text);
  }
}

TEST(LicenseTextWordsTest, WordsAreCutAsTheGuidelinesCompareThem) {
  const std::pair<const char*, std::vector<const char*>> kTexts[] = {
      {"Copyright (c) 2026", {"copyright", "2026"}},
      {"(C) 2026 \xC2\xA9 2026", {"copyright", "2026", "copyright", "2026"}},
      {"\xA9 Copyright 2026", {"copyright", "2026"}},
      {"a) one\n(b) two\n3. three\n(c) four", {"one", "two", "three", "four"}},
      {"Version\n2. You", {"version", "2", "you"}},
      {"v2.0 and 2.0.0 & 2", {"2", "and", "2", "and", "2"}},
      {"non-commercial, non\n# commercial, per cent",
       {"noncommercial", "noncommercial", "percent"}},
      {"licensor's \xE2\x80\x9CWork\xE2\x80\x9D", {"licensors", "work"}},
      {"<p class=\"x\">AS&nbsp;IS</p> <year> &amp; &copy; 1",
       {"as", "is", "year", "and", "copyright", "1"}},
      {"REM one\ndnl two\nC three\nC. four", {"one", "two", "three", "four"}},
      {"\xC3\x84rger \xE6\x9C\xA8\xE5\x85\xB0", {"\xC3\xA4rger", "\xE6\x9C\xA8", "\xE5\x85\xB0"}},
  };
  for (const auto& [text, expected] : kTexts) {
    const std::vector<TextWord> words = CutWords(text);
    ASSERT_EQ(expected.size(), words.size()) << text;
    for (size_t i = 0; i < words.size(); ++i) {
      EXPECT_EQ(data::HashWord(expected[i]), words[i].hash) << text << ": " << expected[i];
    }
  }
}

TEST(LicenseTextWordsTest, LinesAreCountedForAllLineEnds) {
  const std::vector<TextWord> words = CutWords("one\ntwo\r\nthree\rfour");
  ASSERT_EQ(4U, words.size());
  for (uint32_t i = 0; i < words.size(); ++i) EXPECT_EQ(i + 1, words[i].line);
}

TEST(LicenseTextWordsTest, EquivalentWordsHaveOneNumber) {
  const std::vector<TextWord> words = CutWords("licence license sub-licence sublicense");
  ASSERT_EQ(4U, words.size());
  EXPECT_EQ(words[0].number, words[1].number);
  EXPECT_NE(0, words[0].number);
}

}  // namespace
}  // namespace headwater::license
