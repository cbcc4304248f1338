// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/git.h"
#include "headwater/ids.h"
#include "headwater/result.h"

/// \file
/// The raw form of a tree, read by ourselves: libgit2 accepts what git fsck refuses.

namespace headwater::git {

enum class EntryKind : uint8_t { kDirectory, kRegular, kExecutable, kSymlink, kSubmodule };

/// The mode of what is not a directory.
FileMode ToFileMode(EntryKind kind);

/// One entry; valid as long as its tree stands where it is.
struct TreeEntry {
  std::string_view name;
  std::string_view mode;  ///< Octal digits as written.
  EntryKind kind = EntryKind::kRegular;
  bool odd_mode = false;  ///< Written otherwise than git does; `kind` is the normalised reading.
  const uint8_t* id_bytes = nullptr;

  bool is_directory() const { return kind == EntryKind::kDirectory; }

  template <typename Id>
  Id id() const {
    Id result;
    std::memcpy(result.bytes.data(), id_bytes, kObjectIdBytes);
    return result;
  }
};

/// Git's order of entries: by bytes, a directory as if its name ended in '/'. Negative, 0 or
/// positive; 0 only for two of one kind and name.
int CompareEntries(const TreeEntry& left, const TreeEntry& right);

/// Keeps the raw bytes and eight bytes per entry. Every tree that parses has names that NameProblem
/// allows, is sorted by git's order, and holds no name twice (nor as a file and a directory).
class ParsedTree {
 public:
  /// kContent otherwise; the message quotes the name at fault.
  static Result<ParsedTree> Parse(std::string raw);

  size_t size() const { return slots_.size(); }
  TreeEntry operator[](size_t index) const;
  /// The folder of this name, or what else has it.
  std::optional<TreeEntry> Find(std::string_view name, bool directory) const;
  size_t raw_bytes() const { return raw_.size(); }

 private:
  struct Slot {
    uint32_t name_at = 0;  ///< Offset into raw_; the mode ends one byte before.
    uint16_t name_bytes = 0;
    uint8_t mode_bytes = 0;
    EntryKind kind = EntryKind::kRegular;
  };

  /// Reads the entry that begins at `at`.
  Result<Slot> ParseEntry(size_t at) const;
  /// Appends after looking at what stands before.
  Status Append(const Slot& slot);
  TreeEntry EntryOf(const Slot& slot) const;

  std::string raw_;
  std::vector<Slot> slots_;
};

}  // namespace headwater::git
