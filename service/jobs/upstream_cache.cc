// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/upstream_cache.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "headwater/hash.h"
#include "headwater/url.h"
#include "service/git/repository.h"
#include "service/git/upstream_mirrors.h"
#include "service/jobs/upstream_index.h"

namespace headwater::jobs {
namespace {

namespace fs = std::filesystem;

/// Debian's authorities, all in one file (package ca-certificates).
constexpr const char* kSystemAuthorities = "/etc/ssl/certs/ca-certificates.crt";
// Enough of a hash to tell folders apart.
constexpr size_t kNameDigits = 32;

std::string FromEnvironment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets it here
  return value == nullptr ? std::string() : std::string(value);
}

bool IsAddress(std::string_view named) { return named.find("://") != std::string_view::npos; }

std::string IndexOf(const std::string& cache, const std::string& repository) {
  return cache + "/index-" + Sha256Hex(repository).substr(0, kNameDigits);
}

Result<git::UpstreamMirrors> OpenCopies(const std::string& cache) {
  return git::UpstreamMirrors::Open({.root = cache + "/upstreams",
                                     .ca_bundle = kSystemAuthorities,
                                     .proxy = FromEnvironment("HTTPS_PROXY"),
                                     .no_proxy = FromEnvironment("NO_PROXY")});
}

/// Fetches it; what is frozen is nothing to compare with.
Result<UpstreamPlace> BringCopy(const std::string& named, const std::string& cache,
                                std::chrono::sys_seconds now) {
  const SafeUrl url = TRY(SafeUrl::Parse(named));
  const git::UpstreamMirrors mirrors = TRY(OpenCopies(cache));
  const git::UpstreamFolder copy = TRY(mirrors.Refresh({.url = url}, now));
  if (copy.frozen) {
    return Error{Errc::kContent, *copy.frozen +
                                     ": it may be another repository under the same name; "
                                     "`headwater upstream confirm " +
                                     url.text() + "` takes it as it is"};
  }
  UpstreamPlace place{.repository = copy.path, .index = IndexOf(cache, copy.path), .info = {}};
  place.info.name = Untrusted(fs::path(url.text()).stem().string());
  place.info.url = Untrusted(url.text());
  place.info.fetched = copy.fetched;
  return place;
}

Result<UpstreamPlace> FindFolder(const std::string& named, const std::string& cache) {
  git::Repository repository = TRY(git::Repository::Open(named, git::Hashes::kTrusted));
  std::error_code why;
  const fs::path folder = fs::canonical(named, why);
  if (why) return Error{Errc::kInvalid, named + ": " + why.message()};
  UpstreamPlace place{.repository = folder.string(), .index = {}, .info = {}};
  place.index = IndexOf(cache, place.repository);
  place.info.name = repository.Name();
  place.info.url = Untrusted(place.repository);
  return place;
}

Result<std::shared_ptr<Upstream>> Bring(const std::string& named, const std::string& cache) {
  UpstreamPlace place = TRY(BringRepository(named, cache));
  place.info.confirmed = true;
  place.hashes = git::Hashes::kTrusted;
  TRY(UpdateUpstreamIndex(place));
  return std::shared_ptr<Upstream>(TRY(OpenUpstream(place)));
}

}  // namespace

Result<std::string> CacheFolder(const std::string& asked) {
  std::string folder = asked;
  if (folder.empty()) {
    const std::string cache = FromEnvironment("XDG_CACHE_HOME");
    const std::string home = FromEnvironment("HOME");
    if (cache.empty() && home.empty()) {
      return Error{Errc::kInvalid,
                   "neither XDG_CACHE_HOME nor HOME is set: name a folder by "
                   "--cache"};
    }
    folder = (cache.empty() ? home + "/.cache" : cache) + "/headwater";
  }
  std::error_code why;
  folder = fs::absolute(folder, why).lexically_normal().string();
  fs::create_directories(folder + "/upstreams", why);
  if (!why) fs::permissions(folder, fs::perms::owner_all, why);
  if (why) return Error{Errc::kInvalid, folder + ": " + why.message()};
  return folder;
}

Result<UpstreamPlace> BringRepository(const std::string& named, const std::string& cache) {
  if (!IsAddress(named)) return FindFolder(named, cache);
  return BringCopy(named, cache,
                   std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

Result<Upstreams> BringUpstreams(std::span<const std::string> named, const std::string& cache) {
  Upstreams upstreams;
  if (named.empty()) return upstreams;
  const std::string folder = TRY(CacheFolder(cache));
  for (const std::string& one : named) {
    upstreams.push_back(TRY(Bring(one, folder).Context(one)));
  }
  return upstreams;
}

Status ConfirmCopy(const std::string& url, const std::string& cache) {
  const SafeUrl parsed = TRY(SafeUrl::Parse(url));
  const std::string folder = TRY(CacheFolder(cache));
  const git::UpstreamMirrors mirrors = TRY(OpenCopies(folder));
  const git::UpstreamFolder copy = TRY(mirrors.Confirm(parsed));
  if (!copy.path.empty()) return Ok{};
  return Error{Errc::kNotFound, url + ": no copy of it was ever fetched"};
}

}  // namespace headwater::jobs
