// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/config/value_readers.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

namespace headwater::config {
namespace {

using Kind = DataNode::Kind;

// More than a day without a word is a mistake, not a quiet time.
constexpr uint64_t kMaxSeconds = 86'400;

// Of what is kept for months, and looked after by the hour.
constexpr uint64_t kMaxDays = 90;
constexpr std::chrono::minutes kShortestPeriod{1};

/// "0", "60s", "15m", "2h", "7d"; at most `most` seconds.
Status ReadDurationUpTo(const DataNode& node, uint64_t most, std::chrono::milliseconds& value) {
  constexpr std::pair<char, uint64_t> kUnits[] = {
      {'s', 1}, {'m', 60}, {'h', 3600}, {'d', kMaxSeconds}};
  std::string_view text = node.scalar;
  const auto unit = std::find_if(std::begin(kUnits), std::end(kUnits),
                                 [&](const auto& one) { return text.ends_with(one.first); });
  if (unit == std::end(kUnits) && text != "0")
    return Expected("a duration as 0, 60s, 15m, 2h or 7d");
  if (unit != std::end(kUnits)) text.remove_suffix(1);
  const uint64_t factor = unit == std::end(kUnits) ? 1 : unit->second;
  const uint64_t seconds = TRY(Number(text, most / factor)) * factor;
  value = std::chrono::seconds(seconds);
  return Ok{};
}

}  // namespace

Error Expected(std::string_view what) { return {Errc::kInvalid, "expected " + std::string(what)}; }

Result<std::string> Text(const DataNode& node) {
  if (node.kind != Kind::kString || node.scalar.empty()) return Expected("a text");
  return node.scalar;
}

Status ReadText(const DataNode& node, std::string& value) {
  value = TRY(Text(node));
  return Ok{};
}

Status ReadFile(const DataNode& node, std::string& value) {
  value = TRY(Text(node));
  if (!value.starts_with('/')) return Expected("an absolute path");
  return Ok{};
}

Status ReadUrl(const DataNode& node, std::optional<SafeUrl>& value) {
  const std::string text = TRY(Text(node));
  value = TRY(SafeUrl::Parse(text));
  return Ok{};
}

Result<uint64_t> Number(std::string_view text, uint64_t most) {
  uint64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || error != std::errc{} || at != end || value > most) {
    return Expected("a whole number of at most " + std::to_string(most));
  }
  return value;
}

Status ReadDuration(const DataNode& node, std::chrono::milliseconds& value) {
  return ReadDurationUpTo(node, kMaxSeconds, value);
}

Status ReadPeriod(const DataNode& node, std::chrono::milliseconds& value) {
  TRY(ReadDurationUpTo(node, kMaxDays * kMaxSeconds, value));
  return value >= kShortestPeriod ? Status(Ok{}) : Expected("a duration from 1m to 90d");
}

Status ReadSize(const DataNode& node, uint64_t& value) {
  constexpr std::pair<std::string_view, uint32_t> kUnits[] = {
      {" MiB", 20}, {" GiB", 30}, {" TiB", 40}};
  std::string_view text = node.scalar;
  const auto unit = std::find_if(std::begin(kUnits), std::end(kUnits),
                                 [&](const auto& one) { return text.ends_with(one.first); });
  if (unit == std::end(kUnits)) return Expected("a size as `500 MiB` or `50 GiB`");
  text.remove_suffix(unit->first.size());
  value = TRY(Number(text, UINT64_MAX >> unit->second)) << unit->second;
  return Ok{};
}

}  // namespace headwater::config
