// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/repository.h"

#include <array>
#include <fstream>
#include <string>
#include <system_error>

#include "service/git/libgit2.h"

namespace headwater::git {
namespace {

/// A shallow file names the cut-off commits, 41 bytes each; this is room for 100,000.
constexpr std::uintmax_t kMaxShallowFileBytes = std::uintmax_t{4} << 20U;

constexpr std::string_view kHeads = "refs/heads/";
constexpr std::string_view kOrigin = "refs/remotes/origin/";
constexpr std::string_view kUnsupportedExtension = "unsupported extension name extensions.";

/// Whether there is a repository, whoever owns it. Libgit2 1.5.1 answers GIT_ENOTFOUND, not
/// GIT_EOWNER, for one of another user when no configuration has a safe.directory (the code of that
/// search replaces the other in validate_ownership, repository.c).
bool IsThere(const std::string& path) {
  return git_repository_open_ext(nullptr, path.c_str(), 0, nullptr) == 0;
}

/// Says why a repository was not opened, in words that name the way out where there is one.
Error OpenError(int code, const std::string& path) {
  const Error error = LastError(code, "open " + path);
  if (code == GIT_EOWNER || (code == GIT_ENOTFOUND && IsThere(path))) {
    return {Errc::kDenied, path +
                               " belongs to another user: run as its owner, or make this user the "
                               "owner (chown -R); git's safe.directory is not read"};
  }
  if (code == GIT_ENOTFOUND) return {Errc::kContent, "not a git repository: " + path};
  if (const size_t at = error.message.find(kUnsupportedExtension); at != std::string::npos) {
    const std::string name = error.message.substr(at + kUnsupportedExtension.size());
    return {Errc::kContent, path + " uses the repository extension \"" + name +
                                "\", which this version cannot read"};
  }
  return {error.code == Errc::kInternal ? Errc::kInternal : Errc::kContent, error.message};
}

/// A repository of another object format has the extension set; version 0 repositories may carry
/// the key too, and then git itself refuses them.
Status CheckObjectFormat(git_repository* repository, const std::string& path) {
  const ConfigHandle config =
      TRY(Acquire<ConfigHandle>("read the configuration of " + path, [&](auto** out) {
        return git_repository_config_snapshot(out, repository);
      }));
  const char* format = nullptr;
  const int code = git_config_get_string(&format, config.get(), "extensions.objectformat");
  if (code == GIT_ENOTFOUND) return Ok{};
  if (code != 0) return LastError(code, "read the object format of " + path);
  if (std::string_view(format) == "sha1") return Ok{};
  if (std::string_view(format) == "sha256") {
    return Error{Errc::kContent, path + " uses SHA-256 object ids, which this version cannot read"};
  }
  return Error{Errc::kContent,
               path + " uses the object format \"" + format + "\", which this version cannot read"};
}

std::filesystem::path ObjectsFolder(git_repository* repository) {
  return std::filesystem::path(git_repository_commondir(repository)) / "objects";
}

Status ReadShallowFile(RepositoryState& state) {
  const std::filesystem::path file =
      std::filesystem::path(git_repository_commondir(state.repository.get())) / "shallow";
  std::error_code absent;
  const std::uintmax_t bytes = std::filesystem::file_size(file, absent);
  if (absent) return Ok{};
  if (bytes > kMaxShallowFileBytes) return Error{Errc::kContent, "the shallow file is too large"};
  std::ifstream stream(file);
  for (std::string line; std::getline(stream, line);) {
    const std::optional<CommitId> id = CommitId::FromHex(line);
    if (!id) return Error{Errc::kContent, "the shallow file is corrupt"};
    state.shallow.insert(*id);
  }
  return Ok{};
}

/// The reference of this exact name, or null.
Result<ReferenceHandle> FindReference(const RepositoryState& state, const std::string& name) {
  git_reference* found = nullptr;
  const int code = git_reference_lookup(&found, state.repository.get(), name.c_str());
  ReferenceHandle reference(found);
  if (code == GIT_ENOTFOUND || code == GIT_EINVALIDSPEC) return ReferenceHandle();
  if (code != 0) return LastError(code, "read the reference " + name);
  return reference;
}

/// Where a reference leads, through symbolic ones; none when it, or what it leads to, is absent.
Result<std::optional<CommitId>> FindTarget(const RepositoryState& state, const std::string& name) {
  git_oid oid{};
  const int code = git_reference_name_to_id(&oid, state.repository.get(), name.c_str());
  if (code == GIT_ENOTFOUND) return std::optional<CommitId>();
  if (code != 0) return LastError(code, "read the reference " + name);
  return std::optional(FromOid<CommitId>(oid));
}

/// The name that a symbolic reference points to, without `prefix`; none when it does not.
Result<std::optional<std::string>> SymbolicName(const RepositoryState& state,
                                                const std::string& name, std::string_view prefix) {
  const ReferenceHandle reference = TRY(FindReference(state, name));
  const char* target =
      reference == nullptr ? nullptr : git_reference_symbolic_target(reference.get());
  if (target == nullptr || !std::string_view(target).starts_with(prefix)) {
    return std::optional<std::string>();
  }
  return std::optional(std::string(target).substr(prefix.size()));
}

Result<std::optional<Branch>> FindBranch(const RepositoryState& state, std::string_view prefix,
                                         const std::string& name) {
  const std::optional<CommitId> commit = TRY(FindTarget(state, std::string(prefix) + name));
  if (!commit) return std::optional<Branch>();
  return std::optional(Branch{.name = Untrusted(name), .commit = *commit});
}

}  // namespace

Status PrepareToOpen() { return InitLibgit2(); }

Repository::Repository(std::unique_ptr<RepositoryState> state) : state_(std::move(state)) {}
Repository::Repository(Repository&& other) noexcept = default;
Repository& Repository::operator=(Repository&& other) noexcept = default;
Repository::~Repository() = default;

Result<Repository> Repository::Open(const std::filesystem::path& path, Hashes hashes) {
  TRY(InitLibgit2());
  TRY(VerifyHashes(hashes == Hashes::kVerified));
  std::error_code unreadable;
  if (!std::filesystem::exists(path, unreadable)) {
    return Error{Errc::kInvalid, path.string() + " does not exist"};
  }
  auto state = std::make_unique<RepositoryState>();
  git_repository* opened = nullptr;
  const int code = git_repository_open_ext(&opened, path.c_str(), 0, nullptr);
  state->repository.reset(opened);
  if (code != 0) return OpenError(code, path.string());
  TRY(CheckObjectFormat(opened, path.string()));
  state->odb = TRY(Acquire<OdbHandle>("open the objects of " + path.string(),
                                      [&](auto** out) { return git_repository_odb(out, opened); }));
  state->loose = TRY(LooseObjects::Find(ObjectsFolder(opened)));
  TRY(ReadShallowFile(*state));
  return Repository(std::move(state));
}

Result<std::optional<CommitId>> Repository::Head() { return FindTarget(*state_, "HEAD"); }

Result<std::optional<Untrusted>> Repository::HeadBranch() {
  std::optional<std::string> name = TRY(SymbolicName(*state_, "HEAD", kHeads));
  if (!name) return std::optional<Untrusted>();
  return std::optional(Untrusted(std::move(*name)));
}

Result<std::optional<Branch>> Repository::DefaultBranch() {
  std::vector<std::pair<std::string_view, std::string>> candidates;
  const std::string origin_head = std::string(kOrigin) + "HEAD";
  const std::optional<std::string> published = TRY(SymbolicName(*state_, origin_head, kOrigin));
  if (published) candidates.emplace_back(kOrigin, *published);
  candidates.emplace_back(kOrigin, "main");
  candidates.emplace_back(kOrigin, "master");
  const std::optional<std::string> current = TRY(SymbolicName(*state_, "HEAD", kHeads));
  if (current && IsBare()) candidates.emplace_back(kHeads, *current);
  candidates.emplace_back(kHeads, "main");
  candidates.emplace_back(kHeads, "master");
  for (const auto& [prefix, name] : candidates) {
    std::optional<Branch> branch = TRY(FindBranch(*state_, prefix, name));
    if (branch) return branch;
  }
  return std::optional<Branch>();
}

Result<bool> Repository::IsEmpty() {
  const std::optional<CommitId> head = TRY(Head());
  if (head) return false;
  const ReferenceIteratorHandle references =
      TRY(Acquire<ReferenceIteratorHandle>("list the references", [&](auto** out) {
        return git_reference_iterator_new(out, state_->repository.get());
      }));
  const char* name = nullptr;
  const int code = git_reference_next_name(&name, references.get());
  if (code != 0 && code != GIT_ITEROVER) return LastError(code, "list the references");
  return code == GIT_ITEROVER;
}

bool Repository::IsBare() const { return git_repository_is_bare(state_->repository.get()) != 0; }

std::filesystem::path Repository::WorktreeRoot() const {
  const char* root = git_repository_workdir(state_->repository.get());
  return root == nullptr ? std::filesystem::path() : std::filesystem::path(root);
}

Untrusted Repository::Name() const {
  std::string path =
      IsBare() ? git_repository_path(state_->repository.get()) : WorktreeRoot().string();
  while (path.ends_with('/')) path.pop_back();
  std::string name = path.substr(path.rfind('/') + 1);
  constexpr std::string_view kSuffix = ".git";
  if (name.size() > kSuffix.size() && name.ends_with(kSuffix)) {
    name.resize(name.size() - kSuffix.size());
  }
  return Untrusted(std::move(name));
}

bool Repository::Damaged() const { return state_->damaged; }

const std::unordered_set<CommitId, ObjectIdHash>& Repository::ShallowCommits() const {
  return state_->shallow;
}

}  // namespace headwater::git
