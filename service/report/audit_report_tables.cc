// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/report/audit_report_tables.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "service/report/audit_report_texts.h"
#include "service/report/coming.h"
#include "service/report/names.h"
#include "service/report/times.h"

namespace headwater::report {
namespace {

constexpr size_t kShownIdDigits = 12;

template <typename T>
Html CellOf(const T& value) {
  Html cell;
  cell << value;
  return cell;
}

Html Code(const Untrusted& text) {
  Html cell;
  if (!text.empty()) cell << "<code>" << text << "</code>";
  return cell;
}

Html CommitCell(const CommitId& commit) {
  return commit.IsZero() ? Html() : Code(Untrusted(commit.Hex()));
}

Html DecisionCell(const DecisionId& id, Language language) {
  if (id.hex.empty()) return CellOf(texts::kNoneDecision.In(language));
  return Code(Untrusted(id.hex));
}

Html RuleCell(const Untrusted& title, const Untrusted& id) {
  Html cell;
  cell << title << " (<code>" << id << "</code>)";
  return cell;
}

Text WordsFor(const RuleState& state) {
  if (state.waived) return texts::kWaivedColumn;
  switch (state.verdict) {
    case Verdict::kPass:
      return texts::kPassedColumn;
    case Verdict::kNotApplicable:
      return texts::kNotApplicableColumn;
    case Verdict::kUnknown:
      return texts::kUncheckedColumn;
    case Verdict::kFail:
      break;
  }
  return state.mode == Mode::kGate ? texts::kRequiredColumn : texts::kRecommendedColumn;
}

Html StateCell(const RuleState& state, Language language) {
  Html cell;
  cell << WordsFor(state).In(language);
  if (!state.reason.empty()) cell << ": " << state.reason;
  return cell;
}

Html PlacesCell(const RuleState& state) {
  Html cell;
  if (state.places.empty()) return cell;
  cell << "<ul>";
  for (const PlaceLine& line : state.places) {
    cell << "<li><code>" << line.place << "</code>: " << line.message << "</li>";
  }
  cell << "</ul>";
  return cell;
}

bool IsOf(const RuleState& state, std::initializer_list<std::string_view> families) {
  return std::ranges::any_of(
      families, [&state](std::string_view family) { return state.id.bytes().starts_with(family); });
}

Html StatesTable(const std::vector<const RuleState*>& states, const Text& caption,
                 Language language) {
  if (states.empty()) return {};
  HtmlTable table(caption, {texts::kRule, texts::kResultWord, texts::kFindingsWord, texts::kPlaces},
                  language);
  for (const RuleState* state : states) {
    table.AddRow({RuleCell(state->title, state->id), StateCell(*state, language),
                  CellOf(state->findings), PlacesCell(*state)});
  }
  return std::move(table).Finish();
}

Html WaiverScopeCell(const WaiverScope& scope, Language language) {
  Html cell;
  cell << "<code>" << Untrusted(scope.rule) << "</code>";
  if (!scope.path.empty()) {
    cell << texts::kInPath.In(language) << "<code>" << Untrusted(scope.path) << "</code>";
  }
  if (!scope.fingerprint.empty()) {
    cell << texts::kFindingWord.In(language) << "<code>"
         << Untrusted(scope.fingerprint.substr(0, kShownIdDigits)) << "</code>";
  }
  if (scope.iid) cell << texts::kInMergeRequest.In(language) << "!" << scope.iid->value;
  if (scope.head) {
    cell << texts::kAtCommit.In(language) << "<code>"
         << Untrusted(scope.head->Hex().substr(0, kShownIdDigits)) << "</code>";
  }
  return cell;
}

Html GiverCell(const WaiverUse& use, Language language) {
  Html cell;
  cell << Untrusted(use.waiver.role);
  if (use.person != 0) cell << texts::kPerson.In(language) << use.person;
  cell << texts::kOn.In(language)
       << RenderLongDay<Sink::kXml>(std::chrono::floor<std::chrono::days>(use.waiver.given_at),
                                    language);
  if (use.waiver.on_own) cell << texts::kOwnChange.In(language);
  return cell;
}

Html ReasonCell(const Waiver& waiver, Language language) {
  Html cell;
  cell << TextOf(waiver.reason).In(language);
  if (!waiver.text.empty()) cell << ": <q>" << waiver.text << "</q>";
  return cell;
}

Text StateWords(const Waiver& waiver, const AuditReport& report) {
  const Literal state = StateAtEnd(waiver, report);
  if (state == Literal("revoked")) return texts::kRevoked;
  return state == Literal("ended") ? texts::kEnded : texts::kInForce;
}

Html GapCell(const Gap& gap, Language language) {
  Html cell;
  switch (gap.kind) {
    case GapKind::kNoBranch:
      return CellOf(texts::kGapNoBranch.In(language));
    case GapKind::kOtherCommit:
      return CellOf(texts::kGapOtherCommit.In(language));
    case GapKind::kNotJudged:
      return CellOf(texts::kGapNotJudged.In(language));
    case GapKind::kMergedUnchecked:
      return CellOf(texts::kGapMerged.In(language));
    case GapKind::kUnreadable:
      return CellOf(texts::kGapUnreadable.In(language));
    case GapKind::kRule:
      return Code(gap.rule);
    case GapKind::kFiles:
      break;
  }
  cell << Code(gap.rule) << ", " << texts::kFilesCount.In(language) << gap.files;
  return cell;
}

Html ChangeCell(MergeRequestIid iid, Language language) {
  Html cell;
  if (iid.value == 0) {
    cell << texts::kDefaultBranchWord.In(language);
  } else {
    cell << "!" << iid.value;
  }
  return cell;
}

}  // namespace

// A table that is wider than the screen scrolls by itself, by keyboard too.
HtmlTable::HtmlTable(const Text& caption, std::initializer_list<Text> columns, Language language) {
  out_ << "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"" << caption.In(language)
       << "\">\n<table>\n<caption>" << caption.In(language) << "</caption>\n<thead>\n<tr>";
  for (const Text& column : columns) {
    out_ << "<th scope=\"col\">" << column.In(language) << "</th>";
  }
  out_ << "</tr>\n</thead>\n<tbody>\n";
}

void HtmlTable::AddRow(std::initializer_list<Html> cells) {
  out_ << "<tr>";
  bool is_first = true;
  for (const Html& cell : cells) {
    out_ << (is_first ? Literal("<th scope=\"row\">") : "<td>") << cell
         << (is_first ? Literal("</th>") : "</td>");
    is_first = false;
  }
  out_ << "</tr>\n";
}

Html HtmlTable::Finish() && {
  out_ << "</tbody>\n</table>\n</div>\n";
  return std::move(out_);
}

Html PolicyTable(const std::vector<PolicyUse>& policies, Language language) {
  HtmlTable table(
      texts::kPolicyHeading,
      {texts::kName, texts::kHash, texts::kCommit, texts::kLastUsed, texts::kJudgements}, language);
  for (const PolicyUse& use : policies) {
    table.AddRow({Code(use.name), Code(Untrusted(use.hash)), CommitCell(use.commit),
                  RenderTime<Sink::kXml>(use.last, language), CellOf(use.judgements)});
  }
  return std::move(table).Finish();
}

Html RuleStateTable(const BranchState& branch, const Text& caption,
                    std::initializer_list<std::string_view> families, Language language) {
  std::vector<const RuleState*> states;
  for (const RuleState& state : branch.rules) {
    if (IsOf(state, families)) states.push_back(&state);
  }
  return StatesTable(states, caption, language);
}

Html OtherRulesTable(const BranchState& branch, const Text& caption,
                     std::initializer_list<std::string_view> but, Language language) {
  std::vector<const RuleState*> states;
  for (const RuleState& state : branch.rules) {
    if (!IsOf(state, but)) states.push_back(&state);
  }
  return StatesTable(states, caption, language);
}

Html MergeTable(const std::vector<MergedChange>& merges, Language language) {
  HtmlTable table(texts::kMergeHeading,
                  {texts::kMergeRequest, texts::kStateColumn, texts::kMergedAt, texts::kDecision,
                   texts::kCommit},
                  language);
  for (const MergedChange& merge : merges) {
    const CommitId& made = merge.squash_commit.IsZero() ? merge.merge_commit : merge.squash_commit;
    const Text& how = merge.how == MergedHow::kRed ? texts::kRed : texts::kUncheckedMerge;
    table.AddRow({ChangeCell(merge.about.iid, language), CellOf(how.In(language)),
                  RenderTime<Sink::kXml>(merge.at, language),
                  DecisionCell(merge.decision, language),
                  CommitCell(made.IsZero() ? merge.head : made)});
  }
  return std::move(table).Finish();
}

Html RuleCountTable(const std::vector<RuleCount>& rules, Language language) {
  HtmlTable table(texts::kRulesHeading,
                  {texts::kRule, texts::kPassedColumn, texts::kRequiredColumn,
                   texts::kRecommendedColumn, texts::kWaivedColumn, texts::kUncheckedColumn,
                   texts::kNotApplicableColumn, texts::kFindingsWord},
                  language);
  for (const RuleCount& rule : rules) {
    table.AddRow({RuleCell(rule.title, rule.id), CellOf(rule.passed), CellOf(rule.required),
                  CellOf(rule.recommended), CellOf(rule.waived), CellOf(rule.unchecked),
                  CellOf(rule.not_applicable), CellOf(rule.findings)});
  }
  return std::move(table).Finish();
}

Html WaiverTable(const AuditReport& report, const std::vector<WaiverUse>& waivers,
                 Language language) {
  HtmlTable table(texts::kWaiversHeading,
                  {texts::kNumber, texts::kScopeColumn, texts::kReasonColumn, texts::kGivenColumn,
                   texts::kUntilColumn, texts::kStateColumn},
                  language);
  for (const WaiverUse& use : waivers) {
    table.AddRow({CellOf(use.waiver.number), WaiverScopeCell(use.waiver.scope, language),
                  ReasonCell(use.waiver, language), GiverCell(use, language),
                  RenderLongDay<Sink::kXml>(use.waiver.until, language),
                  CellOf(StateWords(use.waiver, report).In(language))});
  }
  return std::move(table).Finish();
}

Html GapTable(const std::vector<Gap>& gaps, Language language) {
  HtmlTable table(texts::kGapsHeading,
                  {texts::kWhat, texts::kMergeRequest, texts::kWhyColumn, texts::kDecision},
                  language);
  for (const Gap& gap : gaps) {
    table.AddRow({GapCell(gap, language), ChangeCell(gap.iid, language), CellOf(gap.text),
                  DecisionCell(gap.decision, language)});
  }
  return std::move(table).Finish();
}

}  // namespace headwater::report
