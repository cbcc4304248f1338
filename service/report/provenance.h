// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string>

#include "headwater/provenance.h"
#include "headwater/sync.h"

/// \file
/// Where commits come from, on paper: the answer of `headwater provenance`.

namespace headwater::report {

/// What was asked and what was found. Commits, and what is said of them, in the same order.
struct ProvenanceReport {
  Untrusted repository;
  CommitId head;
  std::span<const Commit> commits;
  std::span<const UpstreamInfo> upstreams;
  const Provenance& provenance;
  const Sync& sync;
};

/// A line for each commit, the newest first, with its claims below it, and one for all.
std::string RenderProvenanceText(const ProvenanceReport& report, Language language);

/// service/docs/provenance-json.md.
std::string RenderProvenanceJson(const ProvenanceReport& report);

}  // namespace headwater::report
