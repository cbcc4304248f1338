// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/forge/link_header.h"

#include <algorithm>

namespace headwater::forge {
namespace {

constexpr std::string_view kBlanks = " \t";

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool IsLink(std::string_view name) {
  constexpr std::string_view kLink = "link";
  return std::equal(name.begin(), name.end(), kLink.begin(), kLink.end(),
                    [](char a, char b) { return Lower(a) == b; });
}

/// Up to the next `end` outside quotes.
std::string_view TakeUntil(std::string_view& text, char end) {
  bool quoted = false;
  size_t i = 0;
  for (; i < text.size() && (quoted || text[i] != end); ++i) {
    if (text[i] == '"') quoted = !quoted;
  }
  const std::string_view part = text.substr(0, i);
  text.remove_prefix(std::min(i + 1, text.size()));
  return part;
}

std::string_view Trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

/// What stands behind the address: `; rel="next"; title="..."`.
bool IsNext(std::string_view parameters) {
  while (!parameters.empty()) {
    const std::string_view parameter = Trimmed(TakeUntil(parameters, ';'));
    if (parameter == R"(rel="next")" || parameter == "rel=next") return true;
  }
  return false;
}

/// The addresses of one header that are the next page's; GitLab gives one at most.
std::optional<std::string_view> NextIn(std::string_view header) {
  while (true) {
    const size_t begin = header.find('<');
    if (begin == std::string_view::npos) return std::nullopt;
    header.remove_prefix(begin + 1);
    const size_t end = header.find('>');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view address = header.substr(0, end);
    header.remove_prefix(end + 1);
    if (IsNext(TakeUntil(header, ','))) return address;
  }
}

/// What an address may consist of (RFC 3986 section 2); more would reach into the request.
bool IsPlain(std::string_view address) {
  return std::all_of(address.begin(), address.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

}  // namespace

Result<std::optional<std::string>> NextPage(const HttpHeaders& headers, std::string_view prefix) {
  for (const HttpHeader& header : headers) {
    if (!IsLink(header.name)) continue;
    const std::optional<std::string_view> next = NextIn(header.value);
    if (!next) continue;
    if (!next->starts_with(prefix) || !IsPlain(*next) || next->find("/../") != next->npos) {
      return Error{Errc::kContent,
                   "the next page is said to be elsewhere; does GitLab's external_url differ from "
                   "the address it is called by?"};
    }
    return std::optional<std::string>(*next);
  }
  return std::optional<std::string>();
}

}  // namespace headwater::forge
