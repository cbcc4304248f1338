// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "headwater/data.h"
#include "headwater/result.h"

/// \file
/// Steps that the readers of manifests share.

namespace headwater {

/// The member if it is there and not null, else nullptr; an error when it is of another kind.
Result<const DataNode*> OptionalMember(const DataNode& map, std::string_view key,
                                       DataNode::Kind kind);

/// The map that stands under `key`, or an empty one.
Result<const DataNode*> MapOrEmpty(const DataNode& map, std::string_view key);

/// An error unless the node is a map.
Status RequireMap(const DataNode& node);

/// Whether `counts(key, value)` holds for a member of the map; an error unless it is a map.
template <typename Counts>
Result<bool> AnyMember(const DataNode& map, Counts counts) {
  TRY(RequireMap(map));
  for (const auto& [key, value] : map.members) {
    if (counts(key.scalar, value)) return true;
  }
  return false;
}

/// The same for the members of the map that stands under `key`; without such a map: false.
template <typename Counts>
Result<bool> AnyMemberOf(const DataNode& node, std::string_view key, Counts counts) {
  const DataNode* map = TRY(OptionalMember(node, key, DataNode::Kind::kMap));
  if (map == nullptr) return false;
  return AnyMember(*map, counts);
}

/// The same for the items of the list that stands under `key`.
template <typename Counts>
Result<bool> AnyItemOf(const DataNode& node, std::string_view key, Counts counts) {
  const DataNode* list = TRY(OptionalMember(node, key, DataNode::Kind::kList));
  return list != nullptr && std::any_of(list->items.begin(), list->items.end(), counts);
}

/// Whether the text of a scalar member equals `text`.
bool MemberIs(const DataNode& map, std::string_view key, std::string_view text);

/// Whether one of the members is there, whatever its value but false.
bool HasAnyMember(const DataNode& map, std::initializer_list<std::string_view> keys);

/// Whether the text begins with one of the prefixes.
bool BeginsWithAny(std::string_view text, std::initializer_list<std::string_view> prefixes);

/// A path on this disk: `.`, `./x`, `../x`, `/x`, `~/x`, `file:x`.
bool IsLocalPath(std::string_view text);

/// The file's lines without line ends and trailing blanks, one after another.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  /// False behind the last line.
  bool Next();

  std::string_view line() const { return line_; }
  uint32_t number() const { return number_; }  ///< 1-based.

  /// kInvalid with this line's number.
  Error Invalid(std::string_view sentence) const;

 private:
  std::string_view rest_;
  std::string_view line_;
  uint32_t number_ = 0;
};

/// Checks bytes and size of a line-based manifest, and that no merge conflict was left in it.
Status CheckLines(std::string_view text);

/// The text without blanks at both ends.
std::string_view Trim(std::string_view text);

/// The first word; words are separated by blanks.
std::string_view FirstWord(std::string_view text);

}  // namespace headwater
