// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/index/fork_lines.h"

#include <algorithm>

#include "service/index/fork_candidates.h"

namespace headwater::index {
namespace {

/// A line of ours in theirs.
struct Shared {
  uint32_t file = 0;
  uint16_t first = 0;
  uint16_t last = 0;
};

class Matcher {
 public:
  Matcher(const CountedHead& ours, const std::vector<bool>& counts, const ProjectSketch& theirs)
      : ours_(ours), counts_(counts), theirs_(theirs), versions_(theirs.versions.size()) {
    match_.folders.resize(ours.folders().size());
    // Where versions with a line begin (+1) and, one behind the last, end (-1), for each folder.
    steps_.resize(ours.folders().size() * (versions_ + 1));
  }

  LineMatch Run() && {
    FindShared();
    for (size_t folder = 0; folder < match_.folders.size(); ++folder) ChooseVersion(folder);
    CountFiles();
    WeighTheirs();
    return std::move(match_);
  }

 private:
  template <typename Use>
  void ForEachFolderOf(uint32_t file, const Use& use) const {
    uint32_t folder = ours_.files()[file].folder;
    for (; folder != CountedHead::kRoot; folder = ours_.folders()[folder].parent) use(folder);
    use(CountedHead::kRoot);
  }

  bool IsSound(const SketchRow& row) const { return row.first <= row.last && row.last < versions_; }

  void FindShared() {
    auto row = theirs_.rows.begin();
    for (size_t at = 0; at < ours_.lines().size(); ++at) {
      if (!counts_[at]) continue;
      const CountedHead::Line& line = ours_.lines()[at];
      ForEachFolderOf(line.file, [&](uint32_t folder) { ++match_.folders[folder].keys; });
      while (row != theirs_.rows.end() && row->key < line.key) ++row;
      if (row == theirs_.rows.end() || row->key != line.key || !IsSound(*row)) continue;
      shared_.push_back({line.file, row->first, row->last});
      ForEachFolderOf(line.file, [&](uint32_t folder) {
        ++steps_[folder * (versions_ + 1) + row->first];
        --steps_[folder * (versions_ + 1) + row->last + 1U];
      });
    }
  }

  /// The newest of those with the most lines.
  void ChooseVersion(size_t folder) {
    FolderLines& lines = match_.folders[folder];
    int64_t has = 0;
    for (size_t version = 0; version < versions_; ++version) {
      has += steps_[folder * (versions_ + 1) + version];
      if (static_cast<uint64_t>(has) < lines.shared) continue;
      lines.shared = static_cast<uint64_t>(has);
      lines.version = version;
    }
  }

  void CountFiles() {
    std::ranges::stable_sort(shared_, {}, &Shared::file);
    for (auto begin = shared_.begin(); begin != shared_.end();) {
      const auto end = std::find_if(begin, shared_.end(),
                                    [&](const Shared& one) { return one.file != begin->file; });
      ForEachFolderOf(begin->file, [&](uint32_t folder) {
        const size_t version = match_.folders[folder].version;
        const bool has = std::any_of(begin, end, [version](const Shared& one) {
          return one.first <= version && version <= one.last;
        });
        if (has) ++match_.folders[folder].files;
      });
      begin = end;
    }
  }

  void WeighTheirs() {
    const FolderLines& root = match_.folders[CountedHead::kRoot];
    if (versions_ == 0 || root.shared < kMinSharedLines) return;
    match_.version = theirs_.versions[root.version].name;
    const auto in_version = [&](const SketchRow& row) {
      return row.first <= root.version && root.version <= row.last;
    };
    const auto all = std::ranges::count_if(theirs_.rows, in_version);
    if (all > 0) match_.their_share = static_cast<double>(root.shared) / static_cast<double>(all);
  }

  const CountedHead& ours_;
  const std::vector<bool>& counts_;
  const ProjectSketch& theirs_;
  size_t versions_;
  std::vector<int32_t> steps_;
  std::vector<Shared> shared_;
  LineMatch match_;
};

}  // namespace

double LineMatch::OurShare() const {
  if (folders.empty() || folders.front().keys == 0) return 0;
  return static_cast<double>(folders.front().shared) / static_cast<double>(folders.front().keys);
}

LineMatch MatchLines(const CountedHead& ours, const std::vector<bool>& counts,
                     const ProjectSketch& theirs) {
  return Matcher(ours, counts, theirs).Run();
}

}  // namespace headwater::index
