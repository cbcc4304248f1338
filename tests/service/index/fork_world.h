// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "service/index/fork_query.h"
#include "tests/fakes/fork_partition.h"

/// \file
/// Projects made of paths and made-up contents, for tests of what they share.

namespace headwater::index {

/// A content is a word; its lines are made of it too.
struct MadeFile {
  std::string path;
  std::string content;
  std::string lines = {};  ///< Other lines than those of `content`; empty: those.
};
using MadeFiles = std::vector<MadeFile>;

inline uint64_t Spread(const std::string& word) {
  uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : word) hash = (hash ^ static_cast<uint8_t>(c)) * 0x100000001b3U;
  hash ^= hash >> 32U;
  return hash * 0x9e3779b97f4a7c15U;
}

template <typename Id>
Id IdOf(const std::string& word) {
  Id id;
  uint64_t part = Spread(word);
  for (size_t at = 0; at < id.bytes.size(); ++at, part = part * 0x9e3779b97f4a7c15U + 1) {
    id.bytes[at] = static_cast<uint8_t>(part >> 56U);
  }
  return id;
}

inline std::vector<ContentKey> LinesOf(const std::string& word) {
  constexpr int kLines = 6;  // Of a file of about 100 lines.
  std::vector<ContentKey> keys;
  for (int at = 0; at < kLines; ++at) keys.push_back(Spread(word + " " + std::to_string(at)));
  std::ranges::sort(keys);
  return keys;
}

inline HeadFile FileOf(const MadeFile& made) {
  HeadFile file;
  file.path = Untrusted(made.path);
  file.blob = IdOf<BlobId>(made.content);
  file.bytes = 4'000;
  file.lines = LinesOf(made.lines.empty() ? made.content : made.lines);
  return file;
}

inline ProjectHead HeadOf(const MadeFiles& files, const std::vector<std::string>& commits = {}) {
  ProjectHead head;
  for (const MadeFile& made : files) head.files.push_back(FileOf(made));
  std::ranges::sort(head.files, {}, &HeadFile::path);
  for (const std::string& commit : commits) head.commits.push_back(KeyOf(IdOf<CommitId>(commit)));
  std::ranges::sort(head.commits);
  return head;
}

/// `count` files in `folder` with contents of `word`.
inline MadeFiles Files(const std::string& folder, const std::string& word, int count) {
  MadeFiles files;
  for (int at = 0; at < count; ++at) {
    const std::string name = "part" + std::to_string(at);
    files.push_back({folder + name + ".c", word + " " + name});
  }
  return files;
}

inline MadeFiles operator+(MadeFiles a, const MadeFiles& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

/// What a repository will answer.
struct FakeWitness final : ForkWitness {
  SharedHistory history;
  std::optional<std::string> their_folder = "";
  std::chrono::sys_seconds date{};
  FirstSeen dates;
  std::optional<Error> failure;

  Result<SharedHistory> Meet() override {
    if (failure) return *failure;
    return history;
  }
  Result<std::optional<LocatedCopy>> Locate(const Untrusted& folder) override {
    if (failure) return *failure;
    if (!their_folder) return std::optional<LocatedCopy>();
    LocatedCopy copy;
    copy.folder = folder;
    copy.their_folder = Untrusted(*their_folder);
    copy.nearest = IdOf<CommitId>("nearest");
    copy.date = date;
    copy.version = Untrusted("v1.2");
    copy.same = 9;
    copy.edited = 1;
    return std::optional(std::move(copy));
  }
  Result<FirstSeen> CompareDates(std::span<const BlobId>) override {
    if (failure) return *failure;
    return dates;
  }
};

/// A platform: one partition, and repositories that answer.
class World {
 public:
  World() : partition(std::make_shared<fakes::FakeForkPartition>()) {
    pool.partitions.push_back(partition);
    pool.witness = [this](const IndexedProject& project) -> Result<std::unique_ptr<ForkWitness>> {
      const auto at = witnesses.find(project.name);
      if (at == witnesses.end()) return Error{Errc::kNotFound, "no copy"};
      return std::unique_ptr<ForkWitness>(std::make_unique<FakeWitness>(at->second));
    };
  }

  IndexedProject Record(const std::string& name) const {
    IndexedProject project;
    project.name = name;
    project.url = "https://git.example.org/" + name;
    return project;
  }

  void Add(const IndexedProject& project, const MadeFiles& files,
           const std::vector<std::string>& commits = {}) {
    ContentKeys keys;
    ProjectSketch sketch;
    sketch.versions.push_back({});
    const ProjectHead head = HeadOf(files, commits);
    for (const HeadFile& file : head.files) {
      keys[static_cast<size_t>(KeyLayer::kBlob)].push_back(KeyOf(file.blob));
      auto& lines = keys[static_cast<size_t>(KeyLayer::kLine)];
      lines.insert(lines.end(), file.lines.begin(), file.lines.end());
    }
    keys[static_cast<size_t>(KeyLayer::kCommit)] = head.commits;
    for (auto& layer : keys) {
      std::ranges::sort(layer);
      layer.erase(std::unique(layer.begin(), layer.end()), layer.end());
    }
    for (const ContentKey key : keys[static_cast<size_t>(KeyLayer::kLine)]) {
      sketch.rows.push_back({key, 0, 0});
    }
    partition->Put(project, keys, &sketch).value();
    witnesses.try_emplace(project.name);
  }
  void Add(const std::string& name, const MadeFiles& files,
           const std::vector<std::string>& commits = {}) {
    Add(Record(name), files, commits);
  }

  /// Projects that have nothing to do with anybody.
  void AddStrangers(int count) {
    for (int at = 0; at < count; ++at) {
      const std::string name = "stranger" + std::to_string(at);
      Add(name, Files("src/", name, 5), {name + " commit"});
    }
  }

  std::vector<ForkRelation> Ask(const ProjectHead& head, const ForkSelf& self = {}) const {
    return FindRelations(head, self, pool).value();
  }

  std::shared_ptr<fakes::FakeForkPartition> partition;
  std::map<std::string, FakeWitness> witnesses;
  ForkPool pool;
};

}  // namespace headwater::index
