// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <cmath>
#include <string>
#include <utility>

#include "headwater/rule.h"
#include "headwater/sync.h"
#include "rules/common/messages.h"
#include "rules/upstream/claim_rule.h"
#include "rules/upstream/family.h"
#include "rules/upstream/sync_rule.h"

namespace headwater::upstream {
namespace {

constexpr double kPercent = 100;

Finding FindingAbout(const RuleContext& context, const Carry& carry) {
  const UpstreamCommit& there = carry.taken->commit;
  const bool released = !there.first_tag.empty();
  Finding finding;
  finding.message = {
      released ? "released" : "there",
      {{"commit", ShortId(carry.commit)},
       {"subject", carry.subject},
       {"upstream", NameOf(context, carry.taken->upstream)},
       {"target", ShortId(there.id)},
       {"share", Untrusted(std::to_string(std::lround(carry.taken->coverage * kPercent)))}}};
  if (released) finding.message.args.emplace_back("tag", there.first_tag);
  finding.evidence = Untrusted(carry.commit.Hex());
  return finding;
}

Result<RuleAnswer> Check(const RuleContext& context) {
  return JudgeMerges(context, [&](const SyncMerge& merge, AnswerBuilder& answer) {
    if (merge.carries_unknown_because.view().empty()) answer.CountJudged();
    AddUnjudged(merge, answer);
    for (const Carry& carry : merge.carries) {
      const bool unknown = carry.fate == CarryFate::kUnknown;
      const Literal because = unknown ? carry.unknown_because : carry.taken_unknown_because;
      if (!because.view().empty()) AddUnknown(carry.commit, merge.tip, because, answer);
      // What was taken from there in the first place is back where it came from.
      if (carry.taken && !carry.picked) answer.Add(FindingAbout(context, carry));
    }
  });
}

constexpr MessageText kOwnMessages[] = {
    {"there",
     {.en = "{commit}, {subject}, is now part of {upstream}: {share} % of its lines stand in "
            "{target}.",
      .de = "{commit}, {subject}, ist jetzt Teil von {upstream}: {share} % der Zeilen stehen in "
            "{target}."}},
    {"released",
     {.en = "{commit}, {subject}, is part of {upstream} since {tag}: {share} % of its lines stand "
            "in {target}.",
      .de = "{commit}, {subject}, ist seit {tag} Teil von {upstream}: {share} % der Zeilen stehen "
            "in {target}."}},
    kUnjudged,
};
constexpr auto kMessages = JoinedMessages(kOwnMessages, kMergeMessages);

constexpr Source kSources[] = {
    {"git-cherry", "https://git-scm.com/docs/git-cherry"},
    {"AgID, Linee guida su acquisizione e riuso di software, Allegato D",
     "https://docs.italia.it/italia/developers-italia/lg-acquisizione-e-riuso-software-per-pa-docs/"
     "it/stabile/index.html"},
};

}  // namespace

constinit const RuleEntry kObsoleteCarry = {
    {.id = "upstream/obsolete-carry",
     .subject = Subject::kChange,
     .severity = Severity::kInfo,
     .since = "0.1.0",
     .title = {.en = "An own change is now in the original project",
               .de = "Eigene Anpassung ist jetzt im Ursprungsprojekt"},
     .why = {.en = "That is an own change less to carry from release to release. Thank you.",
             .de = "Damit entfällt eine eigene Anpassung, die von Version zu Version mitzunehmen "
                   "war. Danke."},
     .fix = {.en = "Take it off the list of own changes; where both versions stand side by side, "
                   "the one of the original project is enough.",
             .de = "Von der Liste der eigenen Anpassungen nehmen; stehen beide Fassungen "
                   "nebeneinander, genügt die des Ursprungsprojekts."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = kProvenanceFacts},
    Check};

}  // namespace headwater::upstream
