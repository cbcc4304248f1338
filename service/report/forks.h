// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string>
#include <vector>

#include "headwater/forks.h"

/// \file
/// Relations between projects, on paper: the answers of `headwater index query` and `graph`.

namespace headwater::report {

/// service/docs/forks-json.md.
std::string RenderForksJson(std::span<const ForkRelation> relations);

/// A paragraph for each relation, and one line for all. English, as their evidence is.
std::string RenderForksText(std::span<const ForkRelation> relations);

/// The relation of a project to another one, as the first one's query gave it.
struct ForkEdge {
  Untrusted from;
  Untrusted to;
  ForkClass fork_class = ForkClass::kUnrelated;
  ForkDirection direction = ForkDirection::kUndetermined;  ///< "We" is `from`.
};

std::vector<ForkEdge> EdgesOf(const Untrusted& project, std::span<const ForkRelation> relations);

enum class GraphFormat { kDot, kJson };

/// Families: forks, siblings, imports and vendored folders; what both have from elsewhere makes
/// none. Two projects have one edge, the stronger of what either query said; it leads from where
/// the code went to where it came from, if that is known. By name. service/docs/forks-json.md.
std::string RenderForkGraph(std::span<const ForkEdge> edges, GraphFormat format);

}  // namespace headwater::report
