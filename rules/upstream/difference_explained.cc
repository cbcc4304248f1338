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

/// Whole files that were left out are upstream/partial-pick's to say.
bool IsUnexplained(const Residual& residual) { return !residual.explained && !residual.whole_file; }

/// How both differ, for whoever wants to see it. Starts of lines as in `headwater provenance`.
std::vector<Untrusted> DetailOf(const std::vector<Residual>& files) {
  std::vector<Untrusted> detail;
  for (const Residual& file : files) {
    if (!IsUnexplained(file) || file.lines.empty()) continue;
    if (detail.size() + 2 > kMaxDetailLines) break;
    detail.emplace_back("@@ " + std::string(file.path.bytes()));
    const size_t room = kMaxDetailLines - detail.size();
    const auto end = file.lines.begin() + static_cast<ptrdiff_t>(std::min(room, file.lines.size()));
    detail.insert(detail.end(), file.lines.begin(), end);
  }
  return detail;
}

void Judge(const CommitProvenance& commit, const JudgedClaim& judged, AnswerBuilder& answer) {
  if (!WasCompared(commit, judged, answer)) return;
  answer.CountJudged();
  if (judged.grade == Grade::kDifferent) {
    answer.Add(FindingAbout(commit, judged, "another-change"));
    return;
  }
  const auto& files = judged.residual;
  const auto first = std::find_if(files.begin(), files.end(), IsUnexplained);
  if (first == files.end()) return;
  const auto count = std::count_if(files.begin(), files.end(), IsUnexplained);
  std::vector<std::pair<std::string, Untrusted>> more = {
      {"path", first->path},
      {"missing", Untrusted(std::to_string(first->missing))},
      {"extra", Untrusted(std::to_string(first->extra))}};
  if (count > 1) more.emplace_back("count", Untrusted(std::to_string(count)));
  Finding finding =
      FindingAbout(commit, judged, count > 1 ? "differs-many" : "differs", std::move(more));
  finding.detail = DetailOf(files);
  answer.Add(std::move(finding));
}

Result<RuleAnswer> Check(const RuleContext& context) {
  return JudgeClaims(context, Concerns, Judge);
}

constexpr MessageText kOwnMessages[] = {
    {"differs",
     {.en = "Commit {commit}, taken from {target}, differs from it in {path} (lines not taken: "
            "{missing}, other lines: {extra}).",
      .de = "Commit {commit}, übernommen aus {target}, weicht in {path} ab (fehlende Zeilen: "
            "{missing}, andere Zeilen: {extra})."}},
    {"differs-many",
     {.en = "Commit {commit}, taken from {target}, differs from it in {count} files, {path} first "
            "(lines not taken: {missing}, other lines: {extra}).",
      .de = "Commit {commit}, übernommen aus {target}, weicht in {count} Dateien ab, als erste "
            "{path} (fehlende Zeilen: {missing}, andere Zeilen: {extra})."}},
    {"another-change",
     {.en = "Commit {commit} names {target} as its origin; hardly a line is the same.",
      .de = "Commit {commit} nennt als Herkunft {target}; kaum eine Zeile stimmt überein."}},
};
constexpr auto kMessages = JoinedMessages(kOwnMessages, kClaimMessages);

constexpr Source kSources[] = {
    {"Linux, Everything you ever wanted to know about -stable releases",
     "https://docs.kernel.org/process/stable-kernel-rules.html"},
    {"Android common kernel, README",
     "https://android.googlesource.com/kernel/common/+/refs/heads/android-mainline/README.md"},
    {"AgID, Linee guida su acquisizione e riuso di software, Allegato D",
     "https://docs.italia.it/italia/developers-italia/lg-acquisizione-e-riuso-software-per-pa-docs/"
     "it/stabile/index.html"},
};

}  // namespace

constinit const RuleEntry kDifferenceExplained = {
    {.id = "upstream/difference-explained",
     .subject = Subject::kChange,
     .severity = Severity::kWarning,
     .since = "0.1.0",
     .title = {.en = "What was taken over differs, and no reason is stated",
               .de = "Übernahme weicht ab, ein Grund ist nicht genannt"},
     .why =
         {.en =
              "Whoever synchronises or reviews later should see what is different here on purpose.",
          .de = "Wer später abgleicht oder prüft, soll erkennen, was hier mit Absicht anders ist."},
     .fix = {.en = "Add to the description of the merge request: `Deviation: FILE - reason`; no "
                   "new commit is needed.",
             .de = "In der Beschreibung des Merge Requests ergänzen: `Abweichung: DATEI - Grund`; "
                   "kein neuer Commit nötig."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = kProvenanceFacts},
    Check};

}  // namespace headwater::upstream
