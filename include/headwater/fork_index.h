// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "headwater/ids.h"
#include "headwater/result.h"
#include "headwater/untrusted.h"

/// \file
/// The fork index: what the projects of a platform are made of, as numbers, so that a project can
/// be asked for the others that share something with it.

namespace headwater {

/// What a key was made of. The values stand in files.
enum class KeyLayer : uint8_t {
  kCommit = 0,  ///< Every commit that branches and tags reach: the first 8 bytes of its id.
  kRoot = 1,    ///< The root folder of each of these commits, and
  kTree = 2,    ///< every folder below with at least kMinTreeEntries entries: TreeKeyOf.
  /// Every file's content in that history: the first 8 bytes of the blob's id; and where it is
  /// another one, of the blob with `\n` for line ends, without byte order mark and empty last lines
  /// (of the files of the default branch's tip and of release tags only: who wants it must read).
  kBlob = 3,
  kLine = 4,  ///< LineSketch of those same files.
};
inline constexpr size_t kKeyLayers = 5;

/// Smaller folders are alike by chance.
inline constexpr size_t kMinTreeEntries = 3;
/// Smaller files too.
inline constexpr uint64_t kMinFileBytes = 64;

/// Two different things have the same key once in 2^64 by chance, and whenever somebody wants it
/// so: nothing is named on the strength of keys alone where its repository can be asked
/// (ForkWitness).
using ContentKey = uint64_t;

template <typename Tag>
ContentKey KeyOf(const ObjectId<Tag>& id) {
  ContentKey key = 0;
  for (size_t i = 0; i < sizeof key; ++i) key = key << 8U | id.bytes[i];
  return key;
}

/// Keys of a project, each layer sorted, each key once.
using ContentKeys = std::array<std::vector<ContentKey>, kKeyLayers>;

/// A state of a project whose lines are known: a release tag, or the tip of the default branch.
struct SketchedVersion {
  Untrusted name;  ///< The tag's; empty: the tip.
  CommitId commit;
  std::chrono::sys_seconds date;
};

/// A line key and the versions from the first to the last that has it, as indexes into
/// ProjectSketch::versions; those between are taken to have it too.
struct SketchRow {
  ContentKey key = 0;
  uint16_t first = 0;
  uint16_t last = 0;
};

/// More tags than these are thinned out, the newest and the oldest kept.
inline constexpr size_t kMaxSketchedVersions = 64;

struct ProjectSketch {
  std::vector<SketchedVersion> versions;  ///< By date, the oldest first.
  std::vector<SketchRow> rows;            ///< By key, each once.
};

/// What a project is to be taken for, when somebody who may has said so.
enum class ProjectRole : uint8_t {
  kProject = 0,
  kTemplate = 1,  ///< Others are begun from it: what they share with it makes no fork.
  kCommon = 2,    ///< Third-party code that many carry along.
};

struct IndexedProject {
  uint32_t number = 0;  ///< Within its partition; never given twice. 0: not yet indexed.
  std::string name;     ///< Path on the platform, or what a person calls it. Unique.
  std::string url;      ///< For people; empty: none.
  std::string copy;     ///< Absolute path of a repository with it on this machine; empty: none.
  ProjectRole role = ProjectRole::kProject;
  std::string parent;          ///< The address of the project the platform says it is a fork of.
  std::string publiccode;      ///< Its publiccode.yml as it is; empty: none, or too large.
  std::string fingerprint;     ///< Of the branches and tags that the index knows.
  std::vector<CommitId> tips;  ///< Likewise: what was read is not read again.
  std::chrono::sys_seconds first_seen;  ///< By us, or when the platform made it.
  std::chrono::sys_seconds indexed;
  /// How many there are: counted by Put, without those that far too many projects have.
  std::array<uint64_t, kKeyLayers> keys{};
};

/// Which projects have a key. More than kMaxPostings are not told apart.
struct KeyHits {
  uint32_t key = 0;                ///< Index into the keys that were asked for.
  uint32_t count = 0;              ///< How many projects have it; at most kMaxPostings.
  bool common = false;             ///< More than kMaxPostings.
  std::vector<uint32_t> projects;  ///< Ascending; empty when common.
};
/// A key that a thousand projects have says nothing of any of them.
inline constexpr size_t kMaxPostings = 1'000;

/// Who may read what stands in a partition: all who may read one of its projects may read all of
/// them. Each has an index of its own, with frequencies of its own, so that nothing private changes
/// anything that others see (security, A2).
struct PartitionName {
  std::string text;  ///< `public`, `internal`, `group-123`; [a-z0-9-]{1,64}.

