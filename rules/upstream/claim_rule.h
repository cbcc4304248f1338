// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headwater/provenance.h"
#include "headwater/rule.h"

/// \file
/// What the rules of this family share: they all read Facts::provenance, and differ in what they
/// look at.

namespace headwater::upstream {

/// An answer that is nothing but a sentence of the rule's.
RuleAnswer Plain(Verdict verdict, const char* key);

/// The answer of a rule that would have needed all upstreams, where some could not be asked: one
/// sentence for each. Nothing: all were asked.
std::optional<RuleAnswer> AnswerOfUnasked(const std::vector<UpstreamInfo>& upstreams);

/// For RuleInfo::facts.
inline constexpr FactKind kProvenanceFacts[] = {FactKind::kUpstreams, FactKind::kMergeRequestText};

/// Judges every claim that `concerns` the rule. Not applicable: there is none, or the project takes
/// from nobody. Unknown: there is one, and nobody looked.
Result<RuleAnswer> JudgeClaims(
    const RuleContext& context, bool (*concerns)(const Claim& claim),
    const std::function<void(const CommitProvenance&, const JudgedClaim&, AnswerBuilder&)>& judge);

/// The same for every own commit, whatever it claims; it is for `judge` to count what it judged.
Result<RuleAnswer> JudgeCommits(
    const RuleContext& context,
    const std::function<void(const CommitProvenance&, AnswerBuilder&)>& judge);

/// What JudgeClaims does with each commit.
void JudgeClaimsOf(
    const CommitProvenance& commit, bool (*concerns)(const Claim& claim),
    const std::function<void(const CommitProvenance&, const JudgedClaim&, AnswerBuilder&)>& judge,
    AnswerBuilder& answer);

/// Whether the claim has found an upstream's commit, and both could be compared. Says so when they
/// could not be: `answer` then has it as unchecked.
bool WasCompared(const CommitProvenance& commit, const JudgedClaim& judged, AnswerBuilder& answer);

/// Says why something about a claim, or a commit, is not known.
void AddUnknown(const CommitProvenance& commit, std::string_view target, Literal because,
                AnswerBuilder& answer);

/// A finding about a claim; its arguments `commit` and `target` are filled in.
Finding FindingAbout(const CommitProvenance& commit, const JudgedClaim& judged, std::string key,
                     std::vector<std::pair<std::string, Untrusted>> more = {});

/// As people see ids: enough digits to find it.
Untrusted ShortId(const CommitId& commit);

inline constexpr MessageText kNoUpstream = {
    "no-upstream",
    {.en = "The project does not say that it takes over from another one.",
     .de = "Das Projekt gibt nicht an, dass es aus einem anderen übernimmt."}};
inline constexpr MessageText kNoClaims = {
    "no-claims",
    {.en = "No commit of the change says anything about this that could be looked up.",
     .de = "Kein Commit der Änderung sagt dazu etwas, das sich nachsehen ließe."}};
inline constexpr MessageText kNotLookedUp = {
    "not-looked-up",
    {.en = "Nobody looked at the projects that this one takes over from.",
     .de = "Die Projekte, aus denen übernommen wird, wurden nicht befragt."}};
inline constexpr MessageText kUnknownStale = {
    "unknown-stale",
    {.en = "Commit {commit} ({target}): the copy of the original project is too old to say.",
     .de = "Commit {commit} ({target}): Die Kopie des Ursprungsprojekts ist zu alt, um es zu "
           "sagen."}};
inline constexpr MessageText kUnknownContent = {
    "unknown-content",
    {.en = "Commit {commit} ({target}): contents that are needed to compare are not there.",
     .de = "Commit {commit} ({target}): Inhalte, die zum Vergleich nötig sind, fehlen."}};
inline constexpr MessageText kUnknownBounds = {
    "unknown-bounds",
    {.en = "Commit {commit} ({target}): too large to compare, or not readable.",
     .de = "Commit {commit} ({target}): zu groß für einen Vergleich, oder nicht lesbar."}};
inline constexpr MessageText kUnknownAmbiguous = {
    "unknown-ambiguous",
    {.en = "Commit {commit}: more than one commit begins with {target}, and none fits.",
     .de = "Commit {commit}: Mehr als ein Commit beginnt mit {target}, und keiner passt."}};
inline constexpr MessageText kUnknownNotNamed = {
    "unknown-not-named",
    {.en = "Commit {commit}: the original project's commits do not name their requests, so that "
           "{target} cannot be found.",
     .de = "Commit {commit}: Die Commits des Ursprungsprojekts nennen ihre Anfragen nicht, daher "
           "ist {target} nicht zu finden."}};

/// All that JudgeClaims and JudgeCommits may say.
inline constexpr MessageText kClaimMessages[] = {
    kNoUpstream,     kNoClaims,      kNotLookedUp,      kUnknownStale,
    kUnknownContent, kUnknownBounds, kUnknownAmbiguous, kUnknownNotNamed,
};

}  // namespace headwater::upstream
