// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/suggestion_plan.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "service/jobs/suggestion_slot.h"
#include "service/report/level.h"
#include "service/report/suggestion_note.h"

namespace headwater::jobs {
namespace {

/// A finding that fails the merge request, and its rule.
struct Standing {
  const RuleResult* rule = nullptr;
  const Finding* finding = nullptr;
};

using ByFingerprint = std::map<std::string_view, Standing>;

ByFingerprint StandingIn(const Report& report) {
  ByFingerprint standing;
  for (const RuleResult& rule : report.rules) {
    for (const Finding& finding : rule.answer.findings) {
      if (report::LevelOf(rule, finding) != report::Level::kRequired) continue;
      standing.try_emplace(finding.fingerprint, Standing{&rule, &finding});
    }
  }
  return standing;
}

/// Whether the rule has looked at everything, so that what it does not name is mended. A rule that
/// is off demands nothing.
bool HasLookedAtAll(const Report& report, std::string_view rule) {
  if (report.problem) return false;
  const auto result = std::ranges::find_if(
      report.rules, [&](const RuleResult& one) { return one.info->id.view() == rule; });
  if (result == report.rules.end()) return true;
  const RuleAnswer& answer = result->answer;
  return answer.verdict != Verdict::kUnknown && answer.unchecked.empty() &&
         answer.more_findings == 0;
}

class Planner {
 public:
  Planner(const report::EvaluationAnswer& answer, const SuggestionRequest& request)
      : answer_(answer), request_(request), standing_(StandingIn(answer.report)) {}

  SuggestionPlan Plan(std::span<const KnownSuggestion> known) && {
    for (const KnownSuggestion& one : known) TakeUp(one);
    for (const LineSuggestion& suggestion : answer_.suggestions) {
      if (request_.draft || open_ >= kMaxOpenSuggestions) break;
      if (!settled_.contains(suggestion.fingerprint)) Want(suggestion);
    }
    std::ranges::sort(plan_.offered);
    return std::move(plan_);
  }

 private:
  /// What is known already.
  void TakeUp(const KnownSuggestion& known) {
    const std::optional<SuggestionMemory> memory = SuggestionMemory::Read(known.remembered);
    const bool was_open = known.wanted.state == StatusState::kFailed;
    const bool stands = standing_.contains(known.fingerprint);
    if (!stands) {
      settled_.insert(known.fingerprint);
      if (was_open) ResolveIfMended(known);
      return;
    }
    const bool is_final = memory && memory->IsFinal();
    const bool unplaced = memory && memory->state == SuggestionMemory::State::kUnplaced;
    if (is_final) settled_.insert(known.fingerprint);
    if (unplaced) unplaced_.emplace(known.fingerprint, memory->hash);
    // Resolved before, or never there: it queues up with the others.
    if (is_final || unplaced || !was_open) return;
    settled_.insert(known.fingerprint);
    ++open_;
    const auto suggestion =
        std::ranges::find(answer_.suggestions, known.fingerprint, &LineSuggestion::fingerprint);
    if (suggestion == answer_.suggestions.end() || request_.draft) return;
    --open_;
    Want(*suggestion);
  }

  void ResolveIfMended(const KnownSuggestion& known) {
    const std::optional<SuggestionPlace> place = SuggestionPlace::Read(known.wanted.url);
    if (place && !HasLookedAtAll(answer_.report, place->rule)) return;
    plan_.slots.push_back({.kind = SlotKind::kSuggestion,
                           .content = {StatusState::kSuccess, "", ""},
                           .fingerprint = known.fingerprint});
  }

  void Want(const LineSuggestion& suggestion) {
    const auto at = standing_.find(suggestion.fingerprint);
    if (at == standing_.end()) return;
    const RuleInfo& rule = *at->second.rule->info;
    std::optional<std::string> text =
        report::RenderSuggestion(rule, *at->second.finding, suggestion, request_.language);
    if (!text) return;
    const SuggestionPlace place{.rule = std::string(rule.id.view()),
                                .head = request_.head,
                                .line = suggestion.lines.last,
                                .old_line = suggestion.old_line,
                                .path = suggestion.path};
    SlotContent content{StatusState::kFailed, *std::move(text), place.Text()};
    const auto refused = unplaced_.find(suggestion.fingerprint);
    if (refused != unplaced_.end() && refused->second == HashOfPlaced(content)) return;
    plan_.slots.push_back({.kind = SlotKind::kSuggestion,
                           .content = std::move(content),
                           .delay = request_.delay,
                           .fingerprint = suggestion.fingerprint});
    plan_.offered.push_back(suggestion.fingerprint);
    ++open_;
  }

  const report::EvaluationAnswer& answer_;
  const SuggestionRequest& request_;
  const ByFingerprint standing_;
  std::set<std::string> settled_;                ///< For which nothing more is to be decided.
  std::map<std::string, std::string> unplaced_;  ///< What the forge did not take, by fingerprint.
  size_t open_ = 0;
  SuggestionPlan plan_;
};

}  // namespace

SuggestionPlan PlanSuggestions(const report::EvaluationAnswer& answer,
                               std::span<const KnownSuggestion> known,
                               const SuggestionRequest& request) {
  return Planner(answer, request).Plan(known);
}

}  // namespace headwater::jobs
