// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

namespace headwater {
namespace {

/// The `{name}` placeholders of a template.
std::set<std::string_view> Placeholders(std::string_view text) {
  std::set<std::string_view> names;
  for (size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open)) {
    const size_t close = text.find('}', open);
    if (close == std::string_view::npos) break;
    names.insert(text.substr(open + 1, close - open - 1));
    open = close;
  }
  return names;
}

TEST(EngineMessagesTest, SpeakBothLanguagesWithTheSamePlaceholders) {
  ASSERT_FALSE(EngineMessages().empty());
  for (const MessageText& message : EngineMessages()) {
    EXPECT_FALSE(message.text.en.view().empty()) << message.key.view();
    EXPECT_FALSE(message.text.de.view().empty()) << message.key.view();
    EXPECT_EQ(Placeholders(message.text.en.view()), Placeholders(message.text.de.view()))
        << message.key.view();
  }
}

TEST(EngineMessagesTest, NamesEveryKeyTheEngineUses) {
  const std::vector<std::pair<std::string_view, std::set<std::string_view>>> expected = {
      {"blob-missing", {"path"}},
      {"budget-bytes", {"limit"}},
      {"budget-time", {"limit"}},
      {"change-unreadable", {"detail"}},
      {"more-unchecked", {"count"}},
      {"rule-error", {"detail"}},
      {"rule-threw", {}},
      {"too-large", {"path", "size"}},
      {"upstream-frozen", {"name"}},
      {"upstream-not-allowed", {"name"}},
      {"upstream-under-way", {"name"}},
      {"upstream-unreachable", {"name"}},
  };
  ASSERT_EQ(EngineMessages().size(), expected.size());
  for (size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(EngineMessages()[i].key.view(), expected[i].first);
    EXPECT_EQ(Placeholders(EngineMessages()[i].text.en.view()), expected[i].second);
  }
}

constexpr std::array kOwnMessages = {MessageText{"rule-threw", {"own", "eigen"}},
                                     MessageText{"missing", {"gone", "fort"}}};

TEST(FindTextTest, PrefersTheRulesOwnText) {
  RuleInfo info;
  info.messages = kOwnMessages;
  EXPECT_EQ(FindText(info, "missing").de.view(), "fort");
  EXPECT_EQ(FindText(info, "rule-threw").en.view(), "own");
}

TEST(FindTextTest, FallsBackToTheEngine) {
  EXPECT_TRUE(FindText({}, "rule-error").en.view().find("{detail}") != std::string_view::npos);
}

TEST(FindTextTest, KnowsNoTextForAnUnknownKey) {
  EXPECT_TRUE(FindText({}, "no-such-key").en.view().empty());
}

}  // namespace
}  // namespace headwater
