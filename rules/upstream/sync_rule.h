// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>

#include "headwater/rule.h"
#include "headwater/sync.h"
#include "rules/upstream/claim_rule.h"

/// \file
/// What the rules about merges of an upstream share: they all read Facts::sync.

namespace headwater::upstream {

/// Judges every merge of an upstream that the change has. Not applicable: there is none, or the
/// project takes from nobody. Unknown: there may be one, and nobody looked.
Result<RuleAnswer> JudgeMerges(const RuleContext& context,
                               const std::function<void(const SyncMerge&, AnswerBuilder&)>& judge);

/// The answer where Facts::sync says nothing; `concerned`: the change may do what the rule is
/// about.
std::optional<RuleAnswer> AnswerWithoutSync(const RuleContext& context, bool concerned);

/// The answer of a rule that found nothing of the upstreams that were asked: where the change may
/// still do what the rule is about, and others could not be asked, that is not known.
RuleAnswer UnlessUnasked(RuleAnswer answer, const RuleContext& context, bool concerned);

/// Whether one of the change's commits is a merge.
bool HasMerge(const Change& change);

/// Says that the own commits of the merge could not be looked at, or not all of them.
void AddUnjudged(const SyncMerge& merge, AnswerBuilder& answer);

/// Of a carry, or of the paths of a merge.
void AddUnknown(const CommitId& commit, const CommitId& tip, Literal because,
                AnswerBuilder& answer);

/// By which people know the upstream.
Untrusted NameOf(const RuleContext& context, size_t upstream);

inline constexpr MessageText kNoSync = {
    "no-sync",
    {.en = "The change merges nothing of another project.",
     .de = "Die Änderung führt nichts aus einem anderen Projekt zusammen."}};
inline constexpr MessageText kUnjudged = {
    "unjudged",
    {.en = "Merge {merge}: {count} older own commits were not looked at.",
     .de = "Merge {merge}: {count} ältere eigene Commits wurden nicht angesehen."}};
inline constexpr MessageText kMoreMerges = {
    "more-merges",
    {.en = "{count} more merges of the original project were not looked at.",
     .de = "{count} weitere Merges des Ursprungsprojekts wurden nicht angesehen."}};

/// All that AnswerWithoutSync may say.
inline constexpr MessageText kSyncMessages[] = {kNoSync, kNoUpstream, kNotLookedUp};
/// All that JudgeMerges may say, and AddUnknown of a merge.
inline constexpr MessageText kMergeMessages[] = {
    kNoSync, kNoUpstream, kNotLookedUp, kMoreMerges, kUnknownContent, kUnknownBounds,
};

}  // namespace headwater::upstream
