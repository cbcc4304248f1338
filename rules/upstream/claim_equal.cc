// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/provenance.h"
#include "headwater/rule.h"
#include "rules/common/messages.h"
#include "rules/upstream/claim_rule.h"
#include "rules/upstream/family.h"

namespace headwater::upstream {
namespace {

/// Only these say that nothing was changed.
bool Concerns(const Claim& claim) {
  return claim.kind == ClaimKind::kUpstream && !claim.target.empty();
}

void Judge(const CommitProvenance& commit, const JudgedClaim& judged, AnswerBuilder& answer) {
  if (!WasCompared(commit, judged, answer)) return;
  answer.CountJudged();
  // What nobody explains is upstream/difference-explained's to say.
  if (judged.grade != Grade::kDiffersExplained) return;
  answer.Add(FindingAbout(commit, judged, "changed", {{"path", judged.residual.front().path}}));
}

Result<RuleAnswer> Check(const RuleContext& context) {
  return JudgeClaims(context, Concerns, Judge);
}

constexpr MessageText kOwnMessages[] = {
    {"changed",
     {.en = "Commit {commit} is marked as taken unchanged from {target}, and explains a difference "
            "({path}).",
      .de = "Commit {commit} ist als unverändert aus {target} übernommen gekennzeichnet und "
            "erklärt eine Abweichung ({path})."}},
};
constexpr auto kMessages = JoinedMessages(kOwnMessages, kClaimMessages);

constexpr Source kSources[] = {
    {"Android common kernel, README",
     "https://android.googlesource.com/kernel/common/+/refs/heads/android-mainline/README.md"},
    {"Linux, Everything you ever wanted to know about -stable releases",
     "https://docs.kernel.org/process/stable-kernel-rules.html"},
    {"git-patch-id", "https://git-scm.com/docs/git-patch-id"},
};

}  // namespace

constinit const RuleEntry kClaimEqual = {
    {.id = "upstream/claim-equal",
     .subject = Subject::kChange,
     .severity = Severity::kInfo,
     .since = "0.1.0",
     .title = {.en = "Marked as unchanged, and differs from the original",
               .de = "Als unverändert gekennzeichnet, weicht aber ab"},
     .why = {.en = "What is marked as unchanged needs no second review; the mark has to be "
                   "reliable for that.",
             .de = "Was als unverändert gekennzeichnet ist, braucht keine zweite Durchsicht; dafür "
                   "muss die Kennzeichnung stimmen."},
     .fix = {.en = "Mark the commit as changed (`BACKPORT:`, or `cherry picked from` with a "
                   "reason), or take the change over as it is.",
             .de = "Den Commit als geändert kennzeichnen (`BACKPORT:`, oder `cherry picked from` "
                   "mit einem Grund), oder die Änderung unverändert übernehmen."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = kProvenanceFacts},
    Check};

}  // namespace headwater::upstream
