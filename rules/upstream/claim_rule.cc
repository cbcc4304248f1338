// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/claim_rule.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>

namespace headwater::upstream {
namespace {

constexpr size_t kShownDigits = 12;

bool AnyCommitClaims(const Change& change, bool (*concerns)(const Claim&)) {
  return std::any_of(change.commits.begin(), change.commits.end(), [&](const Commit& commit) {
    if (commit.origin == Origin::kUpstream) return false;
    const auto claims = headwater::ParseClaims(commit.message.bytes());
    return std::any_of(claims.begin(), claims.end(), concerns);
  });
}

constexpr Literal kIncomplete = "incomplete";

struct StateKey {
  UpstreamState state;
  Literal key;  ///< Of the engine's messages: every rule that asks upstreams may have to say it.
};
constexpr StateKey kStateKeys[] = {
    {UpstreamState::kUnderWay, "upstream-under-way"},
    {UpstreamState::kUnreachable, "upstream-unreachable"},
    {UpstreamState::kFrozen, "upstream-frozen"},
    {UpstreamState::kNotAllowed, "upstream-not-allowed"},
};

/// Why an upstream was not asked; nothing for one that was.
std::optional<Message> WhyNotAsked(const UpstreamInfo& upstream) {
  const auto* found = std::ranges::find(kStateKeys, upstream.state, &StateKey::state);
  if (found == std::end(kStateKeys)) return std::nullopt;
  return Message{std::string(found->key.view()), {{"name", upstream.name}}};
}

/// The platform looks at none of them: that is how it wants it, and nobody can do anything about it
/// in the change.
bool NoneIsAllowed(const std::vector<UpstreamInfo>& upstreams) {
  return std::ranges::all_of(upstreams, [](const UpstreamInfo& upstream) {
    return upstream.state == UpstreamState::kNotAllowed;
  });
}

/// In place of one "could not be asked" for each commit: one sentence for each upstream.
void NameUnasked(const std::vector<UpstreamInfo>& upstreams, RuleAnswer& answer) {
  const auto erased = std::erase_if(answer.unchecked, [](const Unchecked& unchecked) {
    return unchecked.why.key == kIncomplete.view();
  });
  if (erased == 0) return;
  bool only_under_way = answer.unchecked.empty();
  std::optional<Message> not_allowed;
  const size_t others = answer.unchecked.size();
  for (const UpstreamInfo& upstream : upstreams) {
    std::optional<Message> why = WhyNotAsked(upstream);
    if (!why) continue;
    if (upstream.state == UpstreamState::kNotAllowed) {
      if (!not_allowed) not_allowed = std::move(why);
      continue;
    }
    only_under_way = only_under_way && upstream.state == UpstreamState::kUnderWay;
    answer.unchecked.push_back({.path = {}, .why = std::move(*why)});
  }
  const bool asked_in_vain = answer.unchecked.size() > others;
  if (answer.verdict != Verdict::kUnknown) return;
  if (asked_in_vain && only_under_way) answer.lacks = Lacks::kUnderWay;
  if (asked_in_vain || others > 0 || !not_allowed) return;
  answer.verdict = Verdict::kNotApplicable;
  answer.reason = std::move(not_allowed);
}

/// A claim about a project that nobody declared says nothing about those that are.
bool IsAboutOthers(const JudgedClaim& judged) {
  return judged.unknown_because == Literal("no-upstream");
}

}  // namespace

RuleAnswer Plain(Verdict verdict, const char* key) {
  RuleAnswer answer;
  answer.verdict = verdict;
  answer.reason = Message{key, {}};
  return answer;
}

Untrusted ShortId(const CommitId& commit) {
  return Untrusted(commit.Hex().substr(0, kShownDigits));
}

void AddUnknown(const CommitProvenance& commit, std::string_view target, Literal because,
                AnswerBuilder& answer) {
  struct Key {
    Literal because;
    const char* message;
  };
  if (because == kIncomplete) {
    answer.AddUnchecked({.path = {}, .why = {std::string(kIncomplete.view()), {}}});
    return;
  }
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

std::optional<RuleAnswer> AnswerOfUnasked(const std::vector<UpstreamInfo>& upstreams) {
  const bool all_asked = std::ranges::all_of(upstreams, [](const UpstreamInfo& upstream) {
    return upstream.state == UpstreamState::kReady;
  });
  if (all_asked) return std::nullopt;
  RuleAnswer answer;
  answer.verdict = Verdict::kUnknown;
  answer.unchecked.push_back({.path = {}, .why = {std::string(kIncomplete.view()), {}}});
  NameUnasked(upstreams, answer);
  return answer;
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
  if (NoneIsAllowed(facts.upstreams)) {
    RuleAnswer answer;
    answer.reason = WhyNotAsked(facts.upstreams.front());
    return answer;
  }
  if (!facts.provenance) return Plain(Verdict::kUnknown, "not-looked-up");
  AnswerBuilder answer(context);
  for (const CommitProvenance& commit : facts.provenance->commits) {
    if (commit.origin != Origin::kUpstream) judge(commit, answer);
  }
  RuleAnswer finished = std::move(answer).Finish({"no-claims", {}});
  NameUnasked(facts.upstreams, finished);
  return finished;
}

void JudgeClaimsOf(
    const CommitProvenance& commit, bool (*concerns)(const Claim& claim),
    const std::function<void(const CommitProvenance&, const JudgedClaim&, AnswerBuilder&)>& judge,
    AnswerBuilder& answer) {
  for (const JudgedClaim& judged : commit.claims) {
    if (concerns(judged.claim) && !IsAboutOthers(judged)) judge(commit, judged, answer);
  }
}

Result<RuleAnswer> JudgeClaims(
    const RuleContext& context, bool (*concerns)(const Claim& claim),
    const std::function<void(const CommitProvenance&, const JudgedClaim&, AnswerBuilder&)>& judge) {
  if (!context.facts.gathered.contains(FactKind::kUpstreams)) {
    return AnyCommitClaims(context.change, concerns) ? Plain(Verdict::kUnknown, "not-looked-up")
                                                     : Plain(Verdict::kNotApplicable, "no-claims");
  }
  return JudgeCommits(context, [&](const CommitProvenance& commit, AnswerBuilder& answer) {
    JudgeClaimsOf(commit, concerns, judge, answer);
  });
}

}  // namespace headwater::upstream
