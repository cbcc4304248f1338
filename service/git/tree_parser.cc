// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/tree_parser.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "service/git/entry_name.h"

namespace headwater::git {
namespace {

/// `100644` has six digits; old tools padded directories to `040000`. Longer is no mode.
constexpr size_t kMaxModeDigits = 7;
/// Shortest entry: a mode of one digit, a blank, one letter, NUL, and the id.
constexpr size_t kMinEntryBytes = 4 + kObjectIdBytes;

/// The kinds of file in a mode (inode(7)), octal as git writes them.
constexpr uint32_t kKindBits = 0170000;
constexpr uint32_t kDirectoryBits = 0040000;
constexpr uint32_t kRegularBits = 0100000;
constexpr uint32_t kSymlinkBits = 0120000;
constexpr uint32_t kSubmoduleBits = 0160000;
constexpr uint32_t kOwnerExecutes = 0100;

std::optional<uint32_t> ParseMode(std::string_view digits) {
  if (digits.empty() || digits.size() > kMaxModeDigits) return std::nullopt;
  uint32_t mode = 0;
  for (const char c : digits) {
    if (c < '0' || c > '7') return std::nullopt;
    mode = mode * 8 + static_cast<uint32_t>(c - '0');
  }
  return mode;
}

/// As git normalises (create_ce_mode, git 2.39), but a kind that git would call a submodule for
/// want of better is refused.
std::optional<EntryKind> KindOf(uint32_t mode) {
  switch (mode & kKindBits) {
    case kDirectoryBits:
      return EntryKind::kDirectory;
    case kRegularBits:
      return (mode & kOwnerExecutes) != 0 ? EntryKind::kExecutable : EntryKind::kRegular;
    case kSymlinkBits:
      return EntryKind::kSymlink;
    case kSubmoduleBits:
      return EntryKind::kSubmodule;
    default:
      return std::nullopt;
  }
}

/// How git writes a kind today.
std::string_view CanonicalMode(EntryKind kind) {
  static constexpr std::array<std::string_view, 5> kModes = {"40000", "100644", "100755", "120000",
                                                             "160000"};
  return kModes[static_cast<size_t>(kind)];
}

Error Bad(std::string_view name, std::string_view what) {
  return {Errc::kContent, "a name that " + std::string(what) + ": \"" + std::string(name) + "\""};
}

}  // namespace

FileMode ToFileMode(EntryKind kind) {
  switch (kind) {
    case EntryKind::kExecutable:
      return FileMode::kExecutable;
    case EntryKind::kSymlink:
      return FileMode::kSymlink;
    case EntryKind::kSubmodule:
      return FileMode::kSubmodule;
    case EntryKind::kDirectory:
    case EntryKind::kRegular:
      break;
  }
  return FileMode::kRegular;
}

int CompareEntries(const TreeEntry& left, const TreeEntry& right) {
  const size_t common = std::min(left.name.size(), right.name.size());
  const int order = std::memcmp(left.name.data(), right.name.data(), common);
  if (order != 0) return order;
  // A byte that stands behind the name: the next one, else '/' of a directory, else the end.
  const auto next = [common](const TreeEntry& entry) -> int {
    if (entry.name.size() > common) return static_cast<uint8_t>(entry.name[common]);
    return entry.is_directory() ? '/' : 0;
  };
  if (left.name.size() != right.name.size() || left.is_directory() != right.is_directory()) {
    return next(left) - next(right);
  }
  return 0;
}

Result<ParsedTree> ParsedTree::Parse(std::string raw) {
  ParsedTree tree;
  tree.raw_ = std::move(raw);
  for (size_t at = 0; at < tree.raw_.size();) {
    const Slot slot = TRY(tree.ParseEntry(at));
    TRY(tree.Append(slot));
    at = slot.name_at + slot.name_bytes + 1 + kObjectIdBytes;
  }
  tree.slots_.shrink_to_fit();
  return tree;
}

Result<ParsedTree::Slot> ParsedTree::ParseEntry(size_t at) const {
  const std::string_view rest = std::string_view(raw_).substr(at);
  const Error truncated{Errc::kContent, "a truncated entry"};
  if (rest.size() < kMinEntryBytes) return truncated;
  const size_t blank = rest.substr(0, kMaxModeDigits + 1).find(' ');
  if (blank == std::string_view::npos) return Error{Errc::kContent, "an entry without a mode"};
  const size_t name_end = rest.find('\0', blank + 1);
  if (name_end == std::string_view::npos || rest.size() - name_end - 1 < kObjectIdBytes) {
    return truncated;
  }
  const std::string_view name = rest.substr(blank + 1, name_end - blank - 1);
  if (const std::string_view problem = NameProblem(name); !problem.empty()) {
    return Bad(name.substr(0, kMaxPathBytes), problem);
  }
  const std::optional<uint32_t> mode = ParseMode(rest.substr(0, blank));
  const std::optional<EntryKind> kind = mode ? KindOf(*mode) : std::nullopt;
  if (!kind) return Bad(name, "has an unknown mode " + std::string(rest.substr(0, blank)));
  return Slot{.name_at = static_cast<uint32_t>(at + blank + 1),
              .name_bytes = static_cast<uint16_t>(name.size()),
              .mode_bytes = static_cast<uint8_t>(blank),
              .kind = *kind};
}

Status ParsedTree::Append(const Slot& slot) {
  const TreeEntry entry = EntryOf(slot);
  if (!slots_.empty()) {
    const TreeEntry last = EntryOf(slots_.back());
    if (last.name == entry.name) return Bad(entry.name, "stands twice in one folder");
    if (CompareEntries(last, entry) >= 0) return Bad(entry.name, "is not in git's order");
  }
  // `a` (file) sorts before `a-b`, which sorts before `a` (directory): not always neighbours.
  if (entry.is_directory() && Find(entry.name, /*directory=*/false)) {
    return Bad(entry.name, "stands twice in one folder");
  }
  slots_.push_back(slot);
  return Ok{};
}

std::optional<TreeEntry> ParsedTree::Find(std::string_view name, bool directory) const {
  const EntryKind kind = directory ? EntryKind::kDirectory : EntryKind::kRegular;
  const TreeEntry wanted{.name = name, .mode = {}, .kind = kind};
  const auto found = std::partition_point(slots_.begin(), slots_.end(), [&](const Slot& slot) {
    return CompareEntries(EntryOf(slot), wanted) < 0;
  });
  if (found == slots_.end()) return std::nullopt;
  const TreeEntry entry = EntryOf(*found);
  const bool same = entry.name == name && entry.is_directory() == directory;
  return same ? std::optional(entry) : std::nullopt;
}

TreeEntry ParsedTree::operator[](size_t index) const { return EntryOf(slots_[index]); }

TreeEntry ParsedTree::EntryOf(const Slot& slot) const {
  const char* name = raw_.data() + slot.name_at;
  const std::string_view mode(name - 1 - slot.mode_bytes, slot.mode_bytes);
  return {.name = {name, slot.name_bytes},
          .mode = mode,
          .kind = slot.kind,
          .odd_mode = mode != CanonicalMode(slot.kind),
          .id_bytes = reinterpret_cast<const uint8_t*>(name + slot.name_bytes + 1)};
}

}  // namespace headwater::git
