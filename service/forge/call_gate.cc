// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/forge/call_gate.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <system_error>

#include "headwater/secret.h"

namespace headwater::forge {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// The limits for comments and issues are counted per minute (notes_create_limit,
/// issues_create_limit), so less is of no use. The others are a guess at "soon", corrected by
/// doubling.
constexpr milliseconds kFirstNoteDelay = std::chrono::minutes(1);
constexpr milliseconds kFirstDelay = seconds(2);
/// Longer than any of GitLab's windows for comments, statuses and reading.
constexpr milliseconds kLongestGuess = std::chrono::minutes(10);
/// GitLab's own windows are an hour at most; an answer that says more is not to stop us for good.
constexpr milliseconds kLongestWait = std::chrono::hours(1);
constexpr milliseconds kShortestWait = seconds(1);

/// RFC 9110 section 10.2.3 also allows a date, which GitLab does not send.
std::optional<int64_t> SecondsIn(const HttpHeaders& headers, std::string_view name) {
  const std::string_view text = FindHeader(headers, name).value_or("");
  int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || number < 0) return std::nullopt;
  return number;
}

milliseconds Bounded(int64_t wait_seconds) {
  const int64_t longest = std::chrono::duration_cast<seconds>(kLongestWait).count();
  const milliseconds wait = seconds(std::clamp<int64_t>(wait_seconds, 0, longest));
  return std::max(wait, kShortestWait);
}

/// Between nothing and half of `delay`.
milliseconds Jitter(milliseconds delay) {
  constexpr size_t kRandomBytes = 2;
  constexpr int kHexadecimal = 16;
  constexpr int64_t kSteps = int64_t{1} << 16U;  // As many as the bytes have values.
  const std::string hex = RandomHex(kRandomBytes);
  int64_t step = 0;
  std::from_chars(hex.data(), hex.data() + hex.size(), step, kHexadecimal);
  return delay / 2 * step / kSteps;
}

milliseconds Guess(CallKind kind, uint32_t refusals) {
  const bool per_minute = kind == CallKind::kNote || kind == CallKind::kIssue;
  milliseconds delay = per_minute ? kFirstNoteDelay : kFirstDelay;
  for (uint32_t i = 1; i < refusals && delay < kLongestGuess; ++i) delay *= 2;
  delay = std::min(delay, kLongestGuess);
  return delay + Jitter(delay);
}

}  // namespace

std::optional<milliseconds> CallGate::Told(const HttpHeaders& headers) const {
  if (const auto wait = SecondsIn(headers, "Retry-After")) return Bounded(*wait);
  const auto reset = SecondsIn(headers, "RateLimit-Reset");
  if (!reset) return std::nullopt;
  const int64_t now = std::chrono::floor<seconds>(clock_.Wall()).time_since_epoch() / seconds(1);
  return Bounded(*reset - now);
}

std::optional<milliseconds> CallGate::ClosedFor(CallKind kind) {
  const SteadyTime now = clock_.Steady();
  const SteadyTime opens =
      gates_.With([&](Gates& gates) { return gates[static_cast<size_t>(kind)].opens; });
  if (opens <= now) return std::nullopt;
  return opens - now;
}

void CallGate::Refused(CallKind kind, const HttpHeaders& headers) {
  const std::optional<milliseconds> told = Told(headers);
  const SteadyTime now = clock_.Steady();
  gates_.With([&](Gates& gates) {
    Gate& gate = gates[static_cast<size_t>(kind)];
    // Calls that were under way together are refused together: that is one refusal.
    if (gate.opens <= now) ++gate.refusals;
    gate.opens = std::max(gate.opens, now + told.value_or(Guess(kind, gate.refusals)));
  });
}

void CallGate::Passed(CallKind kind) {
  const SteadyTime now = clock_.Steady();
  gates_.With([&](Gates& gates) {
    Gate& gate = gates[static_cast<size_t>(kind)];
    // An answer that was under way when the gate closed says nothing about now.
    if (gate.opens <= now) gate.refusals = 0;
  });
}

}  // namespace headwater::forge
