// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "headwater/rule.h"
#include "rules/common/fork_rule.h"
#include "rules/common/messages.h"
#include "rules/fork/family.h"

namespace headwater::fork {
namespace {

/// Says of what the change edits whose it was, each file once: of the strongest relation that has
/// it.
class OriginCheck {
 public:
  explicit OriginCheck(const RuleContext& context)
      : context_(context), forks_(*context.facts.forks), answer_(context) {
    for (const ChangedFile& file : context.change.files) {
      if (IsOwnEdit(file)) edited_.insert(file.path);
    }
  }

  RuleAnswer Run() && {
    if (!edited_.empty()) answer_.CountJudged();
    for (const TouchedFile& file : forks_.touched) Take(file);
    for (const auto& [relation, paths] : theirs_) Tell(forks_.relations[relation], paths);
    if (!edited_.empty()) AddUnseen();
    return std::move(answer_).Finish({"nothing-edited", {}});
  }

 private:
  /// What a sync brings is the origin's own doing, what tools write nobody's; where a file goes,
  /// there is nothing to offer.
  bool IsOwnEdit(const ChangedFile& file) const {
    return file.status == FileStatus::kModified && file.origin.origin == Origin::kOwn &&
           !context_.facts.own.Matches(file.path.bytes()) && context_.Covers(file.path);
  }

  void Take(const TouchedFile& file) {
    if (file.added || file.relation >= forks_.relations.size()) return;
    if (!edited_.contains(file.path)) return;
    const ForkRelation& relation = forks_.relations[file.relation];
    if (forks::IsAnswered(forks_, relation.project)) return;
    if (!forks::IsOurOrigin(relation)) return;
    const auto [known, is_new] = owner_.emplace(file.path, file.relation);
    if (!is_new && known->second <= file.relation) return;
    if (!is_new) std::erase(theirs_[known->second], file.path);
    known->second = file.relation;
    theirs_[file.relation].push_back(file.path);
  }

  /// Whose files are whose is not known of these.
  void AddUnseen() {
    size_t said = 0;
    for (const ForkRelation& relation : forks_.relations) {
      const bool may_be = forks::MayBeOurOrigin(relation);
      if (!may_be || forks::IsAnswered(forks_, relation.project)) continue;
      answer_.AddUnchecked({.path = {}, .why = {"unseen", {{"project", relation.project}}}});
      if (++said == forks::kMaxTold) return;
    }
  }

  void Tell(const ForkRelation& relation, const std::vector<Untrusted>& paths) {
    if (paths.empty()) return;
    Finding finding;
    finding.message = {"theirs-one",
                       {{"project", relation.project},
                        {"address", forks::PlaceOf(relation)},
                        {"files", forks::ShownPaths(paths, paths.size())}}};
    if (paths.size() > 1) {
      finding.message.key = "theirs";
      finding.message.args.emplace_back("count", forks::Number(paths.size()));
    }
    finding.evidence = forks::PlaceOf(relation);
    answer_.Add(std::move(finding));
  }

  const RuleContext& context_;
  const ForkFacts& forks_;
  AnswerBuilder answer_;
  std::set<Untrusted> edited_;
  std::map<Untrusted, size_t> owner_;                ///< Of a file, the relation that is told.
  std::map<size_t, std::vector<Untrusted>> theirs_;  ///< By relation.
};

/// A variant that says so takes changes itself.
Result<bool> IsVariant(const RuleContext& context) {
  const PubliccodeFile publiccode = TRY(OpenPubliccode(context.view));
  return publiccode.content && !publiccode.content->is_based_on.empty();
}

Result<RuleAnswer> Check(const RuleContext& context) {
  if (auto answer = forks::AnswerOfSettled(context)) return std::move(*answer);
  const bool is_variant = TRY(IsVariant(context));
  if (is_variant) return forks::Plain(Verdict::kNotApplicable, "variant-by-publiccode");
  if (auto answer = forks::AnswerWithoutForks(context)) return std::move(*answer);
  if (context.facts.forks->told) return forks::Plain(Verdict::kNotApplicable, "told");
  return OriginCheck(context).Run();
}

constexpr MessageText kOwnMessages[] = {
    {"theirs",
     {.en = "{count} of the edited files come from {project}: {files}. Changes are taken there: "
            "{address}",
      .de = "{count} der geänderten Dateien stammen aus {project}: {files}. Änderungen werden dort "
            "angenommen: {address}"}},
    {"theirs-one",
     {.en = "{files} comes from {project}. Changes are taken there: {address}",
      .de = "{files} stammt aus {project}. Änderungen werden dort angenommen: {address}"}},
    {"told",
     {.en = "This was said not long ago.", .de = "Das wurde vor nicht langer Zeit gesagt."}},
    {"nothing-edited",
     {.en = "The change edits no file that another project could have.",
      .de = "Die Änderung bearbeitet keine Datei, die ein anderes Projekt haben könnte."}},
    {"variant-by-publiccode",
     {.en = "publiccode.yml says that this is a variant: it takes changes itself.",
      .de = "publiccode.yml weist das Projekt als Variante aus: Es nimmt Änderungen selbst an."}},
    forks::kVariant,
    forks::kUnseen,
};
constexpr auto kMessages = JoinedMessages(kOwnMessages, forks::kMessages);

constexpr Source kSources[] = {
    {"AgID, Linee guida su acquisizione e riuso di software, Allegato D",
     "https://github.com/italia/lg-acquisizione-e-riuso-software-per-pa-docs/blob/master/"
     "attachments/"
     "allegato-d-guida-alla-modifica-di-software-open-source-preso-a-riuso-o-di-terzi.rst"},
    {"publiccode.yml standard, Forks and variants", "https://yml.publiccode.tools/forks.html"},
};

}  // namespace

constinit const RuleEntry kOriginHint = {
    {.id = "fork/origin-hint",
     .subject = Subject::kChange,
     .severity = Severity::kInfo,
     .since = "0.1.0",
     .title = {.en = "These files come from another project",
               .de = "Diese Dateien stammen aus einem anderen Projekt"},
     .why = {.en = "An improvement there benefits everybody, and need not be carried along here "
                   "with every sync.",
             .de = "Eine Verbesserung dort kommt allen zugute und muss hier nicht bei jedem "
                   "Abgleich nachgezogen werden."},
     .fix = {.en = "Offer the change to the original project. Where it is meant for this project "
                   "only, nothing is to be done.",
             .de = "Die Änderung beim Ursprungsprojekt vorschlagen. Ist sie nur für dieses Projekt "
                   "gedacht, ist nichts zu tun."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = forks::kFacts},
    Check};

}  // namespace headwater::fork
