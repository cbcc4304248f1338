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
  if (judged.target) {
    answer.CountJudged();
  } else if (judged.grade == Grade::kDangling) {
    answer.CountJudged();
    const bool request = judged.claim.kind == ClaimKind::kRequest;
    answer.Add(FindingAbout(commit, judged, request ? "no-request" : "no-commit"));
  } else {
    AddUnknown(commit, judged.claim.target.bytes(), judged.unknown_because, answer);
  }
}

Result<RuleAnswer> Check(const RuleContext& context) {
  return JudgeClaims(context, Concerns, Judge);
}

constexpr MessageText kOwnMessages[] = {
    {"no-commit",
     {.en = "Commit {commit} says that it was taken from {target}; no branch or tag of the "
            "original project has such a commit.",
      .de = "Commit {commit} nennt als Herkunft {target}; in keinem Branch oder Tag des "
            "Ursprungsprojekts gibt es einen solchen Commit."}},
    {"no-request",
     {.en = "Commit {commit} says that it was taken from request {target}; no branch or tag of the "
            "original project has it.",
      .de = "Commit {commit} nennt als Herkunft die Anfrage {target}; in keinem Branch oder Tag "
            "des Ursprungsprojekts ist sie enthalten."}},
};
constexpr auto kMessages = JoinedMessages(kOwnMessages, kClaimMessages);

constexpr Source kSources[] = {
    {"git-cherry-pick, option -x",
     "https://git-scm.com/docs/git-cherry-pick#Documentation/git-cherry-pick.txt--x"},
    {"OpenShift, commitchecker, COMMITS.md",
     "https://github.com/openshift/build-machinery-go/blob/master/commitchecker/COMMITS.md"},
    {"Linux, Everything you ever wanted to know about -stable releases",
     "https://docs.kernel.org/process/stable-kernel-rules.html"},
};

}  // namespace

constinit const RuleEntry kClaimExists = {
    {.id = "upstream/claim-exists",
     .subject = Subject::kChange,
     .severity = Severity::kError,
     .since = "0.1.0",
     .title = {.en = "A stated origin is not found in the original project",
               .de = "Angegebene Herkunft im Ursprungsprojekt nicht gefunden"},
     .why = {.en = "Whoever looks up later where a change comes from finds it, and nobody can lend "
                   "a change a name that it does not have.",
             .de = "Wer später nachsieht, woher eine Änderung stammt, findet sie; und niemand kann "
                   "ihr einen Namen leihen, den sie nicht hat."},
     .fix = {.en = "Correct the id: `git log --grep` in the original project finds it by its "
                   "subject. A commit that was never merged there is better named by the address "
                   "of its merge request.",
             .de = "Kennung berichtigen: `git log --grep` im Ursprungsprojekt findet sie anhand "
                   "des Betreffs. Was dort nie übernommen wurde, nennt besser die Adresse des "
                   "Merge Requests."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = kProvenanceFacts},
    Check};

}  // namespace headwater::upstream
