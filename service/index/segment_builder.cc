// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <numeric>
#include <utility>

#include "headwater/patch_lines.h"
#include "service/index/message_facts.h"
#include "service/index/segment.h"

namespace headwater::index {
namespace {

/// The beginning of an id, filled up with zeros.
FollowUpRow RowOf(const Mention& mention, uint32_t commit) {
  std::string padded = mention.hex;
  padded.resize(2 * kObjectIdBytes, '0');
  FollowUpRow row;
  if (const auto id = CommitId::FromHex(padded)) row.key = id->bytes;
  row.commit = commit;
  row.digits = static_cast<uint8_t>(mention.hex.size());
  row.kind = static_cast<uint8_t>(mention.kind);
  return row;
}

template <typename Row>
void SortUnique(std::vector<Row>& rows) {
  std::ranges::sort(rows);
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
}

}  // namespace

void SegmentBuilder::Add(const IndexedCommit& commit, const Patch& patch) {
  const auto number = static_cast<uint32_t>(commits_.size());
  CommitRow row;
  row.id = commit.id.bytes;
  row.text = static_cast<uint32_t>(texts_.size());
  row.committed = ToKey(static_cast<uint64_t>(commit.committed));
  AddText(commit.subject, row.subject_bytes);
  AddText(commit.author_name, row.name_bytes);
  AddText(commit.author_email, row.mail_bytes);
  row.first_parent = static_cast<uint32_t>(parents_.size());
  row.parents = static_cast<uint32_t>(commit.parents.size());
  for (const CommitId& parent : commit.parents) parents_.push_back({parent.bytes});
  commits_.push_back(row);
  AddPatch(patch, number);
  AddMessage(commit.message.bytes(), number);
}

void SegmentBuilder::AddText(const Untrusted& text, uint8_t& bytes) {
  const std::string_view kept = std::string_view(text.bytes()).substr(0, kMaxTextBytes);
  texts_.insert(texts_.end(), kept.begin(), kept.end());
  bytes = static_cast<uint8_t>(kept.size());
}

void SegmentBuilder::AddPatch(const Patch& patch, uint32_t commit) {
  if (patch.id && !patch.files.empty()) patches_.push_back({patch.id->bytes, commit});
  const auto add_lines = [&](char sign, const std::vector<Untrusted>& lines) {
    for (const Untrusted& line : lines) {
      if (!IsTelling(line.bytes())) continue;
      lines_.push_back({HashLine(sign, line.bytes()), commit});
    }
  };
  for (const FilePatch& file : patch.files) {
    if (IsNoiseFile(file.path)) continue;
    for (const PatchHunk& hunk : file.hunks) {
      const uint64_t hash = HashHunk(hunk);
      if (hash != 0) hunks_.push_back({hash, commit});
      add_lines('-', hunk.removed);
      add_lines('+', hunk.added);
    }
  }
}

void SegmentBuilder::AddMessage(std::string_view message, uint32_t commit) {
  const MessageFacts facts = ReadMessage(message);
  for (const uint64_t request : facts.requests) requests_.push_back({request, commit});
  for (const Mention& mention : facts.mentions) follow_ups_.push_back(RowOf(mention, commit));
}

/// Commits are sorted by id, and the rows that name them follow.
void SegmentBuilder::Renumber() {
  std::vector<uint32_t> order(commits_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [this](uint32_t at) { return commits_[at].id; });
  std::vector<uint32_t> numbers(order.size());
  std::vector<CommitRow> sorted;
  sorted.reserve(order.size());
  for (const uint32_t at : order) {
    numbers[at] = static_cast<uint32_t>(sorted.size());
    sorted.push_back(commits_[at]);
  }
  commits_ = std::move(sorted);
  const auto renumber = [&](auto& rows) {
    for (auto& row : rows) row.commit = numbers[row.commit];
    SortUnique(rows);
  };
  renumber(hunks_);
  renumber(lines_);
  renumber(patches_);
  renumber(requests_);
  renumber(follow_ups_);
}

/// Of more rows of one key than say something, one more is kept to tell so.
void SegmentBuilder::DropCommon(std::vector<Fact>& facts) {
  size_t kept = 0;
  for (const Fact& fact : facts) {
    const bool common = kept > kMaxPostings && facts[kept - 1 - kMaxPostings].key == fact.key;
    if (!common) facts[kept++] = fact;
  }
  facts.resize(kept);
}

Status SegmentBuilder::WriteFacts(TableFileWriter& writer, TableKind kind,
                                  const std::vector<Fact>& facts) {
  writer.Begin(kind, sizeof(Posting));
  for (const Fact& fact : facts) TRY(writer.Append(Posting{ToKey(fact.key), fact.commit}));
  return Ok{};
}

Status SegmentBuilder::Write(const std::string& path) {
  Renumber();
  for (std::vector<Fact>* facts : {&hunks_, &lines_, &requests_}) DropCommon(*facts);
  TableFileWriter writer = TRY(TableFileWriter::Create(path));
  TRY(writer.AppendTable<CommitRow>(TableKind::kCommits, commits_));
  TRY(writer.AppendTable<uint8_t>(TableKind::kTexts, texts_));
  TRY(writer.AppendTable<IdRow>(TableKind::kParents, parents_));
  TRY(WriteFacts(writer, TableKind::kHunks, hunks_));
  TRY(WriteFacts(writer, TableKind::kLines, lines_));
  TRY(writer.AppendTable<PatchRow>(TableKind::kPatches, patches_));
  TRY(WriteFacts(writer, TableKind::kRequests, requests_));
  TRY(writer.AppendTable<FollowUpRow>(TableKind::kFollowUps, follow_ups_));
  return writer.Finish();
}

}  // namespace headwater::index
