// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/upstream_mirrors.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "headwater/hash.h"
#include "headwater/log.h"
#include "service/git/git_command.h"
#include "service/git/git_program.h"
#include "service/git/git_transport.h"
#include "service/git/mirror_references.h"
#include "service/git/repository.h"
#include "service/git/upstream_memory.h"

namespace headwater::git {
namespace {

// Enough of a hash to tell addresses apart, and a name that every file system takes.
constexpr size_t kNameDigits = 32;
constexpr std::string_view kSuffix = ".git";

UpstreamFolder FolderOf(const MirrorFolder& folder, const UpstreamMemory& memory) {
  return {.path = folder.Kind() ? folder.path() : "",
          .fetched = memory.fetched,
          .frozen = memory.frozen};
}

}  // namespace

std::string UpstreamName(const SafeUrl& url) {
  std::string_view text = url.text();
  if (text.ends_with(kSuffix)) text.remove_suffix(kSuffix.size());
  return Sha256Hex(text).substr(0, kNameDigits);
}

Result<UpstreamMirrors> UpstreamMirrors::Open(UpstreamMirrorOptions options) {
  if (!options.root.starts_with('/')) {
    return Error{Errc::kInvalid, "the upstreams' folder is named by an absolute path"};
  }
  const GitProgram program = TRY(GitProgram::Find());
  TRY(OpenMirrorRoot(options.root));
  return UpstreamMirrors(std::move(options), program.path);
}

Status UpstreamMirrors::CheckUrl(const SafeUrl& url) const {
  if (!url.is_https() && !options_.allow_http) {
    return Error{Errc::kInvalid, url.text() + ": an upstream is fetched by https"};
  }
  return CheckRepositoryUrl(url);
}

Result<MirrorFolder> UpstreamMirrors::LockFor(const SafeUrl& url) const {
  TRY(CheckUrl(url));
  return MirrorFolder::Lock(options_.root, UpstreamName(url), options_.deadlines.fetch,
                            options_.stop);
}

std::string UpstreamMirrors::MemoryOf(const SafeUrl& url) const {
  return options_.root + "/" + UpstreamName(url) + ".known";
}

Result<UpstreamFolder> UpstreamMirrors::Look(const SafeUrl& url) const {
  const MirrorFolder folder = TRY(LockFor(url));
  return FolderOf(folder, TRY(UpstreamMemory::Read(MemoryOf(url))));
}

GitTransport UpstreamMirrors::TransportFor(const UpstreamSource& source) const {
  GitOptions options{.forge_url = source.url};
  options.deadlines = options_.deadlines;
  options.stop = options_.stop;
  return {{.program = program_,
           .forge_url = source.url,
           .ca_bundle = options_.ca_bundle,
           .proxy = options_.proxy,
           .no_proxy = options_.no_proxy,
           .addresses = source.addresses},
          options};
}

Result<FetchEnd> UpstreamMirrors::Fetch(GitTransport& transport, const std::string& url,
                                        const MirrorFolder& folder,
                                        std::chrono::milliseconds deadline) const {
  return transport.FetchReferences({.mirror = folder.path(),
                                    .kind = MirrorKind::kPlain,
                                    .url = url,
                                    .max_file_bytes = options_.max_pack_bytes,
                                    .max_mirror_bytes = options_.max_mirror_bytes,
                                    .deadline = deadline,
                                    .prune = true},
                                   AllRefspecs(/*with_default=*/true));
}

/// Fetches into a new copy; a half of one is none.
Result<FetchEnd> UpstreamMirrors::BringAnew(GitTransport& transport, const std::string& url,
                                            MirrorFolder& folder) const {
  TRY(folder.Create(MirrorKind::kPlain, url));
  FetchEnd end = TRY(Fetch(transport, url, folder, options_.deadlines.clone));
  if (end.problem != FetchProblem::kNone) TRY(folder.Remove());
  return end;
}

/// Fetches into what is there; into a new copy when there is none, or a damaged one.
Status UpstreamMirrors::BringFrom(GitTransport& transport, const std::string& url,
                                  MirrorFolder& folder) const {
  FetchEnd end;
  if (folder.Kind()) {
    end = TRY(Fetch(transport, url, folder, options_.deadlines.fetch));
  } else {
    TRY(transport.Probe(url));
  }
  if (!folder.Kind() || end.problem == FetchProblem::kMirrorDamaged) {
    end = TRY(BringAnew(transport, url, folder));
  }
  if (end.problem == FetchProblem::kNone) return Ok{};
  // Who may not read it is told nothing about whether it exists.
  if (end.problem != FetchProblem::kUnauthorized) return std::move(end.error);
  return Error{Errc::kNotFound, url + ": there is no such repository, or not for everybody"};
}

Status UpstreamMirrors::Bring(const UpstreamSource& source, MirrorFolder& folder) const {
  GitTransport transport = TransportFor(source);
  const std::string& url = source.url.text();
  Status brought = BringFrom(transport, url, folder);
  const bool may_be_elsewhere = !brought.ok() && brought.error().code != Errc::kContent &&
                                !url.ends_with(kSuffix) && !options_.stop.stop_requested();
  if (!may_be_elsewhere) return brought;
  const Status again = BringFrom(transport, url + std::string(kSuffix), folder);
  return again.ok() ? again : brought;
}

/// Many packs are joined into one; those it replaces go when nobody can still be reading them. A
/// failure costs only time.
void UpstreamMirrors::LookAfterPacks(const UpstreamSource& source, MirrorFolder& folder,
                                     std::chrono::sys_seconds now) const {
  const bool are_waiting = folder.RemoveReplaced(now - kUpstreamReaderTime);
  const MirrorSurvey survey = folder.CleanUp();
  if (are_waiting) return;
  const std::vector<std::string> packs = PacksToJoin(survey.packs);
  if (packs.empty()) return;
  GitTransport transport = TransportFor(source);
  const Result<std::string> joined =
      transport.JoinPacks(folder.path(), packs, options_.max_pack_bytes);
  const Status noted =
      joined.ok() ? folder.NoteReplaced(packs, joined.value(), now) : Status(joined.error());
  if (noted.ok()) return;
  Log(LogLevel::kWarning, "upstream_packs_not_joined",
      {{"url", Untrusted(source.url.text())}, {"detail", Untrusted(noted.error().message)}});
}

Result<UpstreamFolder> UpstreamMirrors::Refresh(const UpstreamSource& source,
                                                std::chrono::sys_seconds now) const {
  MirrorFolder folder = TRY(LockFor(source.url));
  const std::string file = MemoryOf(source.url);
  UpstreamMemory before = TRY(UpstreamMemory::Read(file));
  if (before.frozen) return FolderOf(folder, before);
  if (folder.Kind()) LookAfterPacks(source, folder, now);
  TRY(Bring(source, folder));
  Repository repository = TRY(Repository::Open(folder.path()));
  UpstreamMemory after = TRY(RememberUpstream(repository));
  before.frozen = TRY(WhyOtherUpstream(repository, before, after));
  if (before.frozen) {
    Log(LogLevel::kError, "upstream_frozen",
        {{"url", Untrusted(source.url.text())}, {"detail", Untrusted(*before.frozen)}});
    TRY(before.Write(file));
    return FolderOf(folder, before);
  }
  // A tag that is gone is still known: it may not come back as another one.
  after.tags.merge(before.tags);
  after.fetched = now;
  TRY(after.Write(file));
  return FolderOf(folder, after);
}

Result<UpstreamFolder> UpstreamMirrors::Confirm(const SafeUrl& url) const {
  const MirrorFolder folder = TRY(LockFor(url));
  const std::string file = MemoryOf(url);
  UpstreamMemory memory = TRY(UpstreamMemory::Read(file));
  if (!memory.frozen) return FolderOf(folder, memory);
  if (!folder.Kind()) {
    memory = UpstreamMemory();
    TRY(memory.Write(file));
    return FolderOf(folder, memory);
  }
  Repository repository = TRY(Repository::Open(folder.path()));
  UpstreamMemory now = TRY(RememberUpstream(repository));
  now.tags.merge(memory.tags);
  now.fetched = memory.fetched;
  TRY(now.Write(file));
  return FolderOf(folder, now);
}

}  // namespace headwater::git
