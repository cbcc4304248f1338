// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/upstream/own_places.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "headwater/patch_lines.h"
#include "rules/upstream/compare.h"
#include "rules/upstream/message_lines.h"

namespace headwater::upstream {
namespace {

/// A commit that changes more files is made by tools.
constexpr size_t kMaxPaths = 1'000;
/// The likeliest ones are compared; what is not among these is not it.
constexpr size_t kMaxCompared = 8;
/// Lines of the branches' files that are kept, for the next commit: 64 MiB.
constexpr size_t kMaxKeptLines = size_t{8} << 20U;

/// How much of a patch stands in a branch.
struct Standing {
  size_t lines = 0;
  size_t there = 0;

  bool is_enough() const {
    return there > 0 && static_cast<double>(there) >= kAlreadyByLines * static_cast<double>(lines);
  }
};

/// What of a patch to one file has to stand there: what it adds, and did not only move; where the
/// whole patch adds nothing, what it removes has to be gone.
struct AskedFile {
  const FilePatch* file = nullptr;
  LineSet added;
  LineSet removed;

  /// A file without lines is one thing that is there, or not.
  bool is_whole() const { return file->binary || file->too_large; }
};

AskedFile Asked(const FilePatch& file) {
  AskedFile asked{.file = &file, .added = {}, .removed = {}};
  for (const PatchHunk& hunk : file.hunks) {
    for (const Untrusted& line : hunk.added) {
      if (IsTelling(line.bytes())) asked.added.push_back(KeyOf(line.bytes()));
    }
    for (const Untrusted& line : hunk.removed) {
      if (IsTelling(line.bytes())) asked.removed.push_back(KeyOf(line.bytes()));
    }
  }
  for (LineSet* lines : {&asked.added, &asked.removed}) {
    std::ranges::sort(*lines);
    lines->erase(std::unique(lines->begin(), lines->end()), lines->end());
  }
  LineSet added = Without(asked.added, asked.removed);
  asked.removed = Without(asked.removed, asked.added);
  asked.added = std::move(added);
  return asked;
}

/// What stays of a subject when it is taken over: without "[5.2]" or "Backport:" before it, "(#12)"
/// behind it, in lower case.
std::string BareSubject(const Untrusted& subject) {
  std::string lower;
  for (const char c : subject.bytes()) lower += Lower(c);
  std::string_view text = Trimmed(lower);
  while (text.starts_with('[') && text.find(']') != std::string_view::npos) {
    text = Trimmed(text.substr(text.find(']') + 1));
  }
  for (const std::string_view word : {"backport", "cherry-pick"}) {
    if (text.starts_with(word)) text = Trimmed(text.substr(word.size()));
    while (text.starts_with(':')) text = Trimmed(text.substr(1));
  }
  if (text.ends_with(')')) text = Trimmed(text.substr(0, text.rfind('(')));
  return std::string(text);
}

/// The likeliest first, and of equals the newest.
void Rank(const Commit& commit, std::vector<BranchCommit>& candidates) {
  const std::string subject = BareSubject(commit.subject);
  const auto rank = [&](const BranchCommit& other) {
    const bool same_author = other.commit.author_email == commit.author_email;
    return std::tuple(BareSubject(other.commit.subject) == subject, same_author, other.paths);
  };
  std::vector<std::pair<decltype(rank(candidates.front())), BranchCommit>> ranked;
  for (BranchCommit& candidate : candidates) {
    auto place = rank(candidate);
    ranked.emplace_back(std::move(place), std::move(candidate));
  }
  std::ranges::stable_sort(ranked, [](const auto& a, const auto& b) { return a.first > b.first; });
  candidates.clear();
  for (auto& [place, candidate] : ranked) {
    if (candidates.size() < kMaxCompared) candidates.push_back(std::move(candidate));
  }
}

std::vector<Untrusted> PathsOf(const std::vector<AskedFile>& files) {
  std::vector<Untrusted> paths;
  paths.reserve(files.size());
  for (const AskedFile& asked : files) paths.push_back(asked.file->path);
  return paths;
}

bool IsAboutContent(const Error& error) {
  return error.code == Errc::kContent || error.code == Errc::kNotFound;
}

}  // namespace

/// A patch, and what is asked about it.
struct OwnPlaces::Question {
  const Commit& commit;
  const Patch& patch;
  std::vector<AskedFile> files;
  bool adds = false;

  Question(const Commit& of, const Patch& whole) : commit(of), patch(whole) {
    for (const FilePatch& file : whole.files) {
      if (!IsNoiseFile(file.path)) files.push_back(Asked(file));
    }
    adds = std::ranges::any_of(
        files, [](const AskedFile& asked) { return asked.is_whole() || !asked.added.empty(); });
  }

