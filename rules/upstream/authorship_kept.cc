// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/provenance.h"
#include "headwater/rule.h"
#include "rules/common/messages.h"
#include "rules/upstream/claim_rule.h"
#include "rules/upstream/family.h"

namespace headwater::upstream {
namespace {

bool Concerns(const Claim& claim) { return ClaimsContent(claim.kind) && !claim.target.empty(); }

void Judge(const CommitProvenance& commit, const JudgedClaim& judged, AnswerBuilder& answer) {
  // A request has many authors, and a merge is nobody's work.
  if (judged.claim.kind == ClaimKind::kRequest) return;
  if (!WasCompared(commit, judged, answer) || judged.grade == Grade::kDifferent) return;
  answer.CountJudged();
  if (judged.author_kept) return;
  answer.Add(FindingAbout(commit, judged, "not-named", {{"author", judged.target->author_name}}));
}

Result<RuleAnswer> Check(const RuleContext& context) {
  return JudgeClaims(context, Concerns, Judge);
}

constexpr MessageText kOwnMessages[] = {
    {"not-named",
     {.en = "Commit {commit} takes over {target} by {author} without naming them.",
      .de = "Commit {commit} übernimmt {target} von {author}, ohne den Namen zu nennen."}},
};
constexpr auto kMessages = JoinedMessages(kOwnMessages, kClaimMessages);

constexpr Source kSources[] = {
    {"git-cherry-pick, option -x",
     "https://git-scm.com/docs/git-cherry-pick#Documentation/git-cherry-pick.txt--x"},
    {"Linux, Submitting patches, Co-developed-by",
     "https://docs.kernel.org/process/"
     "submitting-patches.html#when-to-use-acked-by-cc-and-co-developed-by"},
};

}  // namespace

constinit const RuleEntry kAuthorshipKept = {
    {.id = "upstream/authorship-kept",
     .subject = Subject::kChange,
     .severity = Severity::kWarning,
     .since = "0.1.0",
     .title = {.en = "The author of what was taken over is not named",
               .de = "Urheber einer übernommenen Änderung nicht genannt"},
     .why = {.en = "Whoever did the work stays visible, and can be asked.",
             .de = "Wer die Arbeit gemacht hat, bleibt sichtbar und lässt sich fragen."},
     .fix = {.en = "Take the commit over with `git cherry-pick -x`, which keeps its author, or add "
                   "a line `Co-authored-by: name <address>`.",
             .de = "Den Commit mit `git cherry-pick -x` übernehmen, das den Urheber behält, oder "
                   "eine Zeile `Co-authored-by: Name <Adresse>` ergänzen."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = kProvenanceFacts},
    Check};

}  // namespace headwater::upstream
