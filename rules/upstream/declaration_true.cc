// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "headwater/publiccode_file.h"
#include "headwater/rule.h"
#include "headwater/url.h"
#include "rules/upstream/claim_rule.h"
#include "rules/upstream/family.h"

namespace headwater::upstream {
namespace {

/// SafeUrl::RepositoryKey; empty for what is no address.
std::string KeyOf(const Untrusted& address) {
  const Result<SafeUrl> url = SafeUrl::Parse(address.bytes());
  return url.ok() ? url.value().RepositoryKey() : std::string();
}

/// Judges what publiccode.yml says of the project's origin against the platform and the content.
class DeclarationCheck {
 public:
  DeclarationCheck(const RuleContext& context, const Publiccode& publiccode)
      : context_(context),
        publiccode_(publiccode),
        is_new_(std::ranges::any_of(
            context.change.files,
            [](const ChangedFile& file) { return file.path.bytes() == kPubliccodeFile; })),
        answer_(context) {}

  RuleAnswer Run() && {
    for (const Untrusted& address : publiccode_.is_based_on) JudgeContent(address);
    if (context_.facts.forge) {
      JudgeAddress(context_.facts.forge->project_url);
      JudgeFork(context_.facts.forge->forked_from);
    }
    const bool declares = !publiccode_.is_based_on.empty();
    return std::move(answer_).Finish({declares ? "not-yet" : "nothing-declared", {}});
  }

 private:
  void Add(std::string key, const Untrusted& address) {
    Finding finding;
    finding.message = {std::move(key), {{"address", address}}};
    finding.path = Untrusted(std::string(kPubliccodeFile));
    finding.evidence = address;
    answer_.Add(std::move(finding));
  }

  /// What the project says it is based on should have something in common with it.
  void JudgeContent(const Untrusted& address) {
    const UpstreamInfo* upstream = Find(address);
    if (upstream == nullptr && is_new_) return;
    // Nobody can tell, or nobody looked at it: an answer of another day.
    if (upstream == nullptr || upstream->state != UpstreamState::kReady) {
      answer_.AddUnchecked({.path = Untrusted(std::string(kPubliccodeFile)),
                            .why = {"not-compared", {{"address", address}}}});
      return;
    }
    if (!upstream->shared_files) return;
    answer_.CountJudged();
    if (*upstream->shared_files == 0) Add("nothing-shared", address);
  }

  /// The standard: a variant names its own address in `url`, the original one in `isBasedOn`; a
  /// technical fork leaves the file alone.
  void JudgeAddress(const Untrusted& project) {
    if (publiccode_.is_based_on.empty() || !publiccode_.url) return;
    const std::string url = KeyOf(*publiccode_.url);
    if (url.empty() || KeyOf(project).empty()) return;
    answer_.CountJudged();
    if (url != KeyOf(project)) Add("url-elsewhere", *publiccode_.url);
  }

  void JudgeFork(const Untrusted& parent) {
    if (parent.empty() || publiccode_.is_based_on.empty()) return;
    answer_.CountJudged();
    const bool named = std::ranges::any_of(publiccode_.is_based_on, [&](const Untrusted& address) {
      return KeyOf(address) == KeyOf(parent);
    });
    if (!named) Add("fork-of-another", parent);
  }

  const UpstreamInfo* Find(const Untrusted& address) const {
    const std::string key = KeyOf(address);
    const auto& all = context_.facts.upstreams;
    const auto found = std::ranges::find_if(
        all, [&key](const UpstreamInfo& upstream) { return KeyOf(upstream.url) == key; });
    return found == all.end() ? nullptr : &*found;
  }

  const RuleContext& context_;
  const Publiccode& publiccode_;
  bool is_new_;  ///< The change writes it: nobody asks for what a change names.
  AnswerBuilder answer_;
};

Result<RuleAnswer> Check(const RuleContext& context) {
  const auto publiccode = TRY(OpenPubliccode(context.view)).content;
  if (!publiccode || (publiccode->is_based_on.empty() && !publiccode->url)) {
    return Plain(Verdict::kNotApplicable, "nothing-declared");
  }
  if (!context.facts.gathered.contains(FactKind::kUpstreams)) {
    return Plain(Verdict::kNotApplicable, "not-looked-up");
  }
  return DeclarationCheck(context, *publiccode).Run();
}

constexpr FactKind kFacts[] = {FactKind::kUpstreams, FactKind::kForge};

constexpr MessageText kMessages[] = {
    {"nothing-shared",
     {.en = "`isBasedOn` names {address}; not one file of it is in this project, in any version.",
      .de = "`isBasedOn` nennt {address}; keine einzige Datei von dort ist in diesem Projekt, in "
            "keiner Fassung."}},
    {"url-elsewhere",
     {.en = "`isBasedOn` says that this is a variant, but `url` names {address} instead of this "
            "project.",
      .de =
          "`isBasedOn` sagt, dass dies eine Variante ist; `url` nennt aber {address} statt dieses "
          "Projekts."}},
    {"fork-of-another",
     {.en =
          "The platform keeps this project as a fork of {address}; `isBasedOn` names others only.",
      .de = "Die Plattform führt dieses Projekt als Fork von {address}; `isBasedOn` nennt nur "
            "andere."}},
    {"not-compared",
     {.en = "{address} could not be looked at; nothing is to be done.",
      .de = "{address} konnte nicht angesehen werden; es ist nichts zu tun."}},
    {"not-yet",
     {.en = "What publiccode.yml says now is compared once the target branch says so.",
      .de = "Was publiccode.yml nun sagt, wird verglichen, sobald es im Ziel-Branch steht."}},
    {"nothing-declared",
     {.en = "publiccode.yml does not say where the project comes from.",
      .de = "publiccode.yml sagt nichts dazu, woher das Projekt stammt."}},
    kNotLookedUp,
};

constexpr Source kSources[] = {
    {"publiccode.yml standard, Forks and variants", "https://yml.publiccode.tools/forks.html"},
    {"publiccode.yml standard, Key isBasedOn",
     "https://yml.publiccode.tools/schema.core.html#key-isbasedon"},
};

}  // namespace

constinit const RuleEntry kDeclarationTrue = {
    {.id = "upstream/declaration-true",
     .subject = Subject::kProject,
     .severity = Severity::kInfo,
     .since = "0.1.0",
     .title = {.en = "What is said of the origin does not fit the content",
               .de = "Angabe zur Herkunft passt nicht zum Inhalt"},
     .why = {.en =
                 "Catalogues and those who look for corrections follow this entry to the original "
                 "project.",
             .de = "Kataloge und alle, die Korrekturen suchen, folgen dieser Angabe zum "
                   "Ursprungsprojekt."},
     .fix = {.en = "Correct publiccode.yml: a variant has its own address in `url` and that of the "
                   "original project in `isBasedOn`.",
             .de =
                 "publiccode.yml berichtigen: Eine Variante hat in `url` die eigene Adresse und in "
                 "`isBasedOn` die des Ursprungsprojekts."},
     .sources = kSources,
     .options = {},
     .messages = kMessages,
     .facts = kFacts},
    Check};

}  // namespace headwater::upstream
