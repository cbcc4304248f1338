// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/git/git_command.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "headwater/patch.h"
#include "service/git/patch_builder.h"

namespace headwater::git {
namespace {

constexpr std::string_view kUserName = "oauth2:";
/// Limits of one git process (security, 4.1).
constexpr uint64_t kCpuSeconds = 300;
constexpr uint64_t kOpenFiles = 256;
/// Git keeps about 100 bytes for each object of a pack; this is room for 20 million. A list of
/// references without end is stopped by it before the deadline.
constexpr uint64_t kDataBytes = uint64_t{2} << 30U;
/// An advertisement of protocol 2 is about 200 bytes.
constexpr size_t kMaxProbeBytes = size_t{64} << 10U;
/// Trees of policies and the texts in them, far above what a platform writes.
constexpr size_t kMaxTextBytes = size_t{64} << 20U;
constexpr size_t kMaxErrorBytes = size_t{64} << 10U;
constexpr size_t kMaxProjectPathBytes = 1'024;

/// A key and a value of git's configuration.
using Setting = std::pair<std::string, std::string>;

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool IsPathByte(char c) {
  return IsWordByte(c) || std::string_view("._~/-").find(c) != std::string_view::npos;
}

/// Whether '/'-separated segments are all there and none leads elsewhere.
bool HasPlainSegments(std::string_view path) {
  while (true) {
    const size_t slash = path.find('/');
    const std::string_view segment = path.substr(0, slash);
    if (segment.empty() || segment == "." || segment == "..") return false;
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
}

bool IsForgeAddress(const SafeUrl& forge) {
  const std::string_view host = forge.host_and_port();
  const std::string_view path =
      std::string_view(forge.text()).substr(static_cast<size_t>(host.end() - forge.text().data()));
  const auto is_host_byte = [](char c) {
    return IsWordByte(c) || c == '.' || c == '-' || c == ':';
  };
  return std::ranges::all_of(host, is_host_byte) && std::ranges::all_of(path, IsPathByte) &&
         (path.empty() || HasPlainSegments(path.substr(1)));
}

/// "https://gitlab.example.org:8443/": what a credential is bound to.
std::string Origin(const SafeUrl& forge) {
  return (forge.is_https() ? "https://" : "http://") + std::string(forge.host_and_port()) + "/";
}

std::string_view Protocol(const SafeUrl& forge) { return forge.is_https() ? "https" : "http"; }

/// `host:port:address,address`, as curl takes it: names are not asked for again, so that who owns
/// the name cannot answer otherwise (security, 4.3). https://curl.se/libcurl/c/CURLOPT_RESOLVE.html
std::string Pins(const GitContext& context) {
  std::string pins(context.forge_url.host_and_port());
  if (pins.find(':') == std::string::npos) pins += context.forge_url.is_https() ? ":443" : ":80";
  char separator = ':';
  for (const std::string& address : context.addresses) {
    const bool is_ipv6 = address.find(':') != std::string::npos;
    pins += separator + (is_ipv6 ? "[" + address + "]" : address);
    separator = ',';
  }
  return pins;
}

void Append(std::vector<Setting>& settings, const std::vector<Setting>& more) {
  settings.insert(settings.end(), more.begin(), more.end());
}

/// Holds for every call: nothing may start, nothing runs beside us, memory is bounded.
std::vector<Setting> CommonSettings() {
  return {{"protocol.allow", "never"},
          {"protocol.version", "2"},
          {"core.hooksPath", "/dev/null"},
          {"core.fsmonitor", "false"},
          {"core.sshCommand", "/bin/false"},
          {"core.askPass", "/bin/false"},
          {"core.attributesFile", "/dev/null"},
          {"core.alternateRefsCommand", ""},
          {"gpg.program", "/bin/false"},
          {"credential.helper", ""},
          {"core.protectHFS", "true"},
          {"core.protectNTFS", "true"},
          {"gc.auto", "0"},
          {"gc.autoDetach", "false"},
          {"maintenance.auto", "false"},
          {"pack.threads", "1"},
          {"index.threads", "1"},
          {"core.deltaBaseCacheLimit", "64m"},
          {"core.packedGitLimit", "256m"},
          {"safe.bareRepository", "explicit"}};
}

std::vector<Setting> HttpSettings(const GitContext& context, const std::string& credential) {
  const std::string origin = Origin(context.forge_url);
  std::vector<Setting> settings = {
      {"protocol." + std::string(Protocol(context.forge_url)) + ".allow", "always"},
      // Git sends an extra header to wherever it is redirected, whatever it was bound to (E7).
      {"http.followRedirects", "false"},
      {"http.sslVerify", "true"},
      {"http.sslVersion", "tlsv1.2"},
      {"http.proxy", context.proxy},
      {"http.lowSpeedLimit", "1000"},  // bytes a second
      {"http.lowSpeedTime", "20"},     // seconds
      {"http.maxRequests", "1"},
      {"http.emptyAuth", "false"},
      {"http.saveCookies", "false"},
      {"http.cookieFile", ""},
      {"transfer.credentialsInUrl", "die"},
      {"transfer.bundleURI", "false"},
      {"fetch.uriProtocols", ""}};
  if (!context.addresses.empty()) {
    settings.emplace_back("http.curloptResolve", Pins(context));
  }
  if (!credential.empty()) {
    settings.emplace_back("http." + origin + ".extraHeader", "Authorization: " + credential);
  }
  return settings;
}

/// Git 2.39 ignores the exceptions of fetch.fsck when there is a filter, so that honest old
/// projects could not be fetched (E10): blobless mirrors are checked by our own tree reader alone.
std::vector<Setting> CheckSettings(MirrorKind kind) {
  if (kind == MirrorKind::kBlobless) {
    return {{"transfer.fsckObjects", "false"}, {"fetch.fsckObjects", "false"}};
  }
  std::vector<Setting> settings = {{"transfer.fsckObjects", "true"}, {"fetch.fsckObjects", "true"}};
  constexpr std::array<const char*, 10> kOldHabits = {
      "zeroPaddedFilemode", "badTimezone", "missingSpaceBeforeDate", "badDate",
      "badDateOverflow",    "badEmail",    "missingEmail",           "missingNameBeforeEmail",
      "multipleAuthors",    "nulInCommit"};
  for (const char* habit : kOldHabits) {
    settings.emplace_back(std::string("fetch.fsck.") + habit, "ignore");
  }
  settings.emplace_back("fetch.fsck.badFilemode", "warn");
  return settings;
}

std::vector<Setting> FetchSettings(const GitContext& context, const FetchCommand& command) {
  std::vector<Setting> settings = CommonSettings();
  Append(settings, HttpSettings(context, command.credential));
  Append(settings, CheckSettings(command.kind));
  // One fetch is one pack file, so that RLIMIT_FSIZE bounds the whole of it.
  Append(settings, {{"fetch.unpackLimit", "1"},
                    {"transfer.unpackLimit", "1"},
                    {"fetch.recurseSubmodules", "false"},
                    {"submodule.recurse", "false"},
                    {"fetch.writeCommitGraph", "false"},
                    {"fetch.parallel", "1"},
                    {"fetch.prune", "false"},
                    {"fetch.showForcedUpdates", "false"},
                    {"advice.fetchShowForcedUpdates", "false"},
                    {"safe.directory", command.mirror}});
  if (command.ids_from_input) settings.emplace_back("fetch.negotiationAlgorithm", "noop");
  return settings;
}

/// The whole environment (security, 4.2); `protocols` is what GIT_ALLOW_PROTOCOL takes.
std::vector<std::string> Environment(std::string_view protocols,
                                     const std::vector<Setting>& settings) {
  std::vector<std::string> environment = {"PATH=/usr/bin:/bin",
                                          "HOME=/nonexistent",
                                          "XDG_CONFIG_HOME=/nonexistent",
                                          "LC_ALL=C.UTF-8",
                                          "TZ=UTC",
                                          "GIT_CONFIG_NOSYSTEM=1",
                                          "GIT_CONFIG_SYSTEM=/dev/null",
                                          "GIT_CONFIG_GLOBAL=/dev/null",
                                          "GIT_ATTR_NOSYSTEM=1",
                                          "GIT_TERMINAL_PROMPT=0",
                                          "GIT_ASKPASS=/bin/false",
                                          "SSH_ASKPASS=/bin/false",
                                          "GIT_SSH_COMMAND=/bin/false",
                                          "GIT_ALLOW_PROTOCOL=" + std::string(protocols),
                                          "GIT_PROTOCOL_FROM_USER=0",
                                          "GIT_NO_LAZY_FETCH=1",
                                          "GIT_NO_REPLACE_OBJECTS=1",
                                          "GIT_ALLOC_LIMIT=256m",
                                          "GIT_OPTIONAL_LOCKS=0",
                                          "GIT_CEILING_DIRECTORIES=/",
                                          "GIT_CONFIG_COUNT=" + std::to_string(settings.size())};
  for (size_t i = 0; i < settings.size(); ++i) {
    const std::string number = std::to_string(i);
    environment.push_back("GIT_CONFIG_KEY_" + number + "=" + settings[i].first);
    environment.push_back("GIT_CONFIG_VALUE_" + number + "=" + settings[i].second);
  }
  return environment;
}

std::vector<std::string> NetworkEnvironment(const GitContext& context,
                                            const std::vector<Setting>& settings) {
  const bool https = context.forge_url.is_https();
  std::vector<std::string> environment = Environment(https ? "https" : "https:http", settings);
  environment.push_back("GIT_SSL_CAINFO=" + context.ca_bundle);
  // The only setting of curl that git takes from nowhere else; it lists exceptions to http.proxy.
  if (!context.proxy.empty()) environment.push_back("NO_PROXY=" + context.no_proxy);
  return environment;
}

/// Of calls that only read what is there. Bare, so that no attributes of a work tree are looked
/// for.
std::vector<Setting> LocalSettings(const std::string& git_folder) {
  std::vector<Setting> settings = CommonSettings();
  Append(settings, {{"safe.directory", git_folder}, {"core.bare", "true"}});
  return settings;
}

ProcessSpec Limited(std::vector<std::string> argv, std::vector<std::string> environment,
                    uint64_t max_file_bytes) {
  ProcessSpec spec;
  spec.argv = std::move(argv);
  spec.environment = std::move(environment);
  spec.max_output_bytes = kMaxProbeBytes;
  spec.max_error_bytes = kMaxErrorBytes;
  spec.file_bytes = max_file_bytes;
  spec.cpu_seconds = kCpuSeconds;
  spec.open_files = kOpenFiles;
  spec.data_bytes = kDataBytes;
  return spec;
}

}  // namespace

std::string BasicCredential(const Secret& token) {
  return "Basic " + EncodeBase64(std::string(kUserName) + token.bytes());
}

Result<std::string> RepositoryUrl(const SafeUrl& forge, const Untrusted& project_path) {
  if (!IsForgeAddress(forge)) {
    return Error{Errc::kInvalid, "the forge's address holds more than a host, a port and a path"};
  }
  const std::string& path = project_path.bytes();
  if (path.size() > kMaxProjectPathBytes || !std::ranges::all_of(path, IsPathByte) ||
      !HasPlainSegments(path)) {
    return Error{Errc::kInvalid, "the project's path is none of the forge's"};
  }
  return forge.text() + "/" + path + ".git";
}

Status CheckRepositoryUrl(const SafeUrl& url) {
  const std::string_view host = url.host_and_port();
  const bool has_path = url.text().data() + url.text().size() > host.data() + host.size();
  if (has_path && IsForgeAddress(url)) return Ok{};
  return Error{Errc::kInvalid, url.text() + ": not the address of a repository"};
}

ProcessSpec FetchProcess(const GitContext& context, const FetchCommand& command) {
  std::vector<std::string> argv = {context.program,
                                   "--git-dir=" + command.mirror,
                                   "fetch",
                                   "--quiet",
                                   "--no-tags",
                                   "--no-recurse-submodules",
                                   "--no-auto-maintenance",
                                   "--no-write-fetch-head",
                                   "--no-show-forced-updates",
                                   command.prune ? "--prune" : "--no-prune",
                                   "--refmap=",
                                   command.atomic ? "--atomic" : "--no-atomic"};
  if (command.kind == MirrorKind::kBlobless) argv.emplace_back("--filter=blob:none");
  if (command.ids_from_input) argv.emplace_back("--stdin");
  // An argument that looks like an option would be one before the dashes (E18).
  argv.emplace_back("--");
  argv.push_back(command.url);
  argv.insert(argv.end(), command.refspecs.begin(), command.refspecs.end());
  return Limited(std::move(argv), NetworkEnvironment(context, FetchSettings(context, command)),
                 command.max_file_bytes);
}

ProcessSpec ProbeProcess(const GitContext& context, const std::string& url,
                         const std::string& credential) {
  std::vector<Setting> settings = CommonSettings();
  Append(settings, HttpSettings(context, credential));
  const std::string helper = "remote-" + std::string(Protocol(context.forge_url));
  return Limited({context.program, helper, url, url}, NetworkEnvironment(context, settings), 1);
}

ProcessSpec JoinPacksProcess(const GitContext& context, const std::string& mirror,
                             uint64_t max_file_bytes) {
  std::vector<Setting> settings = CommonSettings();
  settings.emplace_back("safe.directory", mirror);
  return Limited({context.program, "--git-dir=" + mirror, "pack-objects", "--quiet",
                  "--stdin-packs", mirror + "/objects/pack/pack"},
                 Environment("none", settings), max_file_bytes);
}

ProcessSpec HistoryProcess(const std::string& program, const std::string& git_folder) {
  std::vector<Setting> settings = LocalSettings(git_folder);
  Append(settings, {{"diff.suppressBlankEmpty", "false"},
                    {"core.bigFileThreshold", std::to_string(kMaxPatchFileBytes)}});
  return Limited({program,
                  "--git-dir=" + git_folder,
                  "diff-tree",
                  "--stdin",
                  "--always",
                  "--root",
                  "-r",
                  "--patch",
                  "--unified=" + std::to_string(kContextLines),
                  "--inter-hunk-context=0",
                  "--diff-algorithm=myers",
                  "--indent-heuristic",
                  "--no-renames",
                  "--no-ext-diff",
                  "--no-textconv",
                  "--no-color",
                  "--no-relative",
                  "--full-index",
                  "--src-prefix=a/",
                  "--dst-prefix=b/",
                  "--submodule=short",
                  "--ignore-submodules=none"},
                 Environment("none", settings), /*max_file_bytes=*/1);
}

ProcessSpec ObjectsProcess(const std::string& program, const std::string& git_folder) {
  return Limited(
      {program, "--git-dir=" + git_folder, "rev-list", "--objects", "--no-object-names", "--stdin"},
      Environment("none", LocalSettings(git_folder)), /*max_file_bytes=*/1);
}

ProcessSpec TreeProcess(const std::string& program, const std::string& git_folder,
                        const CommitId& commit) {
  ProcessSpec spec = Limited(
      {program, "--git-dir=" + git_folder, "ls-tree", "-r", "-z", "--full-tree", commit.Hex()},
      Environment("none", LocalSettings(git_folder)), /*max_file_bytes=*/1);
  spec.max_output_bytes = kMaxTextBytes;
  return spec;
}

ProcessSpec ContentsProcess(const std::string& program, const std::string& git_folder) {
  ProcessSpec spec =
      Limited({program, "--git-dir=" + git_folder, "cat-file", "--batch", "--buffer"},
              Environment("none", LocalSettings(git_folder)), /*max_file_bytes=*/1);
  spec.max_output_bytes = kMaxTextBytes;
  return spec;
}

}  // namespace headwater::git
