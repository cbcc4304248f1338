// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "hooks/webhook_auth.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace headwater::hooks {
namespace {

constexpr std::string_view kTokenHeader = "X-Gitlab-Token";
constexpr std::string_view kIdHeader = "webhook-id";
constexpr std::string_view kTimeHeader = "webhook-timestamp";
constexpr std::string_view kSignatureHeader = "webhook-signature";

constexpr std::string_view kKeyPrefix = "whsec_";
/// The only version with a shared key; others may stand beside it.
constexpr std::string_view kSignaturePrefix = "v1,";

/// How far a signature's time may be from ours, as the specification's own libraries allow.
constexpr std::chrono::seconds kTimeWindow{300};

Error Denied(std::string_view why) { return {Errc::kDenied, std::string(why)}; }

/// Seconds since 1970; none unless the text is exactly such a number.
std::optional<int64_t> ParseSeconds(std::string_view text) {
  int64_t seconds = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, seconds);
  if (read.ec != std::errc() || read.ptr != end || seconds < 0) return std::nullopt;
  return seconds;
}

Result<std::vector<Secret>> SigningKeys(const SecretFile& file) {
  std::vector<Secret> keys;
  for (const Secret& line : TRY(file.Read())) {
    const std::string_view text = line.bytes();
    std::optional<std::string> key;
    if (text.starts_with(kKeyPrefix)) key = DecodeBase64(text.substr(kKeyPrefix.size()));
    // With an empty key everybody could sign.
    if (!key || key->empty()) {
      return Error{Errc::kInvalid, "a signing key is not written as whsec_<base64>"};
    }
    keys.emplace_back(*std::move(key));
  }
  return keys;
}

/// Whether one of the signatures in the header is the expected one. Looks at all of them.
bool Holds(std::string_view header, const Secret& expected) {
  bool holds = false;
  while (!header.empty()) {
    const size_t end = std::min(header.find(' '), header.size());
    const std::string_view signature = header.substr(0, end);
    header.remove_prefix(std::min(end + 1, header.size()));
    if (!signature.starts_with(kSignaturePrefix)) continue;
    const bool equal = expected.Matches(signature.substr(kSignaturePrefix.size()));
    holds = holds || equal;
  }
  return holds;
}

}  // namespace

bool WebhookAuth::IsSigned(const HttpHeaders& headers) const {
  return secrets_.signing_keys != nullptr && FindHeader(headers, kSignatureHeader).has_value();
}

Status WebhookAuth::CheckToken(const HttpHeaders& headers) const {
  const auto token = FindHeader(headers, kTokenHeader);
  if (!token || token->empty()) return Denied("neither token nor signature");
  if (secrets_.tokens == nullptr) return Denied("a token, but only signatures are accepted");
  bool matches = false;
  for (const Secret& secret : TRY(secrets_.tokens->Read())) {
    const bool equal = secret.Matches(*token);
    matches = matches || equal;
  }
  if (!matches) return Denied("wrong token");
  return Ok{};
}

Status WebhookAuth::CheckTime(const HttpHeaders& headers) const {
  const auto id = FindHeader(headers, kIdHeader);
  const auto time = FindHeader(headers, kTimeHeader);
  if (!id || id->empty() || !time) return Denied("a signature without webhook-id or -timestamp");
  const std::optional<int64_t> seconds = ParseSeconds(*time);
  if (!seconds) return Denied("webhook-timestamp is no number of seconds");
  const int64_t now = std::chrono::floor<std::chrono::seconds>(clock_.Wall()).time_since_epoch() /
                      std::chrono::seconds(1);
  // Neither is negative, so the difference fits.
  const int64_t distance = *seconds > now ? *seconds - now : now - *seconds;
  if (distance > kTimeWindow.count()) return Denied("webhook-timestamp is not of now");
  return Ok{};
}

Status WebhookAuth::CheckSignature(const HttpHeaders& headers, std::string_view body) const {
  TRY(CheckTime(headers));
  std::string message(*FindHeader(headers, kIdHeader));
  message += '.';
  message += *FindHeader(headers, kTimeHeader);
  message += '.';
  message += body;
  bool holds = false;
  for (const Secret& key : TRY(SigningKeys(*secrets_.signing_keys))) {
    const Secret expected(EncodeBase64(HmacSha256(key, message)));
    const bool equal = Holds(*FindHeader(headers, kSignatureHeader), expected);
    holds = holds || equal;
  }
  if (!holds) return Denied("wrong signature");
  return Ok{};
}

Status WebhookAuth::CheckHead(const HttpHeaders& headers) const {
  return IsSigned(headers) ? CheckTime(headers) : CheckToken(headers);
}

Status WebhookAuth::Check(const HttpHeaders& headers, std::string_view body) const {
  return IsSigned(headers) ? CheckSignature(headers, body) : CheckToken(headers);
}

}  // namespace headwater::hooks
