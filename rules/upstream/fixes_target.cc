// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/provenance.h"
#include "headwater/rule.h"
#include "rules/common/messages.h"
#include "rules/upstream/claim_rule.h"
#include "rules/upstream/family.h"

namespace headwater::upstream {
namespace {

bool Concerns(const Claim& claim) { return claim.kind == ClaimKind::kFixes; }

/// An upstream's commit counts: its own messages come along with what is taken over.
void Judge(const CommitProvenance& commit, const JudgedClaim& judged, AnswerBuilder& answer) {
  if (!judged.target && !judged.unknown_because.view().empty()) {
    AddUnknown(commit, judged.claim.target.bytes(), judged.unknown_because, answer);
    return;
  }
  answer.CountJudged();
  if (!judged.target) answer.Add(FindingAbout(commit, judged, "no-commit"));
}

Result<RuleAnswer> Check(const RuleContext& context) {
  return JudgeClaims(context, Concerns, Judge);
}

constexpr MessageText kOwnMessages[] = {
    {"no-commit",
     {.en = "Commit {commit} says that it mends {target}; neither this project nor the original "
            "one has such a commit.",
      .de = "Commit {commit} nennt als korrigiert {target}; weder hier noch im Ursprungsprojekt "
            "gibt es einen solchen Commit."}},
};
constexpr auto kMessages = JoinedMessages(kOwnMessages, kClaimMessages);

constexpr Source kSources[] = {
    {"Linux, Submitting patches, Using Reported-by:, ... and Fixes:",
     "https://docs.kernel.org/process/"
     "submitting-patches.html#using-reported-by-tested-by-reviewed-by-suggested-by-and-fixes"},
};

}  // namespace

constinit const RuleEntry kFixesTarget = {
    {.id = "upstream/fixes-target",
     .subject = Subject::kChange,
     .severity = Severity::kInfo,
     .since = "0.1.0",
     .title = {.en = "`Fixes:` names a commit that is not here",
               .de = "`Fixes:` nennt einen Commit, den es hier nicht gibt"},
     .why = {.en = "Whoever takes the mistake over finds its correction by this id.",
             .de = "Wer den Fehler übernimmt, findet über diese Kennung die Korrektur."},
     .fix = {.en = "Name the commit of the target branch that is mended: `git log --grep` finds it "
                   "by its subject.",
             .de = "Den Commit des Ziel-Branches nennen, der korrigiert wird: `git log --grep` "
                   "findet ihn anhand des Betreffs."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = kProvenanceFacts},
    Check};

}  // namespace headwater::upstream
