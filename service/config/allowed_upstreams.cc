// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/config/allowed_upstreams.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "service/config/suggestion.h"

namespace headwater::config {
namespace {

using Kind = DataNode::Kind;

constexpr std::string_view kGit = ".git";
constexpr std::string_view kOtherPathBytes = "._~-/";  // Beside letters and digits.

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

/// Of the path, which begins with '/' where there is one.
size_t PathBegin(const SafeUrl& url) {
  const std::string_view host = url.host_and_port();
  return static_cast<size_t>(host.data() - url.text().data()) + host.size();
}

std::string_view PathOf(const SafeUrl& url) {
  return std::string_view(url.text()).substr(PathBegin(url));
}

/// In percent-encoding, with a query or with a segment of dots, two texts would be one repository.
bool IsPlainPath(std::string_view path) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kOtherPathBytes.find(c) != std::string_view::npos;
  };
  const std::string closed = std::string(path) + "/";
  return std::ranges::all_of(path, is_plain) && closed.find("//") == std::string::npos &&
         closed.find("/./") == std::string::npos && closed.find("/../") == std::string::npos;
}

Status CheckHost(const std::string& text, const SafeUrl& url, const std::optional<SafeUrl>& forge) {
  const bool is_own = forge && IsSameHost(url, *forge);
  if (!url.is_https() && !(is_own && !forge->is_https())) {
    return Error{Errc::kInvalid, "`" + text + "`: expected an address that begins with https://"};
  }
  if (!PathOf(url).empty() || is_own) return Ok{};
  return Error{Errc::kInvalid,
               "`" + text +
                   "`: a host alone would let in whoever has an account there; expected a "
                   "repository (" +
                   url.text() + "/owner/name) or an owner with a slash at the end (" + url.text() +
                   "/owner/)"};
}

Result<AllowedUpstream> ReadUrl(const DataNode& node, const std::optional<SafeUrl>& forge) {
  const std::string& text = node.scalar;
  if (node.kind != Kind::kString) return Error{Errc::kInvalid, "expected a list of addresses"};
  const SafeUrl url = TRY(SafeUrl::Parse(text));
  TRY(CheckHost(text, url, forge));
  if (!IsPlainPath(PathOf(url))) {
    return Error{Errc::kInvalid, "`" + text + "`: not the address of a repository or an owner"};
  }
  AllowedUpstream entry{.url = PlainRepository(url)};
  entry.everything_below = text.ends_with('/') || PathOf(url).empty();
  return entry;
}

Result<bool> ReadPrivate(const DataNode& node) {
  if (node.kind == Kind::kBool) return node.scalar == "true";
  return Error{Errc::kInvalid, "`private`: expected true or false"};
}

Result<AllowedUpstream> ReadEntry(const DataNode& node, const std::optional<SafeUrl>& forge) {
  if (node.kind != Kind::kMap) return ReadUrl(node, forge);
  std::optional<AllowedUpstream> entry;
  bool may_be_private = false;
  for (const auto& [key, value] : node.members) {
    if (key.scalar == "url") {
      entry = TRY(ReadUrl(value, forge));
    } else if (key.scalar == "private") {
      may_be_private = TRY(ReadPrivate(value));
    } else {
      return Error{Errc::kInvalid, "an entry has no key `" + key.scalar + "`" +
                                       DidYouMean(key.scalar, {"url", "private"})};
    }
  }
  if (!entry) return Error{Errc::kInvalid, "an entry lacks its `url`"};
  entry->may_be_private = may_be_private;
  return *entry;
}

bool LetsIn(const AllowedUpstream& entry, const SafeUrl& url) {
  if (entry.url.is_https() != url.is_https() || !IsSameHost(entry.url, url)) return false;
  const std::string_view path = PathOf(url);
  const std::string_view allowed = PathOf(entry.url);
  if (!entry.everything_below) return path == allowed;
  return path.starts_with(allowed) && path.substr(allowed.size()).starts_with('/');
}

}  // namespace

SafeUrl PlainRepository(const SafeUrl& url) {
  const size_t path = PathBegin(url);
  std::string text = Lower(std::string_view(url.text()).substr(0, path)) + url.text().substr(path);
  if (text.size() > path && text.ends_with(kGit)) text.resize(text.size() - kGit.size());
  Result<SafeUrl> plain = SafeUrl::Parse(text);
  // What is left when ".git" is all of a name is another matter, and no repository.
  return plain.ok() ? std::move(plain).value() : url;
}

bool IsSameHost(const SafeUrl& url, const SafeUrl& other) {
  return Lower(url.host_and_port()) == Lower(other.host_and_port());
}

Result<std::vector<AllowedUpstream>> ReadAllowedUpstreams(const DataNode& node,
                                                          const std::optional<SafeUrl>& forge) {
  if (node.kind != Kind::kList) return Error{Errc::kInvalid, "expected a list of addresses"};
  std::vector<AllowedUpstream> allowed;
  for (const DataNode& item : node.items) allowed.push_back(TRY(ReadEntry(item, forge)));
  return allowed;
}

const AllowedUpstream* FindAllowed(std::span<const AllowedUpstream> allowed, const SafeUrl& url) {
  const SafeUrl plain = PlainRepository(url);
  if (PathOf(plain).empty() || !IsPlainPath(PathOf(plain))) return nullptr;
  const auto found = std::ranges::find_if(
      allowed, [&](const AllowedUpstream& entry) { return LetsIn(entry, plain); });
  return found == allowed.end() ? nullptr : &*found;
}

}  // namespace headwater::config
