// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/index/fork_query.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "headwater/publiccode.h"
#include "headwater/url.h"
#include "service/index/fork_candidates.h"
#include "service/index/fork_head.h"
#include "service/index/fork_signals.h"
#include "service/index/fork_suspect.h"

namespace headwater::index {
namespace {

// Of more relations the weaker ones are left out: nobody reads them, and each costs a walk through
// two histories.
constexpr size_t kMaxRelations = 50;
// Folders of one relation that are located, one walk each.
constexpr size_t kMaxCopies = 4;
// Contents whose dates are compared: enough for a vote, the rarest.
constexpr size_t kMaxDated = 200;
// Sketches that are read, of those whose lines are most like ours.
constexpr size_t kMaxSketches = 64;

/// The same for all spellings of an address; for what is none (a path, ssh), itself.
std::string AddressKey(const std::string& address) {
  const Result<SafeUrl> url = SafeUrl::Parse(address);
  return url.ok() ? url.value().RepositoryKey() : address;
}

class Query {
 public:
  Query(const ProjectHead& head, const ForkSelf& self, const ForkPool& pool)
      : ours_(head), self_(self), pool_(pool), own_key_(AddressKey(self.url)) {
    for (const std::string& address : self.declared) declared_.insert(AddressKey(address));
    declared_.erase(std::string());
  }

  Result<std::vector<ForkRelation>> Run() && {
    for (size_t at = 0; at < pool_.partitions.size(); ++at) TRY(FindSuspects(at));
    KeepStrongest();
    for (ForkSuspect& suspect : suspects_) {
      Declare(suspect);
      Ask(suspect);
      TRY(FindHolders(suspect));
      Classify(suspect);
      Direct(suspect);
    }
    Explain(suspects_);
    return Relations();
  }

 private:
  Status FindSuspects(size_t partition) {
    const ForkPartition& index = *pool_.partitions[partition];
    const PartitionHits hits = TRY(LookInto(index, ours_, self_.name));
    size_t sketches = 0;
    for (const ForkCandidate& candidate : hits.candidates) {
      LineMatch lines;
      const bool has_lines = candidate.lines >= kMinSharedLines;
      if (has_lines && sketches++ < kMaxSketches) lines = TRY(CompareLines(index, hits, candidate));
      ForkSignals signals = ReadSignals(ours_, hits, candidate, std::move(lines));
      if (candidate.commits == 0 && !signals.tells) continue;
      std::optional<IndexedProject> project = TRY(index.Get(candidate.number));
      if (!project) continue;  // Removed in the meantime.
      AddSuspect(partition, hits, candidate, std::move(signals)).project = *std::move(project);
    }
    return Ok{};
  }

  Result<LineMatch> CompareLines(const ForkPartition& index, const PartitionHits& hits,
                                 const ForkCandidate& candidate) const {
    const std::optional<ProjectSketch> sketch = TRY(index.SketchOf(candidate.number));
    return sketch ? MatchLines(ours_, hits.line_counts, *sketch) : LineMatch();
  }

  ForkSuspect& AddSuspect(size_t partition, const PartitionHits& hits,
                          const ForkCandidate& candidate, ForkSignals signals) {
    ForkSuspect& suspect = suspects_.emplace_back();
    suspect.partition = partition;
    suspect.candidate = candidate;
    suspect.signals = std::move(signals);
    suspect.we_are_template = hits.own_role == ProjectRole::kTemplate;
    PointOut(hits, suspect);
    return suspect;
  }

  /// What to look at, and to show.
  void PointOut(const PartitionHits& hits, ForkSuspect& suspect) const {
    const std::vector<FolderMatch>& folders = suspect.signals.folders;
    suspect.strongest = folders.empty() ? StrongestFolders(ours_, suspect.candidate) : folders;
    if (suspect.strongest.size() > kMaxSharedFolders) suspect.strongest.resize(kMaxSharedFolders);
    const uint32_t at = folders.empty() ? CommonFolder(suspect.candidate) : folders.front().folder;
    suspect.folder = ours_.folders()[at].path;
    std::vector<uint32_t>& rarest = suspect.rarest;
    rarest = suspect.candidate.files;
    std::ranges::stable_sort(rarest, {}, [&](uint32_t file) { return hits.file_projects[file]; });
    if (rarest.size() > kMaxDated) rarest.resize(kMaxDated);
  }

  /// In which all that is shared stands.
  uint32_t CommonFolder(const ForkCandidate& candidate) const {
    if (candidate.files.empty()) return CountedHead::kRoot;
    uint32_t common = ours_.files()[candidate.files.front()].folder;
    for (const uint32_t file : candidate.files) {
      // Parents have smaller numbers: the greater one of two different folders is not above.
      for (uint32_t folder = ours_.files()[file].folder; folder != common;) {
        uint32_t& greater = folder > common ? folder : common;
        greater = ours_.folders()[greater].parent;
      }
    }
    return common;
  }

  void KeepStrongest() {
    std::ranges::stable_sort(suspects_, std::greater<>(), [](const ForkSuspect& suspect) {
      return std::make_pair(suspect.candidate.commits > 0, suspect.signals.ImportShare());
    });
    if (suspects_.size() > kMaxRelations) suspects_.resize(kMaxRelations);
  }

