// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "headwater/forge.h"
#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/untrusted.h"

/// \file
/// What pipelines and releases have made, and how it is brought here. Implemented by service/forge
/// and by fakes.

namespace headwater {

/// A file at the forge. Only what the forge itself offered has an address.
struct ForgeFile {
  Untrusted name;
  /// Below the forge's own URL; empty: somewhere that is never called.
  std::string address;
  uint64_t size = 0;  ///< In bytes; 0: not told.
};

struct ForgeJob {
  JobId id;
  Untrusted name;
  /// It, or what it waits for, will go on without anybody's hand.
  bool under_way = false;
  /// Its `cyclonedx` reports, as one gzip stream.
  std::optional<ForgeFile> report;
  bool has_archive = false;
};

struct ForgeRelease {
  Untrusted tag;
  std::optional<CommitId> commit;
  std::vector<ForgeFile> links;
};

/// Errors as headwater/forge.h; all are reading calls. kDenied and kNotFound also where a project
/// has its pipelines or releases switched off. Thread-safe.
class PipelineFiles {
 public:
  virtual ~PipelineFiles() = default;
  /// The newest pipelines of a commit, newest first, at most 20, without those that only hold
  /// statuses of outsiders (ours among them).
  virtual Result<std::vector<ForgePipeline>> Pipelines(ProjectId project, CommitId head) = 0;
  /// The jobs of a pipeline as they are now, without those that were retried since, and without
  /// statuses of outsiders.
  virtual Result<std::vector<ForgeJob>> Jobs(ProjectId project, PipelineId pipeline) = 0;
  /// None: the project has no release.
  virtual Result<std::optional<ForgeRelease>> NewestRelease(ProjectId project) = 0;
  /// One file out of the archive of a job.
  virtual std::string AddressInArchive(ProjectId project, JobId job, std::string_view path) = 0;
  /// The bytes at an address of these calls. kContent: more than `max_bytes`. kDenied: also a
  /// redirect, which is not followed, and a page to log in.
  virtual Result<std::string> Download(const std::string& address, uint64_t max_bytes) = 0;
};

}  // namespace headwater
