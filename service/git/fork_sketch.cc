// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/fork_sketch.h"

#include <algorithm>
#include <optional>
#include <span>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "headwater/patch_lines.h"
#include "service/git/fork_file.h"
#include "service/git/missing_blobs.h"
#include "service/git/object_reader.h"
#include "service/git/tree_store.h"

namespace headwater::git {
namespace {

/// The first and the last version that has something.
struct Interval {
  uint16_t first = 0;
  uint16_t last = 0;
};

template <typename Map, typename Key>
void Widen(Map& map, const Key& key, const Interval& by) {
  const auto [place, added] = map.try_emplace(key, by);
  if (added) return;
  place->second.first = std::min(place->second.first, by.first);
  place->second.last = std::max(place->second.last, by.last);
}

std::vector<SketchedVersion> Thin(const std::vector<SketchedVersion>& releases) {
  constexpr size_t kMost = kMaxSketchedVersions - 1;  // One is the tip.
  size_t step = 1;
  // The newest comes beside those that the steps hit.
  while ((releases.size() + step - 1) / step + 1 > kMost) step *= 2;
  std::vector<SketchedVersion> kept;
  for (size_t i = 0; i < releases.size(); ++i) {
    if (i % step == 0 || i + 1 == releases.size()) kept.push_back(releases[i]);
  }
  return kept;
}

Result<std::vector<SketchedVersion>> ChooseVersions(const ObjectReader& reader,
                                                    const ForkRefs& refs) {
  std::vector<SketchedVersion> versions = Thin(refs.releases);
  if (!refs.tip) return versions;
  const CommitLinks links = TRY(reader.ReadLinks(*refs.tip));
  versions.push_back(
      {Untrusted(), *refs.tip, std::chrono::sys_seconds(std::chrono::seconds(links.time))});
  // The tip comes last of its date.
  std::ranges::sort(versions, {}, [](const SketchedVersion& version) {
    return std::tuple(version.date, version.name.empty(), version.name);
  });
  return versions;
}

bool IsSame(const SketchedVersion& one, const SketchedVersion& other) {
  return one.name == other.name && one.commit == other.commit && one.date == other.date;
}

/// Works out a sketch.
class Sketcher {
 public:
  Sketcher(Repository& repository, const std::string& secret, std::vector<SketchedVersion> versions)
      : reader_(repository), secret_(secret), versions_(std::move(versions)) {}

  /// Takes over what is known of the versions that both begin with.
  Status TakeOver(const ProjectSketch& before) {
    const auto differs = std::ranges::mismatch(before.versions, versions_, IsSame);
    kept_ = static_cast<size_t>(differs.in2 - versions_.begin());
    std::unordered_set<ContentKey> cut;
    for (const SketchRow& row : before.rows) {
      if (row.first >= kept_) continue;
      rows_.insert({row.key, {row.first, row.last}});
      if (row.last >= kept_) cut.insert(row.key);
    }
    return FindLast(std::move(cut));
  }

  Status ReadVersions() {
    std::unordered_map<BlobId, Interval, ObjectIdHash> blobs;
    for (size_t i = kept_; i < versions_.size(); ++i) {
      const auto version = static_cast<uint16_t>(i);
      for (const BlobId& blob : TRY(BlobsOf(versions_[i]))) Widen(blobs, blob, {version, version});
      if (blobs.size() > kMaxSketchedBlobs) {
        return Error{Errc::kContent, "the releases have more files than can be read"};
      }
    }
    for (const auto& [blob, interval] : blobs) TRY(ReadBlob(blob, interval));
    return Ok{};
  }

  SketchAnswer Finish() && {
    SketchAnswer answer;
    answer.sketch.rows.reserve(rows_.size());
    for (const auto& [key, interval] : rows_) {
      answer.sketch.rows.push_back({key, interval.first, interval.last});
    }
    std::ranges::sort(answer.sketch.rows, {}, &SketchRow::key);
    answer.sketch.versions = std::move(versions_);
    std::ranges::sort(texts_);
    texts_.erase(std::unique(texts_.begin(), texts_.end()), texts_.end());
    answer.texts = std::move(texts_);
    answer.lacking = NameLacking(lacking_);
    return answer;
  }

 private:
  Result<std::vector<BlobId>> BlobsOf(const SketchedVersion& version) const {
    TreeStore store(reader_);
    std::vector<BlobId> blobs;
    for (const FileEntry& file : TRY(ListFiles(reader_, store, version.commit))) {
      if (!IsNoiseFile(file.path)) blobs.push_back(file.blob);
    }
    return blobs;
  }

  Status ReadBlob(const BlobId& blob, const Interval& interval) {
    const std::optional<FileKeys> keys = TRY(ReadFileKeys(reader_, blob, secret_));
    if (!keys) {
      lacking_.Add(blob);
      return Ok{};
    }
    if (keys->text) texts_.push_back(*keys->text);
    for (const ContentKey key : keys->lines) Widen(rows_, key, interval);
    return Ok{};
  }

  /// Keys whose last version is gone: which of those that are kept was the last but one? They are
  /// looked through from the newest to the oldest, and none twice.
  Status FindLast(std::unordered_set<ContentKey> cut) {
    std::unordered_set<BlobId, ObjectIdHash> seen;
    for (size_t i = kept_; i > 0 && !cut.empty(); --i) {
      for (const BlobId& blob : TRY(BlobsOf(versions_[i - 1]))) {
        if (!seen.insert(blob).second) continue;
        TRY(FindLastIn(blob, static_cast<uint16_t>(i - 1), cut));
      }
    }
    if (cut.empty()) return Ok{};
    // The sketch before was not of these versions, or contents have gone since.
    rows_.clear();
    kept_ = 0;
    return Ok{};
  }

  Status FindLastIn(const BlobId& blob, uint16_t version, std::unordered_set<ContentKey>& cut) {
    const std::optional<FileKeys> keys = TRY(ReadFileKeys(reader_, blob, secret_));
    if (!keys) return Ok{};
    for (const ContentKey key : keys->lines) {
      if (cut.erase(key) > 0) rows_[key].last = version;
    }
    return Ok{};
  }

  ObjectReader reader_;
  const std::string& secret_;
  std::vector<SketchedVersion> versions_;
  size_t kept_ = 0;  ///< So many of them are known already.
  std::unordered_map<ContentKey, Interval> rows_;
  std::vector<ContentKey> texts_;
  MissingBlobs lacking_;
};

}  // namespace

Result<SketchAnswer> ReadSketch(Repository& repository, const ForkRefs& refs,
                                const std::string& secret, const ProjectSketch* before) {
  Sketcher sketcher(repository, secret, TRY(ChooseVersions(ObjectReader(repository), refs)));
  if (before != nullptr) TRY(sketcher.TakeOver(*before));
  TRY(sketcher.ReadVersions());
  return std::move(sketcher).Finish();
}

}  // namespace headwater::git