  const LineSet& LinesOf(const AskedFile& asked) const {
    return adds ? asked.added : asked.removed;
  }
  size_t CountOf(const AskedFile& asked) const {
    return asked.is_whole() ? 1 : LinesOf(asked).size();
  }
};

Status OwnPlaces::Look(const Commit& commit, CommitProvenance& provenance) {
  if (branches_ == nullptr || branches_->branches().empty()) return Ok{};
  const PatchAnswer ours = TRY(patches_.OfOwn(commit.id));
  provenance.looked_here = true;
  provenance.here_unknown_because = ours.unknown_because;
  if (!ours.patch) return Ok{};
  if (ours.patch->files.size() > kMaxPaths) {
    provenance.here_unknown_because = "beyond-bounds";
    return Ok{};
  }
  const Question question(commit, *ours.patch);
  for (size_t branch = 0; branch < branches_->branches().size() && !provenance.here; ++branch) {
    const Status looked = LookInto(branch, question, provenance);
    if (looked.ok()) continue;
    if (!IsAboutContent(looked.error())) return looked.error();
    provenance.here_unknown_because = "beyond-bounds";
  }
  // Whatever else could not be read: it is there.
  if (provenance.here) provenance.here_unknown_because = {};
  return Ok{};
}

Status OwnPlaces::LookInto(size_t branch, const Question& question, CommitProvenance& provenance) {
  // What the branch has is asked for even when the patch is not whole yet: all at once is fetched
  // faster.
  const bool has = TRY(HasLines(branch, question, provenance));
  if (!has || !question.patch.missing.empty()) return Ok{};
  return FindWho(branch, question, provenance);
}

Result<bool> OwnPlaces::HasLines(size_t branch, const Question& question,
                                 CommitProvenance& provenance) {
  Standing standing;
  for (size_t at = 0; at < question.files.size(); ++at) {
    standing.lines += question.CountOf(question.files[at]);
    standing.there += TRY(CountThere(branch, question, at, provenance));
  }
  return standing.is_enough();
}

Result<size_t> OwnPlaces::CountThere(size_t branch, const Question& question, size_t at,
                                     CommitProvenance& provenance) {
  const AskedFile& asked = question.files[at];
  const FilePatch& file = *asked.file;
  const BlobId there = TRY(branches_->FileAt(branch, file.path));
  if (there == file.new_blob) return question.CountOf(asked);
  if (there == file.old_blob || asked.is_whole()) return size_t{0};
  if (there.IsZero()) return question.adds ? 0 : question.CountOf(asked);
  const Lines* theirs = TRY(LinesOf(there, provenance));
  if (!*theirs) return size_t{0};
  const LineSet& lines = question.LinesOf(asked);
  return question.adds ? Common(lines, **theirs).size() : Without(lines, **theirs).size();
}

Result<const OwnPlaces::Lines*> OwnPlaces::LinesOf(const BlobId& blob,
                                                   CommitProvenance& provenance) {
  if (kept_lines_ > kMaxKeptLines) {
    lines_.clear();
    kept_lines_ = 0;
  }
  auto place = lines_.find(blob);
  if (place == lines_.end()) {
    const BlobAnswer answer = TRY(branches_->Read(blob));
    Lines lines;
    if (answer.state == BlobState::kPresent) lines = TellingLines(answer.bytes);
    if (answer.state == BlobState::kMissing) {
      patches_.AddMissing(blob);
      provenance.here_unknown_because = "missing-content";
    }
    if (answer.state == BlobState::kTooLarge) provenance.here_unknown_because = "beyond-bounds";
    if (lines) kept_lines_ += lines->size();
    place = lines_.emplace(blob, std::move(lines)).first;
  }
  return &place->second;
}

Status OwnPlaces::FindWho(size_t branch, const Question& question, CommitProvenance& provenance) {
  std::vector<BranchCommit> candidates =
      TRY(branches_->WhoChanged(branch, PathsOf(question.files)));
  Rank(question.commit, candidates);
  for (const BranchCommit& candidate : candidates) {
    const PatchAnswer theirs = TRY(patches_.OfOwn(candidate.commit.id));
    if (!theirs.unknown_because.view().empty()) {
      provenance.here_unknown_because = theirs.unknown_because;
      continue;
    }
    const Comparison comparison = Compare({question.patch, *theirs.patch, {}, {}});
    if (!IsAlready(comparison)) continue;
    provenance.here = AlreadyHere{.branch = branches_->branches()[branch],
                                  .commit = candidate.commit.id,
                                  .subject = candidate.commit.subject,
                                  .first_tag = branches_->FirstTag(candidate.commit.id),
                                  .coverage = comparison.coverage};
    return Ok{};
  }
  return Ok{};
}

}  // namespace headwater::upstream
