// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/fork_folder_vote.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "service/git/tree_store.h"

namespace headwater::git {
namespace {

/// A name that more of our files have (index.js) says little, and costs much.
constexpr size_t kMaxNamesakes = 16;
/// Of a project with 100,000 files over a hundred states.
constexpr size_t kMaxPlaces = 100'000;
/// Of one folder: a few trees can describe more places than there is time.
constexpr uint32_t kMaxPlacesOfTree = 16;
/// Longer paths than this do not vote; Linux 6.6 has none of 110 bytes.
constexpr size_t kMaxVotingPathBytes = 512;
/// Of one file of ours.
constexpr size_t kMaxKeptPlaces = 4;
/// Bytes of trees that are read, and what a vote costs of them; curl takes 20 MB.
constexpr int64_t kBudget = int64_t{512} << 20U;
constexpr int64_t kVoteCost = 64;
constexpr size_t kMaxPairs = 10'000;
/// How much more a file says that has the same content, beside the same name.
constexpr size_t kSameContentWeight = 16;

std::string_view LastPart(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string Join(const std::string& folder, std::string_view name) {
  return folder.empty() ? std::string(name) : folder + "/" + std::string(name);
}

/// None: it does not lie there.
std::optional<std::string> PathBelow(const std::string& folder, const std::string& path) {
  if (folder.empty()) return path;
  if (!path.starts_with(folder) || path[folder.size()] != '/') return std::nullopt;
  return path.substr(folder.size() + 1);
}

/// What stands before the part of the paths that is equal, counted in whole names from the end.
FolderPair PairOf(std::string_view ours, std::string_view theirs) {
  while (!ours.empty() && !theirs.empty() && LastPart(ours) == LastPart(theirs)) {
    const size_t bytes = LastPart(ours).size() + 1;  // And the slash before it, if there is one.
    ours.remove_suffix(std::min(bytes, ours.size()));
    theirs.remove_suffix(std::min(bytes, theirs.size()));
  }
  return {std::string(ours), std::string(theirs)};
}

}  // namespace

FolderVote::FolderVote(ObjectReader reader, std::span<const FolderFile> files)
    : reader_(reader), files_(files), budget_(kBudget) {
  for (uint32_t i = 0; i < files.size(); ++i) by_name_[LastPart(files[i].path)].push_back(i);
  std::erase_if(by_name_,
                [](const auto& namesakes) { return namesakes.second.size() > kMaxNamesakes; });
}

bool FolderVote::IsNew(const Place& place) {
  if (seen_.size() == kMaxPlaces || place.path.size() > kMaxVotingPathBytes) return false;
  const size_t hash = ObjectIdHash()(place.tree) ^ std::hash<std::string>()(place.path);
  return !seen_.contains(hash) && places_of_[place.tree]++ < kMaxPlacesOfTree &&
         seen_.insert(hash).second;
}

Status FolderVote::Look(const TreeId& root) {
  if (Place top{root, {}}; IsNew(top)) open_.push_back(std::move(top));
  while (!open_.empty() && budget_ > 0) {
    const Place place = std::move(open_.back());
    open_.pop_back();
    TRY(Read(place));
  }
  return Ok{};
}

Status FolderVote::Read(const Place& place) {
  const ParsedTree tree = TRY(ReadParsedTree(reader_, place.tree));
  budget_ -= static_cast<int64_t>(tree.raw_bytes());
  for (size_t i = 0; i < tree.size(); ++i) {
    const TreeEntry entry = tree[i];
    if (!entry.is_directory()) {
      TakeFile(entry, place.path);
      continue;
    }
    Place below{entry.id<TreeId>(), Join(place.path, entry.name)};
    if (IsNew(below)) open_.push_back(std::move(below));
  }
  return Ok{};
}

void FolderVote::TakeFile(const TreeEntry& entry, const std::string& path) {
  const auto namesakes = by_name_.find(entry.name);
  if (namesakes == by_name_.end()) return;
  const std::string theirs = Join(path, entry.name);
  for (const uint32_t file : namesakes->second) {
    budget_ -= kVoteCost;
    FolderPair pair = PairOf(files_[file].path, theirs);
    auto votes = votes_.find(pair);
    if (votes == votes_.end()) {
      if (votes_.size() == kMaxPairs) continue;
      votes = votes_.try_emplace(std::move(pair)).first;
    }
    votes->second.named.insert(file);
    if (entry.id<BlobId>() != files_[file].blob) continue;
    votes->second.same.insert(file);
    std::vector<std::string>& places = same_at_[file];
    if (places.size() < kMaxKeptPlaces && std::ranges::find(places, theirs) == places.end()) {
      places.push_back(theirs);
    }
  }
}

std::vector<FolderFile> FolderVote::Align(const FolderPair& pair) const {
  const auto votes = votes_.find(pair);
  std::vector<FolderFile> below;
  std::unordered_set<std::string> taken;
  std::vector<uint32_t> elsewhere;  // Numbers of those that the pair does not have.
  std::vector<size_t> places;       // Of these, in `below`.
  for (uint32_t i = 0; i < files_.size(); ++i) {
    const std::optional<std::string> path = PathBelow(pair.ours, files_[i].path);
    if (!path) continue;
    below.push_back({*path, files_[i].blob, *path});
    taken.insert(*path);
    if (votes != votes_.end() && votes->second.named.contains(i)) continue;
    elsewhere.push_back(i);
    places.push_back(below.size() - 1);
  }
  for (size_t i = 0; i < elsewhere.size(); ++i) {
    const auto same = same_at_.find(elsewhere[i]);
    if (same == same_at_.end()) continue;
    for (const std::string& place : same->second) {
      const std::optional<std::string> there = PathBelow(pair.theirs, place);
      if (!there || !taken.insert(*there).second) continue;
      below[places[i]].there = *there;
      break;
    }
  }
  return below;
}

std::vector<FolderPair> FolderVote::Best(size_t most) const {
  std::vector<std::pair<size_t, const FolderPair*>> ranked;
  for (const auto& [pair, votes] : votes_) {
    ranked.emplace_back(votes.named.size() + kSameContentWeight * votes.same.size(), &pair);
  }
  // Of equals the one whose folders are further up: the order of the map.
  std::ranges::stable_sort(ranked, std::greater<>(), &decltype(ranked)::value_type::first);
  std::vector<FolderPair> best;
  for (size_t i = 0; i < std::min(most, ranked.size()); ++i) best.push_back(*ranked[i].second);
  return best;
}

}  // namespace headwater::git
