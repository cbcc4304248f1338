// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/sync_beyond.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/upstream/sync_files.h"

namespace headwater::upstream {
namespace {

std::string_view FolderOf(const Untrusted& path) {
  const std::string_view bytes = path.bytes();
  const size_t slash = bytes.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : bytes.substr(0, slash);
}

/// Where files may have been moved, so that git looks for them elsewhere.
class Moves {
 public:
  explicit Moves(const std::vector<MergePath>& paths) {
    for (const MergePath& path : paths) Note(path);
    for (const MergePath& path : paths) {
      if (!IsUnsure(path)) continue;
      for (const BlobId& blob : {path.own, path.upstream}) moved_.insert(blob);
    }
  }

  /// Whether git may have put something else here, or this elsewhere.
  bool IsUnsure(const MergePath& path) const {
    if (!path.base.IsZero()) return false;
    if (path.own.IsZero() && path.upstream.IsZero()) {
      return moved_.contains(path.merged) || own_moved_ || upstream_moved_;
    }
    const std::string folder(FolderOf(path.path));
    const bool of_own = path.upstream.IsZero();
    return of_own ? own_moved_ || upstream_left_.contains(folder)
                  : upstream_moved_ || own_left_.contains(folder);
  }

 private:
  void Note(const MergePath& path) {
    if (path.base.IsZero()) return;
    const std::string folder(FolderOf(path.path));
    if (path.own.IsZero()) own_left_.insert(folder);
    if (path.upstream.IsZero()) upstream_left_.insert(folder);
    own_moved_ |= path.own.IsZero() && path.upstream != path.base;
    upstream_moved_ |= path.upstream.IsZero() && path.own != path.base;
  }

  bool own_moved_ = false;  ///< Removed a file that the other side changed.
  bool upstream_moved_ = false;
  std::set<std::string> own_left_;  ///< Folders out of which it removed files.
  std::set<std::string> upstream_left_;
  std::set<BlobId> moved_;
};

class BeyondFinder {
 public:
  BeyondFinder(const MergeQuestion& question, SyncTools& tools, SyncMerge& merge)
      : question_(question), tools_(tools), merge_(merge), moves_(question.sides.paths) {
    said_.Add(question.commit.message.bytes(), Markup::kPlain);
  }

  Status Run() && {
    for (const MergePath& path : question_.sides.paths) {
      if (IsLeftOut(path)) continue;
      const bool beyond =
          IsChangedByBoth(path) ? TRY(DiffersFromMerge(path)) : path.merged != ExpectedOf(path);
      if (beyond && !IsExplained(path.path)) Add(path.path);
    }
    return Ok{};
  }

 private:
  bool IsLeftOut(const MergePath& path) const {
    return IsMadeByTools(path.path) || question_.question.own.Matches(path.path.bytes()) ||
           moves_.IsUnsure(path);
  }

  static bool IsChangedByBoth(const MergePath& path) {
    return path.own != path.base && path.upstream != path.base && path.own != path.upstream;
  }

  static const BlobId& ExpectedOf(const MergePath& path) {
    return path.own == path.base ? path.upstream : path.own;
  }

  /// Where git cannot have merged both, it has met a conflict: then everything is a resolution.
  Result<bool> DiffersFromMerge(const MergePath& path) {
    const bool has_all = !path.base.IsZero() && !path.own.IsZero() && !path.upstream.IsZero();
    if (!path.plain || !has_all) return false;
    const SyncContents::Text base = TRY(tools_.contents.Read(path.base));
    const SyncContents::Text own = TRY(tools_.contents.Read(path.own));
    const SyncContents::Text upstream = TRY(tools_.contents.Read(path.upstream));
    for (const SyncContents::Text* text : {&base, &own, &upstream}) {
      if (text->bytes) continue;
      merge_.unknown_because = text->unknown_because;
      return false;
    }
    const Result<std::vector<BlobId>> merged =
        question_.question.source.MergeTexts(*base.bytes, *own.bytes, *upstream.bytes);
    if (!merged.ok()) {
      if (merged.error().code != Errc::kContent) return merged.error();
      merge_.unknown_because = "beyond-bounds";
      return false;
    }
    const std::vector<BlobId>& ids = merged.value();
    return !ids.empty() && std::ranges::find(ids, path.merged) == ids.end();
  }

  bool IsExplained(const Untrusted& path) const {
    Residual residual;
    residual.path = path;
    return said_.About(residual) != Explanations::Answer::kNo ||
           tools_.explanations.About(residual) != Explanations::Answer::kNo;
  }

  void Add(const Untrusted& path) {
    if (merge_.beyond.size() < kMaxBeyondPaths) {
      merge_.beyond.push_back(path);
    } else {
      ++merge_.more_beyond;
    }
  }

  const MergeQuestion& question_;
  SyncTools& tools_;
  SyncMerge& merge_;
  Moves moves_;
  Explanations said_;  ///< By the merge itself.
};

}  // namespace

Status FindBeyond(const MergeQuestion& question, SyncTools& tools, SyncMerge& merge) {
  // Git merges several bases into one first: what came of that, nobody can tell from outside.
  if (question.sides.several_bases) {
    merge.unknown_because = "beyond-bounds";
    return Ok{};
  }
  return BeyondFinder(question, tools, merge).Run();
}

}  // namespace headwater::upstream