  void Declare(ForkSuspect& suspect) const {
    const IndexedProject& project = suspect.project;
    const std::string key = AddressKey(project.url);
    suspect.we_declare = !key.empty() && declared_.contains(key);
    std::set<std::string> theirs = {AddressKey(project.parent)};
    const Result<Publiccode> publiccode = ReadPubliccode(project.publiccode);
    if (publiccode.ok()) {
      const std::optional<Untrusted>& url = publiccode.value().url;
      if (url) theirs.insert(AddressKey(url->bytes()));
      for (const Untrusted& one : publiccode.value().is_based_on) {
        theirs.insert(AddressKey(one.bytes()));
      }
    }
    theirs.erase(std::string());
    theirs.erase(key);  // Its own address.
    suspect.they_declare = theirs.contains(own_key_);
    suspect.same_parent = std::ranges::any_of(
        theirs, [&](const std::string& one) { return declared_.contains(one); });
  }

  void Ask(ForkSuspect& suspect) const {
    suspect.unseen = !pool_.witness || !Look(suspect).ok();
    if (!suspect.unseen) return;
    suspect.history.reset();
    suspect.copies.clear();
    suspect.dates.reset();
  }

  Status Look(ForkSuspect& suspect) const {
    const std::unique_ptr<ForkWitness> witness = TRY(pool_.witness(suspect.project));
    if (suspect.candidate.commits > 0) suspect.history = TRY(witness->Meet());
    if (SharesMainHistory(suspect) || !suspect.signals.tells) return Ok{};
    TRY(Locate(*witness, suspect));
    if (!NeedsDates(suspect) || suspect.rarest.empty()) return Ok{};
    std::vector<BlobId> contents;
    contents.reserve(suspect.rarest.size());
    for (const uint32_t file : suspect.rarest) contents.push_back(ours_.files()[file].file->blob);
    suspect.dates = TRY(witness->CompareDates(contents));
    return Ok{};
  }

  Status Locate(ForkWitness& witness, ForkSuspect& suspect) const {
    std::vector<std::string> folders;
    for (const FolderMatch& match : suspect.signals.folders) {
      if (folders.size() < kMaxCopies) folders.push_back(ours_.folders()[match.folder].path);
    }
    if (folders.empty()) folders.push_back(suspect.folder);
    for (std::string& folder : folders) {
      std::optional<LocatedCopy> copy = TRY(witness.Locate(Untrusted(std::move(folder))));
      if (copy) suspect.copies.push_back(*std::move(copy));
    }
    return Ok{};
  }

  Status FindHolders(ForkSuspect& suspect) const {
    if (!suspect.history || !suspect.history->base) return Ok{};
    const ContentKey key = KeyOf(*suspect.history->base);
    for (size_t at = 0; at < pool_.partitions.size(); ++at) {
      for (const KeyHits& hits : TRY(pool_.partitions[at]->Look(KeyLayer::kCommit, {&key, 1}))) {
        for (const uint32_t number : hits.projects) suspect.base_holders.emplace_back(at, number);
      }
    }
    return Ok{};
  }

  ForkRelation RelationOf(ForkSuspect& suspect) const {
    ForkRelation relation;
    relation.evidence = EvidenceOf(suspect, ours_);
    relation.project = Untrusted(suspect.project.name);
    relation.url = Untrusted(suspect.project.url);
    relation.fork_class = suspect.fork_class;
    relation.direction = suspect.direction;
    relation.direction_proof = suspect.proof;
    const bool met = suspect.history && suspect.history->base;
    relation.shared.commits = met ? suspect.history->shared : suspect.candidate.commits;
    relation.shared.trees = suspect.candidate.trees;
    relation.shared.blobs = suspect.candidate.files.size();
    relation.shared.blob_share = suspect.signals.blob_share;
    relation.shared.line_share = suspect.signals.lines.OurShare();
    relation.shared.line_version = suspect.signals.lines.version;
    if (met) relation.history = suspect.history;
    relation.copies = std::move(suspect.copies);
    for (const FolderMatch& match : suspect.strongest) {
      const std::string& path = ours_.folders()[match.folder].path;
      relation.folders.push_back({Untrusted(path), match.shared, match.files});
    }
    relation.unseen = suspect.unseen;
    return relation;
  }

  std::vector<ForkRelation> Relations() {
    std::ranges::stable_sort(suspects_, {}, &ForkSuspect::fork_class);
    std::vector<ForkRelation> relations;
    for (ForkSuspect& suspect : suspects_) {
      if (suspect.fork_class != ForkClass::kUnrelated) relations.push_back(RelationOf(suspect));
    }
    return relations;
  }

  CountedHead ours_;
  const ForkSelf& self_;
  const ForkPool& pool_;
  std::string own_key_;
  std::set<std::string> declared_;
  std::vector<ForkSuspect> suspects_;
};

}  // namespace

Result<std::vector<ForkRelation>> FindRelations(const ProjectHead& head, const ForkSelf& self,
                                                const ForkPool& pool) {
  return Query(head, self, pool).Run();
}

}  // namespace headwater::index
