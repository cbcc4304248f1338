// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/upstream_index.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "headwater/hash.h"
#include "service/git/bulk_history.h"
#include "service/git/git_program.h"
#include "service/git/object_reader.h"
#include "service/git/repository.h"
#include "service/git/upstream_refs.h"
#include "service/index/index_writer.h"

namespace headwater::jobs {
namespace {

/// Rows of a segment in memory: about 100 MB with what sorting needs.
constexpr size_t kMaxRows = 4'000'000;
/// Commits of one upstream; Linux 6.6 has 1,220,000.
constexpr size_t kMaxCommits = 8'000'000;

struct NewCommit {
  CommitId id;
  int64_t committed = 0;
  bool is_merge = false;
};

/// Of branches and tags: equal ones have equal text.
std::string FingerprintOf(const std::vector<git::UpstreamRef>& refs) {
  std::string text;
  for (const git::UpstreamRef& ref : refs) {
    text += ref.is_tag ? "tag " : "branch ";
    if (ref.is_released) text += "released ";
    text += ref.target.Hex() + " " + ref.name.bytes() + "\n";  // No name holds a line end.
  }
  return Sha1(text).Hex();
}

/// Tags may point at anything; those of no commit say nothing.
Result<std::vector<index::Tip>> PeelRefs(const git::ObjectReader& reader,
                                         const std::vector<git::UpstreamRef>& refs) {
  std::vector<index::Tip> tips;
  for (const git::UpstreamRef& ref : refs) {
    const Result<CommitId> commit = reader.PeelToCommit(ref.target);
    if (!commit.ok() && commit.error().code == Errc::kInvalid) continue;
    if (!commit.ok()) return Error{Errc::kContent, commit.error().message};
    tips.push_back({ref.is_tag, ref.name, commit.value(), ref.is_released});
  }
  return tips;
}

/// One update, from what the repository says to what the index knows.
class Update {
 public:
  Update(git::Repository& repository, index::IndexWriter& writer, std::string git)
      : reader_(repository), bulk_(repository, std::move(git)), writer_(writer) {}

  Result<IndexReport> Run(const std::vector<git::UpstreamRef>& refs) {
    const std::vector<index::Tip> tips = TRY(PeelRefs(reader_, refs));
    std::vector<NewCommit> unknown = TRY(FindUnknown(tips));
    // Neighbours in time share what git keeps between them.
    std::ranges::sort(unknown, std::greater(), &NewCommit::committed);
    for (size_t at = 0; at < unknown.size(); at += kIndexBatch) {
      const size_t count = std::min(kIndexBatch, unknown.size() - at);
      TRY(AddBatch(std::span(unknown).subspan(at, count)));
    }
    const std::string id = FingerprintOf(refs);
    TRY(Finish(tips, id));
    return IndexReport{
        .commits = reached_.size(), .new_commits = unknown.size(), .changed = true, .id = id};
  }

 private:
  /// All that is reached, what is released first: so each commit is marked once.
  Result<std::vector<NewCommit>> FindUnknown(const std::vector<index::Tip>& tips) {
    std::vector<NewCommit> unknown;
    TRY(Walk(tips, /*released=*/true, unknown));
    TRY(Walk(tips, /*released=*/false, unknown));
    return unknown;
  }

  /// Through the index where it knows a commit, else through the repository. An update that was
  /// ended may have left holes anywhere.
  Status Walk(const std::vector<index::Tip>& tips, bool released, std::vector<NewCommit>& unknown) {
    std::vector<CommitId> open;
    const auto enter = [&](const CommitId& id) {
      if (reached_.emplace(id, released).second) open.push_back(id);
    };
    for (const index::Tip& tip : tips) {
      if (tip.is_released == released) enter(tip.commit);
    }
    while (!open.empty()) {
      const CommitId id = open.back();
      open.pop_back();
      if (reached_.size() > kMaxCommits)
        return Error{Errc::kContent, "too many commits to be indexed"};
      if (const auto known = writer_.ParentsOf(id)) {
        std::ranges::for_each(*known, enter);
        continue;
      }
      const Result<git::CommitLinks> links = reader_.ReadLinks(id);
      if (!links.ok()) return Error{Errc::kContent, links.error().message};
      std::ranges::for_each(links.value().parents, enter);
      unknown.push_back({id, links.value().time, links.value().parents.size() > 1});
    }
    return Ok{};
  }

