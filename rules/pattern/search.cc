// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/pattern/search.h"

#include <algorithm>
#include <utility>

#include "headwater/sink.h"
#include "rules/common/source_text.h"
#include "rules/common/text.h"

namespace headwater::pattern {
namespace {

// Enough to recognise it by; a whole line may be long.
constexpr size_t kMostShownBytes = 80;
constexpr std::string_view kCutMark = "...";

// Within a character of UTF-8 every byte but the first is 10xxxxxx (RFC 3629, section 3).
bool IsWithinCharacter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

}  // namespace

std::optional<std::string_view> Search::Find(std::string_view text) {
  // Asking costs something, too.
  const uint64_t steps = (text.size() + 1) * regex_->program_size();
  const uint64_t left =
      std::min(kMostStepsOfRule - std::min(taken_, kMostStepsOfRule),
               kMostStepsOfChange - std::min(of_change_->taken, kMostStepsOfChange));
  if (over_ || steps > left) {
    over_ = true;
    return std::nullopt;
  }
  taken_ += steps;
  of_change_->taken += steps;
  return regex_->Find(text);
}

std::string Searchable(std::string bytes) {
  std::string text = DecodeSource(std::move(bytes)).text;
  if (CheckText(text, text.size(), Controls::kAllow).ok()) return text;
  return ToValidUtf8(Untrusted(std::move(text)));
}

std::string_view TakeLine(std::string_view& text) {
  const size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

Untrusted Shown(std::string_view match) {
  if (match.size() <= kMostShownBytes) return Untrusted(std::string(match));
  size_t end = kMostShownBytes;
  while (end > 0 && IsWithinCharacter(match[end])) --end;
  return Untrusted(std::string(match.substr(0, end)) + std::string(kCutMark));
}

}  // namespace headwater::pattern
