// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "headwater/fork_index.h"
#include "headwater/forks.h"
#include "headwater/ids.h"
#include "headwater/result.h"

/// \file
/// What the service has done with its fork index, in a process of its own: contents of strangers
/// are read there, and the index is written there. What is kept, and the protocol:
/// service/docs/fork-child.md.

namespace headwater::jobs {

/// A project that is to stand in the index as its repository now is.
struct ForkTakeIn {
  PartitionName partition;             ///< Where it belongs: PartitionOf its readers.
  std::vector<PartitionName> readers;  ///< What is told of it may rest on these: PartitionsFor.
  /// Name, address, copy (its mirror), role, parent and when it was first seen.
  IndexedProject project;
  std::chrono::sys_seconds now;
  /// What is told of it is worked out again, however little has changed: another project has been
  /// found to belong to it.
  bool renew = false;
};

struct ForkTaken {
  bool changed = false;  ///< Branches, tags or what is known of it.
  /// It has a publiccode.yml, and had none when its relations were last worked out.
  bool first_publiccode = false;
  /// Projects that had never been named to its readers and will be now: they, too, have something
  /// to be told that they do not know of yet.
  std::vector<std::string> met;
  /// Contents of the default branch's tip and of releases that the copy lacks. With some it stands
  /// in the index all the same, without what is lacking, and its relations are not worked out:
  /// bring them, and take it in once more.
  std::vector<BlobId> lacking;
  uint64_t projects = 0;  ///< In the partition.
  uint64_t bytes = 0;     ///< On disk, of the partition.
};

struct ForkForget {
  PartitionName partition;
  std::string name;
};

struct ForkForgotten {
  bool was_there = false;
  /// Names of the projects, in whatever partition, to whose readers it has ever been named: what
  /// was said to them is to be looked at again. They are told of it no more from now on. The same
  /// again when it is forgotten again, so that none is lost with an answer.
  std::vector<std::string> told;
};

/// What is to be told in a change (or, without one, of a project's default branch).
struct ForkQuestion {
  PartitionName partition;             ///< Of the project, as it was taken in.
  std::vector<PartitionName> readers;  ///< PartitionsFor its readers, now.
  std::string name;                    ///< Of the project.
  std::string repository;              ///< Its mirror, which nobody changes meanwhile.
  std::optional<CommitId> target;      ///< None: nothing is changed, the project is asked about.
  CommitId head;
};

struct ForkAnswer {
  /// False: it has not been taken in yet, or not for these readers.
  bool known = false;
  /// Without `answered`, `told` and `first_look`, which the service knows.
  ForkFacts facts;
  std::vector<BlobId> lacking;  ///< Bring them, and ask again; then `facts` are not complete.
};

/// Orders about one project come one after the other; those about different ones may come at once.
/// One that moves to another partition is forgotten in the old one first; what was said of others
/// to its readers is then to be looked at again by whoever moved it.
///
/// Thread-safe. Errors: kTransient (called off, busy, disk full), kContent (a repository or the
/// index is damaged, there is no index, or the process died of what it read), kInternal.
class ForkDesk {
 public:
  virtual ~ForkDesk() = default;
  virtual Result<ForkTaken> TakeIn(const ForkTakeIn& order) = 0;
  virtual Result<ForkForgotten> Forget(const ForkForget& order) = 0;
  virtual Result<ForkAnswer> Answer(const ForkQuestion& question) = 0;
};

}  // namespace headwater::jobs