  Status AddBatch(std::span<const NewCommit> commits) {
    std::vector<CommitId> plain;
    for (const NewCommit& commit : commits) {
      if (!commit.is_merge) plain.push_back(commit.id);
    }
    index::SegmentBuilder builder;
    auto next = commits.begin();  // Of whom the next patch is: they come in the order asked.
    const git::PatchTaker take = [&](const Patch& patch) -> Status {
      while (next->is_merge) ++next;
      TRY(Add(*next++, patch, builder));
      if (builder.rows() < kMaxRows) return Ok{};
      return writer_.AddCommits(std::exchange(builder, index::SegmentBuilder()));
    };
    TRY(bulk_.ReadPatches(plain, take, kIndexDeadline));
    for (const NewCommit& commit : commits) {
      // What a merge brings is in the commits that it merges.
      const Patch nothing;
      if (commit.is_merge) TRY(Add(commit, nothing, builder));
    }
    return writer_.AddCommits(std::move(builder));
  }

  Status Add(const NewCommit& known, const Patch& patch, index::SegmentBuilder& builder) {
    Commit commit = TRY(reader_.ReadCommit(known.id));
    builder.Add({.id = commit.id,
                 .parents = std::move(commit.parents),
                 .committed = known.committed,
                 .subject = std::move(commit.subject),
                 .author_name = std::move(commit.author_name),
                 .author_email = std::move(commit.author_email),
                 .message = std::move(commit.message)},
                patch);
    return Ok{};
  }

  Status Finish(const std::vector<index::Tip>& tips, std::string fingerprint) {
    std::vector<CommitId> wanted;
    for (const index::Tip& tip : tips) {
      if (tip.is_released) wanted.push_back(tip.commit);
    }
    const std::vector<CommitId> before = writer_.LastReleasedTips();
    const bool grown = std::ranges::all_of(before, [this](const CommitId& tip) {
      const auto found = reached_.find(tip);
      return found != reached_.end() && found->second;
    });
    std::vector<BlobId> objects;
    TRY(bulk_.ListObjects(
        wanted, grown ? before : std::vector<CommitId>(),
        [&objects](const BlobId& id) { objects.push_back(id); }, kIndexDeadline));
    return writer_.Finish(tips, std::move(objects),
                          grown ? index::ObjectsKept::kAll : index::ObjectsKept::kNone,
                          std::move(fingerprint));
  }

  git::ObjectReader reader_;
  git::BulkHistory bulk_;
  index::IndexWriter& writer_;
  /// Whether a released branch or tag reaches it.
  std::unordered_map<CommitId, bool, ObjectIdHash> reached_;
};

}  // namespace

Result<IndexReport> UpdateUpstreamIndex(const UpstreamPlace& place) {
  git::Repository repository = TRY(git::Repository::Open(place.repository, place.hashes));
  if (!repository.ShallowCommits().empty()) {
    return Error{Errc::kContent, place.repository + " lacks a part of its history"};
  }
  const std::vector<git::UpstreamRef> refs = TRY(git::ListUpstreamRefs(repository));
  index::IndexWriter writer = TRY(index::IndexWriter::Open(place.index));
  if (writer.fingerprint() == FingerprintOf(refs)) {
    return IndexReport{.commits = writer.reached(),
                       .new_commits = 0,
                       .changed = false,
                       .id = writer.fingerprint()};
  }
  const git::GitProgram git = TRY(git::GitProgram::Find());
  return Update(repository, writer, git.path).Run(refs);
}

}  // namespace headwater::jobs
