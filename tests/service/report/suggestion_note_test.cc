// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/report/suggestion_note.h"

#include <gtest/gtest.h>

#include "tests/forge/quick_actions.h"
#include "tests/service/report/sample_report.h"

namespace headwater::report {
namespace {

const std::string kFingerprint(32, 'a');

LineSuggestion Suggested(const std::string& text) {
  LineSuggestion suggestion;
  suggestion.fingerprint = kFingerprint;
  suggestion.path = Untrusted("src/a.c");
  suggestion.lines = {2, 4};
  suggestion.text = Untrusted(text);
  return suggestion;
}

Finding Found(const std::string& path) {
  return sample::At(path, {1, 1}, sample::About("missing", path));
}

TEST(SuggestionNoteTest, SaysWhatWhyAndHowAndHoldsTheLines) {
  const auto text =
      RenderSuggestion(sample::kHeader, Found("src/a.c"), Suggested("x\n\ty"), Language::kEnglish);
  ASSERT_TRUE(text);
  EXPECT_TRUE(
      text->starts_with("<!-- headwater:suggestion " + kFingerprint + " -->\n**Required: "));
  EXPECT_NE(std::string::npos, text->find("`src/a.c`"));
  EXPECT_NE(std::string::npos, text->find("\n- Why: "));
  EXPECT_TRUE(text->ends_with("\n\n```suggestion:-2+0\nx\n\ty\n```\n")) << *text;
}

TEST(SuggestionNoteTest, IsThereInGermanToo) {
  const auto text =
      RenderSuggestion(sample::kHeader, Found("src/a.c"), Suggested("x"), Language::kGerman);
  ASSERT_TRUE(text);
  EXPECT_NE(std::string::npos, text->find("So geht es: Vorschlag übernehmen."));
}

TEST(SuggestionNoteTest, WhateverALineSaysNothingIsDone) {
  const std::string pieces[] = {"/approve",   "\n/approve\n", "```",  "````\n", "~~~\n",
                                "@all",       "</details>",   "\n\n", "> ",     "-->",
                                "<!--",       "[x](y)",       "\\",   "<pre>",  "\n    /close",
                                "\n\t/close", "\u202E",       "\xFF", "\r\n",   "```\n/merge\n",
                                "x",          "\n```\n\nx"};
  size_t written = 0;
  for (const std::string& first : pieces) {
    for (const std::string& second : pieces) {
      const std::string lines = "a" + first + "x" + second + "/label ~a @all";
      const auto text =
          RenderSuggestion(sample::kHeader, Found(lines), Suggested(lines), Language::kEnglish);
      if (!text) continue;
      ++written;
      for (const bool legacy : {false, true}) {
        const forge_double::CommentText read = forge_double::ReadComment(*text, legacy);
        EXPECT_TRUE(read.actions.empty()) << lines;
        EXPECT_TRUE(read.mentions.empty()) << lines;
      }
    }
  }
  EXPECT_GT(written, 100U);
}

}  // namespace
}  // namespace headwater::report
