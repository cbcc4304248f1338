// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/commit_patches.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/git/entry_name.h"
#include "service/git/libgit2.h"
#include "service/git/line_changes.h"
#include "service/git/patch_builder.h"
#include "service/git/text_lines.h"
#include "service/git/tree_store.h"
#include "service/git/tree_walk.h"

namespace headwater::git {
namespace {

/// Git takes a file for binary when a NUL stands among its first bytes (xdiff-interface.c,
/// FIRST_FEW_BYTES, git 2.39).
constexpr size_t kBinaryLookBytes = 8'000;

/// One path that differs; a file that becomes a symlink is removed and added.
struct Difference {
  Untrusted path;
  std::optional<EntryKind> old_kind;
  std::optional<EntryKind> new_kind;
  BlobId old_blob;
  BlobId new_blob;
};

struct Differences {
  std::vector<Difference> files;
  bool beyond_bounds = false;
};

/// As git writes it (git-fast-import(1), filemodify).
std::string_view ModeOf(const std::optional<EntryKind>& kind) {
  if (!kind) return "";
  switch (*kind) {
    case EntryKind::kDirectory:
      return "40000";
    case EntryKind::kRegular:
      return "100644";
    case EntryKind::kExecutable:
      return "100755";
    case EntryKind::kSymlink:
      return "120000";
    case EntryKind::kSubmodule:
      return "160000";
  }
  return "";
}

bool IsRegular(EntryKind kind) {
  return kind == EntryKind::kRegular || kind == EntryKind::kExecutable;
}

bool IsAnotherType(const Difference& file) {
  if (!file.old_kind || !file.new_kind) return false;
  if (IsRegular(*file.old_kind) && IsRegular(*file.new_kind)) return false;
  return *file.old_kind != *file.new_kind;
}

void Append(std::vector<Difference>& files, Difference file) {
  if (!IsAnotherType(file)) {
    files.push_back(std::move(file));
    return;
  }
  Difference removed = file;
  removed.new_kind.reset();
  removed.new_blob = {};
  file.old_kind.reset();
  file.old_blob = {};
  files.push_back(std::move(removed));
  files.push_back(std::move(file));
}

Difference ToDifference(const std::string& path, const TreeRow& row) {
  Difference file;
  file.path = Untrusted(path);
  if (row[0]) {
    file.old_kind = row[0]->kind;
    file.old_blob = row[0]->id<BlobId>();
  }
  if (row[1]) {
    file.new_kind = row[1]->kind;
    file.new_blob = row[1]->id<BlobId>();
  }
  return file;
}

Result<std::vector<Difference>> DiffCommit(const ObjectReader& reader, const TreeId& before,
                                           const TreeId& after) {
  TreeStore store(reader);
  Differences found;
  TRY(WalkDifferences(store, before, after, [&](const std::string& path, const TreeRow& row) {
    const bool directory = row[0] ? row[0]->is_directory() : row[1]->is_directory();
    found.beyond_bounds |= path.size() > kMaxPathBytes || found.files.size() >= kMaxPatchFiles;
    if (found.beyond_bounds) return false;
    if (!directory) Append(found.files, ToDifference(path, row));
    return directory;
  }));
  if (found.beyond_bounds) return Error{Errc::kContent, "it changes more files than are compared"};
  return std::move(found.files);
}

bool LooksBinary(std::string_view text) {
  return text.substr(0, kBinaryLookBytes).find('\0') != std::string_view::npos;
}

bool IsTooLarge(const LineShape& shape) {
  return shape.lines > kMaxDiffLines || shape.longest > kMaxLineBytes;
}

struct Feed {
  PatchBuilder& builder;
  bool within_bounds = true;
};

int FeedHunk(const git_diff_delta* /*delta*/, const git_diff_hunk* hunk, void* payload) {
  static_cast<Feed*>(payload)->builder.BeginHunk(static_cast<uint32_t>(hunk->old_start),
                                                 static_cast<uint32_t>(hunk->new_start));
  return 0;
}

int FeedLine(const git_diff_delta* /*delta*/, const git_diff_hunk* /*hunk*/,
             const git_diff_line* line, void* payload) {
  const char sign = line->origin;
  const bool counts = sign == GIT_DIFF_LINE_CONTEXT || sign == GIT_DIFF_LINE_ADDITION ||
                      sign == GIT_DIFF_LINE_DELETION;
  if (!counts) return 0;
  std::string_view text(line->content, line->content_len);
  if (text.ends_with('\n')) text.remove_suffix(1);
  auto& feed = *static_cast<Feed*>(payload);
  feed.within_bounds = feed.builder.AddLine(sign, text);
  return feed.within_bounds ? 0 : GIT_EUSER;
}

Error BeyondBounds() { return {Errc::kContent, "its contents are more than is compared"}; }

/// The patch of one commit while it is made.
class Comparison {
 public:
  Comparison(RecentBlobs& blobs, const CommitId& commit) : blobs_(blobs), builder_(commit) {}

