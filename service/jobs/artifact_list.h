// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "headwater/pipeline_files.h"
#include "headwater/result.h"
#include "headwater/rule.h"

namespace headwater::jobs {

/// Whose artifacts are asked for.
struct ArtifactQuestion {
  ProjectId project;
  ProjectId source_project;  ///< Where a fork's pipelines run; 0: nowhere else.
  CommitId head;
  std::optional<ForgePipeline> head_pipeline;  ///< As the merge request names it.
};

/// A file that may be an SBOM, not downloaded yet.
struct ListedArtifact {
  Artifact artifact;
  std::string address;
  bool is_guess = false;  ///< A usual name: nobody said that there is such a file.
};

struct ListedArtifacts {
  std::vector<ListedArtifact> files;  ///< In the order of the search.
  bool under_way = false;             ///< A job that may make one has not ended.
  std::string id;                     ///< Of all of this: part of the decision's key.
};

/// Reports of the newest pipelines of the head, in the project or in the fork; where there are
/// none, usual names in the archives of their jobs, and links of the newest release. Errors that
/// may pass are errors; what is not there or may not be read is left out.
Result<ListedArtifacts> ListArtifacts(PipelineFiles& files, const ArtifactQuestion& question);

}  // namespace headwater::jobs
