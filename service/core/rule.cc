// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/rule.h"

#include <algorithm>
#include <string>
#include <utility>

namespace headwater {
namespace {

// Unchecked files that are named; the others are counted. A partial clone can lack every blob.
constexpr size_t kMaxUnchecked = 1000;

}  // namespace

std::optional<Message> WhyNotRead(const FileEntry& file, const BlobAnswer& blob) {
  switch (blob.state) {
    case BlobState::kPresent:
      return std::nullopt;
    case BlobState::kMissing:
      return Message{"blob-missing", {{"path", file.path}}};
    case BlobState::kTooLarge:
      break;
  }
  return Message{"too-large",
                 {{"path", file.path}, {"size", Untrusted(std::to_string(blob.size))}}};
}

void AnswerBuilder::Add(Finding finding) {
  if (full()) {
    ++answer_.more_findings;
    return;
  }
  answer_.findings.push_back(std::move(finding));
}

void AnswerBuilder::AddUnchecked(Unchecked file) {
  holding_ = holding_ || !file.advisory;
  if (answer_.unchecked.size() >= kMaxUnchecked) {
    ++more_unchecked_;
    return;
  }
  answer_.unchecked.push_back(std::move(file));
}

RuleAnswer AnswerBuilder::Finish(Message not_applicable) && {
  // Hints about old debt do not answer for a new file that could not be read.
  const bool only_hints = answer_.more_findings == 0 &&
                          std::all_of(answer_.findings.begin(), answer_.findings.end(),
                                      [](const Finding& finding) { return finding.advisory; });
  const bool found = !answer_.findings.empty() || answer_.more_findings > 0;
  if (found && (!only_hints || !holding_)) {
    answer_.verdict = Verdict::kFail;
  } else if (holding_) {
    answer_.verdict = Verdict::kUnknown;
  } else if (judged_ > 0 || !answer_.unchecked.empty()) {
    answer_.verdict = Verdict::kPass;
  } else {
    answer_.verdict = Verdict::kNotApplicable;
    answer_.reason = std::move(not_applicable);
  }
  if (more_unchecked_ > 0) {
    answer_.reason =
        Message{"more-unchecked", {{"count", Untrusted(std::to_string(more_unchecked_))}}};
  }
  return std::move(answer_);
}

}  // namespace headwater
