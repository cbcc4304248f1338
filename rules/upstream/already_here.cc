// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <cmath>
#include <string>
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
  if (!WasCompared(commit, judged, answer)) return;
  answer.CountJudged();
  const bool whole = judged.grade == Grade::kIdentical || judged.grade == Grade::kEquivalent;
  if (judged.here && whole) answer.Add(FindingAbout(commit, judged, "here"));
}

constexpr double kPercent = 100;

Finding FindingAt(const CommitProvenance& commit, const AlreadyHere& here) {
  const bool released = !here.first_tag.empty();
  const char* in_target = released ? "in-target-released" : "in-target";
  const char* in_branch = released ? "in-branch-released" : "in-branch";
  Finding finding;
  finding.message = {here.branch.is_target ? in_target : in_branch,
                     {{"commit", ShortId(commit.commit)},
                      {"target", ShortId(here.commit)},
                      {"subject", here.subject},
                      {"share", Untrusted(std::to_string(std::lround(here.coverage * kPercent)))}}};
  if (!here.branch.is_target) finding.message.args.emplace_back("branch", here.branch.name);
  if (released) finding.message.args.emplace_back("tag", here.first_tag);
  finding.evidence = Untrusted(here.commit.Hex());
  return finding;
}

/// What a commit does without saying where it is from.
void JudgeUnsaid(const CommitProvenance& commit, AnswerBuilder& answer) {
  if (!commit.looked_here) return;
  if (!commit.here_unknown_because.view().empty()) {
    AddUnknown(commit, "-", commit.here_unknown_because, answer);
    return;
  }
  answer.CountJudged();
  if (commit.here) answer.Add(FindingAt(commit, *commit.here));
}

Result<RuleAnswer> Check(const RuleContext& context) {
  if (!context.facts.provenance) return JudgeClaims(context, Concerns, Judge);
  return JudgeCommits(context, [](const CommitProvenance& commit, AnswerBuilder& answer) {
    JudgeClaimsOf(commit, Concerns, Judge, answer);
    JudgeUnsaid(commit, answer);
  });
}

constexpr MessageText kOwnMessages[] = {
    {"here",
     {.en = "The target branch already has {target}, which commit {commit} takes over.",
      .de = "Der Ziel-Branch enthält {target} bereits; Commit {commit} übernimmt es noch einmal."}},
    {"in-target",
     {.en = "Commit {commit} does for {share} % what the target branch has as {target}, {subject}.",
      .de = "Commit {commit} stimmt zu {share} % mit {target}, {subject}, aus dem Ziel-Branch "
            "überein."}},
    {"in-target-released",
     {.en = "Commit {commit} does for {share} % what the target branch has as {target}, {subject}, "
            "since {tag}.",
      .de = "Commit {commit} stimmt zu {share} % mit {target}, {subject}, aus dem Ziel-Branch "
            "überein, dort enthalten seit {tag}."}},
    {"in-branch",
     {.en = "Commit {commit} does for {share} % what branch {branch} has as {target}, {subject}.",
      .de = "Commit {commit} stimmt zu {share} % mit {target}, {subject}, aus dem Branch {branch} "
            "überein."}},
    {"in-branch-released",
     {.en = "Commit {commit} does for {share} % what branch {branch} has as {target}, {subject}, "
            "since {tag}.",
      .de = "Commit {commit} stimmt zu {share} % mit {target}, {subject}, aus dem Branch {branch} "
            "überein, dort enthalten seit {tag}."}},
};
constexpr auto kMessages = JoinedMessages(kOwnMessages, kClaimMessages);

constexpr Source kSources[] = {
    {"git-cherry", "https://git-scm.com/docs/git-cherry"},
};

}  // namespace

constinit const RuleEntry kAlreadyHere = {
    {.id = "upstream/already-here",
     .subject = Subject::kChange,
     .severity = Severity::kInfo,
     .since = "0.1.0",
     .title = {.en = "A branch of the project already has this change",
               .de = "Diese Änderung gibt es im Projekt schon"},
     .why = {.en = "A change that is there already makes conflicts and nothing else.",
             .de = "Eine Änderung, die schon da ist, bringt nur Konflikte."},
     .fix =
         {.en = "Leave the commit out if the target branch has it; what is taken over from another "
                "branch names its commit with `git cherry-pick -x`. If the change was taken back "
                "in between, a sentence in the description says so.",
          .de =
              "Den Commit weglassen, wenn der Ziel-Branch die Änderung hat; was aus einem anderen "
              "Branch übernommen wird, nennt dessen Commit mit `git cherry-pick -x`. Wurde die "
              "Änderung zwischendurch zurückgenommen, genügt ein Satz in der Beschreibung."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = kProvenanceFacts},
    Check};

}  // namespace headwater::upstream
