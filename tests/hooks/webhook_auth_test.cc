// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "hooks/webhook_auth.h"

#include <gtest/gtest.h>

#include "tests/hooks/hook_fakes.h"

namespace headwater::hooks {
namespace {

const std::string kKey = "0123456789abcdef0123456789abcdef";
const std::string kBody = R"({"object_kind":"push"})";

/// Two tokens and two signing keys, as during a rotation.
class WebhookAuthTest : public testing::Test {
 protected:
  std::string Seconds(int64_t offset = 0) const {
    return std::to_string(clock_.wall.time_since_epoch() / std::chrono::seconds(1) + offset);
  }

  /// What an honest sender sends.
  HttpHeaders Signed(const std::string& key, const std::string& time) const {
    const std::string message = "delivery-1." + time + '.' + kBody;
    return {{"webhook-id", "delivery-1"},
            {"webhook-timestamp", time},
            {"webhook-signature", "v1," + EncodeBase64(HmacSha256(Secret(key), message))}};
  }

  /// "ok", "refused" or "broken": of the head alone, then of the whole.
  std::string Check(const HttpHeaders& headers, const std::string& body = kBody) const {
    const WebhookAuth auth({&tokens_, &keys_}, clock_);
    return Word(auth.CheckHead(headers)) + ' ' + Word(auth.Check(headers, body));
  }

  static std::string Word(const Status& status) {
    if (status.ok()) return "ok";
    return status.error().code == Errc::kDenied ? "refused" : "broken";
  }

  FakeClock clock_;
  FakeSecretFile tokens_{{"new-token", "old-token"}};
  FakeSecretFile keys_{
      {"whsec_" + EncodeBase64("another key of thirty-two bytes."), "whsec_" + EncodeBase64(kKey)}};
};

TEST_F(WebhookAuthTest, AnyValidTokenOpens) {
  EXPECT_EQ("ok ok", Check({{"X-Gitlab-Token", "new-token"}}));
  EXPECT_EQ("ok ok", Check({{"x-gitlab-token", "old-token"}}));
}

TEST_F(WebhookAuthTest, NoOtherTokenDoes) {
  for (const char* token : {"", " ", "new", "new-tokenX", "old-tokeN", "new-token\nold-token"}) {
    EXPECT_EQ("refused refused", Check({{"X-Gitlab-Token", token}})) << token;
  }
  EXPECT_EQ("refused refused", Check({}));
  EXPECT_EQ("refused refused", Check({{"Authorization", "new-token"}}));
}

TEST_F(WebhookAuthTest, ASignatureOpensWithoutToken) {
  EXPECT_EQ("ok ok", Check(Signed(kKey, Seconds())));
}

TEST_F(WebhookAuthTest, OneOfSeveralSignaturesIsEnough) {
  HttpHeaders headers = Signed(kKey, Seconds());
  headers[2].value = "v1a,zzz v1,AAAA  v2,BBBB " + headers[2].value + " v1,";
  EXPECT_EQ("ok ok", Check(headers));
}

TEST_F(WebhookAuthTest, ASignatureIsOfThisBodyThisIdAndThisTime) {
  EXPECT_EQ("ok refused", Check(Signed(kKey, Seconds()), kBody + ' '));
  HttpHeaders headers = Signed(kKey, Seconds());
  headers[0].value = "delivery-2";
  EXPECT_EQ("ok refused", Check(headers));
  headers = Signed(kKey, Seconds());
  headers[1].value = Seconds(1);
  EXPECT_EQ("ok refused", Check(headers));
  EXPECT_EQ("ok refused", Check(Signed("a key that is not ours", Seconds())));
}

TEST_F(WebhookAuthTest, ASignatureHoldsForFiveMinutesEitherWay) {
  for (const int64_t offset : {-300, 300}) {
    EXPECT_EQ("ok ok", Check(Signed(kKey, Seconds(offset)))) << offset;
  }
  for (const int64_t offset : {int64_t{-301}, int64_t{301}, int64_t{7'000'000'000}}) {
    EXPECT_EQ("refused refused", Check(Signed(kKey, Seconds(offset)))) << offset;
  }
}

TEST_F(WebhookAuthTest, AMalformedTimeIsRefused) {
  for (const char* time : {"", "now", "-1", "+1", "1e9", " 1800000000", "99999999999999999999"}) {
    EXPECT_EQ("refused refused", Check(Signed(kKey, time))) << time;
  }
}

TEST_F(WebhookAuthTest, AWrongSignatureIsNotSavedByAToken) {
  HttpHeaders headers = Signed(kKey, Seconds());
  headers[2].value = "v1,AAAA";
  headers.push_back({"X-Gitlab-Token", "new-token"});
  EXPECT_EQ("ok refused", Check(headers));
  headers[2].value = "";
  EXPECT_EQ("ok refused", Check(headers));
}

TEST_F(WebhookAuthTest, HalfASignatureIsRefused) {
  for (const size_t missing : {0U, 1U}) {
    HttpHeaders headers = Signed(kKey, Seconds());
    headers.erase(headers.begin() + static_cast<ptrdiff_t>(missing));
    EXPECT_EQ("refused refused", Check(headers)) << missing;
  }
  HttpHeaders unsigned_headers = Signed(kKey, Seconds());
  unsigned_headers.pop_back();
  EXPECT_EQ("refused refused", Check(unsigned_headers));
}

TEST_F(WebhookAuthTest, WithoutASigningKeyTheTokenDecides) {
  const WebhookAuth auth({&tokens_, nullptr}, clock_);
  HttpHeaders headers = Signed(kKey, Seconds());
  EXPECT_EQ("refused", Word(auth.Check(headers, kBody)));
  headers.push_back({"X-Gitlab-Token", "old-token"});
  EXPECT_EQ("ok", Word(auth.Check(headers, kBody)));
}

TEST_F(WebhookAuthTest, WithoutATokenOnlySignaturesOpen) {
  const WebhookAuth auth({nullptr, &keys_}, clock_);
  EXPECT_EQ("refused", Word(auth.Check({{"X-Gitlab-Token", "new-token"}}, kBody)));
  EXPECT_EQ("ok", Word(auth.Check(Signed(kKey, Seconds()), kBody)));
}

TEST_F(WebhookAuthTest, WithNothingConfiguredNothingOpens) {
  const WebhookAuth auth({}, clock_);
  EXPECT_EQ("refused", Word(auth.Check({{"X-Gitlab-Token", "new-token"}}, kBody)));
  EXPECT_EQ("refused", Word(auth.Check(Signed(kKey, Seconds()), kBody)));
}

TEST_F(WebhookAuthTest, UnreadableSecretsAreOurFault) {
  tokens_.lines.clear();
  EXPECT_EQ("broken broken", Check({{"X-Gitlab-Token", "new-token"}}));
  for (const char* line : {"whsec_", "whsec_not base64", "MDEy", ""}) {
    keys_.lines = {line};
    EXPECT_EQ("ok broken", Check(Signed(kKey, Seconds()))) << line;
  }
}

}  // namespace
}  // namespace headwater::hooks
