// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <utility>
#include <vector>

#include "headwater/rule.h"
#include "rules/common/fork_rule.h"
#include "rules/common/messages.h"
#include "rules/fork/family.h"

namespace headwater::fork {
namespace {

/// What the original has already is for upstream/already-upstream.
bool IsSibling(const ForkRelation& relation) {
  return relation.fork_class == ForkClass::kSibling ||
         (forks::IsFork(relation) && relation.direction == ForkDirection::kSibling);
}

/// Those of the change's files that the project judges, and did not get from the sibling itself.
std::vector<Untrusted> OwnPaths(const RuleContext& context, const ElsewhereChange& change) {
  std::vector<Untrusted> paths;
  for (const Untrusted& path : change.paths) {
    const auto file = std::ranges::lower_bound(context.change.files, path, {}, &ChangedFile::path);
    const bool is_own = file != context.change.files.end() && file->path == path &&
                        file->origin.origin == Origin::kOwn;
    if (is_own && context.Covers(path)) paths.push_back(path);
  }
  return paths;
}

Finding FindingAbout(const ForkRelation& relation, const std::vector<Untrusted>& paths,
                     uint64_t files) {
  Finding finding;
  finding.message = {"there-already",
                     {{"project", relation.project},
                      {"address", forks::PlaceOf(relation)},
                      {"count", forks::Number(paths.size())},
                      {"all", forks::Number(std::max<uint64_t>(files, paths.size()))},
                      {"files", forks::ShownPaths(paths, paths.size())}}};
  finding.evidence = forks::PlaceOf(relation);
  return finding;
}

Result<RuleAnswer> Check(const RuleContext& context) {
  if (auto answer = forks::AnswerOfMirror(context)) return std::move(*answer);
  if (auto answer = forks::AnswerWithoutForks(context)) return std::move(*answer);
  const ForkFacts& facts = *context.facts.forks;
  AnswerBuilder answer(context);
  if (std::ranges::any_of(facts.relations, IsSibling)) answer.CountJudged();
  size_t told = 0;
  for (const ElsewhereChange& change : facts.elsewhere) {
    if (change.relation >= facts.relations.size() || told == forks::kMaxTold) continue;
    const ForkRelation& relation = facts.relations[change.relation];
    if (!IsSibling(relation) || forks::IsAnswered(facts, relation.project)) continue;
    const std::vector<Untrusted> paths = OwnPaths(context, change);
    if (paths.empty()) continue;
    answer.Add(FindingAbout(relation, paths, change.files));
    ++told;
  }
  return std::move(answer).Finish({"no-siblings", {}});
}

constexpr MessageText kOwnMessages[] = {
    {"there-already",
     {.en = "{project}, a fork of the same original, has {count} of the {all} files as this change "
            "leaves them: {files} ({address}).",
      .de = "{project}, ein Fork desselben Originals, hat {count} der {all} Dateien schon so, wie "
            "diese Änderung sie hinterlässt: {files} ({address})."}},
    {"no-siblings",
     {.en = "No other project comes from the same original, as far as is known.",
      .de = "Kein anderes Projekt stammt, soweit bekannt, aus demselben Original."}},
};
constexpr auto kMessages = JoinedMessages(kOwnMessages, forks::kMessages);

constexpr Source kSources[] = {
    {"AgID, Linee guida su acquisizione e riuso di software, Allegato D",
     "https://github.com/italia/lg-acquisizione-e-riuso-software-per-pa-docs/blob/master/"
     "attachments/"
     "allegato-d-guida-alla-modifica-di-software-open-source-preso-a-riuso-o-di-terzi.rst"},
};

}  // namespace

constinit const RuleEntry kChangeExistsElsewhere = {
    {.id = "fork/change-exists-elsewhere",
     .subject = Subject::kChange,
     .severity = Severity::kInfo,
     .since = "0.1.0",
     .title = {.en = "A related project has this change already",
               .de = "Ein verwandtes Projekt hat diese Änderung schon"},
     .why = {.en = "Where two projects mend the same, offering it to the original spares both the "
                   "next time.",
             .de = "Beheben zwei Projekte dasselbe, erspart ein Vorschlag beim Original beiden das "
                   "nächste Mal."},
     .fix = {.en = "Look at the change there, and offer it to the original together. Nothing holds "
                   "this one up.",
             .de = "Die Änderung dort ansehen und gemeinsam beim Original vorschlagen. Diese hier "
                   "hält das nicht auf."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = forks::kFacts},
    Check};

}  // namespace headwater::fork
