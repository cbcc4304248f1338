// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/secret.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

namespace headwater {
namespace {

namespace fs = std::filesystem;

std::string Hex(const std::string& bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (const char c : bytes) {
    hex += kDigits[static_cast<unsigned char>(c) >> 4U];
    hex += kDigits[static_cast<unsigned char>(c) & 15U];
  }
  return hex;
}

TEST(SecretTest, MatchesItselfOnly) {
  const Secret secret("abc");
  EXPECT_TRUE(secret.Matches("abc"));
  for (const char* other : {"", "ab", "abd", "Abc", "abcd"}) {
    EXPECT_FALSE(secret.Matches(other)) << other;
  }
  EXPECT_TRUE(Secret(std::string("a\0b", 3)).Matches(std::string("a\0b", 3)));
  EXPECT_FALSE(Secret(std::string("a\0b", 3)).Matches(std::string("a\0c", 3)));
}

// RFC 4231 sections 4.2, 4.3 and 4.7.
TEST(SecretTest, HmacIsThatOfTheStandard) {
  EXPECT_EQ("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            Hex(HmacSha256(Secret(std::string(20, '\x0b')), "Hi There")));
  EXPECT_EQ("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            Hex(HmacSha256(Secret("Jefe"), "what do ya want for nothing?")));
  EXPECT_EQ("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            Hex(HmacSha256(Secret(std::string(131, '\xaa')),
                           "Test Using Larger Than Block-Size Key - Hash Key First")));
}

// RFC 4648 section 10.
TEST(SecretTest, Base64IsThatOfTheStandard) {
  const std::pair<const char*, const char*> pairs[] = {{"", ""},
                                                       {"f", "Zg=="},
                                                       {"fo", "Zm8="},
                                                       {"foo", "Zm9v"},
                                                       {"foob", "Zm9vYg=="},
                                                       {"fooba", "Zm9vYmE="},
                                                       {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : pairs) {
    EXPECT_EQ(text, EncodeBase64(bytes));
    EXPECT_EQ(bytes, DecodeBase64(text));
  }
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  EXPECT_EQ(all, DecodeBase64(EncodeBase64(all)));
}

TEST(SecretTest, WhatIsNotBase64IsNone) {
  for (const char* text : {"Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Z===", "====", "Zg==Zg==",
                           " Zg==", "Zg==\n", "Zm 9", "Zm9_", "Zm9-", "Z\xff==", "=Zg="}) {
    EXPECT_EQ(std::nullopt, DecodeBase64(text)) << text;
  }
  EXPECT_EQ(std::nullopt, DecodeBase64(std::string_view("Zg\0=", 4)));
}

TEST(SecretTest, RandomTextIsAsLongAsAskedForAndNeverTheSame) {
  for (const size_t bytes : {0U, 1U, 16U, 256U, 257U, 1000U}) {
    const std::string hex = RandomHex(bytes);
    EXPECT_EQ(2 * bytes, hex.size());
    EXPECT_EQ(std::string::npos, hex.find_first_not_of("0123456789abcdef"));
  }
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(seen.insert(RandomHex(16)).second);
}

class SecretFileTest : public testing::Test {
 protected:
  SecretFileTest() {
    std::string name = (fs::temp_directory_path() / "headwater-secret-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    path_ = folder_ / "token";
  }
  ~SecretFileTest() override { fs::remove_all(folder_); }

  void Write(const std::string& text) const {
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << text;
  }
  /// As if it had been written long ago.
  void Age(std::chrono::seconds by) const {
    fs::last_write_time(path_, fs::file_time_type::clock::now() - by);
  }

  /// The secrets with '|' between them, or "invalid".
  std::string Read() const {
    const Result<std::vector<Secret>> secrets = file_->Read();
    if (!secrets.ok()) return secrets.error().code == Errc::kInvalid ? "invalid" : "other";
    std::string text;
    for (const Secret& secret : secrets.value()) text += secret.bytes() + '|';
    return text;
  }

  fs::path folder_;
  fs::path path_;
  std::unique_ptr<SecretFile> file_ = OpenSecretFile("");
  void Open() { file_ = OpenSecretFile(path_.string()); }
};

TEST_F(SecretFileTest, ALineIsASecret) {
  Open();
  const std::pair<const char*, const char*> cases[] = {
      {"abc", "abc|"},  {"abc\n", "abc|"},       {" abc \r\n", "abc|"},
      {"a\nb", "a|b|"}, {"a\n\n \nb\n", "a|b|"}, {"\n\na b\n", "a b|"}};
  for (const auto& [text, secrets] : cases) {
    Write(text);
    EXPECT_EQ(secrets, Read()) << text;
  }
}

TEST_F(SecretFileTest, WhatHoldsNoOrTooManySecretsIsInvalid) {
  Open();
  EXPECT_EQ("invalid", Read());
  for (const std::string& text :
       {std::string(), std::string("\n \n"), std::string("a\nb\nc"), std::string("a\x01z"),
        std::string("a\0b", 3), std::string("a\rb"), std::string((64U << 10U) + 1, 'x')}) {
    Write(text);
    EXPECT_EQ("invalid", Read()) << text.substr(0, 8);
  }
  Write(std::string(64U << 10U, 'x'));
  EXPECT_NE("invalid", Read());
  path_ = folder_;
  Open();
  EXPECT_EQ("invalid", Read());
}

TEST_F(SecretFileTest, ANewSecretIsSeenAtOnceHoweverItIsWritten) {
  Open();
  Write("first");
  EXPECT_EQ("first|", Read());
  // In place, of the same length, within the same tick of the file system's clock.
  Write("other");
  EXPECT_EQ("other|", Read());
  Age(std::chrono::hours(1));
  EXPECT_EQ("other|", Read());
  EXPECT_EQ("other|", Read());
  Write("third");
  EXPECT_EQ("third|", Read());
  Age(std::chrono::hours(1));
  EXPECT_EQ("third|", Read());
  const fs::path beside = folder_ / "new";
  std::ofstream(beside) << "moved";
  fs::last_write_time(beside, fs::last_write_time(path_));
  fs::rename(beside, path_);
  EXPECT_EQ("moved|", Read());
}

TEST_F(SecretFileTest, AFileThatIsGoneIsNotRemembered) {
  Open();
  Write("first");
  Age(std::chrono::hours(1));
  EXPECT_EQ("first|", Read());
  fs::remove(path_);
  EXPECT_EQ("invalid", Read());
}

TEST(SecretTest, WhatIsWipedIsGone) {
  std::string bytes = "a-token";
  const char* const place = bytes.data();
  Wipe(bytes);
  EXPECT_TRUE(bytes.empty());
  // The text still owns the place: it was emptied, not freed.
  EXPECT_EQ(std::string(7, '\0'), std::string(place, 7));
}

TEST(SecretTest, IsWhereItWasMovedAndNowhereElse) {
  Secret first("a-token");
  Secret second(std::move(first));
  EXPECT_EQ("a-token", second.bytes());
  EXPECT_TRUE(first.empty());  // NOLINT(bugprone-use-after-move)
  Secret third;
  third = std::move(second);
  EXPECT_EQ("a-token", third.bytes());
  EXPECT_TRUE(second.empty());  // NOLINT(bugprone-use-after-move)
  Secret copy = third;
  EXPECT_EQ(copy.bytes(), third.bytes());
}

TEST_F(SecretFileTest, AnUnchangedFileIsNotReadAgain) {
  Open();
  Write("first");
  Age(std::chrono::hours(1));
  EXPECT_EQ("first|", Read());
  // Same size, same time: only a second look at the content could tell.
  const auto time = fs::last_write_time(path_);
  Write("other");
  fs::last_write_time(path_, time);
  EXPECT_EQ("first|", Read());
}

TEST_F(SecretFileTest, ManyThreadsMayAsk) {
  Open();
  Write("first\nsecond");
  Age(std::chrono::hours(1));
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([this] {
      for (int j = 0; j < 200; ++j) EXPECT_EQ("first|second|", Read());
    });
  }
}

}  // namespace
}  // namespace headwater
