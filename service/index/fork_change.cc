// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "service/index/fork_head.h"
#include "service/index/fork_query.h"
#include "service/index/fork_rarity.h"

namespace headwater::index {
namespace {

// Keys of one look-up: its answer names at most kMaxPostings projects for each.
constexpr size_t kBatch = 4'096;

bool IsFork(const ForkRelation& relation) {
  return relation.fork_class == ForkClass::kDeclaredFork ||
         relation.fork_class == ForkClass::kUndeclaredFork;
}

/// Its files are still its own when they stand in ours.
bool OwnsFiles(const ForkRelation& relation) {
  const bool source = IsFork(relation) || relation.fork_class == ForkClass::kSquashedImport ||
                      relation.fork_class == ForkClass::kVendoredFolder;
  return source && relation.direction == ForkDirection::kWeAreDownstream;
}

bool IsFamily(const ForkRelation& relation) {
  return IsFork(relation) || relation.fork_class == ForkClass::kSibling;
}

bool Counts(const ChangedContent& file) {
  return !file.noise && file.before != file.after && !IsBoilerplate(file.path.bytes());
}

/// Which relations have which contents of a change.
class Holders {
 public:
  bool Has(size_t relation, const std::optional<BlobId>& content) const {
    return content && found_.contains({relation, KeyOf(*content)});
  }

  Status Look(const ForkPartition& partition, std::span<const ContentKey> keys,
              std::span<const ForkRelation> relations) {
    std::unordered_map<uint32_t, size_t> numbers;
    for (size_t at = 0; at < relations.size(); ++at) {
      const std::optional<IndexedProject> project =
          TRY(partition.Find(relations[at].project.bytes()));
      if (project) numbers.emplace(project->number, at);
    }
    for (size_t begin = 0; !numbers.empty() && begin < keys.size(); begin += kBatch) {
      const auto batch = keys.subspan(begin, std::min(kBatch, keys.size() - begin));
      for (const KeyHits& hits : TRY(partition.Look(KeyLayer::kBlob, batch))) {
        Take(batch[hits.key], hits.projects, numbers);
      }
    }
    return Ok{};
  }

 private:
  void Take(ContentKey key, std::span<const uint32_t> projects,
            const std::unordered_map<uint32_t, size_t>& numbers) {
    for (const auto& [number, relation] : numbers) {
      if (std::ranges::binary_search(projects, number)) found_.emplace(relation, key);
    }
  }

  std::set<std::pair<size_t, ContentKey>> found_;
};

void AddTouched(const ChangedContent& file, const Holders& holders, ForkFacts& facts) {
  for (size_t at = 0; at < facts.relations.size(); ++at) {
    if (!OwnsFiles(facts.relations[at])) continue;
    const bool added = !file.before;
    // An edit that leaves what they have brings us up to date with them.
    if (!added && holders.Has(at, file.after)) continue;
    if (holders.Has(at, added ? file.after : file.before)) {
      facts.touched.push_back({at, file.path, added});
    }
  }
}

/// Only when it has all of it: of a part nobody knows what it is a part of.
void AddElsewhere(std::span<const ChangedContent* const> edits, const Holders& holders,
                  ForkFacts& facts) {
  for (size_t at = 0; at < facts.relations.size(); ++at) {
    if (edits.empty() || !IsFamily(facts.relations[at])) continue;
    const bool has_all = std::ranges::all_of(
        edits, [&](const ChangedContent* file) { return holders.Has(at, file->after); });
    if (!has_all) continue;
    ElsewhereChange change = {at, {}, edits.size()};
    for (const ChangedContent* file : edits) change.paths.push_back(file->path);
    facts.elsewhere.push_back(std::move(change));
  }
}

std::vector<ContentKey> AddedContents(std::span<const ChangedContent> change) {
  std::vector<ContentKey> keys;
  for (const ChangedContent& file : change) {
    if (Counts(file) && !file.before && file.after) keys.push_back(KeyOf(*file.after));
  }
  std::ranges::sort(keys);
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

/// Projects of a partition that need not be looked for.
Result<std::set<uint32_t>> NumbersOf(const ForkPartition& partition, const std::string& own_name,
                                     std::span<const ForkRelation> known) {
  std::set<uint32_t> numbers;
  const std::optional<IndexedProject> own = TRY(partition.Find(own_name));
  if (own) numbers.insert(own->number);
  for (const ForkRelation& relation : known) {
    const std::optional<IndexedProject> project = TRY(partition.Find(relation.project.bytes()));
    if (project) numbers.insert(project->number);
  }
  return numbers;
}

/// How many of these contents that one of the others has that has most of them. What is common
/// tells nothing.
Result<size_t> MostHits(const ForkPartition& partition, std::span<const ContentKey> keys,
                        const std::set<uint32_t>& but) {
  const Rarity rarity(TRY(partition.CountProjects()));
  std::unordered_map<uint32_t, size_t> counts;
  size_t most = 0;
  for (size_t begin = 0; begin < keys.size(); begin += kBatch) {
    const auto batch = keys.subspan(begin, std::min(kBatch, keys.size() - begin));
    for (const KeyHits& hits : TRY(partition.Look(KeyLayer::kBlob, batch))) {
      if (hits.common || !rarity.IsRare(hits.count)) continue;
      for (const uint32_t number : hits.projects) {
        if (!but.contains(number)) most = std::max(most, ++counts[number]);
      }
    }
  }
  return most;
}

}  // namespace

Result<bool> AddsFromOthers(std::span<const ChangedContent> change, const std::string& own_name,
                            const ForkPool& pool, std::span<const ForkRelation> known) {
  const std::vector<ContentKey> keys = AddedContents(change);
  if (keys.empty()) return false;
  const size_t enough = std::min(kMinAddedHits, (keys.size() + 1) / 2);
  for (const auto& partition : pool.partitions) {
    const std::set<uint32_t> but = TRY(NumbersOf(*partition, own_name, known));
    if (TRY(MostHits(*partition, keys, but)) >= enough) return true;
  }
  return false;
}

Status AddChange(std::span<const ChangedContent> change, const ForkPool& pool, ForkFacts& facts) {
  facts.touched.clear();
  facts.elsewhere.clear();
  std::vector<ContentKey> keys;
  std::vector<const ChangedContent*> counted;
  std::vector<const ChangedContent*> edits;
  for (const ChangedContent& file : change) {
    if (!Counts(file)) continue;
    counted.push_back(&file);
    if (file.after) edits.push_back(&file);
    for (const std::optional<BlobId>& content : {file.before, file.after}) {
      if (content) keys.push_back(KeyOf(*content));
    }
  }
  Holders holders;
  for (const auto& partition : pool.partitions) {
    TRY(holders.Look(*partition, keys, facts.relations));
  }
  for (const ChangedContent* file : counted) AddTouched(*file, holders, facts);
  AddElsewhere(edits, holders, facts);
  return Ok{};
}

}  // namespace headwater::index
