// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "headwater/provenance.h"
#include "headwater/rule.h"
#include "headwater/url.h"
#include "rules/common/messages.h"
#include "rules/upstream/claim_rule.h"
#include "rules/upstream/family.h"

namespace headwater::upstream {
namespace {

/// Addresses that need no quotes in a shell.
std::optional<Fix> CommandFor(const UpstreamInfo& upstream, const CommitId& commit) {
  const auto url = SafeUrl::Parse(upstream.url.bytes());
  if (!url.ok()) return std::nullopt;
  return Fix{.kind = Fix::Kind::kCommand,
             .path = {},
             .lines = {},
             .text = Untrusted("git fetch " + upstream.url.bytes() + " && git cherry-pick -x " +
                               commit.Hex())};
}

constexpr double kPercent = 100;

Result<RuleAnswer> Check(const RuleContext& context) {
  return JudgeCommits(context, [&](const CommitProvenance& commit, AnswerBuilder& answer) {
    if (!commit.already_unknown_because.view().empty()) {
      AddUnknown(commit, "-", commit.already_unknown_because, answer);
      return;
    }
    answer.CountJudged();
    if (!commit.already) return;
    const UpstreamCommit& there = commit.already->commit;
    const bool released = !there.first_tag.empty();
    Finding finding;
    finding.message = {
        released ? "released" : "there",
        {{"commit", ShortId(commit.commit)},
         {"target", ShortId(there.id)},
         {"subject", there.subject},
         {"share", Untrusted(std::to_string(std::lround(commit.already->coverage * kPercent)))}}};
    if (released) finding.message.args.emplace_back("tag", there.first_tag);
    finding.evidence = Untrusted(there.id.Hex());
    finding.fix = CommandFor(context.facts.upstreams.at(commit.already->upstream), there.id);
    answer.Add(std::move(finding));
  });
}

constexpr MessageText kOwnMessages[] = {
    {"there",
     {.en = "Commit {commit} does for {share} % what the original project has as {target}, "
            "{subject}.",
      .de = "Commit {commit} stimmt zu {share} % mit {target}, {subject}, aus dem Ursprungsprojekt "
            "überein."}},
    {"released",
     {.en = "Commit {commit} does for {share} % what the original project has as {target}, "
            "{subject}, since {tag}.",
      .de = "Commit {commit} stimmt zu {share} % mit {target}, {subject}, aus dem Ursprungsprojekt "
            "überein, dort enthalten seit {tag}."}},
};
constexpr auto kMessages = JoinedMessages(kOwnMessages, kClaimMessages);

constexpr Source kSources[] = {
    {"git-cherry", "https://git-scm.com/docs/git-cherry"},
    {"AgID, Linee guida su acquisizione e riuso di software, Allegato D",
     "https://docs.italia.it/italia/developers-italia/lg-acquisizione-e-riuso-software-per-pa-docs/"
     "it/stabile/index.html"},
};

}  // namespace

constinit const RuleEntry kAlreadyUpstream = {
    {.id = "upstream/already-upstream",
     .subject = Subject::kChange,
     .severity = Severity::kInfo,
     .since = "0.1.0",
     .title = {.en = "The original project already has this change",
               .de = "Diese Änderung gibt es im Ursprungsprojekt schon"},
     .why = {.en = "The version from there spares conflicts at the next synchronisation.",
             .de = "Die Fassung von dort erspart Konflikte beim nächsten Abgleich."},
     .fix = {.en =
                 "Take the commit of the original project over with `git cherry-pick -x`, or name "
                 "it in the message. If it is another change, nothing is to be done.",
             .de =
                 "Den Commit des Ursprungsprojekts mit `git cherry-pick -x` übernehmen oder in der "
                 "Nachricht nennen. Ist es eine andere Änderung, ist nichts zu tun."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = kProvenanceFacts},
    Check};

}  // namespace headwater::upstream
