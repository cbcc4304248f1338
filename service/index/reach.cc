// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/index/reach.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "headwater/release_tag.h"

namespace headwater::index {
namespace {

/// A commit's row, wherever it is.
struct Place {
  const Segment* segment = nullptr;
  CommitRow row;
};

std::optional<Place> FindPlace(const std::vector<Segment>& segments, const CommitId& id) {
  for (const Segment& segment : segments) {
    if (const auto at = segment.Find(id)) return Place{&segment, segment.commits[*at]};
  }
  return std::nullopt;
}

Error Unknown(const CommitId& id) {
  return {Errc::kContent, "the index does not know commit " + id.Hex()};
}

/// Commits and the first tag of each.
class Walk {
 public:
  explicit Walk(const std::vector<Segment>& segments) : segments_(segments) {}

  /// Marks what `tip` reaches and nobody has reached before: those before have marked all their
  /// ancestors.
  Status Mark(const CommitId& tip, uint32_t tag) {
    std::vector<CommitId> open;
    Enter(tip, tag, open);
    while (!open.empty()) {
      const CommitId id = open.back();
      open.pop_back();
      const std::optional<Place> place = FindPlace(segments_, id);
      if (!place) return Unknown(id);
      for (const CommitId& parent : place->segment->ParentsOf(place->row)) {
        Enter(parent, tag, open);
      }
    }
    return Ok{};
  }

  std::vector<ReachedRow> Sorted() const {
    std::vector<ReachedRow> rows;
    rows.reserve(tags_.size());
    for (const auto& [id, tag] : tags_) rows.push_back({id.bytes, tag});
    std::ranges::sort(rows, {}, &ReachedRow::id);
    return rows;
  }

 private:
  void Enter(const CommitId& id, uint32_t tag, std::vector<CommitId>& open) {
    if (tags_.emplace(id, tag).second) open.push_back(id);
  }

  const std::vector<Segment>& segments_;
  std::unordered_map<CommitId, uint32_t, ObjectIdHash> tags_;
};

struct DatedTag {
  bool is_pre_release = false;
  int64_t committed = 0;
  const Tip* tip = nullptr;
};

Result<std::vector<DatedTag>> SortTags(const std::vector<Segment>& segments,
                                       std::span<const Tip> tips) {
  std::vector<DatedTag> tags;
  for (const Tip& tip : tips) {
    if (!tip.is_tag) continue;
    const std::optional<Place> place = FindPlace(segments, tip.commit);
    if (!place) return Unknown(tip.commit);
    tags.push_back({IsPreRelease(tip.name.bytes()),
                    static_cast<int64_t>(FromKey(place->row.committed)), &tip});
  }
  std::ranges::sort(tags, [](const DatedTag& a, const DatedTag& b) {
    return std::tie(a.is_pre_release, a.committed, a.tip->name) <
           std::tie(b.is_pre_release, b.committed, b.tip->name);
  });
  return tags;
}

Status WriteTables(TableFileWriter writer, const Walk& walk, const std::vector<DatedTag>& tags,
                   std::span<const Tip> tips) {
  std::string texts;
  std::vector<TagRow> tag_rows;
  for (const DatedTag& tag : tags) {
    const std::string& name = tag.tip->name.bytes();
    tag_rows.push_back({static_cast<uint32_t>(texts.size()), static_cast<uint32_t>(name.size())});
    texts += name;
  }
  std::vector<IdRow> tip_rows;
  for (const Tip& tip : tips) {
    if (tip.is_released) tip_rows.push_back({tip.commit.bytes});
  }
  TRY(writer.AppendTable<ReachedRow>(TableKind::kReached, walk.Sorted()));
  TRY(writer.AppendTable<TagRow>(TableKind::kTags, tag_rows));
  TRY(writer.AppendTable<char>(TableKind::kTexts, texts));
  TRY(writer.AppendTable<IdRow>(TableKind::kTips, tip_rows));
  return writer.Finish();
}

}  // namespace

Status WriteReach(const std::vector<Segment>& segments, std::span<const Tip> tips,
                  const std::string& path) {
  Walk walk(segments);
  const std::vector<DatedTag> tags = TRY(SortTags(segments, tips));
  for (size_t i = 0; i < tags.size(); ++i) {
    TRY(walk.Mark(tags[i].tip->commit, static_cast<uint32_t>(i)));
  }
  for (const Tip& tip : tips) TRY(walk.Mark(tip.commit, kNoTag));
  return WriteTables(TRY(TableFileWriter::Create(path)), walk, tags, tips);
}

Result<Reach> Reach::Open(const std::string& path) {
  Reach reach;
  reach.file = TRY(TableFile::Open(path));
  reach.commits = TRY(reach.file.Find<ReachedRow>(TableKind::kReached));
  reach.tags = TRY(reach.file.Find<TagRow>(TableKind::kTags));
  reach.texts = TRY(reach.file.FindBytes(TableKind::kTexts, 1));
  reach.tips = TRY(reach.file.Find<IdRow>(TableKind::kTips));
  return reach;
}

std::optional<size_t> Reach::Find(const CommitId& id) const {
  const size_t at = commits.LowerBound(id.bytes);
  if (at == commits.size() || commits[at].id != id.bytes) return std::nullopt;
  return at;
}

Untrusted Reach::FirstTag(size_t row) const {
  const uint32_t tag = commits[row].tag;
  if (tag >= tags.size()) return {};
  const TagRow name = tags[tag];
  if (name.text > texts.size() || name.bytes > texts.size() - name.text) return {};
  const auto part = texts.subspan(name.text, name.bytes);
  return Untrusted(std::string(part.begin(), part.end()));
}

std::vector<CommitId> Reach::Tips() const {
  std::vector<CommitId> ids(tips.size());
  for (size_t i = 0; i < ids.size(); ++i) ids[i].bytes = tips[i].key;
  return ids;
}

}  // namespace headwater::index
