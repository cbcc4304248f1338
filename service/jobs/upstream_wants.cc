// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/upstream_wants.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "headwater/publiccode_file.h"
#include "service/config/upstream_entries.h"

namespace headwater::jobs {
namespace {

std::string_view WithoutEnding(std::string_view path) {
  constexpr std::string_view kGit = ".git";
  while (path.ends_with('/')) path.remove_suffix(1);
  if (path.ends_with(kGit)) path.remove_suffix(kGit.size());
  while (path.ends_with('/')) path.remove_suffix(1);
  return path;
}

/// What people call it when nobody has named it.
Untrusted LastPart(const SafeUrl& url) {
  const std::string_view path = WithoutEnding(url.text());
  return Untrusted(std::string(path.substr(path.rfind('/') + 1)));
}

class Collector {
 public:
  explicit Collector(const WantSources& sources) : sources_(sources) {}

  std::vector<UpstreamWant> Run() && {
    const bool knows_itself = sources_.forge && AddOwnAddress(sources_.forge->project_url);
    for (const PolicyUpstream& upstream : sources_.policy.upstreams.value) AddOf(upstream);
    if (sources_.target != nullptr) AddOfPubliccode(*sources_.target, knows_itself);
    if (sources_.forge) AddAddress(sources_.forge->forked_from, /*confirmed=*/false);
    return std::move(wants_);
  }

 private:
  /// No project takes from itself.
  bool AddOwnAddress(const Untrusted& address) {
    const Result<SafeUrl> url = SafeUrl::Parse(address.bytes());
    if (url.ok()) known_.insert(url.value().RepositoryKey());
    return url.ok();
  }

  void AddOf(const PolicyUpstream& upstream) {
    const Result<SafeUrl> url = SafeUrl::Parse(upstream.url);
    if (!url.ok()) return;
    const bool is_new = Add(url.value(), {.url = url.value().text(),
                                          .name = Untrusted(upstream.name),
                                          .confirmed = true,
                                          .aliases = upstream.aliases,
                                          .only = upstream.only});
    for (const std::string& alias : upstream.aliases) {
      const Result<SafeUrl> other = SafeUrl::Parse(alias);
      if (is_new && other.ok()) known_.insert(other.value().RepositoryKey());
    }
  }

  void AddOfPubliccode(GitView& target, bool knows_itself) {
    const Result<PubliccodeFile> read = OpenPubliccode(target);
    if (!read.ok() || !read.value().content) return;
    const std::optional<Publiccode>& publiccode = read.value().content;
    for (const Untrusted& address : publiccode->is_based_on) {
      AddAddress(address, sources_.target_is_protected);
    }
    // A copy that was not told its own address: whose project it is.
    if (knows_itself && publiccode->url) {
      AddAddress(*publiccode->url, sources_.target_is_protected);
    }
  }

  void AddAddress(const Untrusted& address, bool confirmed) {
    const Result<SafeUrl> url = SafeUrl::Parse(address.bytes());
    if (!url.ok()) return;
    Add(url.value(), {.url = url.value().text(),
                      .name = LastPart(url.value()),
                      .confirmed = confirmed,
                      .aliases = {},
                      .only = {}});
  }

  bool Add(const SafeUrl& url, UpstreamWant want) {
    if (wants_.size() >= config::kMaxUpstreams) return false;
    if (!known_.insert(url.RepositoryKey()).second) return false;
    wants_.push_back(std::move(want));
    return true;
  }

  const WantSources& sources_;
  std::set<std::string> known_;  ///< RepositoryKey of every name of what is wanted already.
  std::vector<UpstreamWant> wants_;
};

}  // namespace

std::vector<UpstreamWant> WantsOf(const WantSources& sources) { return Collector(sources).Run(); }

}  // namespace headwater::jobs
