// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "headwater/publiccode_file.h"
#include "headwater/rule.h"

/// \file
/// What the rules about other projects share: they all read Facts::forks, and differ in what they
/// tell of it.

namespace headwater::forks {

/// More projects than these tell a person nothing new: the strongest are named.
inline constexpr size_t kMaxTold = 3;
/// More paths than these are counted.
inline constexpr size_t kMaxShownPaths = 3;

/// An answer that is nothing but a sentence of the rule's.
RuleAnswer Plain(Verdict verdict, std::string key);

/// The answer of a project that the platform itself keeps equal to another one: it is left in
/// peace.
std::optional<RuleAnswer> AnswerOfMirror(const RuleContext& context);
/// The same, and that of one that has told why it is one of its own.
std::optional<RuleAnswer> AnswerOfSettled(const RuleContext& context);

/// The answer where nobody compared the project with others, or could.
std::optional<RuleAnswer> AnswerWithoutForks(const RuleContext& context);

/// Whether the one is made of the other as a whole, as far as content tells: what may be a fork.
bool IsFork(const ForkRelation& relation);

/// A fork that we are, or may be, for nobody could look who is whose.
bool IsOurOrigin(const ForkRelation& relation);
bool MayBeOurOrigin(const ForkRelation& relation);

/// Somebody entitled has said that the two have nothing to do with each other.
bool IsAnswered(const ForkFacts& facts, const Untrusted& project);

/// Where people find the project: its address, or its name where it has none.
const Untrusted& PlaceOf(const ForkRelation& relation);

/// The first kMaxShownPaths, and how many more.
Untrusted ShownPaths(const std::vector<Untrusted>& paths, uint64_t all);

/// A share of 0 to 1 as whole percent; what is there is at least 1.
Untrusted Percent(double share);

Untrusted Number(uint64_t number);

/// What the four answers to "there is such a project already" are told with: `address` (join in),
/// `line` (of publiccode.yml), `contact`. The fourth is the same for all.
std::vector<std::pair<std::string, Untrusted>> AnswersTo(const RuleContext& context,
                                                         const Untrusted& address);

/// Where the project itself, its policy or the platform says that it comes from.
class Origins {
 public:
  /// Of `context`'s head. Errors as GitView::Read.
  static Result<Origins> Of(const RuleContext& context);

  /// By address. What has none is never named.
  bool Name(const Untrusted& address) const;
  /// Whether it is said of any relation that the project comes from there; then its origin is
  /// known, and nobody asks for that of its other relatives.
  bool AreToldOf(const ForkFacts& facts) const;
  /// There is a publiccode.yml that nobody could read: what it names is not known.
  bool unknown() const { return file_.exists && !file_.content; }
  const PubliccodeFile& publiccode() const { return file_; }

 private:
  void Add(const Untrusted& address);

  PubliccodeFile file_;
  std::set<std::string> keys_;
};

// For RuleInfo::facts and ::messages.
inline constexpr FactKind kFacts[] = {FactKind::kForks, FactKind::kForge};

inline constexpr MessageText kNotLookedUp = {
    "not-looked-up",
    {.en = "Nobody compared the project with others.",
     .de = "Das Projekt wurde nicht mit anderen verglichen."}};
inline constexpr MessageText kVariant = {
    "variant",
    {.en = "The project's policy says why it is one of its own.",
     .de = "Das Regelwerk des Projekts sagt, warum es ein eigenes ist."}};
inline constexpr MessageText kMirror = {
    "mirror",
    {.en = "The platform keeps the project equal to another one.",
     .de = "Die Plattform gleicht das Projekt von selbst mit einem anderen ab."}};
inline constexpr MessageText kUnderWay = {
    "unknown-under-way",
    {.en = "The project is being compared with others for the first time; it will be judged again.",
     .de = "Das Projekt wird zum ersten Mal mit anderen verglichen; die Prüfung wird nachgeholt."}};
inline constexpr MessageText kUnreachable = {
    "unknown-unreachable",
    {.en = "The register of contents could not be asked; nothing is to be done.",
     .de = "Das Verzeichnis der Inhalte war nicht erreichbar; es ist nichts zu tun."}};
inline constexpr MessageText kTooLarge = {
    "unknown-too-large",
    {.en = "The project is too large to be compared with others.",
     .de = "Das Projekt ist für den Vergleich mit anderen zu groß."}};
inline constexpr MessageText kUnseen = {
    "unseen",
    {.en = "The repository of {project} was not at hand: which of the two comes from the other one "
           "is not known.",
     .de = "Das Repository von {project} lag nicht vor: Welches der beiden aus dem anderen stammt, "
           "ist nicht bekannt."}};
inline constexpr MessageText kUnreadable = {
    "unreadable",
    {.en = "publiccode.yml cannot be read: what it says of other projects is not known.",
     .de = "publiccode.yml ist nicht lesbar: Was darin zu anderen Projekten steht, ist nicht "
           "bekannt."}};

/// All that AnswerOfMirror and AnswerWithoutForks may say.
inline constexpr MessageText kMessages[] = {kNotLookedUp, kMirror, kUnderWay, kUnreachable,
                                            kTooLarge};

}  // namespace headwater::forks
