// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/record.h"

#include <algorithm>
#include <utility>

#include "service/jobs/record_codec.h"

namespace headwater::jobs {

template <typename Visit>
void EachMember(Of<RecordedError> auto& error, Visit& visit) {
  visit("code", error.code);
  visit("message", error.message);
}

template <typename Visit>
void EachMember(Of<RecordedPreset> auto& preset, Visit& visit) {
  visit("name", preset.name);
  visit("content", preset.content);
}

template <typename Visit>
void EachMember(Of<RecordedView> auto& view, Visit& visit) {
  visit("name", view.name);
  visit("error", view.error);
  visit("pieces", view.pieces);
}

template <typename Visit>
void EachMember(Of<RecordedBlob> auto& blob, Visit& visit) {
  visit("blob", blob.blob);
  visit("mode", blob.mode);
  visit("large", blob.large);
  visit("state", blob.state);
  visit("size", blob.size);
  visit("content", blob.content);
  visit("error", blob.error);
}

template <typename Visit>
void EachMember(Of<RecordedLines> auto& lines, Visit& visit) {
  visit("path", lines.path);
  visit("added", lines.added);
  visit("error", lines.error);
}

template <typename Visit>
void EachMember(Of<RecordedArtifact> auto& artifact, Visit& visit) {
  visit("index", artifact.index);
  visit("content", artifact.content);
  visit("error", artifact.error);
}

static_assert(static_cast<int>(Mode::kGate) == 4);

template <typename Visit>
void EachMember(Of<RecordedRule> auto& rule, Visit& visit) {
  visit("id", rule.id);
  visit("verdict", rule.verdict);
  visit("mode", rule.mode);
  visit("fingerprints", rule.fingerprints);
  visit("more_findings", rule.more_findings);
}

template <typename Visit>
void EachMember(Of<Record> auto& record, Visit& visit) {
  visit("engine", record.engine);
  visit("request", record.request);
  visit("too_large", record.too_large);
  visit("presets", record.presets);
  visit("change", record.change);
  visit("facts", record.facts);
  visit("views", record.views);
  visit("blobs", record.blobs);
  visit("lines", record.lines);
  visit("artifacts", record.artifacts);
  visit("rules", record.rules);
}

namespace {

/// Stands in front of a manifest: says what it is, and in which form.
constexpr std::string_view kMagic = "headwater.reads/1\n";

// Of a path, and then its id and mode.
constexpr size_t kLengthBytes = 4;
constexpr size_t kBehindPath = kObjectIdBytes + 1;

// One path in 64 ends a piece: some 4 KiB, so that a changed file costs little and a list of 20,000
// has few.
constexpr uint32_t kCutMask = 63;

/// FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/): only where lists are cut depends on it.
uint32_t HashOf(std::string_view text) {
  constexpr uint32_t kBasis = 2'166'136'261U;
  constexpr uint32_t kPrime = 16'777'619U;
  uint32_t hash = kBasis;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  return hash;
}

Error Damaged() { return {Errc::kContent, "the recorded reads are damaged"}; }

}  // namespace

std::string EncodeManifest(const Record& record) {
  return std::string(kMagic) + EncodeObject(record);
}

Result<Record> DecodeManifest(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return Damaged();
  Record record;
  if (!DecodeObject(bytes.substr(kMagic.size()), record)) return Damaged();
  return record;
}

std::vector<std::string> EncodeFiles(std::span<const FileEntry> files) {
  std::vector<std::string> pieces;
  bool is_open = false;
  for (const FileEntry& file : files) {
    const std::string& path = file.path.bytes();
    if (!is_open) pieces.emplace_back();
    std::string& piece = pieces.back();
    for (size_t i = 0; i < kLengthBytes; ++i) {
      piece += static_cast<char>(path.size() >> (8 * i) & 0xFFU);
    }
    piece += path;
    piece.append(file.blob.bytes.begin(), file.blob.bytes.end());
    piece += static_cast<char>(file.mode);
    is_open = (HashOf(path) & kCutMask) != 0;
  }
  return pieces;
}

Status AddFiles(std::string_view piece, std::vector<FileEntry>& files) {
  while (!piece.empty()) {
    if (piece.size() < kLengthBytes) return Damaged();
    size_t length = 0;
    for (size_t i = kLengthBytes; i > 0; --i) {
      length = length << 8U | static_cast<unsigned char>(piece[i - 1]);
    }
    piece.remove_prefix(kLengthBytes);
    if (piece.size() < length + kBehindPath) return Damaged();
    FileEntry file;
    file.path = Untrusted(std::string(piece.substr(0, length)));
    std::ranges::copy(piece.substr(length, kObjectIdBytes), file.blob.bytes.begin());
    file.mode = static_cast<FileMode>(piece[length + kObjectIdBytes]);
    if (file.mode > FileMode::kSubmodule) return Damaged();
    files.push_back(std::move(file));
    piece.remove_prefix(length + kBehindPath);
  }
  return Ok{};
}

}  // namespace headwater::jobs
