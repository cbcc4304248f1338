// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/fork_rule.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "headwater/url.h"

namespace headwater::forks {

RuleAnswer Plain(Verdict verdict, std::string key) {
  RuleAnswer answer;
  answer.verdict = verdict;
  answer.reason = Message{std::move(key), {}};
  return answer;
}

std::optional<RuleAnswer> AnswerOfMirror(const RuleContext& context) {
  if (!context.facts.forge || !context.facts.forge->mirror) return std::nullopt;
  return Plain(Verdict::kNotApplicable, "mirror");
}

std::optional<RuleAnswer> AnswerOfSettled(const RuleContext& context) {
  if (!context.facts.variant.empty()) return Plain(Verdict::kNotApplicable, "variant");
  return AnswerOfMirror(context);
}

std::optional<RuleAnswer> AnswerWithoutForks(const RuleContext& context) {
  if (!context.facts.forks) return Plain(Verdict::kNotApplicable, "not-looked-up");
  const std::string_view gap = context.facts.forks->unknown_because.view();
  if (!gap.empty()) {
    RuleAnswer answer = Plain(Verdict::kUnknown, "unknown-" + std::string(gap));
    if (gap == kForksUnderWay.view()) answer.lacks = Lacks::kUnderWay;
    return answer;
  }
  return std::nullopt;
}

bool IsFork(const ForkRelation& relation) {
  switch (relation.fork_class) {
    case ForkClass::kDeclaredFork:
    case ForkClass::kUndeclaredFork:
    case ForkClass::kSquashedImport:
      return true;
    case ForkClass::kSibling:
    case ForkClass::kVendoredFolder:
    case ForkClass::kSharedThirdParty:
    case ForkClass::kTemplateDerived:
    case ForkClass::kUnrelated:
      return false;
  }
  return false;
}

bool IsOurOrigin(const ForkRelation& relation) {
  return IsFork(relation) && relation.direction == ForkDirection::kWeAreDownstream;
}

bool MayBeOurOrigin(const ForkRelation& relation) {
  return IsFork(relation) && relation.unseen && relation.direction == ForkDirection::kUndetermined;
}

bool IsAnswered(const ForkFacts& facts, const Untrusted& project) {
  return std::ranges::find(facts.answered, project) != facts.answered.end();
}

const Untrusted& PlaceOf(const ForkRelation& relation) {
  return relation.url.empty() ? relation.project : relation.url;
}

Untrusted ShownPaths(const std::vector<Untrusted>& paths, uint64_t all) {
  std::string text;
  const size_t shown = std::min(paths.size(), kMaxShownPaths);
  for (size_t i = 0; i < shown; ++i) text += (i == 0 ? "" : ", ") + paths[i].bytes();
  if (all > shown) text += " (+" + std::to_string(all - shown) + ")";
  return Untrusted(std::move(text));
}

Untrusted Percent(double share) {
  constexpr double kWhole = 100;
  const double percent = std::clamp(std::round(share * kWhole), share > 0 ? 1.0 : 0.0, kWhole);
  return Number(static_cast<uint64_t>(percent));
}

Untrusted Number(uint64_t number) { return Untrusted(std::to_string(number)); }

std::vector<std::pair<std::string, Untrusted>> AnswersTo(const RuleContext& context,
                                                         const Untrusted& address) {
  Untrusted contact = address;
  const Result<SafeUrl> there = SafeUrl::Parse(address.bytes());
  const Result<SafeUrl> here =
      SafeUrl::Parse(context.facts.forge ? context.facts.forge->project_url.bytes() : "");
  // A project of this very platform is asked by an issue; of others nobody knows how.
  if (there.ok() && here.ok() && there.value().host_and_port() == here.value().host_and_port()) {
    contact = Untrusted(there.value().Below("/-/issues").text());
  }
  return {{"address", address},
          {"line", Untrusted("isBasedOn: " + address.bytes())},
          {"contact", std::move(contact)}};
}

Result<Origins> Origins::Of(const RuleContext& context) {
  Origins origins;
  origins.file_ = TRY(OpenPubliccode(context.view));
  for (const Untrusted& address : context.facts.policy_upstreams) origins.Add(address);
  if (context.facts.forge) origins.Add(context.facts.forge->forked_from);
  if (const auto& publiccode = origins.file_.content) {
    for (const Untrusted& address : publiccode->is_based_on) origins.Add(address);
    // Of a technical fork: its file is the original's.
    if (publiccode->url) origins.Add(*publiccode->url);
  }
  return origins;
}

void Origins::Add(const Untrusted& address) {
  std::string key = RepositoryKeyOf(address);
  if (!key.empty()) keys_.insert(std::move(key));
}

bool Origins::Name(const Untrusted& address) const {
  return keys_.contains(RepositoryKeyOf(address));
}

bool Origins::AreToldOf(const ForkFacts& facts) const {
  return std::ranges::any_of(facts.relations, [this](const ForkRelation& relation) {
    if (relation.direction == ForkDirection::kWeAreUpstream) return false;
    return relation.fork_class == ForkClass::kDeclaredFork ||
           (IsFork(relation) && Name(relation.url));
  });
}

}  // namespace headwater::forks
