// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/policy_project.h"

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/data.h"
#include "headwater/log.h"
#include "service/git/commit_texts.h"

namespace headwater::jobs {
namespace {

using config::NamedText;

constexpr size_t kShownCommitDigits = 12;
constexpr std::array<std::string_view, 2> kEndings = {".yml", ".yaml"};

/// "" for a file in the root.
std::string FolderIn(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

std::string Join(const std::string& folder, const std::string& path) {
  return folder.empty() ? path : folder + "/" + path;
}

/// What a person wrote into the configuration is wrong; what does not answer may yet.
Error Refused(Error error, const std::string& what) {
  const bool is_named_wrong =
      error.code == Errc::kNotFound || error.code == Errc::kDenied || error.code == Errc::kContent;
  return {is_named_wrong ? Errc::kInvalid : error.code, what + ": " + error.message};
}

}  // namespace

Result<CommitId> PolicyProject::Newest() {
  const std::string& path = options_.project.bytes();
  Result<ForgeProject> project = forge_.ProjectNamed(options_.project);
  if (!project.ok()) return Refused(project.error(), path);
  project_ = std::move(project).value();
  id_ = project_.id.value;
  const Untrusted ref = options_.ref.empty() ? project_.default_branch : Untrusted(options_.ref);
  Result<CommitId> commit = forge_.CommitAt(project_.id, ref);
  if (!commit.ok()) return Refused(commit.error(), path + "@" + ref.bytes());
  return commit;
}

Result<PolicyProject::Texts> PolicyProject::TextsAt(const CommitId& commit) {
  const FetchRequest fetch{.project = project_.id,
                           .path = project_.path,
                           .iid = {},
                           .head = {},
                           .branch = project_.default_branch,
                           .everything = true};
  const std::unique_ptr<MirrorUse> mirror = TRY(mirrors_.Use(project_.id));
  const Fetched fetched = TRY(mirror->Fetch(fetch));
  const std::vector<git::CommitText> listed = TRY(git::ListTexts(
      options_.git_program, fetched.path, commit, FolderIn(options_.path), kEndings));
  std::vector<BlobId> blobs;
  blobs.reserve(listed.size());
  for (const git::CommitText& text : listed) blobs.push_back(text.blob);
  TRY(mirror->FetchBlobs(fetch, blobs));
  // One byte more than any policy may have would be refused with its name.
  const std::map<BlobId, std::string> read =
      TRY(git::ReadTexts(options_.git_program, fetched.path, listed, kYamlLimits.bytes + 1));
  Texts texts;
  for (const git::CommitText& text : listed) {
    const auto at = read.find(text.blob);
    if (at == read.end()) {
      return Error{Errc::kInvalid, label_ + text.path + ": is too large, or cannot be fetched"};
    }
    texts.emplace(text.path, at->second);
  }
  return texts;
}

NamedText PolicyProject::Named(const std::string& path, const std::string& text) const {
  return {label_ + path, text};
}

config::ReadOther PolicyProject::Below(const std::string& folder) const {
  return [this, folder](const std::string& path) -> Result<std::optional<NamedText>> {
    const std::string full = Join(folder, path);
    const auto at = texts_->find(full);
    if (at == texts_->end()) return std::optional<NamedText>();
    return std::optional(Named(full, at->second));
  };
}

Result<config::LayerSources> PolicyProject::Read() {
  commit_ = TRY(Newest());
  looked_at_ = clock_.Steady();
  label_ = project_.path.bytes() + "@" + commit_->Hex().substr(0, kShownCommitDigits) + ":";
  Result<Texts> texts = TextsAt(*commit_);
  if (!texts.ok()) return Refused(texts.error(), label_ + options_.path);
  texts_ = std::make_shared<const Texts>(std::move(texts).value());
  const std::string folder = FolderIn(options_.path);
  const auto instance = texts_->find(options_.path);
  if (instance == texts_->end()) {
    return Error{Errc::kInvalid, label_ + options_.path + ": there is no such file"};
  }
  config::LayerSources sources;
  sources.instance = Named(instance->first, instance->second);
  sources.beside_instance = Below(folder);
  const std::string groups = Join(folder, "groups");
  sources.below_groups = Below(groups);
  for (const auto& [path, text] : *texts_) {
    if (FolderIn(path) == groups) sources.groups.push_back(Named(path, text));
  }
  return sources;
}

std::string PolicyProject::Mark() {
  const bool is_time = clock_.Steady() - looked_at_ >= options_.refresh;
  const bool is_heard = heard_.exchange(false);
  if (!is_time && !is_heard) return commit_ ? commit_->Hex() : "";
  looked_at_ = clock_.Steady();
  const Result<CommitId> newest = Newest();
  if (newest.ok()) {
    commit_ = newest.value();
  } else {
    Log(LogLevel::kWarning, "policy_project_not_seen",
        {{"problem", Untrusted(newest.error().message)}});
  }
  return commit_ ? commit_->Hex() : "";
}

std::optional<ProjectId> PolicyProject::Home() const {
  const int64_t id = id_;
  return id == 0 ? std::nullopt : std::optional(ProjectId{id});
}

void PolicyProject::Heard(ProjectId project) {
  if (project.value == id_) heard_ = true;
}

}  // namespace headwater::jobs
