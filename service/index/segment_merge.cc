// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <array>
#include <limits>
#include <vector>

#include "service/index/segment.h"

namespace headwater::index {
namespace {

/// For each commit of one input its number in the merged segment.
using Numbers = std::vector<uint32_t>;

/// Passes on, row by row, the lesser of two sorted streams. `next` gives a stream's next row or
/// none; `less` compares.
template <typename Next, typename Less, typename Take>
Status Interleave(Next next_left, Next next_right, const Less& less, const Take& take) {
  auto left = next_left();
  auto right = next_right();
  while (left || right) {
    const bool from_right = !left || (right && less(*right, *left));
    TRY(take(from_right ? *right : *left, from_right));
    if (from_right) {
      right = next_right();
    } else {
      left = next_left();
    }
  }
  return Ok{};
}

/// Gives the rows of one input with the numbers that their commits get.
template <typename Row>
class Renumbered {
 public:
  Renumbered(const Table<Row>& rows, const Numbers& numbers) : rows_(rows), numbers_(numbers) {}

  std::optional<Row> operator()() {
    while (at_ < rows_.size()) {
      Row row = rows_[at_++];
      if (row.commit >= numbers_.size()) continue;  // Nobody's.
      row.commit = numbers_[row.commit];
      return row;
    }
    return std::nullopt;
  }

 private:
  const Table<Row>& rows_;
  const Numbers& numbers_;
  size_t at_ = 0;
};

class Merge {
 public:
  Merge(const Segment& left, const Segment& right, TableFileWriter writer)
      : left_(left), right_(right), writer_(std::move(writer)) {}

  Status Run() {
    TRY(MergeCommits());
    writer_.Begin(TableKind::kTexts, 1);
    TRY(writer_.Append(left_.texts));
    TRY(writer_.Append(right_.texts));
    TRY(JoinParents());
    TRY(MergeRows(TableKind::kHunks, left_.hunks, right_.hunks));
    TRY(MergeRows(TableKind::kLines, left_.lines, right_.lines));
    TRY(MergeRows(TableKind::kPatches, left_.patches, right_.patches));
    TRY(MergeRows(TableKind::kRequests, left_.requests, right_.requests));
    TRY(MergeRows(TableKind::kFollowUps, left_.follow_ups, right_.follow_ups));
    return writer_.Finish();
  }

 private:
  /// Texts and parents of the right one come behind those of the left one.
  Status MergeCommits() {
    constexpr uint64_t kMost = std::numeric_limits<uint32_t>::max();
    if (left_.texts.size() + right_.texts.size() > kMost ||
        left_.parents.size() + right_.parents.size() > kMost ||
        left_.commits.size() + right_.commits.size() > kMost) {
      return Error{Errc::kContent, "the index has more commits than it can number"};
    }
    const auto next_of = [](const Table<CommitRow>& rows) {
      return [&rows, at = size_t{0}]() mutable {
        return at < rows.size() ? std::optional(rows[at++]) : std::nullopt;
      };
    };
    writer_.Begin(TableKind::kCommits, sizeof(CommitRow));
    uint32_t number = 0;
    return Interleave(
        next_of(left_.commits), next_of(right_.commits),
        [](const CommitRow& a, const CommitRow& b) { return a.id < b.id; },
        [&](CommitRow row, bool from_right) {
          if (from_right) {
            row.text += static_cast<uint32_t>(left_.texts.size());
            row.first_parent += static_cast<uint32_t>(left_.parents.size());
          }
          (from_right ? right_numbers_ : left_numbers_).push_back(number++);
          return writer_.Append(row);
        });
  }

  Status JoinParents() {
    writer_.Begin(TableKind::kParents, sizeof(IdRow));
    for (const Table<IdRow>* rows : {&left_.parents, &right_.parents}) {
      for (size_t i = 0; i < rows->size(); ++i) TRY(writer_.Append((*rows)[i]));
    }
    return Ok{};
  }

  template <typename Row>
  Status MergeRows(TableKind kind, const Table<Row>& left, const Table<Row>& right) {
    writer_.Begin(kind, sizeof(Row));
    Row last;
    size_t same = 0;  // Rows of the last key so far.
    return Interleave(
        Renumbered<Row>(left, left_numbers_), Renumbered<Row>(right, right_numbers_),
        [](const Row& a, const Row& b) { return a < b; },
        [&](const Row& row, bool /*from_right*/) -> Status {
          same = same > 0 && row.key == last.key ? same + 1 : 1;
          last = row;
          // One more than says something tells that the key is common.
          return same > kMaxPostings + 1 ? Status(Ok{}) : writer_.Append(row);
        });
  }

  const Segment& left_;
  const Segment& right_;
  TableFileWriter writer_;
  Numbers left_numbers_;
  Numbers right_numbers_;
};

}  // namespace

Status MergeSegments(const Segment& left, const Segment& right, const std::string& path) {
  return Merge(left, right, TRY(TableFileWriter::Create(path))).Run();
}

}  // namespace headwater::index
