// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/fork_update.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "headwater/git.h"
#include "headwater/publiccode_file.h"
#include "headwater/url.h"
#include "service/git/fork_content.h"
#include "service/git/fork_refs.h"
#include "service/git/fork_sketch.h"
#include "service/git/open_commit.h"

namespace headwater::jobs {
namespace {

/// Longer ones are kept by nobody; the standard's own examples have 5 kB.
constexpr size_t kMaxPubliccodeBytes = size_t{64} << 10U;

std::vector<ContentKey>& At(ContentKeys& keys, KeyLayer layer) {
  return keys[static_cast<size_t>(layer)];
}

/// Both sorted, each key once; so is the result.
void Join(std::vector<ContentKey>& keys, const std::vector<ContentKey>& more) {
  const auto middle = static_cast<std::ptrdiff_t>(keys.size());
  keys.insert(keys.end(), more.begin(), more.end());
  std::inplace_merge(keys.begin(), keys.begin() + middle, keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

/// What the index knows of it stays, as far as it still holds.
IndexedProject Continued(IndexedProject project, const IndexedProject& known) {
  project.number = known.number;
  project.first_seen = known.first_seen;
  project.tips = known.tips;
  project.keys = known.keys;
  project.fingerprint = known.fingerprint;
  project.publiccode = known.publiccode;
  project.indexed = known.indexed;
  if (project.url.empty()) project.url = known.url;
  return project;
}

bool SaysTheSame(const IndexedProject& one, const IndexedProject& other) {
  return one.url == other.url && one.copy == other.copy && one.role == other.role &&
         one.parent == other.parent;
}

/// Takes its publiccode.yml, if it has one that anybody can compare. It also says where the project
/// is at home, when nobody else did.
Status AddPubliccode(git::Repository& repository, const git::ForkRefs& refs,
                     IndexedProject& project) {
  project.publiccode.clear();
  if (!refs.tip) return Ok{};
  const std::unique_ptr<GitView> view =
      TRY(git::OpenCommit(repository, *refs.tip, git::Depth::kRoot));
  PubliccodeFile file = TRY(OpenPubliccode(*view));
  if (!file.content || file.text.size() > kMaxPubliccodeBytes) return Ok{};
  project.publiccode = std::move(file.text);
  if (!project.url.empty() || !file.content->url) return Ok{};
  const Result<SafeUrl> url = SafeUrl::Parse(file.content->url->bytes());
  if (url.ok()) project.url = url.value().text();
  return Ok{};
}

/// The one that was made last, if it was complete (see Read).
Result<std::optional<ProjectSketch>> SketchBefore(const ForkShelf& shelf,
                                                  const IndexedProject& project) {
  if (project.number == 0 || project.fingerprint.empty()) return std::optional<ProjectSketch>();
  return shelf.partition.SketchOf(project.number);
}

/// The line keys that an earlier sketch has not put in.
std::vector<ContentKey> NewLines(const ProjectSketch& sketch,
                                 const std::optional<ProjectSketch>& before) {
  std::vector<ContentKey> lines;
  for (const SketchRow& row : sketch.rows) {
    const bool is_known =
        before && std::ranges::binary_search(before->rows, row.key, {}, &SketchRow::key);
    if (!is_known) lines.push_back(row.key);
  }
  return lines;
}

/// Reads what is new, and puts it in.
Status Read(const ForkShelf& shelf, git::Repository& repository, const git::ForkRefs& refs,
            ForkUpdate& update) {
  IndexedProject& project = update.project;
  const std::optional<ProjectSketch> before = TRY(SketchBefore(shelf, project));
  ContentKeys keys = TRY(git::ReadContentKeys(repository, refs.tips, project.tips));
  git::SketchAnswer answer =
      TRY(git::ReadSketch(repository, refs, shelf.secret, before ? &*before : nullptr));
  Join(At(keys, KeyLayer::kBlob), answer.texts);
  At(keys, KeyLayer::kLine) = NewLines(answer.sketch, before);
  TRY(AddPubliccode(repository, refs, project));
  project.tips = refs.tips;
  // With contents lacking it is as if never looked at: the next time they may be there.
  project.fingerprint = answer.lacking.empty() ? refs.fingerprint : std::string();
  update.lacking = std::move(answer.lacking);
  project.number = TRY(shelf.partition.Put(project, keys, &answer.sketch));
  const std::optional<IndexedProject> stored = TRY(shelf.partition.Get(project.number));
  if (stored) project = *stored;
  return Ok{};
}

}  // namespace

Result<ForkUpdate> UpdateForkIndex(const ForkShelf& shelf, git::Repository& repository,
                                   IndexedProject project, std::chrono::sys_seconds now) {
  const std::optional<IndexedProject> known = TRY(shelf.partition.Find(project.name));
  const git::ForkRefs refs = TRY(git::ReadForkRefs(repository));
  if (refs.tips.empty()) {
    return Error{Errc::kContent, "there is no branch and no tag: nothing to compare"};
  }
  ForkUpdate update;
  update.project = known ? Continued(std::move(project), *known) : std::move(project);
  const bool is_known = known && known->fingerprint == refs.fingerprint;
  if (is_known && SaysTheSame(update.project, *known)) return update;
  update.changed = true;
  update.project.indexed = now;
  TRY(Read(shelf, repository, refs, update));
  return update;
}

}  // namespace headwater::jobs
