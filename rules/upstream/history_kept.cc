// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "headwater/provenance.h"
#include "headwater/rule.h"
#include "headwater/sync.h"
#include "rules/common/messages.h"
#include "rules/upstream/claim_rule.h"
#include "rules/upstream/family.h"
#include "rules/upstream/squash_message.h"
#include "rules/upstream/sync_rule.h"

namespace headwater::upstream {
namespace {

/// None: nobody knows, or there is no merge request.
std::optional<bool> IsSquashed(const Facts& facts) {
  return facts.forge ? facts.forge->squash : std::nullopt;
}

/// Whether the change may bring something of an upstream that this rule is about.
bool MayConcern(const RuleContext& context) {
  const Change& change = context.change;
  const auto added = static_cast<uint64_t>(
      std::ranges::count(change.files, FileStatus::kAdded, &ChangedFile::status));
  const bool squashed = IsSquashed(context.facts).value_or(false) && change.commits.size() > 1;
  return HasMerge(change) || squashed || added >= kMinImportFiles;
}

void JudgeSquash(const RuleContext& context, const Sync& sync, AnswerBuilder& answer) {
  const std::optional<bool> squash = IsSquashed(context.facts);
  if (!squash || sync.upstream_commits == 0) return;
  answer.CountJudged();
  if (!*squash) return;
  Finding finding;
  finding.message = {"squash",
                     {{"count", Untrusted(std::to_string(sync.upstream_commits))},
                      {"upstream", NameOf(context, sync.upstream.value_or(0))}}};
  answer.Add(std::move(finding));
}

/// An origin that stands in a commit's own message.
bool IsSaidByCommit(const Claim& claim) { return ClaimsContent(claim.kind) && claim.line > 0; }

/// None: the merge request makes one commit of all whose message nobody can tell, or makes none.
std::optional<SquashMessage> SquashMessageOf(const RuleContext& context) {
  const Facts& facts = context.facts;
  const auto text = std::ranges::find(facts.facts, FactKind::kMergeRequestText, &Fact::kind);
  if (!IsSquashed(facts).value_or(false) || !facts.forge->squash_template) return std::nullopt;
  if (!facts.provenance || text == facts.facts.end()) return std::nullopt;
  return SquashMessage(facts.forge->squash_template->bytes(), context.change.commits,
                       text->value.bytes());
}

/// What commits say of their origin is lost with their messages. Where they are the original's own,
/// that they become one is said already.
void JudgeOrigins(const RuleContext& context, const Sync& sync, AnswerBuilder& answer) {
  const std::optional<SquashMessage> message = SquashMessageOf(context);
  if (!message || sync.upstream_commits > 0) return;
  std::vector<Claim> lost;
  std::set<CommitId> losing;
  const auto judge = [&](const CommitProvenance& commit, const JudgedClaim& judged,
                         AnswerBuilder& builder) {
    // Of what was taken from one's own branches no original's history is lost.
    if (judged.own) return;
    builder.CountJudged();
    if (message->Keeps(commit.commit, judged.claim)) return;
    lost.push_back(judged.claim);
    losing.insert(commit.commit);
  };
  for (const CommitProvenance& commit : context.facts.provenance->commits) {
    JudgeClaimsOf(commit, IsSaidByCommit, judge, answer);
  }
  if (lost.empty()) return;
  Finding finding;
  finding.message = {losing.size() == 1 ? "squash-origin" : "squash-origins",
                     {{"claim", lost.front().text}}};
  if (losing.size() > 1) {
    finding.message.args.emplace_back("count", Untrusted(std::to_string(losing.size())));
  } else {
    finding.message.args.emplace_back("commit", ShortId(*losing.begin()));
  }
  finding.evidence = lost.front().target;
  answer.Add(std::move(finding));
}

void JudgeImports(const RuleContext& context, const Sync& sync, AnswerBuilder& answer) {
  for (const Import& import : sync.imports) {
    answer.CountJudged();
    const bool root = import.folder.empty();
    Finding finding;
    finding.message = {root ? "import-root" : "import",
                       {{"count", Untrusted(std::to_string(import.files))},
                        {"added", Untrusted(std::to_string(import.added))},
                        {"upstream", NameOf(context, import.upstream)}}};
    if (!root) finding.message.args.emplace_back("folder", import.folder);
    finding.evidence = import.folder;
    answer.Add(std::move(finding));
  }
}

Result<RuleAnswer> Check(const RuleContext& context) {
  if (auto answer = AnswerWithoutSync(context, MayConcern(context))) return std::move(*answer);
  const Sync& sync = *context.facts.sync;
  AnswerBuilder answer(context);
  JudgeSquash(context, sync, answer);
  JudgeOrigins(context, sync, answer);
  JudgeImports(context, sync, answer);
  const bool brings = sync.upstream_commits > 0;
  return UnlessUnasked(std::move(answer).Finish({brings ? "squash-not-known" : "no-history", {}}),
                       context, !brings && MayConcern(context));
}

constexpr MessageText kOwnMessages[] = {
    {"squash",
     {.en =
          "The merge request squashes its commits: those of {upstream} ({count}) would become one "
          "that it does not know.",
      .de = "Der Merge Request fasst seine Commits zusammen: Aus denen von {upstream} ({count}) "
            "würde einer, den man dort nicht kennt."}},
    {"squash-origin",
     {.en = "The merge request squashes its commits, and the message of the one commit would leave "
            "out what {commit} says of its origin: {claim}",
      .de = "Der Merge Request fasst seine Commits zusammen; in der Nachricht des neuen Commits "
            "würde fehlen, was {commit} zu seiner Herkunft sagt: {claim}"}},
    {"squash-origins",
     {.en = "The merge request squashes its commits, and the message of the one commit would leave "
            "out what {count} of them say of their origin, for example: {claim}",
      .de = "Der Merge Request fasst seine Commits zusammen; in der Nachricht des neuen Commits "
            "würde fehlen, was {count} von ihnen zu ihrer Herkunft sagen, zum Beispiel: {claim}"}},
    {"import",
     {.en = "{count} of {added} files that were added in {folder} are those of {upstream}, without "
            "its commits.",
      .de = "{count} von {added} neuen Dateien in {folder} sind die von {upstream}, ohne dessen "
            "Commits."}},
    {"import-root",
     {.en =
          "{count} of {added} files that were added are those of {upstream}, without its commits.",
      .de = "{count} von {added} neuen Dateien sind die von {upstream}, ohne dessen Commits."}},
    {"no-history",
     {.en = "The change brings no history of another project.",
      .de = "Die Änderung bringt keine Historie eines anderen Projekts."}},
    {"squash-not-known",
     {.en =
          "The change brings commits of another project. Whether they will be squashed is decided "
          "in the merge request, which is not known here.",
      .de = "Die Änderung bringt Commits eines anderen Projekts. Ob sie zusammengefasst werden, "
            "entscheidet der Merge Request, der hier nicht bekannt ist."}},
};
constexpr auto kMessages = JoinedMessages(kOwnMessages, kSyncMessages);

constexpr Source kSources[] = {
    {"GitLab, Squash and merge",
     "https://docs.gitlab.com/user/project/merge_requests/squash_and_merge/"},
    {"GitLab, Commit message templates",
     "https://docs.gitlab.com/user/project/merge_requests/commit_templates/"},
    {"git-subtree", "https://github.com/git/git/blob/master/contrib/subtree/git-subtree.adoc"},
    {"AgID, Linee guida su acquisizione e riuso di software, Allegato D",
     "https://docs.italia.it/italia/developers-italia/lg-acquisizione-e-riuso-software-per-pa-docs/"
     "it/stabile/index.html"},
};

constexpr FactKind kFacts[] = {FactKind::kUpstreams, FactKind::kForge, FactKind::kMergeRequestText};

}  // namespace

constinit const RuleEntry kHistoryKept = {
    {.id = "upstream/history-kept",
     .subject = Subject::kChange,
     .severity = Severity::kWarning,
     .since = "0.1.0",
     .title = {.en = "The history of the original project would be lost",
               .de = "Die Historie des Ursprungsprojekts ginge verloren"},
     .why =
         {.en = "With its history the next synchronisation knows what is there already; without "
                "it, all of it is compared anew, and every author is forgotten.",
          .de = "Mit der Historie weiß der nächste Abgleich, was schon da ist; ohne sie wird alles "
                "neu verglichen, und die Urheber sind vergessen."},
     .fix =
         {.en = "Switch off \"Squash commits\" before the merge request is merged; where it stays "
                "on, a squash template of the project with `%{all_commits}` keeps what commits say "
                "of their origin, and so does one with `%{description}` once the line stands "
                "there. A copy of files keeps its history with `git merge` of the original, or in "
                "a folder with `git subtree add --prefix=FOLDER ADDRESS TAG`.",
          .de = "\"Squash\" vor dem Zusammenführen des Merge Requests abwählen; bleibt es dabei, "
                "erhält eine Squash-Vorlage des Projekts mit `%{all_commits}`, was Commits zu "
                "ihrer Herkunft sagen, ebenso eine mit `%{description}`, wenn die Zeile dort "
                "steht. Eine Kopie von Dateien behält ihre Historie mit `git merge` des Originals, "
                "oder in einem Ordner mit `git subtree add --prefix=ORDNER ADRESSE TAG`."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = kFacts},
    Check};

}  // namespace headwater::upstream
