// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/page_links.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include "headwater/log.h"
#include "service/jobs/kept_file.h"

namespace headwater::jobs {
namespace {

/// As long as the digest (RFC 2104, section 3).
constexpr size_t kKeyBytes = 32;
constexpr size_t kSignatureDigits = 64;
constexpr size_t kMaxSecondsDigits = 12;
/// Some hundred keys.
constexpr uint64_t kMaxFileBytes = uint64_t{64} << 10U;
/// Another use of the same keys must never sign the same bytes.
constexpr std::string_view kPurpose = "headwater.page/1\n";

std::string Hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  constexpr unsigned kNibble = 15;
  std::string hex;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & kNibble];
  }
  return hex;
}

bool IsHex(std::string_view text, size_t digits) {
  return text.size() == digits &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::optional<int64_t> NumberIn(std::string_view text) {
  int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, number);
  const bool is_number = error == std::errc{} && at == end && number >= 0;
  return is_number ? std::optional(number) : std::nullopt;
}

std::string SignatureOf(const Secret& key, const DecisionId& id, std::string_view until) {
  const std::string message = std::string(kPurpose) + id.hex + "\n" + std::string(until);
  return Hex(HmacSha256(key, message));
}

}  // namespace

Result<PageLinks::Keys> PageLinks::Read(std::string_view text) {
  Keys keys;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const size_t blank = std::min(line.find(' '), line.size());
    const auto made = NumberIn(line.substr(0, blank));
    const std::string_view secret = line.substr(std::min(blank + 1, line.size()));
    if (!made || !IsHex(secret, 2 * kKeyBytes)) {
      return Error{Errc::kInvalid, "holds no keys of ours"};
    }
    keys.push_back({WallTime(std::chrono::milliseconds(*made)), Secret(std::string(secret))});
  }
  return keys;
}

std::string PageLinks::Rendered(const Keys& keys) {
  std::string text;
  for (const Key& key : keys) {
    text += std::to_string(key.made.time_since_epoch().count()) + " " + key.secret.bytes() + "\n";
  }
  return text;
}

/// A key counts until the last link is over that the next one has not signed.
void PageLinks::DropOld(Keys& keys) const {
  while (keys.size() > 1 && keys[1].made + lifetime_ < clock_.Wall()) keys.erase(keys.begin());
}

Status PageLinks::Renew(Keys& keys) const {
  const bool is_young = !keys.empty() && clock_.Wall() - keys.back().made < kKeyAge;
  if (is_young) return Ok{};
  Keys next = keys;
  next.push_back({clock_.Wall(), Secret(RandomHex(kKeyBytes))});
  DropOld(next);
  TRY(KeepFile(file_, Rendered(next)));
  keys = std::move(next);
  return Ok{};
}

Result<std::unique_ptr<PageLinks>> PageLinks::Open(std::string file,
                                                   std::chrono::milliseconds lifetime,
                                                   const Clock& clock) {
  Keys keys;
  const Result<std::string> text = ReadKeptFile(file, kMaxFileBytes);
  if (text.ok()) {
    keys = TRY(Read(text.value()).Context(file));
  } else if (text.error().code != Errc::kNotFound) {
    return text.error();
  }
  std::unique_ptr<PageLinks> links(new PageLinks(std::move(file), lifetime, clock));
  TRY(links->Renew(keys));
  links->keys_.With([&keys](Keys& kept) { kept = std::move(keys); });
  return links;
}

std::chrono::sys_seconds PageLinks::EndOf(WallTime decided_at) const {
  return std::chrono::floor<std::chrono::seconds>(decided_at + lifetime_);
}

bool PageLinks::IsOver(WallTime decided_at) const { return EndOf(decided_at) < clock_.Wall(); }

std::string PageLinks::TicketFor(const DecisionId& id, WallTime decided_at) {
  const std::string until = std::to_string(EndOf(decided_at).time_since_epoch().count());
  const std::string signature = keys_.With([&](Keys& keys) {
    const Status renewed = Renew(keys);
    if (!renewed.ok()) {
      Log(LogLevel::kWarning, "page_key_not_renewed",
          {{"problem", Untrusted(renewed.error().message)}});
    }
    // The one that was the newest when it was decided: what was signed once is signed so again.
    const auto after =
        std::ranges::find_if(keys, [decided_at](const Key& key) { return key.made > decided_at; });
    const Key& key = after == keys.begin() ? keys.front() : *std::prev(after);
    return SignatureOf(key.secret, id, until);
  });
  return until + "-" + signature;
}

TicketState PageLinks::Check(const DecisionId& id, std::string_view ticket) {
  const size_t dash = std::min(ticket.find('-'), ticket.size());
  const std::string_view until = ticket.substr(0, dash);
  const std::string_view signature = ticket.substr(std::min(dash + 1, ticket.size()));
  const auto seconds = until.size() <= kMaxSecondsDigits ? NumberIn(until) : std::nullopt;
  if (!seconds || !IsHex(signature, kSignatureDigits)) return TicketState::kForged;
  const bool is_ours = keys_.With([&](Keys& keys) {
    DropOld(keys);
    // Each of them is tried, so that the time tells nothing of which it is.
    bool matches = false;
    for (const Key& key : keys) {
      matches = Secret(SignatureOf(key.secret, id, until)).Matches(signature) || matches;
    }
    return matches;
  });
  if (!is_ours) return TicketState::kForged;
  const std::chrono::sys_seconds end{std::chrono::seconds(*seconds)};
  return end < clock_.Wall() ? TicketState::kExpired : TicketState::kValid;
}

}  // namespace headwater::jobs
