// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <gtest/gtest.h>

#include "headwater/sink.h"
#include "headwater/url.h"

namespace headwater {
namespace {

TEST(SafeUrlTest, KeepsAnAddressAndDropsTheLastSlash) {
  const Result<SafeUrl> url = SafeUrl::Parse("https://gitlab.example.org:8443/root/");
  ASSERT_TRUE(url.ok()) << url.error().message;
  EXPECT_EQ("https://gitlab.example.org:8443/root", url.value().text());
  EXPECT_EQ("gitlab.example.org:8443", url.value().host_and_port());
  EXPECT_TRUE(url.value().is_https());
}

TEST(SafeUrlTest, RefusesWhatMeansSomethingSomewhere) {
  for (const std::string text :
       {"", "gitlab.example.org", "ftp://x", "https://", "https:///path", "http://?q",
        "https://user:secret@host", "https://host/a b", "https://host/a)b", "https://host/<b>",
        "https://host/a\"b", "https://host/a\nb", "https://host/`id`", "https://host/$(id)",
        "https://host/\xC3\xA4"}) {
    EXPECT_FALSE(SafeUrl::Parse(text).ok()) << text;
  }
  EXPECT_FALSE(SafeUrl::Parse("https://h/" + std::string(SafeUrl::kMaxBytes, 'a')).ok());
}

TEST(SafeUrlTest, AnErrorNeverQuotesAPassword) {
  EXPECT_EQ(std::string::npos,
            SafeUrl::Parse("https://user:secret@host").error().message.find("secret"));
}

TEST(SafeUrlTest, ForeignPathsAreEncodedBelowIt) {
  const SafeUrl base = SafeUrl::Parse("https://h").value();
  EXPECT_EQ(
      "https://h/g/p/-/blob/a%60b%0A%29.c#L12",
      base.Below(Untrusted("g/p")).Below("/-/blob").Below(Untrusted("a`b\n).c")).AtLine(12).text());
}

TEST(MarkdownSinkTest, TextStandsInACodeSpanThatItCannotEnd) {
  const std::pair<std::string, std::string> rows[] = {
      {"src/a.c", "`src/a.c`"},
      {"", "`(empty)`"},
      {"42", "42"},
      {"a`b", "`` a`b ``"},
      {"``", "``` `` ```"},
      {" x", "`  x `"},
      {"@all /approve #1", "`@all /approve #1`"},
      {"a\n/approve", "`a\\n/approve`"},
      {"\xE2\x80\xAEgnp", "`\\u{202E}gnp`"},
      {"<b>&amp;", "`<b>&amp;`"},
      {"\xFF", "`\\xFF`"},
  };
  for (const auto& [text, encoded] : rows) {
    EXPECT_EQ(encoded, Encode<Sink::kMarkdown>(Untrusted(text)));
  }
}

}  // namespace
}  // namespace headwater
