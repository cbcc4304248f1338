// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>
#include <utility>

#include "headwater/rule.h"
#include "rules/common/fork_rule.h"
#include "rules/project/family.h"

namespace headwater::project {
namespace {

using forks::Origins;

/// What shares code is for the rules about forks.
bool IsRelated(const ForkFacts& facts, const Untrusted& address) {
  const std::string key = RepositoryKeyOf(address);
  return !key.empty() && std::ranges::any_of(facts.relations, [&key](const ForkRelation& relation) {
    return RepositoryKeyOf(relation.url) == key;
  });
}

Untrusted Joined(const std::vector<Untrusted>& texts) {
  return forks::ShownPaths(texts, texts.size());
}

Message MessageAbout(const RuleContext& context, const SimilarProject& similar) {
  Message message;
  message.args = {{"project", similar.name}, {"description", similar.description}};
  if (!similar.keys.empty()) {
    message.key = "same-service";
    message.args.emplace_back("keys", Joined(similar.keys));
  } else if (!similar.categories.empty()) {
    message.key = "same-category";
    message.args.emplace_back("categories", Joined(similar.categories));
  } else {
    message.key = "same-words";
  }
  for (auto& arg : forks::AnswersTo(context, similar.url)) message.args.push_back(std::move(arg));
  return message;
}

Result<RuleAnswer> Check(const RuleContext& context) {
  if (auto answer = forks::AnswerOfSettled(context)) return std::move(*answer);
  const Origins origins = TRY(Origins::Of(context));
  if (!origins.publiccode().exists) return forks::Plain(Verdict::kNotApplicable, "no-publiccode");
  if (auto answer = forks::AnswerWithoutForks(context)) return std::move(*answer);
  AnswerBuilder answer(context);
  const Untrusted path{std::string(kPubliccodeFile)};
  if (origins.unknown()) {
    answer.AddUnchecked({.path = path, .why = {"unreadable", {}}});
    return std::move(answer).Finish({"no-publiccode", {}});
  }
  const ForkFacts& facts = *context.facts.forks;
  answer.CountJudged();
  size_t told = 0;
  for (const SimilarProject& similar : facts.similar) {
    if (told == forks::kMaxTold) break;
    const bool is_known = origins.Name(similar.url) || IsRelated(facts, similar.url) ||
                          forks::IsAnswered(facts, similar.name);
    if (is_known) continue;
    Finding finding;
    finding.message = MessageAbout(context, similar);
    finding.path = path;
    finding.evidence = similar.url;
    answer.Add(std::move(finding));
    ++told;
  }
  return std::move(answer).Finish({"no-publiccode", {}});
}

constexpr MessageText kMessages[] = {
    {"same-service",
     {.en =
          "{project} serves the same administrative service ({keys}): {description} Four answers, "
          "all of them fine: join in ({address}); build on it ({line} in publiccode.yml); get in "
          "touch ({contact}); or say why a project of its own makes sense (`variant: reason` in "
          ".headwater.yml).",
      .de = "{project} dient derselben Verwaltungsleistung ({keys}): {description} Vier Antworten, "
            "alle in Ordnung: mitmachen ({address}); darauf aufbauen ({line} in publiccode.yml); "
            "Kontakt aufnehmen ({contact}); oder vermerken, warum ein eigenes Projekt sinnvoll ist "
            "(`variant: Grund` in .headwater.yml)."}},
    {"same-category",
     {.en = "{project} seems to have the same task ({categories}): {description} Four answers, all "
            "of them fine: join in ({address}); build on it ({line} in publiccode.yml); get in "
            "touch ({contact}); or say why a project of its own makes sense (`variant: reason` in "
            ".headwater.yml).",
      .de = "{project} hat offenbar dieselbe Aufgabe ({categories}): {description} Vier Antworten, "
            "alle in Ordnung: mitmachen ({address}); darauf aufbauen ({line} in publiccode.yml); "
            "Kontakt aufnehmen ({contact}); oder vermerken, warum ein eigenes Projekt sinnvoll ist "
            "(`variant: Grund` in .headwater.yml)."}},
    {"same-words",
     {.en = "{project} seems to have the same task: {description} Four answers, all of them fine: "
            "join in ({address}); build on it ({line} in publiccode.yml); get in touch "
            "({contact}); or say why a project of its own makes sense (`variant: reason` in "
            ".headwater.yml).",
      .de = "{project} hat offenbar dieselbe Aufgabe: {description} Vier Antworten, alle in "
            "Ordnung: mitmachen ({address}); darauf aufbauen ({line} in publiccode.yml); Kontakt "
            "aufnehmen ({contact}); oder vermerken, warum ein eigenes Projekt sinnvoll ist "
            "(`variant: Grund` in .headwater.yml)."}},
    {"no-publiccode",
     {.en = "Without publiccode.yml nobody knows what the project is for.",
      .de = "Ohne publiccode.yml ist nicht bekannt, welche Aufgabe das Projekt hat."}},
    forks::kNotLookedUp,
    forks::kVariant,
    forks::kMirror,
    forks::kUnderWay,
    forks::kUnreachable,
    forks::kTooLarge,
    forks::kUnreadable,
};

constexpr Source kSources[] = {
    {"publiccode.yml standard, Keys description and categories",
     "https://yml.publiccode.tools/schema.core.html"},
    {"publiccode.yml, German extension, Key leika",
     "https://github.com/publiccodeyml/publiccode.yml/blob/main/docs/de/schema.de.rst"},
};

}  // namespace

constinit const RuleEntry kSimilarExists = {
    {.id = "project/similar-exists",
     .subject = Subject::kProject,
     .severity = Severity::kInfo,
     .since = "0.1.0",
     .title = {.en = "Another project has the same task",
               .de = "Ein anderes Projekt hat dieselbe Aufgabe"},
     .why = {.en = "Who knows of each other need not build the same twice.",
             .de = "Wer voneinander weiß, muss dasselbe nicht zweimal bauen."},
     .fix = {.en =
                 "Join in, build on it (`isBasedOn`), get in touch, or note why the project is "
                 "one of its own (`variant: reason` in .headwater.yml). Each of the four is fine.",
             .de = "Mitmachen, darauf aufbauen (`isBasedOn`), Kontakt aufnehmen, oder vermerken, "
                   "warum ein eigenes Projekt sinnvoll ist (`variant: Grund` in .headwater.yml). "
                   "Alle vier Antworten sind in Ordnung."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = forks::kFacts},
    Check};

}  // namespace headwater::project