  auto operator<=>(const PartitionName&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// Thread-safe; one writer at a time, readers are not held up. Errors: kInternal (disk),
/// kTransient (may pass), kContent (damaged: to be built anew).
class ForkPartition {
 public:
  virtual ~ForkPartition() = default;

  virtual Result<std::vector<IndexedProject>> List() const = 0;  ///< By name.
  virtual Result<std::optional<IndexedProject>> Find(const std::string& name) const = 0;
  virtual Result<std::optional<IndexedProject>> Get(uint32_t number) const = 0;
  virtual Result<uint64_t> CountProjects() const = 0;

  /// Takes what a push (or a first look) has brought: the record of `project.name`, keys beside
  /// those that are there, and instead of an earlier sketch the new one, if one is given. All or
  /// nothing, on the disk when it returns. Gives the project's number.
  virtual Result<uint32_t> Put(const IndexedProject& project, const ContentKeys& new_keys,
                               const ProjectSketch* sketch) = 0;

  /// It is found no more from now on, and counts nowhere; its rows go with Compact. True: it was
  /// there. Only a key that far more than kMaxPostings projects have had at a time stays common,
  /// because nobody knows any longer who they were.
  virtual Result<bool> Remove(const std::string& name) = 0;

  /// Which projects have these keys, in the order of the keys; those nobody has are left out.
  virtual Result<std::vector<KeyHits>> Look(KeyLayer layer,
                                            std::span<const ContentKey> keys) const = 0;
  virtual Result<std::optional<ProjectSketch>> SketchOf(uint32_t number) const = 0;

  /// Drops the rows of removed projects, and does what was put off when something was put in: best
  /// called after each Put, when nobody waits. Resumable: does a part of the work, true when all is
  /// done.
  virtual Result<bool> Compact() = 0;

  /// Of the files on disk.
  virtual Result<uint64_t> Bytes() const = 0;
};

/// A folder with partitions. Thread-safe.
class ForkIndex {
 public:
  virtual ~ForkIndex() = default;
  virtual Result<std::vector<PartitionName>> Partitions() const = 0;
  /// Makes it when it is absent. kInvalid: no such name can be.
  virtual Result<std::shared_ptr<ForkPartition>> Open(const PartitionName& name) = 0;
  /// 16 random bytes, made with the folder: line keys depend on them (LineSketch), so that nobody
  /// outside can work them out, or aim at them.
  virtual const std::string& secret() const = 0;
};

/// A file of a project's tip, as it is compared.
struct HeadFile {
  Untrusted path;
  BlobId blob;
  uint64_t bytes = 0;              ///< 0: nobody knows, its content is lacking.
  std::optional<ContentKey> text;  ///< The second key of kBlob, where there is one.
  std::vector<ContentKey> lines;   ///< LineSketch; sorted, each once.
  /// Nothing is concluded from it: lock files, generated, minified, tiny (IsNoiseFile and
  /// kMinFileBytes).
  bool noise = false;
};

/// A folder of it with at least kMinTreeEntries entries; the root always.
struct HeadTree {
  Untrusted path;  ///< Empty: the root.
  ContentKey key = 0;
};

/// A project at one commit, to be asked about.
struct ProjectHead {
  CommitId commit;
  std::vector<HeadFile> files;      ///< By path.
  std::vector<HeadTree> trees;      ///< By path.
  std::vector<ContentKey> commits;  ///< All that it reaches; sorted.
};

}  // namespace headwater
