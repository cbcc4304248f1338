// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/hash.h"
#include "headwater/patch_lines.h"
#include "headwater/provenance.h"
#include "headwater/upstream.h"
#include "tests/fakes/fake_view.h"

/// \file
/// Histories of small texts: commits say what the files are before and after them, and patches are
/// made of that by comparing lines. As git does: three lines of context count for the patch id.

namespace headwater::fakes {

using Texts = std::map<std::string, std::string>;

/// A text with this is one whose content is missing.
inline constexpr std::string_view kMissingText = "MISSING";

/// 40 digits that begin with these.
inline CommitId IdOf(std::string hex) {
  hex.resize(2 * kObjectIdBytes, '0');
  return *CommitId::FromHex(hex);
}

struct FakeCommit {
  CommitId id;
  std::string message;
  std::string author_name = "Alex Example";
  std::string author_email = "alex@example.org";
  std::string first_tag = {};
  Texts before = {};
  Texts after = {};
};

inline std::vector<std::string> SplitLines(const std::string& text) {
  std::vector<std::string> lines;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

/// The longest common subsequence decides what is removed and added.
class LineDiff {
 public:
  LineDiff(std::vector<std::string> old_lines, std::vector<std::string> new_lines)
      : old_(std::move(old_lines)), new_(std::move(new_lines)) {
    common_.assign(old_.size() + 1, std::vector<size_t>(new_.size() + 1));
    for (size_t i = old_.size(); i-- > 0;) {
      for (size_t j = new_.size(); j-- > 0;) {
        common_[i][j] = old_[i] == new_[j] ? common_[i + 1][j + 1] + 1
                                           : std::max(common_[i + 1][j], common_[i][j + 1]);
      }
    }
  }

  /// Adds to `context` what the patch id is made of.
  std::vector<PatchHunk> Hunks(std::string& context) const {
    std::vector<PatchHunk> hunks;
    size_t i = 0;
    size_t j = 0;
    while (i < old_.size() || j < new_.size()) {
      if (i < old_.size() && j < new_.size() && old_[i] == new_[j]) {
        ++i, ++j;
        continue;
      }
      hunks.push_back(HunkAt(i, j, context));
    }
    return hunks;
  }

 private:
  static constexpr size_t kContext = 3;

  PatchHunk HunkAt(size_t& i, size_t& j, std::string& context) const {
    PatchHunk hunk;
    hunk.old_first = static_cast<uint32_t>(i + 1);
    hunk.new_first = static_cast<uint32_t>(j + 1);
    for (size_t at = i - std::min(i, kContext); at < i; ++at) context += WithoutBlanks(old_[at]);
    while (i < old_.size() || j < new_.size()) {
      if (i < old_.size() && j < new_.size() && old_[i] == new_[j]) break;
      const bool removes =
          j == new_.size() || (i < old_.size() && common_[i + 1][j] >= common_[i][j + 1]);
      (removes ? hunk.removed : hunk.added).emplace_back(removes ? old_[i++] : new_[j++]);
    }
    for (const Untrusted& line : hunk.removed) context += "-" + WithoutBlanks(line.bytes());
    for (const Untrusted& line : hunk.added) context += "+" + WithoutBlanks(line.bytes());
    for (size_t at = i; at < std::min(i + kContext, old_.size()); ++at) {
      context += WithoutBlanks(old_[at]);
    }
    return hunk;
  }

  std::vector<std::string> old_;
  std::vector<std::string> new_;
  std::vector<std::vector<size_t>> common_;
};

/// As the files of a case have it.
inline BlobId BlobOf(const std::string& text) { return FakeBlobId(text); }

inline Patch MakePatch(const FakeCommit& commit) {
  Patch patch;
  patch.commit = commit.id;
  std::set<std::string> paths;
  for (const Texts* side : {&commit.before, &commit.after}) {
    for (const auto& entry : *side) paths.insert(entry.first);
  }
  std::string content;
  for (const std::string& path : paths) {
    const auto old_text = commit.before.find(path);
    const auto new_text = commit.after.find(path);
    FilePatch file;
    file.path = Untrusted(path);
    const bool added = old_text == commit.before.end();
    const bool removed = new_text == commit.after.end();
    if (!added && !removed && old_text->second == new_text->second) continue;
    if (!added) file.old_blob = BlobOf(old_text->second);
    if (!removed) file.new_blob = BlobOf(new_text->second);
    if (!removed && new_text->second == kMissingText) patch.missing.push_back(file.new_blob);
    content += "file" + path;
    file.binary = !removed && new_text->second.find('\0') != std::string::npos;
    if (file.binary) {
      content += file.new_blob.Hex();
    } else {
      file.hunks = LineDiff(SplitLines(added ? "" : old_text->second),
                            SplitLines(removed ? "" : new_text->second))
                       .Hunks(content);
    }
    patch.files.push_back(std::move(file));
  }
  if (patch.missing.empty()) {
    patch.id.emplace();
    patch.id->bytes = Sha1(content).bytes;
  }
  return patch;
}

/// The project's own repository.
class FakePatches : public PatchSource {
 public:
  void Add(FakeCommit commit) { commits_[commit.id] = std::move(commit); }

  Result<Patch> PatchOf(const CommitId& commit) override {
    ++asked;
    const auto found = commits_.find(commit);
    if (found == commits_.end()) return Error{Errc::kNotFound, "no such commit"};
    return MakePatch(found->second);
  }

  size_t asked = 0;

 private:
  std::map<CommitId, FakeCommit> commits_;
};

class FakeOwn : public OwnHistory {
 public:
  std::set<CommitId> branches;  ///< What any branch reaches.
  std::set<CommitId> target;    ///< What the target branch has.

  std::vector<CommitId> FindCommits(std::string_view hex) override {
    std::vector<CommitId> found;
    for (const CommitId& id : branches) {
      if (id.Hex().starts_with(hex)) found.push_back(id);
    }
    return found;
  }
  bool TargetHas(const CommitId& commit, std::chrono::sys_seconds /*made*/) override {
    return target.contains(commit);
  }
};

/// Branches of the project as they are now, and the commits of each that the change does not build
/// on, newest first.
class FakeBranches : public OwnBranches {
 public:
  void Add(OwnBranch branch, Texts files, std::vector<FakeCommit> commits) {
    infos_.push_back(std::move(branch));
    for (const auto& [path, text] : files) texts_[BlobOf(text)] = text;
    files_.push_back(std::move(files));
    commits_.push_back(std::move(commits));
  }

  const std::vector<std::vector<FakeCommit>>& commits() const { return commits_; }
  std::span<const OwnBranch> branches() const override { return infos_; }

  Result<BlobId> FileAt(size_t branch, const Untrusted& path) override {
    const auto found = files_[branch].find(path.bytes());
    return found == files_[branch].end() ? BlobId() : BlobOf(found->second);
  }

  Result<BlobAnswer> Read(const BlobId& blob) override {
    ++read;
    const std::string& text = texts_.at(blob);
    if (text == kMissingText) return BlobAnswer{};
    return BlobAnswer{.state = BlobState::kPresent, .bytes = text, .size = text.size()};
  }

  Result<std::vector<BranchCommit>> WhoChanged(size_t branch,
                                               std::span<const Untrusted> paths) override {
    ++asked;
    if (too_shallow) return Error{Errc::kContent, "too shallow"};
    std::vector<BranchCommit> found;
    for (const FakeCommit& fake : commits_[branch]) {
      BranchCommit changed;
      changed.commit.id = fake.id;
      changed.commit.subject = Untrusted(fake.message.substr(0, fake.message.find('\n')));
      changed.commit.author_email = Untrusted(fake.author_email);
      for (const Untrusted& path : paths) {
        if (fake.before.contains(path.bytes()) || fake.after.contains(path.bytes())) {
          ++changed.paths;
        }
      }
      if (changed.paths > 0) found.push_back(std::move(changed));
    }
    return found;
  }

  Untrusted FirstTag(const CommitId& commit) override {
    for (const auto& list : commits_) {
      const auto found = std::ranges::find(list, commit, &FakeCommit::id);
      if (found != list.end()) return Untrusted(found->first_tag);
    }
    return {};
  }

  bool too_shallow = false;
  size_t read = 0;   ///< Files that were read.
  size_t asked = 0;  ///< Histories that were asked.

 private:
  std::vector<OwnBranch> infos_;
  std::vector<Texts> files_;
  std::vector<std::vector<FakeCommit>> commits_;
  std::map<BlobId, std::string> texts_;
};

/// Everything in it is reachable. Requests are numbered by `(#123)` in subjects; later commits mend
/// what their messages name.
class FakeUpstream : public Upstream {
 public:
  explicit FakeUpstream(UpstreamInfo info) : info_(std::move(info)) {}

  /// Oldest first.
  void Add(FakeCommit commit) { commits_.push_back(std::move(commit)); }

  const UpstreamInfo& info() const override { return info_; }

  std::vector<CommitId> FindCommits(std::string_view hex) const override {
    std::vector<CommitId> found;
    for (const FakeCommit& commit : commits_) {
      if (commit.id.Hex().starts_with(hex) && found.size() < 2) found.push_back(commit.id);
    }
    return found;
  }

  std::vector<CommitId> FindRequest(uint64_t number) const override {
    std::vector<CommitId> found;
    for (const FakeCommit& commit : commits_) {
      const std::string subject = commit.message.substr(0, commit.message.find('\n'));
      const std::string mark = "(#" + std::to_string(number) + ")";
      if (subject.find(mark) != std::string::npos) found.push_back(commit.id);
    }
    return found;
  }

  std::optional<UpstreamCommit> Describe(const CommitId& id) const override {
    const FakeCommit* commit = Find(id);
    if (commit == nullptr) return std::nullopt;
    return UpstreamCommit{
        .id = id,
        .subject = Untrusted(commit->message.substr(0, commit->message.find('\n'))),
        .author_name = Untrusted(commit->author_name),
        .author_email = Untrusted(commit->author_email),
        .committed = {},
        .first_tag = Untrusted(commit->first_tag)};
  }

  bool HasBlob(const BlobId& blob) const override {
    return std::any_of(commits_.begin(), commits_.end(), [&](const FakeCommit& commit) {
      return std::any_of(commit.after.begin(), commit.after.end(),
                         [&](const auto& file) { return BlobOf(file.second) == blob; });
    });
  }
  bool HasTree(const TreeId&) const override { return false; }
  bool HasPatch(const CommitId& id, const PatchId& patch) const override {
    const FakeCommit* commit = Find(id);
    return knows_patches && commit != nullptr && MakePatch(*commit).id == patch;
  }

  std::vector<SimilarCommit> FindSimilar(const Patch& patch) const override {
    std::vector<SimilarCommit> found;
    const auto lines = LinesOf(patch);
    for (const FakeCommit& commit : commits_) {
      const Patch other = MakePatch(commit);
      SimilarCommit similar{.id = commit.id, .same_patch = other.id && other.id == patch.id};
      const auto theirs = LinesOf(other);
      for (const uint64_t line : lines) similar.lines += theirs.contains(line) ? 1U : 0U;
      if (similar.lines > 0) found.push_back(similar);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.lines > b.lines; });
    return found;
  }

  std::vector<FollowUp> FollowUpsOf(const CommitId& id) const override {
    std::vector<FollowUp> found;
    for (const FakeCommit& commit : commits_) {
      for (const Claim& claim : ParseClaims(commit.message)) {
        const bool fixes = claim.kind == ClaimKind::kFixes;
        if (!fixes && claim.kind != ClaimKind::kRevert) continue;
        if (!id.Hex().starts_with(claim.target.bytes())) continue;
        found.push_back({fixes ? FollowUpKind::kFixes : FollowUpKind::kReverts, commit.id});
      }
    }
    return found;
  }

  Result<Patch> PatchOf(const CommitId& id) override {
    ++asked;
    const FakeCommit* commit = Find(id);
    if (commit == nullptr) return Error{Errc::kNotFound, "no such commit"};
    return MakePatch(*commit);
  }

  bool knows_patches = false;  ///< As an index does, which makes none to tell.
  size_t asked = 0;            ///< Patches that were made.

 private:
  static std::set<uint64_t> LinesOf(const Patch& patch) {
    std::set<uint64_t> lines;
    for (const FilePatch& file : patch.files) {
      for (const PatchHunk& hunk : file.hunks) {
        for (const Untrusted& line : hunk.removed) lines.insert(HashLine('-', line.bytes()));
        for (const Untrusted& line : hunk.added) lines.insert(HashLine('+', line.bytes()));
      }
    }
    return lines;
  }

  const FakeCommit* Find(const CommitId& id) const {
    const auto found = std::find_if(commits_.begin(), commits_.end(),
                                    [&id](const FakeCommit& commit) { return commit.id == id; });
    return found == commits_.end() ? nullptr : &*found;
  }

  UpstreamInfo info_;
  std::vector<FakeCommit> commits_;
};

}  // namespace headwater::fakes
