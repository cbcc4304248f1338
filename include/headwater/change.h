// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "headwater/git.h"
#include "headwater/ids.h"
#include "headwater/untrusted.h"

/// \file
/// What a merge request (or a work tree, or a whole project) brings, computed from git alone:
/// forges truncate their diffs silently.

namespace headwater {

/// Where content comes from. Computed once, before any rule runs.
enum class Origin {
  kOwn,
  kGenerated,
  kUpstream,  ///< Unchanged from a declared upstream. Set by the upstream family's index.
  kVendored,  ///< Somebody else's code kept in this tree. Likewise.
};

struct OriginMark {
  Origin origin = Origin::kOwn;
  /// True when the target branch's policy says so: then rules leave the file alone. False when
  /// only the file itself claims it (a marker, a name): that may silence a hint, never a gate.
  bool confirmed = false;
};

enum class FileStatus { kAdded, kModified, kDeleted };

struct ChangedFile {
  Untrusted path;
  FileStatus status = FileStatus::kModified;
  FileMode mode = FileMode::kRegular;  ///< Of head; of the base when deleted.
  BlobId blob;                         ///< Of head; zero when deleted.
  BlobId old_blob;                     ///< Of the first base that differs; zero when added.
  /// A deleted path whose content this added file has. For wording only: judging never trusts it.
  std::optional<Untrusted> renamed_from;
  /// Added, and its blob stands nowhere in the target's tree: neither rename, copy nor mode change
  /// can make new content look old.
  bool new_content = false;
  OriginMark origin;
  /// A confirmed upstream has this very content: `origin` says so, whatever the policy says of it.
  bool upstream = false;
  /// A confirmed upstream has the content that the file had before, and it was not the upstream
  /// that removed it.
  bool upstream_before = false;
};

struct Trailer {
  Untrusted key;
  Untrusted value;
};

struct Commit {
  CommitId id;
  std::vector<CommitId> parents;
  Untrusted author_name;
  Untrusted author_email;
  Untrusted subject;  ///< At most 1 KiB.
  Untrusted message;  ///< Whole, at most 1 MiB (larger commits are refused).
  std::vector<Trailer> trailers;
  Origin origin = Origin::kOwn;
};

/// What is looked at.
enum class ChangeScope {
  kRange,     ///< merge base .. head
  kWorktree,  ///< merge base .. what is on disk
  kAll,       ///< every file of head, as if all were new
};

/// Something a reader should know that no rule says: a path that was not looked inside, a mode that
/// was normalised, two names that differ only in case.
enum class NoticeKind {
  kSubmodule,
  kOddMode,
  kConfusableNames,
  kGeneratedClaim,   ///< Findings on it were silenced because the file calls itself generated.
  kIgnoreBlock,      ///< The change adds a block that licence tools skip; `detail`: its lines.
  kWideAnnotation,   ///< The change adds or widens an annotation; `detail`: the path it matches.
  kOddText,          ///< The change makes a source file odd; `detail`: `UTF-16` or `NUL` (bytes).
  kLicenseChange,    ///< A licence changes, with a stated reason; `detail`: from, to and reason.
  kUpstreamCommits,  ///< The change brings commits of an upstream; `detail`: whose, how many.
  kUpstreamFiles,    ///< Files were left out as an upstream's own; `detail`: its name and how many.
  kUpstreamTooNew,   ///< The same, and they were not: its copy is newer than the change.
  kUnconfirmedWaiver,  ///< An entry of the policy that nobody confirmed; `detail`: what it says.
};

struct Notice {
  NoticeKind kind;
  Untrusted path;
  Untrusted detail;  ///< The other name, the odd mode. May be empty.
};

struct Change {
  ChangeScope scope = ChangeScope::kRange;
  Untrusted repository;     ///< A name for people: the folder's or the project's.
  Untrusted target_branch;  ///< Short name; empty when a bare revision was given.
  bool target_is_default = false;
  CommitId target;                 ///< Zero when there is none (kAll, or an empty repository).
  CommitId head;                   ///< Zero in a work tree without commits.
  std::vector<CommitId> bases;     ///< Every best merge base; empty: judged against the empty tree.
  std::vector<ChangedFile> files;  ///< Changed against at least one base. Sorted by path.
  std::vector<Commit> commits;     ///< target..head, newest first.
  /// Names of tags at head, sorted, as far as the repository holds them: a mirror holds none. Not
  /// for a work tree, which may have moved on.
  std::vector<Untrusted> tags;
  std::vector<Notice> notices;
};

/// A range of lines, 1-based, both ends included. {0, 0} means the whole file.
struct LineRange {
  uint32_t first = 0;
  uint32_t last = 0;
  auto operator<=>(const LineRange&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// Which lines of a changed file are new. Text is forced: a NUL byte or UTF-16 hides nothing.
class LineChanges {
 public:
  virtual ~LineChanges() = default;

  /// Sorted, disjoint. A file beyond the line limits, and one whose old side is missing, is wholly
  /// new. Errors as GitView::Read.
  virtual Result<std::vector<LineRange>> AddedLines(const ChangedFile& file) = 0;
};

}  // namespace headwater
