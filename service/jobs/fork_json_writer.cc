// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/fork_json_writer.h"

#include <charconv>
#include <limits>

namespace headwater::jobs::members {

Json Value(const Untrusted& text) {
  const bool fits = text.bytes().size() <= kMaxForkTextBytes;
  Json value;
  value << "\"" << (fits ? text : Untrusted(text.bytes().substr(0, kMaxForkTextBytes))) << "\"";
  return value;
}

Json Value(Literal word) { return std::move(Json() << "\"" << word << "\""); }

Json Value(bool flag) { return std::move(Json() << (flag ? Literal("true") : Literal("false"))); }

Json Value(uint64_t number) { return std::move(Json() << number); }

Json Value(double share) {
  constexpr size_t kDigits = 32;  // Of a number from 0 to 1: 17 digits, a sign, an exponent.
  char digits[kDigits];
  const auto end = std::to_chars(digits, digits + kDigits, std::clamp(share, 0.0, 1.0)).ptr;
  return std::move(Json() << Untrusted(std::string(digits, end)));
}

Json Value(const std::string& text) { return std::move(Json() << "\"" << Untrusted(text) << "\""); }

Json Value(const PartitionName& name) { return Value(name.text); }

Json Value(const CommitId& commit) { return Value(Untrusted(commit.Hex())); }

Json Value(const BlobId& blob) { return Value(Untrusted(blob.Hex())); }

Json Value(std::chrono::sys_seconds time) {
  const auto count =
      std::clamp<int64_t>(time.time_since_epoch().count(), 0, std::numeric_limits<uint32_t>::max());
  return Value(static_cast<uint64_t>(count));
}

}  // namespace headwater::jobs::members
