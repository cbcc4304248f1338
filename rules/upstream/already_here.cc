// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/provenance.h"
#include "headwater/rule.h"
#include "rules/upstream/claim_rule.h"
#include "rules/upstream/family.h"

namespace headwater::upstream {
namespace {

bool Concerns(const Claim& claim) { return ClaimsContent(claim.kind) && !claim.target.empty(); }

void Judge(const CommitProvenance& commit, const JudgedClaim& judged, AnswerBuilder& answer) {
  if (!WasCompared(commit, judged, answer)) return;
  answer.CountJudged();
  const bool whole = judged.grade == Grade::kIdentical || judged.grade == Grade::kEquivalent;
  if (judged.here && whole) answer.Add(FindingAbout(commit, judged, "here"));
}

Result<RuleAnswer> Check(const RuleContext& context) {
  return JudgeClaims(context, Concerns, Judge);
}

constexpr MessageText kMessages[] = {
    {"here",
     {.en = "The target branch already has {target}, which commit {commit} takes over.",
      .de = "Der Ziel-Branch enthält {target} bereits; Commit {commit} übernimmt es noch einmal."}},
    kNoUpstream,
    kNoClaims,
    kNotLookedUp,
    kUnknownStale,
    kUnknownContent,
    kUnknownBounds,
    kUnknownAmbiguous,
    kUnknownNotNamed,
};

constexpr Source kSources[] = {
    {"git-cherry", "https://git-scm.com/docs/git-cherry"},
};

}  // namespace

constinit const RuleEntry kAlreadyHere = {
    {.id = "upstream/already-here",
     .subject = Subject::kChange,
     .severity = Severity::kInfo,
     .since = "0.1.0",
     .title = {.en = "The target branch already has this change",
               .de = "Diese Änderung gibt es im Ziel-Branch schon"},
     .why = {.en = "A change that is there already makes conflicts and nothing else.",
             .de = "Eine Änderung, die schon da ist, bringt nur Konflikte."},
     .fix = {.en = "Leave the commit out. If the change was taken back in between, a sentence in "
                   "the description says so.",
             .de = "Den Commit weglassen. Wurde die Änderung zwischendurch zurückgenommen, genügt "
                   "ein Satz in der Beschreibung."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = kProvenanceFacts},
    Check};

}  // namespace headwater::upstream
