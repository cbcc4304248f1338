// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/file_pairs.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

namespace headwater::upstream {
namespace {

/// A line that stands in more files says nothing about which one it is. Bounds the pairs that are
/// looked at, too.
constexpr size_t kMaxFilesOfLine = 8;

// How much a line in common counts, and what the name alone does.
constexpr uint64_t kSamePath = 4;
constexpr uint64_t kSameName = 3;
constexpr uint64_t kOtherName = 2;

std::string_view NameOf(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::vector<LineNumber> DistinctLines(const FileLines& file) {
  std::vector<LineNumber> lines = file.lines;
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return lines;
}

using Pair = std::pair<size_t, size_t>;  // Theirs, ours.

std::map<Pair, uint64_t> CountSharedLines(std::span<const FileLines> theirs,
                                          std::span<const FileLines> ours) {
  std::map<LineNumber, std::vector<size_t>> files_of;
  for (size_t i = 0; i < ours.size(); ++i) {
    for (const LineNumber line : DistinctLines(ours[i])) files_of[line].push_back(i);
  }
  std::map<Pair, uint64_t> shared;
  for (size_t i = 0; i < theirs.size(); ++i) {
    for (const LineNumber line : DistinctLines(theirs[i])) {
      const auto files = files_of.find(line);
      if (files == files_of.end() || files->second.size() > kMaxFilesOfLine) continue;
      for (const size_t our : files->second) ++shared[{i, our}];
    }
  }
  return shared;
}

/// Files of the same path, and of the same name where no other file of ours has it, are candidates
/// without a line in common.
void AddByName(std::span<const FileLines> theirs, std::span<const FileLines> ours,
               std::map<Pair, uint64_t>& shared) {
  std::map<std::string_view, size_t> by_path;
  std::map<std::string_view, std::vector<size_t>> by_name;
  for (size_t i = 0; i < ours.size(); ++i) {
    const std::string_view path = ours[i].file->path.bytes();
    by_path[path] = i;
    by_name[NameOf(path)].push_back(i);
  }
  for (size_t i = 0; i < theirs.size(); ++i) {
    const std::string_view path = theirs[i].file->path.bytes();
    const auto same = by_path.find(path);
    if (same != by_path.end()) shared[{i, same->second}] += 0;
    const auto name = by_name.find(NameOf(path));
    if (name != by_name.end() && name->second.size() == 1) shared[{i, name->second[0]}] += 0;
  }
}

uint64_t ScoreOf(const FileLines& theirs, const FileLines& ours, uint64_t shared) {
  const std::string_view a = theirs.file->path.bytes();
  const std::string_view b = ours.file->path.bytes();
  if (a == b) return kSamePath * shared + kSamePath;
  return NameOf(a) == NameOf(b) ? kSameName * shared + kSameName : kOtherName * shared;
}

}  // namespace

std::vector<std::optional<size_t>> PairFiles(std::span<const FileLines> theirs,
                                             std::span<const FileLines> ours) {
  auto shared = CountSharedLines(theirs, ours);
  AddByName(theirs, ours, shared);
  std::vector<std::tuple<uint64_t, size_t, size_t>> scored;
  scored.reserve(shared.size());
  for (const auto& [pair, lines] : shared) {
    scored.emplace_back(ScoreOf(theirs[pair.first], ours[pair.second], lines), pair.first,
                        pair.second);
  }
  std::stable_sort(scored.begin(), scored.end(),
                   [](const auto& a, const auto& b) { return std::get<0>(a) > std::get<0>(b); });
  std::vector<std::optional<size_t>> pairs(theirs.size());
  std::vector<bool> taken(ours.size());
  for (const auto& [score, their, our] : scored) {
    if (pairs[their] || taken[our]) continue;
    pairs[their] = our;
    taken[our] = true;
  }
  return pairs;
}

}  // namespace headwater::upstream
