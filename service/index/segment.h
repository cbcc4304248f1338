// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/patch.h"
#include "headwater/result.h"
#include "headwater/untrusted.h"
#include "service/index/rows.h"
#include "service/index/table_file.h"

/// \file
/// What is known of some commits of an upstream, for ever: who reaches them is not part of it.

namespace headwater::index {

/// Of a subject, a name, a mail address: what is longer is cut.
inline constexpr size_t kMaxTextBytes = 200;

/// A commit to be taken into the index.
struct IndexedCommit {
  CommitId id;
  std::vector<CommitId> parents;
  int64_t committed = 0;  ///< Seconds since 1970, as it claims.
  Untrusted subject;
  Untrusted author_name;
  Untrusted author_email;
  Untrusted message;
};

/// Gathers commits and writes them as one segment. Memory: about 12 bytes for each changed line.
class SegmentBuilder {
 public:
  /// `patch`: of `commit`; noise files and lines that tell nothing are left out. A merge comes with
  /// an empty one.
  void Add(const IndexedCommit& commit, const Patch& patch);

  size_t commits() const { return commits_.size(); }
  /// Lines and hunks so far: what it takes of memory.
  size_t rows() const { return lines_.size() + hunks_.size(); }

  /// Nothing can be added any more.
  Status Write(const std::string& path);

 private:
  void AddText(const Untrusted& text, uint8_t& bytes);
  void AddPatch(const Patch& patch, uint32_t commit);
  void AddMessage(std::string_view message, uint32_t commit);
  void Renumber();

  /// A Posting whose key is sorted as a number, which is several times as fast.
  struct Fact {
    uint64_t key = 0;
    uint32_t commit = 0;

    auto operator<=>(const Fact&) const = default;  // NOLINT(modernize-use-nullptr)
  };
  static void DropCommon(std::vector<Fact>& facts);
  static Status WriteFacts(TableFileWriter& writer, TableKind kind, const std::vector<Fact>& facts);

  std::vector<CommitRow> commits_;
  std::vector<uint8_t> texts_;
  std::vector<IdRow> parents_;
  std::vector<Fact> hunks_;
  std::vector<Fact> lines_;
  std::vector<PatchRow> patches_;
  std::vector<Fact> requests_;
  std::vector<FollowUpRow> follow_ups_;
};

/// A segment's file, opened. Its tables may hold anything when the file was made by somebody else:
/// what they point at is looked for by the accessors, which answer with nothing.
struct Segment {
  /// As TableFile::Open.
  static Result<Segment> Open(const std::string& path);

  std::optional<uint32_t> Find(const CommitId& id) const;
  CommitId IdOf(uint32_t commit) const;
  std::vector<CommitId> ParentsOf(const CommitRow& row) const;
  /// Those that make this very patch.
  std::vector<uint32_t> SamePatch(const PatchId& patch) const;
  /// Subject, name, mail.
  std::array<Untrusted, 3> TextsOf(const CommitRow& row) const;

  TableFile file;
  Table<CommitRow> commits;
  std::span<const uint8_t> texts;
  Table<IdRow> parents;
  Table<Posting> hunks;
  Table<Posting> lines;
  Table<PatchRow> patches;
  Table<Posting> requests;
  Table<FollowUpRow> follow_ups;
};

/// Writes one segment that holds the commits of both.
Status MergeSegments(const Segment& left, const Segment& right, const std::string& path);

}  // namespace headwater::index
