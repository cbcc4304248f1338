// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "headwater/fork_index.h"
#include "headwater/forks.h"
#include "headwater/ids.h"
#include "headwater/result.h"

/// \file
/// What was worked out of a project's relations, kept beside the index so that a question waits for
/// no walk through histories: one small file for each project, `told/PARTITION/NUMBER.json`,
/// written as a whole or not at all (format: service/docs/fork-child.md).

namespace headwater::jobs {

/// Which projects of the index a similar project may be: more than one when they say the very same
/// of themselves.
struct SimilarNames {
  std::vector<std::string> names;
};

struct ToldForks {
  std::string project;                 ///< Its name.
  std::vector<PartitionName> readers;  ///< What `facts` rest on.
  CommitId commit;                     ///< The default branch's tip that was asked about.
  /// 1970: something was taken away since, so they are to be worked out again.
  std::chrono::sys_seconds when;
  std::optional<BlobId> publiccode;         ///< Its publiccode.yml at `commit`; none: it has none.
  ForkFacts facts;                          ///< Relations and similar projects.
  std::vector<SimilarNames> similar_names;  ///< As many as ForkFacts::similar.
  /// Whoever was ever named to this project's readers, also in what is not kept.
  std::vector<std::string> named;
};

/// Of relations, of their third ones (index::ThirdNamedIn), and of similar projects.
std::set<std::string> NamesIn(const ToldForks& told);

/// All these files of an index. Whoever changes one holds the lock. Thread-safe. Errors:
/// kInternal (disk), kTransient (locked for too long), kContent (a file is damaged).
class ToldFolder {
 public:
  /// `index`: the index's folder, absolute.
  explicit ToldFolder(std::string index);

  /// None: nothing is kept, or only what another version has written.
  Result<std::optional<ToldForks>> Read(const PartitionName& partition, uint32_t number) const;

  /// In place of what is kept, whose `named` stay.
  Status Replace(const PartitionName& partition, uint32_t number, ToldForks told) const;

  /// Notes who is about to be named: before it happens, so that Forget knows. False: nothing is
  /// kept of the project any more, so nothing may be said.
  Result<bool> Note(const PartitionName& partition, uint32_t number,
                    const std::set<std::string>& names) const;

  Status Remove(const PartitionName& partition, uint32_t number) const;

  /// Takes a project out of all that is kept, with what rests on it, and gives the names of those
  /// to whose readers it was ever named; sorted. Asked again, it gives them again. Reads every
  /// file.
  Result<std::vector<std::string>> Forget(const std::string& name) const;

 private:
  std::string PathOf(const PartitionName& partition, uint32_t number) const;
  Status ForgetIn(const std::string& path, const std::string& name,
                  std::set<std::string>& told) const;

  const std::string index_;
  const std::string folder_;
};

}  // namespace headwater::jobs
