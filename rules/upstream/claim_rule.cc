// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/claim_rule.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace headwater::upstream {
namespace {

constexpr size_t kShownDigits = 12;

bool AnyCommitClaims(const Change& change, bool (*concerns)(const Claim&)) {
  return std::any_of(change.commits.begin(), change.commits.end(), [&](const Commit& commit) {
    if (commit.origin == Origin::kUpstream) return false;
    const auto claims = ParseClaims(commit.message.bytes());
    return std::any_of(claims.begin(), claims.end(), concerns);
  });
}

RuleAnswer Plain(Verdict verdict, const char* key) {
  RuleAnswer answer;
  answer.verdict = verdict;
  answer.reason = Message{key, {}};
  return answer;
}

/// A claim about a project that nobody declared says nothing about those that are.
bool IsAboutOthers(const JudgedClaim& judged) {
  return judged.unknown_because == Literal("no-upstream");
}

}  // namespace

Untrusted ShortId(const CommitId& commit) {
  return Untrusted(commit.Hex().substr(0, kShownDigits));
}

void AddUnknown(const CommitProvenance& commit, std::string_view target, Literal because,
                AnswerBuilder& answer) {
  struct Key {
    Literal because;
    const char* message;
  };
  constexpr Key kKeys[] = {
      {"stale", "unknown-stale"},          {"missing-content", "unknown-content"},
      {"beyond-bounds", "unknown-bounds"}, {"ambiguous", "unknown-ambiguous"},
      {"not-named", "unknown-not-named"},
  };
  const auto* known = std::find_if(std::begin(kKeys), std::end(kKeys),
                                   [&](const Key& key) { return key.because == because; });
  const char* key = known == std::end(kKeys) ? "unknown-bounds" : known->message;
  answer.AddUnchecked(
      {.path = {},
       .why = {key,
               {{"commit", ShortId(commit.commit)}, {"target", Untrusted(std::string(target))}}}});
}

bool WasCompared(const CommitProvenance& commit, const JudgedClaim& judged, AnswerBuilder& answer) {
  // What was taken from one's own branches is nobody's news.
  if (!judged.target || judged.own || !judged.grade) return false;
  if (judged.grade == Grade::kUnknown) {
    AddUnknown(commit, judged.claim.target.bytes(), judged.unknown_because, answer);
    return false;
  }
  return true;
}

Finding FindingAbout(const CommitProvenance& commit, const JudgedClaim& judged, std::string key,
                     std::vector<std::pair<std::string, Untrusted>> more) {
  Finding finding;
  const bool has_id = judged.target && judged.claim.kind != ClaimKind::kRequest;
  const Untrusted target = has_id ? ShortId(judged.target->id) : judged.claim.target;
  finding.message = {std::move(key), {{"commit", ShortId(commit.commit)}, {"target", target}}};
  for (auto& arg : more) finding.message.args.push_back(std::move(arg));
  // Commits are written anew when people mend them; what they claim stays.
  finding.evidence = judged.claim.target;
  return finding;
}

Result<RuleAnswer> JudgeCommits(
    const RuleContext& context,
    const std::function<void(const CommitProvenance&, AnswerBuilder&)>& judge) {
  const Facts& facts = context.facts;
  if (!facts.gathered.contains(FactKind::kUpstreams)) {
    return Plain(Verdict::kNotApplicable, "not-looked-up");
  }
  if (facts.upstreams.empty()) return Plain(Verdict::kNotApplicable, "no-upstream");
  if (!facts.provenance) return Plain(Verdict::kUnknown, "not-looked-up");
  AnswerBuilder answer(context);
  for (const CommitProvenance& commit : facts.provenance->commits) {
    if (commit.origin != Origin::kUpstream) judge(commit, answer);
  }
  return std::move(answer).Finish({"no-claims", {}});
}

Result<RuleAnswer> JudgeClaims(
    const RuleContext& context, bool (*concerns)(const Claim& claim),
    const std::function<void(const CommitProvenance&, const JudgedClaim&, AnswerBuilder&)>& judge) {
  if (!context.facts.gathered.contains(FactKind::kUpstreams)) {
    return AnyCommitClaims(context.change, concerns) ? Plain(Verdict::kUnknown, "not-looked-up")
                                                     : Plain(Verdict::kNotApplicable, "no-claims");
  }
  return JudgeCommits(context, [&](const CommitProvenance& commit, AnswerBuilder& answer) {
    for (const JudgedClaim& judged : commit.claims) {
      if (concerns(judged.claim) && !IsAboutOthers(judged)) judge(commit, judged, answer);
    }
  });
}

}  // namespace headwater::upstream
