// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/external_rule.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "headwater/hash.h"
#include "headwater/sink.h"
#include "rules/pattern/check.h"
#include "rules/pattern/external_answer.h"

namespace headwater {
namespace {

// What the id of the fact (kind kForge) begins with; behind it stand the rule's id
// and, behind a colon, what tells values apart.
constexpr std::string_view kFactPrefix = "external-rule:";

// The first line of its value; behind `problem` follows the word.
constexpr std::string_view kAnswered = "answer\n";
constexpr std::string_view kProblem = "problem\n";

constexpr std::array kProblems = {ExternalProblem::kNotConfigured, ExternalProblem::kNotStarted,
                                  ExternalProblem::kTooLate, ExternalProblem::kTooLarge,
                                  ExternalProblem::kFailed};

RuleAnswer AnswerOf(Verdict verdict, Message reason) {
  RuleAnswer answer;
  answer.verdict = verdict;
  answer.reason = std::move(reason);
  return answer;
}

RuleAnswer NotKnown(Message reason) { return AnswerOf(Verdict::kUnknown, std::move(reason)); }

RuleAnswer NotKnown(ExternalProblem problem) {
  const std::string limit = std::to_string(kMaxExternalAnswerBytes >> 10U);
  return NotKnown(Message{std::string(NameOf(problem).view()), {{"limit", Untrusted(limit)}}});
}

RuleAnswer Unusable(const std::string& why) {
  return NotKnown(Message{"external-answer", {{"detail", Untrusted(why)}}});
}

std::vector<std::pair<std::string, Untrusted>> ArgsOf(const pattern::ExternalWords& words) {
  return {{"en", Untrusted(words.en)}, {"de", Untrusted(words.de)}};
}

/// Turns an answer that agrees with itself into a verdict about this change.
class Judgement {
 public:
  explicit Judgement(const RuleContext& context) : context_(context), answer_(context) {}

  RuleAnswer Judge(const pattern::ExternalVerdict& said) {
    if (said.verdict == Verdict::kNotApplicable) {
      return AnswerOf(Verdict::kNotApplicable, {"external-not-concerned", {}});
    }
    if (said.verdict == Verdict::kUnknown) return NotKnown(ReasonOf(said.reason));
    answer_.CountJudged();
    for (const pattern::ExternalFinding& finding : said.findings) {
      if (finding.path.empty()) {
        Add(finding, nullptr);
        continue;
      }
      const ChangedFile* const file = FindFile(finding.path);
      if (file == nullptr) return Unusable("a finding is about a file that was not asked about");
      // The policy's scope is the policy's to keep.
      if (context_.Covers(file->path)) Add(finding, file);
    }
    return std::move(answer_).Finish({"no-files", {}});
  }

 private:
  static Message ReasonOf(const pattern::ExternalWords& reason) {
    if (reason.en.empty()) return {"external-unknown", {}};
    return {"external-unknown-because", ArgsOf(reason)};
  }

  /// The paths stand in the question as JSON can write them, so that two may look the same: the one
  /// that was asked about is meant.
  const ChangedFile* FindFile(const std::string& path) const {
    const ChangedFile* exempt = nullptr;
    for (const ChangedFile& file : context_.change.files) {
      if (!IsExternallyJudged(file) || ToValidUtf8(file.path) != path) continue;
      if (context_.Covers(file.path)) return &file;
      exempt = &file;
    }
    return exempt;
  }

  void Add(const pattern::ExternalFinding& said, const ChangedFile* file) {
    Finding finding;
    finding.message = {file == nullptr ? "external-finding" : "external-finding-at",
                       ArgsOf(said.message)};
    const std::string& about = said.fingerprint.empty() ? said.message.en : said.fingerprint;
    finding.evidence = Untrusted(about);
    if (file != nullptr) {
      finding.message.args.emplace_back("path", file->path);
      finding.path = file->path;
      if (file->status != FileStatus::kDeleted) finding.lines = {said.line, said.line};
    }
    answer_.Add(std::move(finding));
  }

  const RuleContext& context_;
  AnswerBuilder answer_;
};

}  // namespace

Literal NameOf(ExternalProblem problem) {
  static constexpr std::array<Literal, kProblems.size()> kNames = {
      "external-not-configured", "external-not-started", "external-too-late", "external-too-large",
      "external-failed"};
  return kNames[static_cast<size_t>(problem)];
}

std::optional<ExternalProblem> ExternalProblemOf(std::string_view word) {
  for (const ExternalProblem problem : kProblems) {
    if (NameOf(problem).view() == word) return problem;
  }
  return std::nullopt;
}

Fact ExternalFact(std::string_view rule, const ExternalAnswer& answer) {
  std::string value;
  if (answer.problem) {
    value = std::string(kProblem) + std::string(NameOf(*answer.problem).view());
  } else {
    value = std::string(kAnswered) + answer.bytes;
  }
  const std::string id = std::string(kFactPrefix) + std::string(rule) + ':' + Sha256Hex(value);
  return {FactKind::kForge, id, Untrusted(std::move(value))};
}

bool IsExternalFact(const Fact& fact) {
  return fact.kind == FactKind::kForge && fact.id.starts_with(kFactPrefix);
}

std::string_view RuleOfExternalFact(const Fact& fact) {
  const std::string_view rest = std::string_view(fact.id).substr(kFactPrefix.size());
  return rest.substr(0, rest.rfind(':'));
}

std::optional<ExternalAnswer> FindExternalAnswer(const Facts& facts, std::string_view rule) {
  for (const Fact& fact : facts.facts) {
    if (!IsExternalFact(fact) || RuleOfExternalFact(fact) != rule) continue;
    std::string_view value = fact.value.bytes();
    if (value.starts_with(kAnswered)) {
      return ExternalAnswer{std::nullopt, std::string(value.substr(kAnswered.size()))};
    }
    value.remove_prefix(std::min(kProblem.size(), value.size()));
    // What nobody wrote is a failure.
    return ExternalAnswer{ExternalProblemOf(value).value_or(ExternalProblem::kFailed), ""};
  }
  return std::nullopt;
}

namespace pattern {

Result<RuleAnswer> CheckExternal(const RuleContext& context) {
  const Change& change = context.change;
  if (change.scope == ChangeScope::kAll) {
    return AnswerOf(Verdict::kNotApplicable, {"external-only-changes", {}});
  }
  const bool is_concerned =
      std::any_of(change.files.begin(), change.files.end(), [&context](const ChangedFile& file) {
        return IsExternallyJudged(file) && context.Covers(file.path);
      });
  if (!is_concerned) return AnswerOf(Verdict::kNotApplicable, {"no-files", {}});
  const auto answer = FindExternalAnswer(context.facts, context.own_rule->id());
  if (!answer) return NotKnown(Message{"external-not-asked", {}});
  if (answer->problem) return NotKnown(*answer->problem);
  const Result<ExternalVerdict> said = ReadExternalAnswer(answer->bytes);
  if (!said.ok()) return Unusable(said.error().message);
  return Judgement(context).Judge(said.value());
}

}  // namespace pattern
}  // namespace headwater
