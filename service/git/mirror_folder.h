// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "service/git/disk_file.h"
#include "service/git/git_command.h"

/// \file
/// One mirror on disk: ROOT/ID.git, a bare repository that only the git child writes objects and
/// references to, and ROOT/ID.lock, which whoever writes holds (flock(2)): the number of its
/// process stands in it, and its time of modification is when the mirror was last used. A mirror is
/// made from two files of ours, so no template, hook or configuration of anybody is ever in it.

namespace headwater::git {

struct PackFile {
  std::string name;  ///< "pack-1234", without suffix.
  uint64_t bytes = 0;
};

/// What a look at a mirror found.
struct MirrorSurvey {
  uint64_t bytes = 0;  ///< On disk, as sizes of files.
  std::vector<PackFile> packs;
};

/// Not thread-safe. Holds the lock as long as it lives.
class MirrorFolder {
 public:
  /// Waits for another process that holds it: kTransient when the deadline passes, at once when it
  /// is 0, or when the service must end. kInternal when the disk refuses.
  static Result<MirrorFolder> Lock(const std::string& root, ProjectId project,
                                   std::chrono::milliseconds deadline,
                                   const std::stop_token& stop = {});
  /// The same for a mirror of another name, which is made of letters and digits.
  static Result<MirrorFolder> Lock(const std::string& root, std::string name,
                                   std::chrono::milliseconds deadline,
                                   const std::stop_token& stop = {});

  const std::string& path() const { return path_; }

  /// Whether there is a mirror as Create leaves it, and of which kind.
  std::optional<MirrorKind> Kind() const;

  /// An empty mirror in place of whatever is there. It is there as a whole or not at all.
  Status Create(MirrorKind kind, const std::string& url);

  /// Writes our configuration again when it is not what it should be: the project's address has
  /// changed, or something touched it.
  Status Configure(MirrorKind kind, const std::string& url);

  /// Removes what a git that was killed left behind: *.lock, tmp_* and packs without index. Then
  /// looks at what is there. Only while nothing else writes.
  MirrorSurvey CleanUp();

  /// Removes references that are broken or were not moved for long, and the oldest of too many.
  /// Their objects stay. Of the copies of all branches and tags only broken ones go.
  void PruneReferences();

  /// Whether there are copies of all branches and tags, as far as the project has any.
  bool HasEverything() const;
  /// None of them is known any more.
  void ForgetEverything();
  void RemoveReference(const std::string& reference);

  /// Where a reference of ours points to; none when there is no such, or it is damaged.
  std::optional<CommitId> Read(const std::string& reference) const;

  /// Whether damage has been seen since the last sound fetch. A file of the mirror, so that a
  /// restart does not forget it.
  bool IsSuspect() const;
  void SetSuspect(bool suspect);
  /// Since Create: a mirror that is replaced again and again would fetch its whole repository again
  /// and again.
  std::chrono::seconds Age() const;

  /// Marks the pack as fetched from the forge: what it refers to may be missing.
  Status MarkPromised(const std::string& pack);
  void RemovePack(const std::string& pack);

  /// Notes that `joined` holds what `packs` hold: whoever has opened the mirror may still read
  /// those.
  Status NoteReplaced(const std::vector<std::string>& packs, const std::string& joined,
                      std::chrono::sys_seconds now) const;
  /// Removes what was noted before `last_reader` or at it. False when nothing is noted any more, or
  /// the note is none of ours.
  bool RemoveReplaced(std::chrono::sys_seconds last_reader);

  Status Remove();

  MirrorFolder(MirrorFolder&&) noexcept = default;
  MirrorFolder& operator=(MirrorFolder&&) = delete;
  ~MirrorFolder();

 private:
  MirrorFolder(std::string root, std::string name, Descriptor lock);

  std::string root_;
  std::string name_;
  std::string path_;
  Descriptor lock_;
};

/// On disk, as sizes of files. What comes or goes meanwhile may count or not.
uint64_t BytesBelow(const std::filesystem::path& folder);

/// Loose references, or those that are being written when these are more. Likewise.
size_t CountReferences(const std::filesystem::path& folder);

/// A mirror that was found when the service started.
struct FoundMirror {
  ProjectId project;
  uint64_t bytes = 0;
  std::filesystem::file_time_type last_used;
};

/// Makes the root when it is absent, private to this user; removes what was being made or removed
/// when a service was killed; lists the mirrors. kInternal when it cannot be used.
Result<std::vector<FoundMirror>> OpenMirrorRoot(const std::string& root);

/// The packs worth joining, when there are so many that looking things up suffers: all but the
/// largest, each larger than twice what is joined with the smaller ones, so that the cost of
/// copying stays in proportion to what was fetched. Empty when there is nothing to do.
std::vector<std::string> PacksToJoin(std::vector<PackFile> packs);

}  // namespace headwater::git
