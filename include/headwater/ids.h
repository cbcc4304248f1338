// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

/// \file
/// Strong types for the ids we pass around, so that a tree's id cannot be handed to a function that
/// reads blobs.

namespace headwater {

/// Bytes of a SHA-1 object id. Repositories with SHA-256 ids are refused when they are opened,
/// because libgit2 1.5 cannot read them.
inline constexpr size_t kObjectIdBytes = 20;

template <typename Tag>
struct ObjectId {
  std::array<uint8_t, kObjectIdBytes> bytes{};

  auto operator<=>(const ObjectId&) const = default;  // NOLINT(modernize-use-nullptr)
  bool IsZero() const { return *this == ObjectId{}; }

  /// 40 lower-case hexadecimal digits.
  std::string Hex() const {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string hex;
    hex.reserve(2 * kObjectIdBytes);
    for (uint8_t byte : bytes) {
      hex += kDigits[byte >> 4U];
      hex += kDigits[byte & 15U];
    }
    return hex;
  }

  /// Reads exactly 40 lower-case hexadecimal digits; anything else is no id.
  static std::optional<ObjectId> FromHex(std::string_view hex) {
    if (hex.size() != 2 * kObjectIdBytes) return std::nullopt;
    ObjectId id;
    for (size_t i = 0; i < hex.size(); ++i) {
      const char c = hex[i];
      const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
      if (digit < 0) return std::nullopt;
      id.bytes[i / 2] = static_cast<uint8_t>(id.bytes[i / 2] * 16 + digit);
    }
    return id;
  }
};

using CommitId = ObjectId<struct CommitTag>;
using TreeId = ObjectId<struct TreeTag>;
using BlobId = ObjectId<struct BlobTag>;

/// Object ids are already hashes: their first bytes serve.
struct ObjectIdHash {
  template <typename Tag>
  size_t operator()(const ObjectId<Tag>& id) const {
    size_t hash = 0;
    std::memcpy(&hash, id.bytes.data(), sizeof hash);
    return hash;
  }
};

/// A number the forge gave to one of its things.
template <typename Tag>
struct ForgeNumber {
  int64_t value = 0;

  auto operator<=>(const ForgeNumber&) const = default;  // NOLINT(modernize-use-nullptr)
};

using ProjectId = ForgeNumber<struct ProjectTag>;
using UserId = ForgeNumber<struct UserTag>;
using NoteId = ForgeNumber<struct NoteTag>;
using PipelineId = ForgeNumber<struct PipelineTag>;
using JobId = ForgeNumber<struct JobTag>;
/// The number people see after the exclamation mark; unique within the target project.
using MergeRequestIid = ForgeNumber<struct MergeRequestTag>;

/// Names a Decision: 32 lower-case hexadecimal digits, of which people see the first eight.
struct DecisionId {
  std::string hex;

  bool operator==(const DecisionId&) const = default;
};

}  // namespace headwater
