// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include <algorithm>
#include <utility>

#include "headwater/sink.h"
#include "headwater/url.h"

namespace headwater {
namespace {

constexpr std::string_view kHttps = "https://";
constexpr std::string_view kHttp = "http://";

bool IsSafe(char c) {
  const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return word || std::string_view("-._~/:%#?=").find(c) != std::string_view::npos;
}

Error Wrong(std::string_view text, std::string_view why) {
  return {Errc::kInvalid, "\"" + std::string(text.substr(0, 200)) + "\" " + std::string(why)};
}

}  // namespace

Result<SafeUrl> SafeUrl::Parse(std::string_view text) {
  const bool https = text.starts_with(kHttps);
  if (!https && !text.starts_with(kHttp)) return Wrong(text, "is no http or https address");
  if (text.size() > kMaxBytes) return Wrong(text, "is longer than 2,048 bytes");
  if (text.find('@') != std::string_view::npos) {
    return Wrong("the address", "must not hold a user name or password");
  }
  if (!std::all_of(text.begin(), text.end(), IsSafe)) {
    return Wrong(text, "holds a character that must be percent-encoded");
  }
  while (text.ends_with('/')) text.remove_suffix(1);
  SafeUrl url{std::string(text)};
  if (text.size() <= (https ? kHttps : kHttp).size() - 1 || url.host_and_port().empty()) {
    return Wrong(text, "names no host");
  }
  return url;
}

SafeUrl SafeUrl::Below(Literal path) const { return SafeUrl(text_ + std::string(path.view())); }

SafeUrl SafeUrl::Below(const Untrusted& path) const {
  return SafeUrl(text_ + "/" + Encode<Sink::kUri>(path));
}

SafeUrl SafeUrl::AtLine(uint32_t line) const {
  return SafeUrl(text_ + "#L" + std::to_string(line));
}

SafeUrl SafeUrl::AtLines(uint32_t first, uint32_t last) const {
  SafeUrl url = AtLine(first);
  if (last > first) url.text_ += "-" + std::to_string(last);
  return url;
}

std::string_view SafeUrl::host_and_port() const {
  const std::string_view rest =
      std::string_view(text_).substr((is_https() ? kHttps : kHttp).size());
  return rest.substr(0, rest.find_first_of("/?#"));
}

std::string SafeUrl::RepositoryKey() const {
  constexpr std::string_view kGit = ".git";
  const std::string_view host = host_and_port();
  std::string key;
  for (const char c : host) key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  std::string_view path = std::string_view(text_).substr(text_.find("://") + 3 + host.size());
  while (path.ends_with('/')) path.remove_suffix(1);
  if (path.ends_with(kGit)) path.remove_suffix(kGit.size());
  while (path.ends_with('/')) path.remove_suffix(1);
  return key.append(path);
}

}  // namespace headwater
