// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/merge_request_text.h"

#include "headwater/hash.h"
#include "headwater/policy_rule.h"

namespace headwater::jobs {
namespace {

// Within a character of UTF-8 every byte but the first is 10xxxxxx (RFC 3629, section 3).
constexpr unsigned kHighBits = 0xC0;
constexpr unsigned kWithin = 0x80;

bool IsWithinCharacter(char byte) {
  return (static_cast<unsigned char>(byte) & kHighBits) == kWithin;
}

// The bytes behind a character's first one.
constexpr size_t kMaxWithin = 3;

}  // namespace

std::string MergeRequestText(const ForgeMergeRequest& merge_request) {
  std::string text = merge_request.title.bytes();
  if (!merge_request.description.empty()) text += "\n\n" + merge_request.description.bytes();
  if (text.size() <= kMaxMergeRequestText) return text;
  size_t end = kMaxMergeRequestText;
  // What is no UTF-8 is cut where the room ends.
  while (end > kMaxMergeRequestText - kMaxWithin && IsWithinCharacter(text[end])) --end;
  text.resize(end);
  return text;
}

Fact MergeRequestTextFact(const std::string& text) {
  return {FactKind::kMergeRequestText, "merge-request-text:" + Sha256Hex(text), Untrusted(text)};
}

Fact SourceBranchFact(const Untrusted& branch) {
  return {FactKind::kForge, std::string(kSourceBranchFact) + Sha256Hex(branch.bytes()), branch};
}

}  // namespace headwater::jobs
