// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/publiccode_check.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "headwater/data.h"
#include "rules/common/publiccode_judge.h"
#include "rules/common/publiccode_messages.h"
#include "rules/common/text.h"

namespace headwater {
namespace publiccode {
namespace {

Text TextOf(std::string_view key) {
  for (const MessageText& message : kPubliccodeMessages) {
    if (message.key.view() == key) return message.text;
  }
  return {};
}

}  // namespace

void Remarks::Add(Remark remark) {
  const bool is_strict = profile_ == PubliccodeProfile::kStandard;
  const bool is_error = !is_lenient_ && (remark.weight == Weight::kError ||
                                         (remark.weight == Weight::kStrict && is_strict));
  has_errors_ = has_errors_ || is_error;
  if (!has_room()) {
    ++(is_error ? answer_.more_errors : answer_.more_warnings);
    return;
  }
  PubliccodeProblem problem;
  problem.is_error = is_error;
  problem.text = TextOf(remark.message);
  problem.message.key = std::move(remark.message);
  if (!remark.key.empty()) problem.message.args.emplace_back("key", Untrusted(remark.key));
  for (auto& [name, value] : remark.args) {
    problem.message.args.emplace_back(std::move(name), Untrusted(ShownValue(value)));
  }
  problem.key = Untrusted(std::move(remark.key));
  if (remark.node != nullptr) {
    problem.line = remark.node->line;
    problem.column = remark.node->column;
  }
  problem.repair = std::move(remark.repair);
  answer_.problems.push_back(std::move(problem));
}

PubliccodeAnswer Remarks::Finish() && {
  std::stable_sort(answer_.problems.begin(), answer_.problems.end(),
                   [](const PubliccodeProblem& a, const PubliccodeProblem& b) {
                     return std::pair(a.line, a.column) < std::pair(b.line, b.column);
                   });
  answer_.state = has_errors_ ? PubliccodeAnswer::State::kInvalid : PubliccodeAnswer::State::kValid;
  return std::move(answer_);
}

std::string ShownValue(std::string_view value) {
  // A line of a report; what is cut is in the file.
  constexpr size_t kMaxShown = 120;
  if (value.size() <= kMaxShown) return std::string(value);
  size_t end = kMaxShown;
  while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0U) == 0x80U) --end;
  return std::string(value.substr(0, end)) + "...";
}

namespace {

/// An error of ParseYaml: `line:column: sentence`.
PubliccodeAnswer AnswerOf(const Error& error) {
  DataNode place;
  std::string_view sentence = error.message;
  for (uint32_t* number : {&place.line, &place.column}) {
    const auto read = std::from_chars(sentence.data(), sentence.data() + sentence.size(), *number);
    if (read.ec != std::errc()) break;
    sentence.remove_prefix(static_cast<size_t>(read.ptr - sentence.data()));
    if (sentence.starts_with(':')) sentence.remove_prefix(1);
  }
  sentence.remove_prefix(std::min(sentence.find_first_not_of(' '), sentence.size()));
  Remarks remarks(PubliccodeProfile::kStandard);
  remarks.Add({.weight = Weight::kError,
               .message = "unreadable",
               .node = &place,
               .args = {{"problem", std::string(sentence)}}});
  PubliccodeAnswer answer = std::move(remarks).Finish();
  if (error.code != Errc::kInvalid) answer.state = PubliccodeAnswer::State::kUnchecked;
  return answer;
}

}  // namespace
}  // namespace publiccode

PubliccodeAnswer JudgePubliccode(std::string_view text, const PubliccodeQuestion& question) {
  const Result<DataNode> root = ParseYaml(text, kYamlLimits);
  if (!root.ok()) return publiccode::AnswerOf(root.error());
  // Places count from behind a byte order mark, edits from the beginning: then nothing is edited.
  const bool has_mark = WithoutByteOrderMark(text).size() != text.size();
  return publiccode::PubliccodeJudge(has_mark ? std::string_view() : text, question)
      .Judge(root.value());
}

PubliccodeAnswer TooLargePubliccode() {
  return publiccode::AnswerOf({Errc::kContent, "the file is too large to be read"});
}

}  // namespace headwater
