// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/index/fork_signals.h"

#include <algorithm>
#include <utility>

#include "headwater/forks.h"

namespace headwater::index {
namespace {

double Share(double part, double whole) { return whole > 0 ? part / whole : 0; }

struct FolderCount {
  uint32_t shared = 0;
  uint32_t rare = 0;
};

class FolderMatcher {
 public:
  FolderMatcher(const CountedHead& ours, const LineMatch& lines)
      : ours_(ours), lines_(lines), counts_(ours.folders().size()) {}

  void Add(uint32_t file, bool rare) {
    FolderCount& count = counts_[ours_.files()[file].folder];
    ++count.shared;
    if (rare) ++count.rare;
  }

  std::vector<FolderMatch> Run() && {
    for (size_t at = counts_.size(); --at > CountedHead::kRoot;) {
      FolderCount& parent = counts_[ours_.folders()[at].parent];
      parent.shared += counts_[at].shared;
      parent.rare += counts_[at].rare;
    }
    std::vector<FolderMatch> matches;
    std::vector<bool> covered(counts_.size());
    for (uint32_t at = 0; at < counts_.size(); ++at) {
      covered[at] = covered[ours_.folders()[at].parent];
      if (covered[at] || !(MatchesByFiles(at) || MatchesByLines(at))) continue;
      covered[at] = true;
      matches.push_back(MatchOf(Tighten(at)));
    }
    std::ranges::stable_sort(matches, std::greater<>(), &FolderMatch::shared);
    return matches;
  }

 private:
  bool MatchesByFiles(uint32_t at) const {
    return counts_[at].rare >= kMinSharedContents &&
           Share(counts_[at].shared, ours_.folders()[at].files) >= kFolderShare;
  }

  bool MatchesByLines(uint32_t at) const {
    if (lines_.folders.empty()) return false;
    const FolderLines& lines = lines_.folders[at];
    return lines.files >= kMinSharedContents && lines.shared >= kMinSharedLines &&
           Share(static_cast<double>(lines.shared), static_cast<double>(lines.keys)) >=
               kFolderShare;
  }

  uint64_t LinesIn(uint32_t at) const {
    return lines_.folders.empty() ? 0 : lines_.folders[at].shared;
  }

  /// The folder in which all that is shared in this one stands.
  uint32_t Tighten(uint32_t at) const {
    for (uint32_t below = at + 1; below < counts_.size(); ++below) {
      const bool holds_all = ours_.folders()[below].parent == at &&
                             counts_[below].shared == counts_[at].shared &&
                             LinesIn(below) >= LinesIn(at);
      if (holds_all) at = below;
    }
    return at;
  }

  FolderMatch MatchOf(uint32_t at) const {
    const uint32_t files = ours_.folders()[at].files;
    if (MatchesByFiles(at)) return {at, counts_[at].shared, files, false};
    return {at, static_cast<uint32_t>(lines_.folders[at].files), files, true};
  }

  const CountedHead& ours_;
  const LineMatch& lines_;
  std::vector<FolderCount> counts_;
};

// So many contents of one project make it no matter how many have them.
constexpr size_t kManyContents = 10;

bool Tells(const ForkSignals& signals, const ForkCandidate& candidate) {
  if (!signals.folders.empty()) return true;
  if (signals.plain_share >= kImportShare && candidate.files.size() >= kManyContents) return true;
  const bool contents = signals.rare >= kMinSharedContents;
  if (contents && candidate.trees >= kMinSharedTrees) return true;
  if (contents && signals.blob_share >= kMinBlobShare) return true;
  if (signals.lines.folders.empty()) return false;
  const FolderLines& root = signals.lines.folders.front();
  return signals.lines.OurShare() >= kMinLineShare && root.files >= kMinSharedContents &&
         root.shared >= kMinSharedLines;
}

}  // namespace

double ForkSignals::ImportShare() const {
  return std::max({plain_share, lines.OurShare(), lines.their_share});
}

ForkSignals ReadSignals(const CountedHead& ours, const PartitionHits& hits,
                        const ForkCandidate& candidate, LineMatch lines) {
  ForkSignals signals;
  signals.lines = std::move(lines);
  const Rarity rarity(hits.others);
  FolderMatcher folders(ours, signals.lines);
  for (const uint32_t file : candidate.files) {
    const uint32_t projects = hits.file_projects[file];
    const bool rare = rarity.IsRare(projects);
    if (rare) ++signals.rare;
    if (projects >= kTemplateProjects) ++signals.general;
    if (ours.files()[file].folder == CountedHead::kRoot) signals.at_root = true;
    folders.Add(file, rare);
  }
  signals.folders = std::move(folders).Run();
  signals.blob_share = Share(candidate.weight, hits.weight);
  signals.plain_share =
      Share(static_cast<double>(candidate.files.size()), static_cast<double>(ours.files().size()));
  signals.tells = Tells(signals, candidate);
  return signals;
}

std::vector<FolderMatch> StrongestFolders(const CountedHead& ours, const ForkCandidate& candidate) {
  std::vector<uint32_t> shared(ours.folders().size());
  std::vector<uint32_t> files(ours.folders().size());
  for (const CountedHead::File& file : ours.files()) ++files[file.folder];
  for (const uint32_t file : candidate.files) ++shared[ours.files()[file].folder];
  std::vector<FolderMatch> folders;
  for (uint32_t at = 0; at < shared.size(); ++at) {
    if (shared[at] > 0) folders.push_back({at, shared[at], files[at], false});
  }
  std::ranges::stable_sort(folders, std::greater<>(), &FolderMatch::shared);
  if (folders.size() > kMaxSharedFolders) folders.resize(kMaxSharedFolders);
  return folders;
}

}  // namespace headwater::index
