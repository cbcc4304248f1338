// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/repository_branches.h"

#include <algorithm>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "headwater/patch.h"
#include "service/git/mirror_references.h"

namespace headwater::git {
namespace {

/// So many branches are asked, the target among them: the newest, by date. Security fixes are taken
/// back into a handful.
constexpr size_t kMaxBranches = 8;
/// Of one branch, the newest (OwnBranches::WhoChanged).
constexpr size_t kMaxSteps = 2'000;

/// What default branches are called. Whatever it is called here counts, too, but a mirror that has
/// not got all branches knows names only by their hashes.
constexpr const char* kUsualNames[] = {"main", "master", "trunk", "develop"};
constexpr std::string_view kOfMirrors = "refs/headwater/branch/";

/// The part of our reference to a branch that ListOwnRefs gives as its name.
std::string HashedName(const Untrusted& name) {
  const Result<ReferencePair> pair = BranchReference(name);
  return pair.ok() ? pair.value().ours.substr(kOfMirrors.size()) : std::string();
}

/// The branches other than the target's that count; where only the hash of a name is known, the
/// name is made out.
class Names {
 public:
  Names(const Untrusted& target, const Untrusted& standard, std::span<const UpstreamRef> all)
      : target_(target), standard_(standard) {
    for (const char* usual : kUsualNames) Add(Untrusted(usual));
    Add(target);
    for (const UpstreamRef& reference : all) {
      if (!reference.is_tag && !reference.is_hashed) Add(reference.name);
    }
  }

  /// None: it does not count.
  std::optional<Untrusted> Of(const UpstreamRef& reference) const {
    if (reference.is_tag) return std::nullopt;
    Untrusted name = reference.name;
    if (reference.is_hashed) {
      const auto known = by_hash_.find(name.bytes());
      if (known == by_hash_.end()) return std::nullopt;
      name = known->second;
    }
    return Counts(name) ? std::optional(name) : std::nullopt;
  }

 private:
  void Add(const Untrusted& name) { by_hash_.emplace(HashedName(name), name); }

  bool Counts(const Untrusted& name) const {
    if (name == target_) return false;
    const auto is_name = [&](const char* usual) { return name.bytes() == usual; };
    return name == standard_ || IsReleaseBranch(name.bytes()) ||
           std::ranges::any_of(kUsualNames, is_name);
  }

