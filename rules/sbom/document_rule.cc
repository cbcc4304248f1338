// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/document_rule.h"

#include <algorithm>
#include <utility>

#include "rules/sbom/generators.h"
#include "rules/sbom/manifests.h"

namespace headwater::sbom {
namespace {

// More places of one kind of fault tell a person nothing new.
constexpr uint64_t kShownOfAKind = 3;

/// Judges the documents and keeps those answers that count.
class DocumentsJudge {
 public:
  DocumentsJudge(const RuleContext& context, const DocumentRule& rule)
      : context_(context), rule_(rule), answer_(context) {}

  Result<RuleAnswer> Run() && {
    const DocumentsSeen seen = TRY(VisitDocuments(context_, [this](const FoundDocument& found) {
      status_ = Judge(found);
      return status_.ok();
    }));
    TRY(std::move(status_));
    const bool by_change = is_touched_;
    DocumentFindings& counts = by_change ? touched_ : others_;
    for (const Unchecked& file : seen.unchecked) {
      if (!by_change || IsTouched(file.path)) answer_.AddUnchecked(file);
    }
    for (Unchecked& file : counts.unchecked) answer_.AddUnchecked(std::move(file));
    for (Finding& finding : counts.findings) answer_.Add(std::move(finding));
    if (counts.is_judged) answer_.CountJudged();
    RuleAnswer answer = std::move(answer_).Finish({seen.sboms > 0 ? "not-asked" : "no-sbom", {}});
    if (by_change) answer.subject = Subject::kChange;
    answer.lacks = seen.lacks;
    // A gate must not open before the SBOM is there.
    if (seen.lacks == Lacks::kUnderWay && answer.verdict == Verdict::kNotApplicable) {
      answer.verdict = Verdict::kUnknown;
      answer.reason = Message{"sbom-under-way", {}};
    }
    return answer;
  }

 private:
  Status Judge(const FoundDocument& found) {
    if (!context_.Covers(found.name)) return Ok{};
    DocumentFindings answer;
    TRY(rule_(found, found.bom(), answer));
    const bool is_answered = answer.is_judged || !answer.unchecked.empty();
    if (!is_answered) return Ok{};
    if (!answer.findings.empty()) {
      answer.findings.front().fix = GeneratorFix(ManifestsByDepth(context_.view.Files()));
    }
    const bool is_touched = found.place == SbomPlace::kTree && IsTouched(found.name);
    is_touched_ = is_touched_ || is_touched;
    Move(std::move(answer), is_touched ? touched_ : others_);
    return Ok{};
  }

  static void Move(DocumentFindings from, DocumentFindings& to) {
    to.is_judged = to.is_judged || from.is_judged;
    std::move(from.findings.begin(), from.findings.end(), std::back_inserter(to.findings));
    std::move(from.unchecked.begin(), from.unchecked.end(), std::back_inserter(to.unchecked));
  }

  /// A whole project is no change.
  bool IsTouched(const Untrusted& path) const {
    if (context_.change.scope == ChangeScope::kAll) return false;
    const auto& files = context_.change.files;
    const auto at = std::lower_bound(
        files.begin(), files.end(), path,
        [](const ChangedFile& file, const Untrusted& wanted) { return file.path < wanted; });
    return at != files.end() && at->path == path;
  }

  const RuleContext& context_;
  const DocumentRule& rule_;
  AnswerBuilder answer_;
  Status status_ = Ok{};
  bool is_touched_ = false;
  DocumentFindings touched_;
  DocumentFindings others_;
};

}  // namespace

Result<RuleAnswer> JudgeDocuments(const RuleContext& context, const DocumentRule& rule) {
  return DocumentsJudge(context, rule).Run();
}

Finding FindingAt(const FoundDocument& found, NodeIndex node, Message message) {
  Finding finding;
  finding.path = found.name;
  const bool has_place = found.document().tree && node != kNoNode;
  // Places within an unpacked or unwrapped document are none of the file.
  const bool is_plain = found.document().member.empty() && found.document().wrapper.empty();
  if (has_place && is_plain) {
    const uint32_t line = found.document().tree->PlaceOf(node).line;
    finding.lines = {line, line};
  }
  finding.message = std::move(message);
  return finding;
}

Finding FaultList::At(NodeIndex node, Message message) {
  std::string evidence = message.key;
  for (const auto& [name, value] : message.args) {
    // Lines move.
    if (name != "line") evidence += "\n" + value.bytes();
  }
  message.args.emplace_back("pointer", Untrusted(pointers_.Of(node)));
  Finding finding = FindingAt(found_, node, std::move(message));
  finding.evidence = Untrusted(std::move(evidence));
  return finding;
}

void FaultList::Add(Problem problem, bool is_advisory) {
  Kind& kind = kinds_[problem.message.key];
  kind.is_advisory = is_advisory;
  if (kind.count++ < kShownOfAKind) {
    answer_.findings.push_back(At(problem.node, std::move(problem.message)));
    answer_.findings.back().advisory = is_advisory;
  } else if (kind.next == kNoNode) {
    kind.next = problem.node;
  }
}

void FaultList::Finish(uint64_t more) {
  for (const auto& [key, kind] : kinds_) {
    if (kind.next == kNoNode) continue;
    Finding finding =
        FindingAt(found_, kind.next,
                  {"same-again",
                   {{"count", Untrusted(std::to_string(kind.count - kShownOfAKind))},
                    {"pointer", Untrusted(found_.document().tree->PointerOf(kind.next))}}});
    finding.evidence = Untrusted(key);
    finding.advisory = kind.is_advisory;
    answer_.findings.push_back(std::move(finding));
  }
  if (more == 0) return;
  answer_.findings.push_back(
      FindingAt(found_, kNoNode, {"more-errors", {{"count", Untrusted(std::to_string(more))}}}));
}

}  // namespace headwater::sbom
