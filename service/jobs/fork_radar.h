// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "headwater/event.h"
#include "headwater/forge.h"
#include "headwater/result.h"
#include "service/jobs/fork_desk.h"

namespace headwater::jobs {

/// For whom it is looked up what belongs to a project.
struct ForkAsk {
  const ForgeProject& project;
  const std::optional<ForgeMergeRequest>& merge_request;  ///< None: the default branch.
  std::string repository;          ///< Its mirror, which nobody changes meanwhile.
  std::optional<CommitId> target;  ///< None: nothing is changed, the project is asked about.
  CommitId head;
};

struct ForkView {
  /// What cannot be told is ForkFacts::unknown_because.
  ForkFacts facts;
  std::vector<BlobId> lacking;  ///< Bring them, and ask again.
};

/// The service's fork index, as its jobs know it. Thread-safe.
class ForkRadar {
 public:
  virtual ~ForkRadar() = default;

  virtual ForkView Ask(const ForkAsk& ask) = 0;

  /// A project's branches, tags, name or readers may be others now. When this returns, nobody is
  /// told of it who may not read it. Errors of the store, the index.
  virtual Status Heard(const ForgeProject& project) = 0;
  /// The platform has it no more.
  virtual Status Gone(ProjectId project) = 0;

  /// The merge request's author has been told where its files come from.
  virtual Status NoteTold(const MailboxKey& merge_request, UserId author) = 0;

  /// Whether a page about `project` that names these others may be shown to everybody, now.
  virtual bool MayShowToAll(ProjectId project, const std::vector<std::string>& names) = 0;
  /// Whether one that names these others may be shown to whoever may read `project`, now.
  virtual bool MayShowToReaders(ProjectId project, const std::vector<std::string>& names) = 0;
};

}  // namespace headwater::jobs