  Untrusted target_;
  Untrusted standard_;
  std::unordered_map<std::string, Untrusted> by_hash_;
};

/// Empty: there is none.
Result<Untrusted> DefaultName(Repository& repository, std::span<const UpstreamRef> all) {
  const std::optional<Branch> standard = TRY(repository.DefaultBranch());
  return standard ? standard->name : DefaultOfMirror(repository, all);
}

}  // namespace

Result<RepositoryBranches> RepositoryBranches::Open(Repository& repository,
                                                    const BranchesQuestion& question) {
  RepositoryBranches opened(repository, question.head);
  if (question.target.IsZero() || question.head.IsZero()) return opened;
  TRY(opened.AddTarget(question));
  TRY(opened.AddOthers(question));
  return opened;
}

Result<const std::vector<UpstreamRef>*> RepositoryBranches::References() {
  if (!references_) references_ = TRY(ListOwnRefs(*repository_));
  return &*references_;
}

Status RepositoryBranches::AddTarget(const BranchesQuestion& question) {
  const CommitLinks links = TRY(reader_.ReadLinks(question.target));
  branches_.push_back({.name = question.target_name, .is_target = true});
  tips_.push_back({.commit = question.target, .tree = links.tree, .steps = {}});
  return Ok{};
}

Status RepositoryBranches::AddOthers(const BranchesQuestion& question) {
  struct Other {
    int64_t time;
    Untrusted name;
    Tip tip;
  };
  const std::vector<UpstreamRef>& all = *TRY(References());
  const Names names(question.target_name, TRY(DefaultName(*repository_, all)), all);
  std::vector<Other> others;
  for (const UpstreamRef& reference : all) {
    const std::optional<Untrusted> name = names.Of(reference);
    if (!name) continue;
    const Result<CommitLinks> links = reader_.ReadLinks(reference.target);
    if (!links.ok()) continue;  // Whoever asks for the branch itself is told so.
    const CommitLinks& read = links.value();
    others.push_back({read.time, *name, {reference.target, read.tree, {}}});
  }
  std::ranges::stable_sort(others, std::ranges::greater(), &Other::time);
  for (Other& other : others) {
    if (tips_.size() == kMaxBranches) break;
    // A mirror may have a branch twice, as it was at two moments: the newer one counts.
    const bool is_new =
        std::ranges::find(tips_, other.tip.commit, &Tip::commit) == tips_.end() &&
        std::ranges::find(branches_, other.name, &OwnBranch::name) == branches_.end();
    if (!is_new || other.tip.commit == head_) continue;
    branches_.push_back({.name = std::move(other.name), .is_target = false});
    tips_.push_back(std::move(other.tip));
  }
  return Ok{};
}

Result<BlobId> RepositoryBranches::FileAt(size_t branch, const Untrusted& path) {
  return FileIn(tips_[branch].tree, path.bytes());
}

Result<BlobId> RepositoryBranches::FileIn(const TreeId& root, std::string_view path) {
  TreeId folder = root;
  while (!folder.IsZero()) {
    const ParsedTree* tree = TRY(trees_.Load(folder));
    const size_t slash = path.find('/');
    const bool is_last = slash == std::string_view::npos;
    const std::optional<TreeEntry> entry = tree->Find(path.substr(0, slash), !is_last);
    if (!entry) break;
    if (is_last) {
      return entry->kind == EntryKind::kSubmodule ? BlobId() : entry->id<BlobId>();
    }
    folder = entry->id<TreeId>();
    path.remove_prefix(slash + 1);
  }
  return BlobId();
}

Result<BlobAnswer> RepositoryBranches::Read(const BlobId& blob) {
  return reader_.ReadBlob(blob, kMaxPatchFileBytes);
}

Result<const std::vector<RepositoryBranches::Step>*> RepositoryBranches::StepsOf(size_t branch) {
  Tip& tip = tips_[branch];
  if (!tip.steps) tip.steps = TRY(history_.StepsBetween(head_, tip.commit, kMaxSteps));
  return &*tip.steps;
}

Result<uint32_t> RepositoryBranches::CountChanged(const Step& step,
                                                  std::span<const Untrusted> paths) {
  uint32_t changed = 0;
  for (const Untrusted& path : paths) {
    const BlobId before = TRY(FileIn(step.before, path.bytes()));
    const BlobId after = TRY(FileIn(step.after, path.bytes()));
    if (before != after) ++changed;
  }
  return changed;
}

Result<std::vector<BranchCommit>> RepositoryBranches::WhoChanged(size_t branch,
                                                                 std::span<const Untrusted> paths) {
  const std::vector<Step>* steps = TRY(StepsOf(branch));
  std::vector<BranchCommit> commits;
  for (const Step& step : *steps) {
    const uint32_t changed = TRY(CountChanged(step, paths));
    if (changed == 0) continue;
    Commit commit = TRY(reader_.ReadCommit(step.commit));
    commits.push_back({std::move(commit), changed});
  }
  return commits;
}

Result<std::vector<RepositoryBranches::Tag>> RepositoryBranches::ReadTags() {
  std::vector<Tag> tags;
  for (const UpstreamRef& reference : *TRY(References())) {
    if (!reference.is_tag) continue;
    const Result<CommitId> commit = reader_.PeelToCommit(reference.target);
    if (!commit.ok()) continue;  // Of something that is no commit.
    const int64_t time = TRY(reader_.ReadLinks(commit.value())).time;
    tags.push_back({time, reference.name, commit.value()});
  }
  std::ranges::sort(tags, {}, [](const Tag& tag) { return std::tie(tag.time, tag.name); });
  return tags;
}

Result<Untrusted> RepositoryBranches::FindFirstTag(const CommitId& commit) {
  if (!tags_) tags_ = TRY(ReadTags());
  const int64_t time = TRY(reader_.ReadLinks(commit)).time;
  const auto oldest = std::ranges::lower_bound(*tags_, time, {}, &Tag::time);
  std::vector<CommitId> tips;
  for (auto tag = oldest; tag != tags_->end(); ++tag) tips.push_back(tag->commit);
  const auto first = TRY(history_.FirstToReach(tips, commit));
  return first ? (oldest + static_cast<ptrdiff_t>(*first))->name : Untrusted();
}

Untrusted RepositoryBranches::FirstTag(const CommitId& commit) {
  Result<Untrusted> tag = FindFirstTag(commit);
  return tag.ok() ? std::move(tag).value() : Untrusted();
}

}  // namespace headwater::git