  Status Add(const Difference& file) {
    FilePatch head;
    head.path = file.path;
    head.old_blob = file.old_blob;
    head.new_blob = file.new_blob;
    builder_.BeginFile(std::move(head), ModeOf(file.old_kind), ModeOf(file.new_kind));
    if (file.old_blob == file.new_blob) return Ok{};  // Only its mode.
    const Side before = TRY(ReadSide(file.old_kind, file.old_blob));
    const Side after = TRY(ReadSide(file.new_kind, file.new_blob));
    if (!before.known || !after.known) {
      if (before.too_large || after.too_large) builder_.MarkTooLarge();
      return Ok{};
    }
    return Compare(before, after);
  }

  Patch Finish() && { return std::move(builder_).Finish(); }

 private:
  /// One side of a file: a blob, or what stands for a submodule, or nothing.
  struct Side {
    bool known = false;  ///< Neither missing nor too large.
    bool too_large = false;
    std::shared_ptr<const HeldBlob> held;  ///< None: nothing, or a submodule.
    std::string submodule;

    git_blob* blob() const { return held ? held->blob.get() : nullptr; }
    std::string_view text() const { return blob() != nullptr ? held->text() : submodule; }
  };

  Result<Side> ReadSide(const std::optional<EntryKind>& kind, const BlobId& blob) {
    Side side;
    side.known = true;
    if (!kind) return side;
    if (kind == EntryKind::kSubmodule) {
      // What git shows of it (diff.c, diff_populate_gitlink, git 2.39).
      side.submodule = "Subproject commit " + blob.Hex();
      return side;
    }
    side.held = TRY(blobs_.Hold(blob, kMaxPatchFileBytes));
    side.known = side.held->state == BlobState::kPresent;
    side.too_large = side.held->state == BlobState::kTooLarge;
    if (side.held->state == BlobState::kMissing) builder_.AddMissing(blob);
    bytes_ += side.text().size();
    if (bytes_ > kMaxComparedBytes) return BeyondBounds();
    return side;
  }

  Status Compare(const Side& before, const Side& after) {
    const std::string_view old_text = before.text();
    const std::string_view new_text = after.text();
    if (LooksBinary(old_text) || LooksBinary(new_text)) {
      builder_.MarkBinary();
      return Ok{};
    }
    const LineShape old_shape = MeasureLines(old_text);
    const LineShape new_shape = MeasureLines(new_text);
    if (IsTooLarge(old_shape) || IsTooLarge(new_shape)) {
      builder_.MarkTooLarge();
      return Ok{};
    }
    if (!old_text.empty() && !new_text.empty()) lines_ += old_shape.lines + new_shape.lines;
    if (lines_ > kMaxComparedLines) return BeyondBounds();
    return Show(before, after);
  }

  Status Show(const Side& before, const Side& after) {
    git_diff_options options{};
    git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
    options.flags = GIT_DIFF_FORCE_TEXT | GIT_DIFF_INDENT_HEURISTIC;
    options.context_lines = kContextLines;
    Feed feed{.builder = builder_};
    const int code = Diff(before, after, options, feed);
    if (!feed.within_bounds) return BeyondBounds();
    if (code != 0) return LastError(code, "compare two files");
    return Ok{};
  }

  /// Of two blobs the ids are known; texts are hashed anew, which takes a third of the time.
  static int Diff(const Side& before, const Side& after, const git_diff_options& options,
                  Feed& feed) {
    if (before.blob() != nullptr && after.blob() != nullptr) {
      return git_diff_blobs(before.blob(), nullptr, after.blob(), nullptr, &options, nullptr,
                            nullptr, FeedHunk, FeedLine, &feed);
    }
    const std::string old_text(before.text());
    const std::string new_text(after.text());
    return git_diff_buffers(old_text.data(), old_text.size(), nullptr, new_text.data(),
                            new_text.size(), nullptr, &options, nullptr, nullptr, FeedHunk,
                            FeedLine, &feed);
  }

  RecentBlobs& blobs_;
  PatchBuilder builder_;
  uint64_t bytes_ = 0;
  uint64_t lines_ = 0;
};

Result<TreeId> TreeOfParent(const ObjectReader& reader, const CommitLinks& links) {
  if (links.parents.empty()) return TreeId();
  const Result<CommitLinks> parent = reader.ReadLinks(links.parents.front());
  if (parent.ok()) return parent.value().tree;
  return Error{Errc::kContent, "its parent: " + parent.error().message};
}

}  // namespace

Result<Patch> CommitPatches::PatchOf(const CommitId& commit) {
  const std::string what = "patch of " + commit.Hex();
  const CommitLinks links = TRY(reader_.ReadLinks(commit).Context(what));
  const TreeId before = TRY(TreeOfParent(reader_, links).Context(what));
  const std::vector<Difference> files = TRY(DiffCommit(reader_, before, links.tree).Context(what));
  TRY(InitLibgit2());
  Comparison comparison(blobs_, commit);
  for (const Difference& file : files) TRY(comparison.Add(file).Context(what));
  return std::move(comparison).Finish();
}

}  // namespace headwater::git
