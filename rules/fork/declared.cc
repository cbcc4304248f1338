// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <string>
#include <utility>

#include "headwater/rule.h"
#include "rules/common/fork_rule.h"
#include "rules/common/messages.h"
#include "rules/fork/based_on_fix.h"
#include "rules/fork/family.h"

namespace headwater::fork {
namespace {

using forks::Origins;

/// Asks for one origin, the nearest: who names where the project comes from has named where that
/// one comes from as well.
class DeclaredCheck {
 public:
  DeclaredCheck(const RuleContext& context, const Origins& origins)
      : context_(context), origins_(origins), answer_(context) {}

  RuleAnswer Run() && {
    JudgePlatformsRelation();
    if (context_.facts.forks) JudgeContent(*context_.facts.forks);
    RuleAnswer answer = std::move(answer_).Finish({"not-looked-up", {}});
    if (is_under_way_ && answer.verdict == Verdict::kUnknown) answer.lacks = Lacks::kUnderWay;
    return answer;
  }

 private:
  /// The standard: whose `url` is that of the repository is a variant, and names the original in
  /// `isBasedOn`; a technical fork leaves the original's `url`.
  void JudgePlatformsRelation() {
    const auto& forge = context_.facts.forge;
    const auto& publiccode = origins_.publiccode().content;
    if (!forge || forge->forked_from.empty() || !publiccode || !publiccode->url) return;
    const std::string own = RepositoryKeyOf(forge->project_url);
    if (own.empty() || RepositoryKeyOf(*publiccode->url) != own) return;
    answer_.CountJudged();
    if (!publiccode->is_based_on.empty()) return;
    Add({"variant-without-origin", {{"address", forge->forked_from}}}, forge->forked_from);
    is_found_ = true;
  }

  void JudgeContent(const ForkFacts& forks) {
    if (!forks.unknown_because.view().empty()) {
      is_under_way_ = forks.unknown_because.view() == kForksUnderWay.view();
      answer_.AddUnchecked(
          {.path = {}, .why = {"unknown-" + std::string(forks.unknown_because.view()), {}}});
      return;
    }
    answer_.CountJudged();
    if (is_found_ || origins_.AreToldOf(forks)) return;
    for (const ForkRelation& relation : forks.relations) {
      if (!forks::IsAnswered(forks, relation.project) && Judge(relation)) return;
    }
  }

  /// Whether it is the origin, or may be.
  bool Judge(const ForkRelation& relation) {
    const bool may_be = forks::MayBeOurOrigin(relation);
    if (!may_be && !forks::IsOurOrigin(relation)) return false;
    if (origins_.unknown()) {
      answer_.AddUnchecked(
          {.path = Untrusted(std::string(kPubliccodeFile)), .why = {"unreadable", {}}});
    } else if (may_be) {
      answer_.AddUnchecked({.path = {}, .why = {"unseen", {{"project", relation.project}}}});
    } else {
      Add(MessageAbout(relation), relation.url.empty() ? relation.project : relation.url);
    }
    return true;
  }

  static Message MessageAbout(const ForkRelation& relation) {
    if (relation.history && relation.history->shared > 0) {
      return {"shared-history",
              {{"project", relation.project},
               {"address", forks::PlaceOf(relation)},
               {"shared", forks::Number(relation.history->shared)},
               {"ahead", forks::Number(relation.history->ahead)},
               {"behind", forks::Number(relation.history->behind)}}};
    }
    const double share = std::max(relation.shared.blob_share, relation.shared.line_share);
    // Who had it first is said where that was looked at.
    const bool is_dated = relation.direction_proof == ForkProof::kFirstSeen;
    return {is_dated ? "first-there" : "shared-content",
            {{"project", relation.project},
             {"address", forks::PlaceOf(relation)},
             {"percent", forks::Percent(share)}}};
  }

  void Add(Message message, const Untrusted& address) {
    Finding finding;
    finding.message = std::move(message);
    if (origins_.publiccode().exists) finding.path = Untrusted(std::string(kPubliccodeFile));
    finding.evidence = address;
    finding.fix = NameInBasedOn(origins_.publiccode(), address);
    if (finding.fix) finding.lines = {finding.fix->lines.first, finding.fix->lines.first};
    answer_.Add(std::move(finding));
  }

  const RuleContext& context_;
  const Origins& origins_;
  AnswerBuilder answer_;
  bool is_found_ = false;
  bool is_under_way_ = false;
};

Result<RuleAnswer> Check(const RuleContext& context) {
  if (auto answer = forks::AnswerOfSettled(context)) return std::move(*answer);
  const Origins origins = TRY(Origins::Of(context));
  return DeclaredCheck(context, origins).Run();
}

constexpr MessageText kOwnMessages[] = {
    {"shared-history",
     {.en = "The project shares {shared} commits with {project} ({address}): {ahead} only here, "
            "{behind} only there. Nothing says that it comes from there.",
      .de = "Das Projekt hat {shared} Commits mit {project} ({address}) gemeinsam: {ahead} nur "
            "hier, {behind} nur dort. Dass es von dort stammt, ist nirgends angegeben."}},
    {"first-there",
     {.en = "{percent} % of the content is also in {project} ({address}), which had it first. "
            "Nothing says that it comes from there.",
      .de = "{percent} % der Inhalte stehen auch in {project} ({address}), und dort zuerst. Dass "
            "sie von dort stammen, ist nirgends angegeben."}},
    {"shared-content",
     {.en = "{percent} % of the content is also in {project} ({address}). Nothing says that it "
            "comes from there.",
      .de = "{percent} % der Inhalte stehen auch in {project} ({address}). Dass sie von dort "
            "stammen, ist nirgends angegeben."}},
    {"variant-without-origin",
     {.en = "The platform keeps this project as a fork of {address}; publiccode.yml calls it a "
            "project of its own and does not name the original.",
      .de = "Die Plattform führt dieses Projekt als Fork von {address}; publiccode.yml weist es "
            "als eigenes Projekt aus und nennt das Original nicht."}},
    forks::kVariant,
    forks::kUnseen,
    forks::kUnreadable,
};
constexpr auto kMessages = JoinedMessages(kOwnMessages, forks::kMessages);

constexpr Source kSources[] = {
    {"publiccode.yml standard, Forks and variants", "https://yml.publiccode.tools/forks.html"},
    {"publiccode.yml standard, Key isBasedOn",
     "https://yml.publiccode.tools/schema.core.html#key-isbasedon"},
};

}  // namespace

constinit const RuleEntry kDeclared = {
    {.id = "fork/declared",
     .subject = Subject::kProject,
     .severity = Severity::kWarning,
     .since = "0.1.0",
     .title = {.en = "The origin of the code is not stated",
               .de = "Ursprung des Codes nicht angegeben"},
     .why = {.en = "Where the origin is noted, corrections from there arrive more easily, and "
                   "others find both projects.",
             .de = "Ist der Ursprung vermerkt, kommen Korrekturen von dort leichter an, und andere "
                   "finden beide Projekte."},
     .fix = {.en = "Name the original in publiccode.yml (`isBasedOn`), or below `upstreams` in "
                   ".headwater.yml. Where the project goes its own way, `variant: reason` in "
                   ".headwater.yml says so; nobody asks again then.",
             .de = "Das Original in publiccode.yml nennen (`isBasedOn`), oder unter `upstreams` in "
                   ".headwater.yml. Geht das Projekt eigene Wege, sagt das `variant: Grund` in "
                   ".headwater.yml; danach wird nicht mehr gefragt."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = forks::kFacts},
    Check};

}  // namespace headwater::fork
