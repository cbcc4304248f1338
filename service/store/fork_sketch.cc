// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/store/fork_sketch.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "service/store/varint.h"

namespace headwater::store {
namespace {

/// A version has at least a date, a commit and the length of its name; a row three numbers.
constexpr size_t kMinVersionBytes = kObjectIdBytes + 2;
constexpr size_t kMinRowBytes = 3;

Error Damaged() { return {Errc::kContent, "a sketch is damaged"}; }

Result<uint64_t> Number(std::string_view& from, uint64_t most) {
  const std::optional<uint64_t> number = TakeVarint(from);
  if (!number || *number > most) return Damaged();
  return *number;
}

Result<std::string_view> Bytes(std::string_view& from, uint64_t count) {
  if (count > from.size()) return Damaged();
  const std::string_view bytes = from.substr(0, count);
  from.remove_prefix(count);
  return bytes;
}

Result<SketchedVersion> TakeVersion(std::string_view& from) {
  const uint64_t date = TRY(Number(from, std::numeric_limits<uint64_t>::max()));
  const std::string_view commit = TRY(Bytes(from, kObjectIdBytes));
  const uint64_t length = TRY(Number(from, from.size()));
  SketchedVersion version;
  version.name = Untrusted(std::string(TRY(Bytes(from, length))));
  version.date = std::chrono::sys_seconds(std::chrono::seconds(static_cast<int64_t>(date)));
  std::copy(commit.begin(), commit.end(), version.commit.bytes.begin());
  return version;
}

bool IsSound(const ProjectSketch& sketch) {
  const size_t versions = sketch.versions.size();
  const auto is_unordered = [](const SketchRow& left, const SketchRow& right) {
    return left.key >= right.key;
  };
  return std::all_of(sketch.rows.begin(), sketch.rows.end(),
                     [versions](const SketchRow& row) {
                       return row.first <= row.last && row.last < versions;
                     }) &&
         std::adjacent_find(sketch.rows.begin(), sketch.rows.end(), is_unordered) ==
             sketch.rows.end();
}

}  // namespace

Result<std::string> EncodeSketch(const ProjectSketch& sketch) {
  if (!IsSound(sketch)) return Error{Errc::kInvalid, "the sketch contradicts itself"};
  std::string encoded;
  AppendVarint(encoded, sketch.versions.size());
  for (const SketchedVersion& version : sketch.versions) {
    AppendVarint(encoded, static_cast<uint64_t>(version.date.time_since_epoch().count()));
    encoded.append(version.commit.bytes.begin(), version.commit.bytes.end());
    AppendVarint(encoded, version.name.bytes().size());
    encoded += version.name.bytes();
  }
  AppendVarint(encoded, sketch.rows.size());
  ContentKey last = 0;
  for (const SketchRow& row : sketch.rows) {
    AppendVarint(encoded, row.key - last);
    AppendVarint(encoded, row.first);
    AppendVarint(encoded, row.last);
    last = row.key;
  }
  return encoded;
}

Result<ProjectSketch> DecodeSketch(std::string_view encoded) {
  constexpr uint64_t kMaxVersion = std::numeric_limits<uint16_t>::max();
  ProjectSketch sketch;
  const uint64_t versions = TRY(Number(encoded, encoded.size() / kMinVersionBytes));
  for (uint64_t i = 0; i < versions; ++i) sketch.versions.push_back(TRY(TakeVersion(encoded)));
  const uint64_t rows = TRY(Number(encoded, encoded.size() / kMinRowBytes));
  sketch.rows.reserve(rows);
  ContentKey key = 0;
  for (uint64_t i = 0; i < rows; ++i) {
    key += TRY(Number(encoded, std::numeric_limits<ContentKey>::max() - key));
    SketchRow row{.key = key, .first = 0, .last = 0};
    row.first = static_cast<uint16_t>(TRY(Number(encoded, kMaxVersion)));
    row.last = static_cast<uint16_t>(TRY(Number(encoded, kMaxVersion)));
    sketch.rows.push_back(row);
  }
  if (!encoded.empty() || !IsSound(sketch)) return Damaged();
  return sketch;
}

}  // namespace headwater::store
