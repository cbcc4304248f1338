// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "headwater/sink.h"
#include "headwater/untrusted.h"

namespace headwater {
namespace {

constexpr size_t kEnough = 200;

const std::string kTaken[] = {
    "Use the public address instead.",
    "Größe, Übermaß und Maßstab: 50 % mehr",
    "pattern/no-internal-hosts",
    "Names of hosts (of the intranet) mean nothing outside; see the guide, and ask.",
    "It's here and/or there - or 3/4 of it, = 5 + 2?",
    "„Zitat“ – und «noch» eines …",
    "Διεύθυνση",
    "адрес",
    "日本語",
    "Cafe\u0301",
};

TEST(CheckedTextTest, PlainSentencesAreTakenAsTheyAre) {
  for (const std::string& text : kTaken) {
    const auto checked = CheckedText::Of(text, kEnough);
    ASSERT_TRUE(checked.has_value()) << text;
    EXPECT_EQ(text, checked->literal().view());
  }
}

// What a literal is must not differ from what the encoder makes of the same bytes.
TEST(CheckedTextTest, NoSinkWouldHaveEncodedAnyOfIt) {
  for (const std::string& text : kTaken) {
    ASSERT_TRUE(CheckedText::Of(text, kEnough).has_value()) << text;
    const Untrusted same(text);
    EXPECT_EQ(text, Encode<Sink::kTerminal>(same));
    EXPECT_EQ(text, Encode<Sink::kJson>(same));
    // An apostrophe has a meaning only in an attribute that is quoted by it, and ours are not.
    if (text.find('\'') == std::string::npos) {
      EXPECT_EQ(text, Encode<Sink::kXml>(same));
    }
    EXPECT_EQ("`" + text + "`", Encode<Sink::kMarkdown>(same));
  }
}

TEST(CheckedTextTest, WhatMeansMoreThanTextIsRefused) {
  const std::string refused[] = {
      "",
      " leading",
      "trailing ",
      "two  spaces",
      "/approve",
      "Please /approve",
      "a\n/approve",
      "a\tb",
      "See https://evil.example/",
      "See www.evil.example",
      "See WWW.evil.example",
      "mailto:a",
      "Ask @somebody",
      "See #12",
      "See !12",
      "See ~label",
      "See $12",
      "See %milestone",
      "See %12",
      "See &12",
      "A :tada: of it",
      "A :100: of it",
      "It is 8:30",
      "**bold**",
      "_emphasis_",
      "`code`",
      "a [link](x)",
      "a <b>",
      "a > b",
      "a \"quote\"",
      "a \\ b",
      "{name}",
      "a | b",
      "^up",
      "- item",
      "+ item",
      "1. item",
      "1) item",
      "= heading",
      "> quote",
      "a -- b",
      "wait...",
      "a == b",
      "a // b",
      "\x1B[31mred",
      "a\xC2\x85",
      "bi\u202Edi",
      "zero\u200Bwidth",
      "soft\u00ADhyphen",
      "tag\U000E0041",
      "שלום",
      "مرحبا",
      "emoji \U0001F600",
      "Za\u0301\u0302\u0303lgo",
      "bad \xFF byte",
      "cut \xC3",
      std::string("a\0b", 3),
  };
  for (const std::string& text : refused) {
    EXPECT_FALSE(CheckedText::Of(text, kEnough).has_value()) << text;
  }
}

TEST(CheckedTextTest, IsNoLongerThanWanted) {
  EXPECT_TRUE(CheckedText::Of("abc", 3).has_value());
  EXPECT_FALSE(CheckedText::Of("abcd", 3).has_value());
  EXPECT_FALSE(CheckedText::Of(std::string(1U << 20U, 'a'), kEnough).has_value());
}

TEST(CheckedTextTest, ACopyOutlivesWhatItWasMadeOf) {
  auto checked = std::make_unique<CheckedText>(*CheckedText::Of("Short", kEnough));
  const CheckedText copy = *checked;
  checked.reset();
  EXPECT_EQ("Short", copy.literal().view());
}

}  // namespace
}  // namespace headwater
