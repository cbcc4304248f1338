// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <utility>

#include "headwater/publiccode_file.h"
#include "headwater/rule.h"
#include "headwater/sync.h"
#include "rules/upstream/claim_rule.h"
#include "rules/upstream/family.h"
#include "rules/upstream/sync_rule.h"

namespace headwater::upstream {
namespace {

/// A project that says that it goes its own way takes contributions itself.
Result<bool> IsVariant(const RuleContext& context) {
  if (!context.facts.variant.empty()) return true;
  const auto publiccode = TRY(OpenPubliccode(context.view)).content;
  return publiccode && !publiccode->is_based_on.empty();
}

bool BringsOwn(const Change& change) {
  return std::ranges::any_of(
      change.commits, [](const Commit& commit) { return commit.origin != Origin::kUpstream; });
}

Finding Signpost(const UpstreamInfo& upstream) {
  Finding finding;
  finding.message = {"mirror", {{"name", upstream.name}, {"address", upstream.url}}};
  finding.evidence = upstream.url;
  return finding;
}

Result<RuleAnswer> Check(const RuleContext& context) {
  if (auto answer = AnswerWithoutSync(context, true)) return std::move(*answer);
  const auto& mirror_of = context.facts.sync->mirror_of;
  if (!mirror_of) {
    if (auto answer = AnswerOfUnasked(context.facts.upstreams)) return std::move(*answer);
  }
  AnswerBuilder answer(context);
  answer.CountJudged();
  if (mirror_of && BringsOwn(context.change)) {
    const bool variant = TRY(IsVariant(context));
    if (!variant) answer.Add(Signpost(context.facts.upstreams.at(*mirror_of)));
  }
  return std::move(answer).Finish({"no-upstream", {}});
}

constexpr FactKind kFacts[] = {FactKind::kUpstreams};

constexpr MessageText kMessages[] = {
    {"mirror",
     {.en = "Until now this project has nothing but what {name} has; contributions are taken at "
            "{address}.",
      .de = "Dieses Projekt enthält bisher nur, was auch {name} enthält; Beiträge werden unter "
            "{address} angenommen."}},
    kNoUpstream,
    kNotLookedUp,
};

constexpr Source kSources[] = {
    {"AgID, Linee guida su acquisizione e riuso di software, Allegato D",
     "https://github.com/italia/lg-acquisizione-e-riuso-software-per-pa-docs/blob/master/"
     "attachments/"
     "allegato-d-guida-alla-modifica-di-software-open-source-preso-a-riuso-o-di-terzi.rst"},
};

}  // namespace

constinit const RuleEntry kMirrorOf = {
    {.id = "upstream/mirror-of",
     .subject = Subject::kChange,
     .severity = Severity::kInfo,
     .since = "0.1.0",
     .title = {.en = "This project only mirrors another one",
               .de = "Dieses Projekt spiegelt nur ein anderes"},
     .why = {.en = "At the original project a contribution reaches everybody, and nobody has to "
                   "carry it along here.",
             .de = "Beim Ursprungsprojekt erreicht ein Beitrag alle, und niemand muss ihn hier "
                   "mitführen."},
     .fix = {.en = "Offer the change at the original project. Where a variant is wanted, `variant: "
                   "reason` in .headwater.yml or `isBasedOn` in publiccode.yml says so.",
             .de =
                 "Die Änderung beim Ursprungsprojekt anbieten. Ist eine Variante gewollt, sagt das "
                 "`variant: Grund` in .headwater.yml oder `isBasedOn` in publiccode.yml."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = kFacts},
    Check};

}  // namespace headwater::upstream
