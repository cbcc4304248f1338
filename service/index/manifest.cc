// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/index/manifest.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>

#include "headwater/hash.h"
#include "service/index/table_file.h"

namespace headwater::index {
namespace {

constexpr std::string_view kName = "/index";
constexpr std::string_view kFirstLine = "headwater-index ";
constexpr std::string_view kLastLine = "sha256 ";
constexpr std::string_view kEnding = ".table";
constexpr std::string_view kTemporaryEnding = ".tmp";
/// A handful of lines; more is no manifest.
constexpr size_t kMaxManifestBytes = size_t{64} << 10U;

Error Damaged(std::string_view why) {
  return {Errc::kContent, "the index is not usable: " + std::string(why)};
}

std::string ManifestPath(const std::string& folder) { return folder + std::string(kName); }

std::optional<uint32_t> ReadNumber(std::string_view text) {
  uint32_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string FirstLine() {
  return std::string(kFirstLine) + std::to_string(kTableFileVersion) + "\n";
}

/// `KEY VALUE` of one line; false when it is none of ours.
bool ReadEntry(std::string_view line, Manifest& manifest) {
  const size_t blank = std::min(line.find(' '), line.size());
  const std::string_view key = line.substr(0, blank);
  const std::string_view value = line.substr(std::min(blank + 1, line.size()));
  if (key == "fingerprint") {
    manifest.fingerprint = value;
    return true;
  }
  const std::optional<uint32_t> number = ReadNumber(value);
  if (!number) return false;
  if (key == "segment") {
    manifest.segments.push_back(*number);
  } else if (key == "objects") {
    manifest.objects.push_back(*number);
  } else if (key == "reach") {
    manifest.reach = *number;
  } else if (key == "last") {
    manifest.last = *number;
  } else {
    return false;
  }
  return true;
}

Result<Manifest> ParseManifest(std::string_view text) {
  const size_t end = text.rfind(kLastLine);
  if (end == std::string_view::npos) return Damaged("its list of files is cut off");
  const std::string_view body = text.substr(0, end);
  if (text.substr(end) != std::string(kLastLine) + Sha256Hex(body) + "\n") {
    return Damaged("its list of files is damaged");
  }
  const std::string first = FirstLine();
  if (!body.starts_with(first)) return Damaged("it is of another version");
  Manifest manifest;
  std::string_view rest = body.substr(first.size());
  while (!rest.empty()) {
    const size_t line = std::min(rest.find('\n'), rest.size());
    if (!ReadEntry(rest.substr(0, line), manifest)) return Damaged("its list of files is odd");
    rest.remove_prefix(std::min(line + 1, rest.size()));
  }
  return manifest;
}

}  // namespace

std::string PathOf(const std::string& folder, uint32_t number) {
  return folder + "/" + std::to_string(number) + std::string(kEnding);
}

std::string Manifest::NextPath(const std::string& folder) { return PathOf(folder, ++last); }

Result<Manifest> ReadManifest(const std::string& folder) {
  std::error_code absent;
  const auto bytes = std::filesystem::file_size(ManifestPath(folder), absent);
  if (absent) return Error{Errc::kNotFound, folder + " holds no index"};
  if (bytes > kMaxManifestBytes) return Damaged("its list of files is too long");
  std::ifstream stream(ManifestPath(folder), std::ios::binary);
  std::string text(bytes, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!stream) return Error{Errc::kInternal, "the index in " + folder + " cannot be read"};
  return ParseManifest(text).Context(folder);
}

Status WriteManifest(const std::string& folder, const Manifest& manifest) {
  std::string text = FirstLine();
  const auto add = [&text](std::string_view key, const std::string& value) {
    ((text += key) += ' ') += value + "\n";
  };
  for (const uint32_t number : manifest.segments) add("segment", std::to_string(number));
  for (const uint32_t number : manifest.objects) add("objects", std::to_string(number));
  add("reach", std::to_string(manifest.reach));
  add("last", std::to_string(manifest.last));
  add("fingerprint", manifest.fingerprint);
  text += std::string(kLastLine) + Sha256Hex(text) + "\n";
  // The files first, so that none is named that a power failure has lost.
  TRY(SyncFolder(folder));
  TRY(WriteWhole(ManifestPath(folder), text));
  return SyncFolder(folder);
}

void RemoveLeftovers(const std::string& folder, const Manifest& manifest) {
  std::set<std::string> named;
  for (const auto* numbers : {&manifest.segments, &manifest.objects}) {
    for (const uint32_t number : *numbers) named.insert(PathOf(folder, number));
  }
  named.insert(PathOf(folder, manifest.reach));
  std::error_code ignored;
  std::vector<std::filesystem::path> leftovers;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().string();
    const bool ours = name.ends_with(kEnding) || name.ends_with(kTemporaryEnding);
    if (ours && !named.contains(name)) leftovers.push_back(entry.path());
  }
  for (const auto& path : leftovers) std::filesystem::remove(path, ignored);
}

}  // namespace headwater::index
