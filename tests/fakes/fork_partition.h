// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "headwater/fork_index.h"

namespace headwater::fakes {

/// A partition in memory. Not thread-safe.
class FakeForkPartition final : public ForkPartition {
 public:
  std::optional<Error> failure;  ///< What every question is answered with.

  Result<std::vector<IndexedProject>> List() const override {
    if (failure) return *failure;
    std::vector<IndexedProject> list;
    for (const auto& [name, number] : numbers_) list.push_back(projects_.at(number).record);
    return list;
  }

  Result<std::optional<IndexedProject>> Find(const std::string& name) const override {
    if (failure) return *failure;
    const auto at = numbers_.find(name);
    if (at == numbers_.end()) return std::optional<IndexedProject>();
    return std::optional(projects_.at(at->second).record);
  }

  Result<std::optional<IndexedProject>> Get(uint32_t number) const override {
    if (failure) return *failure;
    const auto at = projects_.find(number);
    if (at == projects_.end()) return std::optional<IndexedProject>();
    return std::optional(at->second.record);
  }

  Result<uint64_t> CountProjects() const override {
    if (failure) return *failure;
    return projects_.size();
  }

  Result<uint32_t> Put(const IndexedProject& project, const ContentKeys& new_keys,
                       const ProjectSketch* sketch) override {
    if (failure) return *failure;
    const auto [at, is_new] = numbers_.try_emplace(project.name, next_);
    if (is_new) ++next_;
    const uint32_t number = at->second;
    Known& known = projects_[number];
    known.record = project;
    known.record.number = number;
    if (sketch != nullptr) known.sketch = *sketch;
    for (size_t layer = 0; layer < kKeyLayers; ++layer) {
      for (const ContentKey key : new_keys[layer]) rows_[layer][key].insert(number);
    }
    return number;
  }

  Result<bool> Remove(const std::string& name) override {
    if (failure) return *failure;
    const auto at = numbers_.find(name);
    if (at == numbers_.end()) return false;
    for (auto& layer : rows_) {
      for (auto& [key, projects] : layer) projects.erase(at->second);
    }
    projects_.erase(at->second);
    numbers_.erase(at);
    return true;
  }

  Result<std::vector<KeyHits>> Look(KeyLayer layer,
                                    std::span<const ContentKey> keys) const override {
    if (failure) return *failure;
    std::vector<KeyHits> all;
    for (uint32_t at = 0; at < keys.size(); ++at) {
      const auto& rows = rows_[static_cast<size_t>(layer)];
      const auto row = rows.find(keys[at]);
      if (row == rows.end() || row->second.empty()) continue;
      KeyHits hits;
      hits.key = at;
      hits.common = row->second.size() > kMaxPostings;
      hits.count = static_cast<uint32_t>(std::min(row->second.size(), kMaxPostings));
      if (!hits.common) hits.projects.assign(row->second.begin(), row->second.end());
      all.push_back(std::move(hits));
    }
    return all;
  }

  Result<std::optional<ProjectSketch>> SketchOf(uint32_t number) const override {
    if (failure) return *failure;
    const auto at = projects_.find(number);
    if (at == projects_.end()) return std::optional<ProjectSketch>();
    return at->second.sketch;
  }

  Result<bool> Compact() override { return true; }
  Result<uint64_t> Bytes() const override { return uint64_t{0}; }

 private:
  struct Known {
    IndexedProject record;
    std::optional<ProjectSketch> sketch;
  };

  uint32_t next_ = 1;
  std::map<std::string, uint32_t> numbers_;
  std::map<uint32_t, Known> projects_;
  std::array<std::map<ContentKey, std::set<uint32_t>>, kKeyLayers> rows_;
};

}  // namespace headwater::fakes
