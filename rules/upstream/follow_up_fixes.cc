// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <utility>

#include "headwater/provenance.h"
#include "headwater/rule.h"
#include "rules/common/messages.h"
#include "rules/upstream/claim_rule.h"
#include "rules/upstream/family.h"

namespace headwater::upstream {
namespace {

bool Concerns(const Claim& claim) { return ClaimsContent(claim.kind) && !claim.target.empty(); }

void Judge(const CommitProvenance& commit, const JudgedClaim& judged, AnswerBuilder& answer) {
  if (!judged.target) {
    if (judged.grade == Grade::kUnknown) {
      AddUnknown(commit, judged.claim.target.bytes(), judged.unknown_because, answer);
    }
    return;
  }
  if (judged.own) return;
  answer.CountJudged();
  for (const FollowUp& later : judged.follow_ups) {
    const bool fixes = later.kind == FollowUpKind::kFixes;
    Finding finding = FindingAbout(commit, judged, fixes ? "mended" : "taken-back",
                                   {{"later", ShortId(later.commit)}});
    finding.evidence = Untrusted(later.commit.Hex());
    finding.fix = Fix{.kind = Fix::Kind::kCommand,
                      .path = {},
                      .lines = {},
                      .text = Untrusted("git cherry-pick -x " + later.commit.Hex())};
    answer.Add(std::move(finding));
  }
}

Result<RuleAnswer> Check(const RuleContext& context) {
  return JudgeClaims(context, Concerns, Judge);
}

constexpr MessageText kOwnMessages[] = {
    {"mended",
     {.en = "{target}, which commit {commit} takes over, was mended in the original project by "
            "{later}.",
      .de = "{target}, übernommen mit Commit {commit}, wurde im Ursprungsprojekt mit {later} "
            "korrigiert."}},
    {"taken-back",
     {.en = "{target}, which commit {commit} takes over, was taken back in the original project by "
            "{later}.",
      .de = "{target}, übernommen mit Commit {commit}, wurde im Ursprungsprojekt mit {later} "
            "zurückgenommen."}},
};
constexpr auto kMessages = JoinedMessages(kOwnMessages, kClaimMessages);

constexpr Source kSources[] = {
    {"Linux, Submitting patches, Using Reported-by:, ... and Fixes:",
     "https://docs.kernel.org/process/"
     "submitting-patches.html#using-reported-by-tested-by-reviewed-by-suggested-by-and-fixes"},
    {"Linux, Everything you ever wanted to know about -stable releases",
     "https://docs.kernel.org/process/stable-kernel-rules.html"},
};

}  // namespace

constinit const RuleEntry kFollowUpFixes = {
    {.id = "upstream/follow-up-fixes",
     .subject = Subject::kChange,
     .severity = Severity::kWarning,
     .since = "0.1.0",
     .title = {.en = "A later fix of what was taken over is not there",
               .de = "Spätere Korrektur einer Übernahme fehlt"},
     .why = {.en = "The original project found a mistake in this change and mended it; here it "
                   "would be found again.",
             .de = "Das Ursprungsprojekt hat in dieser Änderung einen Fehler gefunden und behoben; "
                   "hier würde er noch einmal gefunden."},
     .fix = {.en = "Take the later commit over, too, or note why not: `Omitted-fix: ID reason` in "
                   "the commit or in the description.",
             .de = "Den späteren Commit ebenfalls übernehmen, oder vermerken, warum nicht: "
                   "`Omitted-fix: KENNUNG Grund` im Commit oder in der Beschreibung."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = kProvenanceFacts},
    Check};

}  // namespace headwater::upstream
