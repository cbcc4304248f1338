// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/sync_files.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "headwater/patch_lines.h"

namespace headwater::upstream {
namespace {

/// So many names of removed files are all looked into for what an added one was made of; of more,
/// its own.
constexpr size_t kFewRemoved = 16;

/// What `go mod vendor`, Composer, Bundler and npm write, as their manuals name it.
constexpr std::string_view kManagedFolders[] = {"/vendor/", "/node_modules/"};

std::string_view NameOf(const Untrusted& path) {
  const std::string_view bytes = path.bytes();
  return bytes.substr(bytes.rfind('/') + 1);
}

bool IsOfInterest(const MergePath& path) {
  if (path.own == path.base || !path.plain || IsMadeByTools(path.path)) return false;
  if (path.upstream != path.base) return true;
  return path.merged != path.own && path.merged == path.upstream;
}

/// Neither side's file.
bool IsMadeByMerge(const MergePath& path, const BlobId& made) {
  return path.plain && !IsMadeByTools(path.path) && !made.IsZero() && made != path.own &&
         made != path.upstream;
}

class Reader {
 public:
  Reader(const MergeSides& sides, SyncContents& contents) : sides_(sides), contents_(contents) {}

  Result<OwnFiles> Run() && {
    for (const MergePath& path : sides_.paths) {
      if (IsOfInterest(path)) TRY(Read(path));
    }
    if (AnyLost()) {
      TRY(LeaveOutMoved());
      TRY(LeaveOutElsewhere());
      for (auto& [name, file] : files_) TRY(LeaveOutFitted(file));
    }
    ForgetUnread();
    return std::move(files_);
  }

 private:
  /// Of a file that could not be read whole nothing is known.
  void ForgetUnread() {
    for (auto& [name, file] : files_) {
      if (file.unknown_because.view().empty()) continue;
      file.lost.clear();
      file.back.clear();
    }
  }

  bool AnyLost() const {
    return std::ranges::any_of(files_, [](const auto& file) { return !file.second.lost.empty(); });
  }

  /// The lines of one side; notes why they are not known.
  Result<LineSet> LinesOf(const BlobId& blob, OwnFile& file) {
    const SyncContents::Lines lines = TRY(contents_.ReadLines(blob));
    if (!lines.unknown_because.view().empty()) file.unknown_because = lines.unknown_because;
    return *lines.telling;
  }

  Status Read(const MergePath& path) {
    OwnFile file;
    file.path = &path;
    const LineSet base = TRY(LinesOf(path.base, file));
    const LineSet own = TRY(LinesOf(path.own, file));
    file.alive = Without(own, base);
    if (path.merged != path.own) {
      const LineSet upstream = TRY(LinesOf(path.upstream, file));
      const LineSet merged =
          path.merged == path.upstream ? upstream : TRY(LinesOf(path.merged, file));
      const LineSet head = path.head == path.merged ? merged : TRY(LinesOf(path.head, file));
      const LineSet lost = Without(file.alive, Joined(Joined(merged, head), upstream));
      const LineSet back = Common(Without(base, own), Common(merged, head));
      file.lost = {lost.begin(), lost.end()};
      file.back = {back.begin(), back.end()};
    }
    files_.emplace(path.path.bytes(), std::move(file));
    return Ok{};
  }

  /// What the own side has moved to another file is none of its own lines there. Each removed file
  /// is read once, however many have its name.
  Status LeaveOutMoved() {
    std::map<std::string_view, std::vector<const MergePath*>> removed;
    for (const MergePath& path : sides_.paths) {
      if (path.own.IsZero() && !path.base.IsZero() && path.plain) {
        removed[NameOf(path.path)].push_back(&path);
      }
    }
    std::map<std::string_view, LineSet> read;
    for (auto& [name, file] : files_) {
      if (!file.lost.empty() && file.path->base.IsZero()) TRY(LeaveOut(removed, file, read));
    }
    return Ok{};
  }

  /// `read`: what is known already.
  Status LeaveOut(const std::map<std::string_view, std::vector<const MergePath*>>& removed,
                  OwnFile& file, std::map<std::string_view, LineSet>& read) {
    for (const auto& [source, paths] : removed) {
      if (removed.size() > kFewRemoved && source != NameOf(file.path->path)) continue;
      if (!read.contains(source)) read[source] = TRY(LinesOf(paths, file));
      const LineSet& lines = read[source];
      std::erase_if(file.lost, [&lines](uint64_t key) { return Has(lines, key); });
    }
    return Ok{};
  }

  Result<LineSet> LinesOf(const std::vector<const MergePath*>& removed, OwnFile& file) {
    LineSet all;
    for (const MergePath* path : removed) {
      const LineSet lines = TRY(LinesOf(path->base, file));
      all.insert(all.end(), lines.begin(), lines.end());
    }
    std::ranges::sort(all);
    return all;
  }

  /// What the merge has in another file was moved there.
  Status LeaveOutElsewhere() {
    LineSet elsewhere;
    Literal unread;
    for (const MergePath& path : sides_.paths) {
      for (const BlobId& made : std::set<BlobId>{path.merged, path.head}) {
        if (!IsMadeByMerge(path, made)) continue;
        const SyncContents::Lines lines = TRY(contents_.ReadLines(made));
        if (!lines.unknown_because.view().empty()) unread = lines.unknown_because;
        elsewhere.insert(elsewhere.end(), lines.telling->begin(), lines.telling->end());
      }
    }
    std::ranges::sort(elsewhere);
    for (auto& [name, file] : files_) {
      std::erase_if(file.lost, [&elsewhere](uint64_t key) { return Has(elsewhere, key); });
      if (!file.lost.empty() && !unread.view().empty()) file.unknown_because = unread;
    }
    return Ok{};
  }

  /// A line that was changed where both sides met is not dropped.
  Status LeaveOutFitted(OwnFile& file) {
    const MergePath& path = *file.path;
    if (file.lost.empty() || !IsMadeByMerge(path, path.merged)) return Ok{};
    const SyncContents::Text own = TRY(contents_.Read(path.own));
    const SyncContents::Text merged = TRY(contents_.Read(path.merged));
    if (!own.bytes || !merged.bytes) return Ok{};
    const LineSet theirs = TRY(LinesOf(path.upstream, file));
    const LineSet ours = TellingLines(*own.bytes);
    ResolvedLines resolved;
    for (const std::string_view line : SplitText(*merged.bytes)) {
      const uint64_t key = KeyOf(line);
      if (IsTelling(line) && !Has(ours, key) && !Has(theirs, key)) resolved.Add(line);
    }
    for (const std::string_view line : SplitText(*own.bytes)) {
      const uint64_t key = KeyOf(line);
      if (file.lost.contains(key) && resolved.Resemble(line)) file.lost.erase(key);
    }
    return Ok{};
  }

  const MergeSides& sides_;
  SyncContents& contents_;
  OwnFiles files_;
};

}  // namespace

bool IsMadeByTools(const Untrusted& path) {
  const std::string_view bytes = path.bytes();
  return IsNoiseFile(path) ||
         std::ranges::any_of(kManagedFolders, [bytes](std::string_view folder) {
           return bytes.starts_with(folder.substr(1)) ||
                  bytes.find(folder) != std::string_view::npos;
         });
}

Result<OwnFiles> ReadOwnFiles(const MergeSides& sides, SyncContents& contents) {
  return Reader(sides, contents).Run();
}

}  // namespace headwater::upstream
