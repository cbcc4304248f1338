// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "headwater/ids.h"
#include "headwater/process.h"
#include "headwater/result.h"
#include "headwater/secret.h"
#include "headwater/untrusted.h"
#include "headwater/url.h"

/// \file
/// How git is called: the only place that decides its arguments, environment, configuration and
/// limits. Nothing of the machine's or a user's configuration is read, no hook, helper or second
/// program is started, no redirect followed, no protocol but the forge's spoken; secrets stand in
/// the environment of the child only. Every line is there for an attack that was tried on git
/// 2.39.5; service/docs/security.md lists them.

namespace headwater::git {

/// How much of a repository a mirror holds.
enum class MirrorKind {
  kBlobless,  ///< Commits and trees; file contents when they are asked for.
  kPlain,     ///< Everything, from a server that does not filter. Objects are checked by git.
};

/// What is the same for every call.
struct GitContext {
  std::string program;  ///< Absolute path of git.
  SafeUrl forge_url;
  std::string ca_bundle;  ///< PEM file of all trusted authorities.
  std::string proxy;
  std::string no_proxy;
  /// Addresses of the forge's host that were looked at: no other is called. Empty: what the system
  /// says at that moment.
  std::vector<std::string> addresses{};
};

/// The value of an Authorization header for a token of GitLab. The user's name is of no account.
/// https://docs.gitlab.com/ee/user/project/settings/project_access_tokens.html
std::string BasicCredential(const Secret& token);

/// The address of a project's repository, made of letters, digits and `. _ ~ / -` only, without
/// empty, `.` and `..` segments. kInvalid for any other path or forge address.
Result<std::string> RepositoryUrl(const SafeUrl& forge, const Untrusted& project_path);

/// Whether an address can be that of a repository elsewhere: a host, a port and a path of the same
/// characters. kInvalid otherwise.
Status CheckRepositoryUrl(const SafeUrl& url);

/// One fetch. Everything here comes from our own types: RepositoryUrl, ids and checked names.
struct FetchCommand {
  std::string mirror;  ///< Absolute path.
  MirrorKind kind = MirrorKind::kBlobless;
  std::string url;
  std::vector<std::string> refspecs;
  /// What the server has no longer goes here as well, within the refspecs.
  bool prune = false;
  /// All references move or none does. Otherwise what is pruned goes first.
  bool atomic = true;
  /// Ids are read from standard input instead: objects by themselves, so nothing is negotiated.
  bool ids_from_input = false;
  std::string credential;  ///< Of BasicCredential; empty: none.
  uint64_t max_file_bytes = 0;
};

ProcessSpec FetchProcess(const GitContext& context, const FetchCommand& command);

/// Asks the server what it can, without fetching: git's own HTTP helper prints the advertisement of
/// protocol 2, or "fallback" for a server that speaks only older protocols or gives static files.
/// https://git-scm.com/docs/gitremote-helpers "stateless-connect"
ProcessSpec ProbeProcess(const GitContext& context, const std::string& url,
                         const std::string& credential);
inline constexpr const char* kProbeInput = "stateless-connect git-upload-pack\n";

/// Writes the objects of the packs named on standard input ("pack-1234.pack", one a line) into one
/// new pack beside them and prints its id. No network, no credential.
ProcessSpec JoinPacksProcess(const GitContext& context, const std::string& mirror,
                             uint64_t max_file_bytes);

/// Prints the id of each commit named on standard input (40 digits, one a line), and behind it its
/// diff against its first parent; merges print none. PatchStream reads it. Files beyond
/// kMaxPatchFileBytes count as binary. Nothing of the repository's own configuration changes the
/// form. No network, no credential; `git_folder` absolute.
ProcessSpec HistoryProcess(const std::string& program, const std::string& git_folder);

/// Prints the ids of all objects that the commits named on standard input reach and those named
/// with a `^` before them do not, one a line.
ProcessSpec ObjectsProcess(const std::string& program, const std::string& git_folder);

/// Lists every entry of a commit's tree, "mode type id<tab>path" and a NUL each. No network, no
/// credential.
ProcessSpec TreeProcess(const std::string& program, const std::string& git_folder,
                        const CommitId& commit);

/// Prints the objects named on standard input, one a line: "id type size", a line end, the bytes, a
/// line end; "id missing" for what is not there. No network, no credential.
ProcessSpec ContentsProcess(const std::string& program, const std::string& git_folder);

}  // namespace headwater::git
