// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/index/upstream_index.h"

#include <algorithm>
#include <utility>

namespace headwater::index {
namespace {

/// Answers of headwater/upstream.h, "At most 16".
constexpr size_t kMaxAnswers = 16;
constexpr size_t kMinDigits = 7;
constexpr size_t kMaxDigits = 2 * kObjectIdBytes;
/// How often an index is opened again when an update has replaced a file of it meanwhile.
constexpr int kMaxAttempts = 5;

/// A commit and when it was made, to be sorted by.
using Dated = std::pair<int64_t, CommitId>;

Dated DatedOf(const Segment& segment, uint32_t commit) {
  const CommitRow row = segment.commits[commit];
  CommitId id;
  id.bytes = row.id;
  return {static_cast<int64_t>(FromKey(row.committed)), id};
}

std::optional<std::string> LowerHex(std::string_view text) {
  if (text.size() < kMinDigits || text.size() > kMaxDigits) return std::nullopt;
  std::string hex(text);
  for (char& c : hex) {
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
    if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) return std::nullopt;
  }
  return hex;
}

}  // namespace

Result<UpstreamIndex> UpstreamIndex::OpenOnce(const std::string& folder) {
  const Manifest manifest = TRY(ReadManifest(folder));
  if (manifest.reach == 0) return Error{Errc::kNotFound, "the index in " + folder + " is not done"};
  UpstreamIndex index;
  for (const uint32_t number : manifest.segments) {
    index.segments_.push_back(TRY(Segment::Open(PathOf(folder, number))));
  }
  for (const uint32_t number : manifest.objects) {
    index.object_files_.push_back(TRY(TableFile::Open(PathOf(folder, number))));
    index.objects_.push_back(TRY(index.object_files_.back().Find<IdRow>(TableKind::kObjects)));
  }
  index.reach_ = TRY(Reach::Open(PathOf(folder, manifest.reach)));
  return index;
}

Result<UpstreamIndex> UpstreamIndex::Open(const std::string& folder) {
  for (int attempt = 1;; ++attempt) {
    Result<UpstreamIndex> index = OpenOnce(folder);
    if (index.ok() || index.error().code != Errc::kNotFound) return index;
    // Named a moment ago, and gone: an update has written a new list.
    const Result<Manifest> manifest = ReadManifest(folder);
    if (!manifest.ok() || manifest.value().reach == 0) return index;
    if (attempt == kMaxAttempts) {
      return Error{Errc::kContent, folder + " lacks files: " + index.error().message};
    }
  }
}

std::vector<CommitId> UpstreamIndex::FindCommits(std::string_view hex) const {
  std::vector<CommitId> found;
  const std::optional<std::string> digits = LowerHex(hex);
  if (!digits) return found;
  std::string padded = *digits;
  padded.resize(kMaxDigits, '0');
  const std::optional<CommitId> first = CommitId::FromHex(padded);
  if (!first) return found;
  for (size_t at = reach_.commits.LowerBound(first->bytes);
       at < reach_.commits.size() && found.size() < 2; ++at) {
    CommitId id;
    id.bytes = reach_.commits[at].id;
    if (!id.Hex().starts_with(*digits)) break;
    found.push_back(id);
  }
  return found;
}

std::vector<CommitId> UpstreamIndex::FindRequest(uint64_t number) const {
  std::vector<Dated> found;
  const KeyBytes key = ToKey(number);
  for (const Segment& segment : segments_) {
    for (size_t at = segment.requests.LowerBound(key); at < segment.requests.size(); ++at) {
      const Posting row = segment.requests[at];
      if (row.key != key) break;
      if (Reaches(segment.IdOf(row.commit))) found.push_back(DatedOf(segment, row.commit));
    }
  }
  std::ranges::sort(found);
  std::vector<CommitId> ids;
  for (const Dated& one : found) {
    if (ids.size() < kMaxAnswers) ids.push_back(one.second);
  }
  return ids;
}

std::optional<UpstreamCommit> UpstreamIndex::Describe(const CommitId& commit) const {
  const std::optional<size_t> reached = reach_.Find(commit);
  if (!reached) return std::nullopt;
  for (const Segment& segment : segments_) {
    const std::optional<uint32_t> at = segment.Find(commit);
    if (!at) continue;
    const CommitRow row = segment.commits[*at];
    auto [subject, name, mail] = segment.TextsOf(row);
    UpstreamCommit described;
    described.id = commit;
    described.subject = std::move(subject);
    described.author_name = std::move(name);
    described.author_email = std::move(mail);
    described.committed = std::chrono::sys_seconds(
        std::chrono::seconds(static_cast<int64_t>(FromKey(row.committed))));
    described.first_tag = reach_.FirstTag(*reached);
    return described;
  }
  return std::nullopt;
}

bool UpstreamIndex::HasObject(const IdBytes& id) const {
  return std::ranges::any_of(objects_, [&id](const Table<IdRow>& table) {
    const size_t at = table.LowerBound(id);
    return at < table.size() && table[at].key == id;
  });
}

std::vector<FollowUp> UpstreamIndex::FollowUpsOf(const CommitId& commit) const {
  const std::string hex = commit.Hex();
  // Every beginning of the id, from the shortest that is taken for one, filled up with zeros.
  const std::optional<CommitId> first =
      CommitId::FromHex(hex.substr(0, kMinDigits) + std::string(kMaxDigits - kMinDigits, '0'));
  std::vector<std::pair<Dated, FollowUp>> found;
  for (const Segment& segment : segments_) {
    const Table<FollowUpRow>& rows = segment.follow_ups;
    for (size_t at = rows.LowerBound(first->bytes); at < rows.size(); ++at) {
      const FollowUpRow row = rows[at];
      if (row.key > commit.bytes) break;
      CommitId named;
      named.bytes = row.key;
      const std::string digits = named.Hex().substr(0, row.digits);
      const CommitId speaker = segment.IdOf(row.commit);
      const bool counts = hex.starts_with(digits) && speaker != commit && Reaches(speaker) &&
                          FindCommits(digits).size() == 1;
      if (!counts) continue;
      const auto kind = row.kind == static_cast<uint8_t>(FollowUpKind::kReverts)
                            ? FollowUpKind::kReverts
                            : FollowUpKind::kFixes;
      found.push_back({DatedOf(segment, row.commit), {.kind = kind, .commit = speaker}});
    }
  }
  std::ranges::sort(found, {}, [](const auto& one) { return one.first; });
  std::vector<FollowUp> follow_ups;
  for (const auto& one : found) {
    if (follow_ups.size() < kMaxAnswers) follow_ups.push_back(one.second);
  }
  return follow_ups;
}

}  // namespace headwater::index
