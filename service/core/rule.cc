// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/rule.h"

namespace headwater {

void AnswerBuilder::Add(Finding finding) {
  if (full()) {
    ++answer_.more_findings;
    return;
  }
  answer_.findings.push_back(std::move(finding));
}

void AnswerBuilder::AddUnchecked(Untrusted path, Message why) {
  answer_.unchecked.push_back({.path = std::move(path), .why = std::move(why)});
}

RuleAnswer AnswerBuilder::Finish(Message not_applicable) && {
  if (!answer_.findings.empty() || answer_.more_findings > 0) {
    answer_.verdict = Verdict::kFail;
  } else if (!answer_.unchecked.empty()) {
    answer_.verdict = Verdict::kUnknown;
  } else if (judged_ > 0) {
    answer_.verdict = Verdict::kPass;
  } else {
    answer_.verdict = Verdict::kNotApplicable;
    answer_.reason = std::move(not_applicable);
  }
  return std::move(answer_);
}

}  // namespace headwater
