// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/data.h"
#include "headwater/forks.h"
#include "headwater/result.h"
#include "headwater/sink.h"

/// \file
/// `facts.forks` of a request to the evaluator, documented in service/docs/evaluate-json.md.

namespace headwater::jobs {

/// More relations tell a person nothing; the strongest come first.
inline constexpr size_t kMaxForkRelations = 50;
/// Of files that a change touches, and in any other list of paths: a larger change is hardly read.
inline constexpr size_t kMaxForkPaths = 1'000;
/// Of copies of one relation, of evidence, of similar projects.
inline constexpr size_t kMaxForkItems = 20;
/// Of a path (PATH_MAX of Linux), a name, an address, a sentence; longer ones are cut when written.
inline constexpr size_t kMaxForkTextBytes = 4'096;

/// The facts as one JSON object. What is beyond the bounds above is left out; what it would have
/// referred to, too.
Out<Sink::kJson> RenderForkFacts(const ForkFacts& facts);

/// Reads what RenderForkFacts writes, strictly: unknown members, wrong types, unknown words, lists
/// and texts beyond the bounds, and references to relations that are not there are kInvalid with
/// the member's name. A member that is absent has its default.
Result<ForkFacts> ReadForkFacts(const DataNode& node);

}  // namespace headwater::jobs
