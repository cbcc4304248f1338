// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "headwater/provenance.h"
#include "headwater/rule.h"
#include "rules/common/messages.h"
#include "rules/upstream/claim_rule.h"
#include "rules/upstream/family.h"

namespace headwater::upstream {
namespace {

bool Concerns(const Claim& claim) { return ClaimsContent(claim.kind) && !claim.target.empty(); }

bool IsLeftOut(const Residual& residual) { return residual.whole_file && !residual.explained; }

void Judge(const CommitProvenance& commit, const JudgedClaim& judged, AnswerBuilder& answer) {
  if (!WasCompared(commit, judged, answer)) return;
  answer.CountJudged();
  if (judged.grade == Grade::kDifferent) return;
  const auto& files = judged.residual;
  const auto first = std::find_if(files.begin(), files.end(), IsLeftOut);
  if (first == files.end()) return;
  const auto count = std::count_if(files.begin(), files.end(), IsLeftOut);
  std::vector<std::pair<std::string, Untrusted>> more = {{"path", first->path}};
  if (count > 1) more.emplace_back("count", Untrusted(std::to_string(count)));
  answer.Add(
      FindingAbout(commit, judged, count > 1 ? "left-out-many" : "left-out", std::move(more)));
}

Result<RuleAnswer> Check(const RuleContext& context) {
  return JudgeClaims(context, Concerns, Judge);
}

constexpr MessageText kOwnMessages[] = {
    {"left-out",
     {.en = "Commit {commit} takes {target} over without its change to {path}.",
      .de = "Commit {commit} übernimmt {target} ohne die Änderung an {path}."}},
    {"left-out-many",
     {.en =
          "Commit {commit} takes {target} over without its changes to {count} files, {path} first.",
      .de = "Commit {commit} übernimmt {target} ohne die Änderungen an {count} Dateien, als erste "
            "{path}."}},
};
constexpr auto kMessages = JoinedMessages(kOwnMessages, kClaimMessages);

constexpr Source kSources[] = {
    {"OpenShift, commitchecker, COMMITS.md",
     "https://github.com/openshift/build-machinery-go/blob/master/commitchecker/COMMITS.md"},
    {"Linux, Everything you ever wanted to know about -stable releases",
     "https://docs.kernel.org/process/stable-kernel-rules.html"},
};

}  // namespace

constinit const RuleEntry kPartialPick = {
    {.id = "upstream/partial-pick",
     .subject = Subject::kChange,
     .severity = Severity::kWarning,
     .since = "0.1.0",
     .title = {.en = "Only a part of a change was taken over",
               .de = "Nur ein Teil einer Änderung übernommen"},
     .why = {.en = "A fix that is left out by oversight is missed later, when nobody thinks of it "
                   "any more.",
             .de = "Eine versehentlich ausgelassene Korrektur fehlt später, wenn niemand mehr "
                   "daran denkt."},
     .fix = {.en = "Take the missing files over, or add to the description of the merge request: "
                   "`Omitted: FILE - reason`.",
             .de = "Die fehlenden Dateien übernehmen, oder in der Beschreibung des Merge Requests "
                   "ergänzen: `Ausgelassen: DATEI - Grund`."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = kProvenanceFacts},
    Check};

}  // namespace headwater::upstream
