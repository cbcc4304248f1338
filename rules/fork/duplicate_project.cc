// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <utility>

#include "headwater/rule.h"
#include "rules/common/fork_rule.h"
#include "rules/common/messages.h"
#include "rules/fork/family.h"

namespace headwater::fork {
namespace {

using forks::Origins;

/// Whoever copied from us is not what we repeat.
bool IsRepeated(const ForkRelation& relation) {
  const bool is_alike = forks::IsFork(relation) || relation.fork_class == ForkClass::kSibling;
  return is_alike && relation.direction != ForkDirection::kWeAreUpstream;
}

Finding FindingAbout(const RuleContext& context, const ForkRelation& relation) {
  const double share = std::max(relation.shared.blob_share, relation.shared.line_share);
  Finding finding;
  finding.message = {"also-there",
                     {{"project", relation.project}, {"percent", forks::Percent(share)}}};
  finding.evidence = forks::PlaceOf(relation);
  if (relation.url.empty()) return finding;
  finding.message.key = "also-there-answers";
  for (auto& arg : forks::AnswersTo(context, relation.url)) {
    finding.message.args.push_back(std::move(arg));
  }
  return finding;
}

Result<RuleAnswer> Check(const RuleContext& context) {
  if (auto answer = forks::AnswerOfSettled(context)) return std::move(*answer);
  const auto& forks = context.facts.forks;
  if (forks && !forks->first_look) return forks::Plain(Verdict::kNotApplicable, "not-first");
  if (auto answer = forks::AnswerWithoutForks(context)) return std::move(*answer);
  const Origins origins = TRY(Origins::Of(context));
  AnswerBuilder answer(context);
  answer.CountJudged();
  if (origins.AreToldOf(*forks)) return std::move(answer).Finish({"not-first", {}});
  size_t told = 0;
  for (const ForkRelation& relation : forks->relations) {
    if (told == forks::kMaxTold) break;
    if (!IsRepeated(relation) || forks::IsAnswered(*forks, relation.project)) continue;
    answer.Add(FindingAbout(context, relation));
    ++told;
  }
  return std::move(answer).Finish({"not-first", {}});
}

constexpr MessageText kOwnMessages[] = {
    {"also-there-answers",
     {.en = "{percent} % of the content is also in {project}. Four answers, all of them fine: join "
            "in ({address}); mark it as a variant ({line} in publiccode.yml); get in touch "
            "({contact}); or say why a project of its own makes sense (`variant: reason` in "
            ".headwater.yml).",
      .de = "{percent} % der Inhalte gibt es auch in {project}. Vier Antworten, alle in Ordnung: "
            "mitmachen ({address}); als Variante kennzeichnen ({line} in publiccode.yml); Kontakt "
            "aufnehmen ({contact}); oder vermerken, warum ein eigenes Projekt sinnvoll ist "
            "(`variant: Grund` in .headwater.yml)."}},
    {"also-there",
     {.en = "{percent} % of the content is also in {project}.",
      .de = "{percent} % der Inhalte gibt es auch in {project}."}},
    {"not-first",
     {.en = "This is said once, when a project is new.",
      .de = "Das wird einmal gesagt, wenn ein Projekt neu ist."}},
    forks::kVariant,
};
constexpr auto kMessages = JoinedMessages(kOwnMessages, forks::kMessages);

constexpr Source kSources[] = {
    {"publiccode.yml standard, Forks and variants", "https://yml.publiccode.tools/forks.html"},
    {"Regulation (EU) 2024/903 (Interoperable Europe Act), article 4",
     "https://eur-lex.europa.eu/eli/reg/2024/903/oj"},
};

}  // namespace

constinit const RuleEntry kDuplicateProject = {
    {.id = "fork/duplicate-project",
     .subject = Subject::kProject,
     .severity = Severity::kInfo,
     .since = "0.1.0",
     .title = {.en = "There is a similar project", .de = "Ähnliches Projekt gefunden"},
     .why = {.en = "Kept up together, the work is done once only.",
             .de = "Gemeinsam gepflegt, entsteht die Arbeit nur einmal."},
     .fix = {.en = "Join in, mark the project as a variant (`isBasedOn`), get in touch, or note "
                   "why it is one of its own (`variant: reason` in .headwater.yml). Each of the "
                   "four is fine, and ends the question.",
             .de = "Mitmachen, als Variante kennzeichnen (`isBasedOn`), Kontakt aufnehmen, oder "
                   "vermerken, warum ein eigenes Projekt sinnvoll ist (`variant: Grund` in "
                   ".headwater.yml). Alle vier Antworten sind in Ordnung; danach wird nicht mehr "
                   "gefragt."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = forks::kFacts},
    Check};

}  // namespace headwater::fork
