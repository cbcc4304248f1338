// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "headwater/pipeline_files.h"
#include "headwater/result.h"
#include "headwater/rule.h"
#include "service/jobs/artifact_list.h"

namespace headwater::jobs {

/// What is downloaded for one judgement.
inline constexpr uint64_t kMaxArtifactsBytes = uint64_t{256} << 20U;
inline constexpr size_t kMaxArtifactFiles = 16;

/// A private folder for the artifacts of one judgement: the evaluator child reads them there, and
/// they are gone when this is.
class ArtifactFolder {
 public:
  /// Inside `parent`, which exists. kTransient: the disk is full.
  static Result<ArtifactFolder> Make(const std::string& parent);
  ArtifactFolder(ArtifactFolder&& other) noexcept;
  ArtifactFolder& operator=(ArtifactFolder&&) = delete;
  ArtifactFolder(const ArtifactFolder&) = delete;
  ArtifactFolder& operator=(const ArtifactFolder&) = delete;
  ~ArtifactFolder();

  /// Downloads in the order of the search, and no further than the first place that has a file.
  /// What cannot be brought stays in the list with its problem. Errors that may pass are errors.
  Result<std::vector<Artifact>> Bring(PipelineFiles& files, const ListedArtifacts& listed);

 private:
  explicit ArtifactFolder(std::string path) : path_(std::move(path)) {}

  /// Takes what it brings off `left`. What does not pass by itself becomes the artifact's problem.
  /// False: the file was only a guess, and is not there.
  Result<bool> Download(PipelineFiles& files, const ListedArtifact& file, uint64_t& left,
                        Artifact& artifact) const;
  Status Write(const std::string& bytes, Artifact& artifact) const;

  std::string path_;
};

/// A file as rules read it: anew at each call, at most kMaxArtifactBytes.
Result<std::string> ReadArtifactFile(const std::string& path);

}  // namespace headwater::jobs
