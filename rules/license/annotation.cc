// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/annotation.h"

#include <algorithm>

namespace headwater::license {
namespace {

// Bytes of a pattern's name and ending that make its bucket: enough to tell most of them apart,
// few enough that there are not many lengths to try.
constexpr size_t kKeyBytes = 8;

size_t FolderLength(std::string_view path) { return path.rfind('/') + 1; }

void MakeKey(std::string_view folder, std::string_view name, std::string_view tail,
             std::string& key) {
  key = folder;
  key += name;
  key += '\0';
  key += tail;
}

std::string_view Last(std::string_view text, size_t count) {
  return text.substr(text.size() - std::min(count, text.size()));
}

}  // namespace

void Annotations::Add(Annotation annotation, std::vector<ReuseGlob> globs) {
  const auto owner = static_cast<uint32_t>(annotations_.size());
  annotations_.push_back(std::move(annotation));
  for (ReuseGlob& glob : globs) AddPattern(std::move(glob), owner);
}

void Annotations::AddPattern(ReuseGlob glob, uint32_t owner) {
  if (glob.is_literal()) {
    literal_[glob.prefix()] = owner;
    return;
  }
  const std::string_view prefix = glob.prefix();
  const std::string_view name = prefix.substr(FolderLength(prefix)).substr(0, kKeyBytes);
  const std::string_view tail = Last(glob.tail(), kKeyBytes);
  key_lengths_.emplace(name.size(), tail.size());
  MakeKey(prefix.substr(0, FolderLength(prefix)), name, tail, key_);
  buckets_[key_].push_back({std::move(glob), owner});
}

const Annotation* Annotations::LastMatch(std::string_view path) const {
  int64_t best = -1;
  if (!literal_.empty()) {
    key_ = path;
    const auto literal = literal_.find(key_);
    if (literal != literal_.end()) best = literal->second;
  }
  size_t folder = 0;
  while (!buckets_.empty()) {
    for (const auto& [name, tail] : key_lengths_) {
      if (path.size() < folder + name || path.size() < tail) continue;
      MakeKey(path.substr(0, folder), path.substr(folder, name), Last(path, tail), key_);
      TryBucket(path, best);
    }
    const size_t slash = path.find('/', folder);
    if (slash == std::string_view::npos) break;
    folder = slash + 1;
  }
  return best < 0 || exhausted() ? nullptr : &annotations_[static_cast<size_t>(best)];
}

void Annotations::TryBucket(std::string_view path, int64_t& best) const {
  const auto bucket = buckets_.find(key_);
  if (bucket == buckets_.end()) return;
  // The last ones first: what stands before the best so far cannot win.
  for (auto pattern = bucket->second.rbegin(); pattern != bucket->second.rend(); ++pattern) {
    if (pattern->owner <= best || exhausted()) return;
    if (pattern->glob.Matches(path, work_)) best = pattern->owner;
  }
}

}  // namespace headwater::license
