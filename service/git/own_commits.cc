// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/own_commits.h"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

#include "service/git/dated_walk.h"
#include "service/git/libgit2.h"
#include "service/git/object_reader.h"
#include "service/git/upstream_refs.h"

namespace headwater::git {
namespace {

/// As ParseTrailers names git's own note of a pick.
constexpr std::string_view kPick = "cherry picked from commit";
constexpr size_t kFewestDigits = 7;
constexpr size_t kMostDigits = 2 * kObjectIdBytes;
// Two are enough to know that a beginning is ambiguous.
constexpr size_t kMaxFound = 2;

/// The lowest id that begins with these digits.
std::optional<CommitId> LowestOf(std::string_view hex) {
  if (hex.size() < kFewestDigits || hex.size() > kMostDigits) return std::nullopt;
  std::string digits(hex);
  for (char& c : digits) {
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
  }
  digits.resize(kMostDigits, '0');
  return CommitId::FromHex(digits);
}

}  // namespace

/// The walks behind the answers. Both share what was read.
class OwnCommits::Reader {
 public:
  explicit Reader(Repository& repository)
      : repository_(repository),
        objects_(repository),
        graph_(repository),
        target_(graph_),
        all_(graph_) {}

  Status Begin(const CommitId& target) {
    target_begins_ = target;
    return target_.Begin(target);
  }

  Result<bool> TargetHas(const CommitId& commit, int64_t made) {
    int64_t time = made;
    if (objects_.Has(commit)) {
      const Result<CommitLinks> links = objects_.ReadLinks(commit);
      if (links.ok()) time = links.value().time;
    }
    TRY(target_.DownTo(time));
    TRY(ReadPicks());
    return IsMet(target_, commit) || picked_.contains(commit);
  }

  Result<std::vector<CommitId>> Find(const CommitId& lowest, size_t digits) {
    std::vector<CommitId> found;
    git_oid short_id = ToOid(lowest);
    git_oid whole{};
    const int code =
        git_odb_exists_prefix(&whole, repository_.state().odb.get(), &short_id, digits);
    if (code == GIT_ENOTFOUND) return found;
    TRY(BeginAll());
    if (code == 0) {
      const auto commit = FromOid<CommitId>(whole);
      if (TRY(IsReached(commit))) found.push_back(commit);
      return found;
    }
    // Objects of any kind may begin alike; what counts are commits.
    TRY(all_.ToTheEnd());
    const std::string beginning = lowest.Hex().substr(0, digits);
    for (const CommitIndex met : all_.met()) {
      if (graph_.id(met).Hex().starts_with(beginning)) found.push_back(graph_.id(met));
    }
    std::ranges::sort(found);
    if (found.size() > kMaxFound) found.resize(kMaxFound);
    return found;
  }

  void Note(Error error) {
    if (!error_) error_ = std::move(error);
  }
  Status status() const { return error_ ? Status(*error_) : Status(Ok{}); }

 private:
  bool IsMet(const DatedWalk& walk, const CommitId& commit) const {
    const std::optional<CommitIndex> known = graph_.Known(commit);
    return known && walk.HasMet(*known);
  }

  /// By any branch or tag. Looks down to the commit's own date first, and then everywhere.
  Result<bool> IsReached(const CommitId& commit) {
    const Result<CommitLinks> links = objects_.ReadLinks(commit);
    if (!links.ok()) return false;  // A file or a tree, or nothing that could be read.
    TRY(all_.DownTo(links.value().time));
    if (IsMet(all_, commit)) return true;
    TRY(all_.ToTheEnd());
    return IsMet(all_, commit);
  }

  Status BeginAll() {
    if (all_begun_) return Ok{};
    all_begun_ = true;
    if (target_begins_) TRY(all_.Begin(*target_begins_));
    for (const UpstreamRef& reference : TRY(ListOwnRefs(repository_))) {
      const Result<CommitId> commit = objects_.PeelToCommit(reference.target);
      // A tag of something that is no commit, or of one that a partial clone lacks.
      if (commit.ok()) TRY(all_.Begin(commit.value()));
    }
    return Ok{};
  }

  /// Of what was met since the last time.
  Status ReadPicks() {
    for (; looked_at_ < target_.met().size(); ++looked_at_) {
      const CommitIndex commit = target_.met()[looked_at_];
      if (!graph_.speaks_of_pick(commit) || messages_ == kMaxPickMessages) continue;
      ++messages_;
      for (const Trailer& trailer : TRY(objects_.ReadCommit(graph_.id(commit))).trailers) {
        if (trailer.key.bytes() != kPick) continue;
        if (const auto id = CommitId::FromHex(trailer.value.bytes())) picked_.insert(*id);
      }
    }
    return Ok{};
  }

  Repository& repository_;
  ObjectReader objects_;
  CommitGraph graph_;
  DatedWalk target_;
  DatedWalk all_;
  std::optional<CommitId> target_begins_;
  bool all_begun_ = false;
  std::unordered_set<CommitId, ObjectIdHash> picked_;  ///< What others claim to be, by whole ids.
  size_t looked_at_ = 0;                               ///< Of target_.met().
  size_t messages_ = 0;
  std::optional<Error> error_;
};

OwnCommits::OwnCommits(std::unique_ptr<Reader> reader) : reader_(std::move(reader)) {}
OwnCommits::OwnCommits(OwnCommits&& other) noexcept = default;
OwnCommits& OwnCommits::operator=(OwnCommits&& other) noexcept = default;
OwnCommits::~OwnCommits() = default;

Result<OwnCommits> OwnCommits::Open(Repository& repository, const std::optional<CommitId>& target) {
  auto reader = std::make_unique<Reader>(repository);
  if (target) TRY(reader->Begin(*target));
  return OwnCommits(std::move(reader));
}

std::vector<CommitId> OwnCommits::FindCommits(std::string_view hex) {
  const std::optional<CommitId> lowest = LowestOf(hex);
  if (!lowest) return {};
  Result<std::vector<CommitId>> found = reader_->Find(*lowest, hex.size());
  if (found.ok()) return std::move(found).value();
  reader_->Note(std::move(found).error());
  return {};
}

bool OwnCommits::TargetHas(const CommitId& commit, std::chrono::sys_seconds made) {
  Result<bool> has = reader_->TargetHas(commit, made.time_since_epoch().count());
  if (has.ok()) return has.value();
  reader_->Note(std::move(has).error());
  return false;
}

Status OwnCommits::status() const { return reader_->status(); }

}  // namespace headwater::git
