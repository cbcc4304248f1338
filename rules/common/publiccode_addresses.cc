// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/publiccode_addresses.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace headwater::publiccode {
namespace {

// RFC 5321, sections 4.5.3.1.1 and 4.5.3.1.2.
constexpr size_t kMaxLocalPart = 64;
constexpr size_t kMaxHost = 255;
// RFC 6838, section 4.2.
constexpr size_t kMaxMediaName = 127;
// RFC 8141, section 2: the name space identifier.
constexpr size_t kMinNameSpace = 2;
constexpr size_t kMaxNameSpace = 32;

bool IsAlphanumeric(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

bool IsScheme(std::string_view text) {
  if (text.empty() || std::isalpha(static_cast<unsigned char>(text.front())) == 0) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return IsAlphanumeric(c) || c == '+' || c == '-' || c == '.'; });
}

/// None that RFC 3986 has no place for.
bool HasAddressCharacters(std::string_view text) {
  constexpr std::string_view kNever = "<>\"{}|\\^`";
  return std::all_of(text.begin(), text.end(), [&](char c) {
    const bool is_visible = static_cast<unsigned char>(c) > ' ' && c != '\x7F';
    return is_visible && kNever.find(c) == std::string_view::npos;
  });
}

/// Labels of letters, digits and hyphens, and whatever is beyond ASCII, with dots between them.
bool IsHost(std::string_view host) {
  if (host.empty() || host.size() > kMaxHost || host.front() == '.' || host.front() == '-') {
    return false;
  }
  if (host.find("..") != std::string_view::npos) return false;
  return std::all_of(host.begin(), host.end(), [](char c) {
    return IsAlphanumeric(c) || c == '-' || c == '.' || c == '_' ||
           static_cast<unsigned char>(c) > '\x7F';
  });
}

/// Behind the user, before the port.
std::string_view HostOf(std::string_view authority) {
  authority.remove_prefix(authority.rfind('@') + 1);
  const size_t colon = authority.rfind(':');
  if (colon == std::string_view::npos) return authority;
  const std::string_view port = authority.substr(colon + 1);
  const bool is_port = std::all_of(port.begin(), port.end(), [](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
  });
  return is_port ? authority.substr(0, colon) : std::string_view();
}

bool IsRestrictedName(std::string_view name) {
  if (name.empty() || name.size() > kMaxMediaName || !IsAlphanumeric(name.front())) return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return IsAlphanumeric(c) || std::string_view("!#$&-^_.+").find(c) != std::string_view::npos;
  });
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

bool IsUrn(std::string_view text) {
  constexpr std::string_view kScheme = "urn:";
  if (Lower(text.substr(0, kScheme.size())) != kScheme || !HasAddressCharacters(text)) return false;
  text.remove_prefix(kScheme.size());
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon + 1 == text.size()) return false;
  const std::string_view space = text.substr(0, colon);
  if (space.size() < kMinNameSpace || space.size() > kMaxNameSpace) return false;
  return std::all_of(space.begin(), space.end(),
                     [](char c) { return IsAlphanumeric(c) || c == '-'; }) &&
         IsAlphanumeric(space.front()) && IsAlphanumeric(space.back());
}

}  // namespace

bool IsUrl(std::string_view text) {
  const size_t scheme = text.find("://");
  if (scheme == std::string_view::npos || !IsScheme(text.substr(0, scheme))) return false;
  if (!HasAddressCharacters(text)) return false;
  const std::string_view rest = text.substr(scheme + 3);
  return IsHost(HostOf(rest.substr(0, rest.find_first_of("/?#"))));
}

bool IsWebAddress(std::string_view text) {
  const std::string scheme = Lower(text.substr(0, text.find("://")));
  return (scheme == "http" || scheme == "https") && IsUrl(text);
}

bool IsUri(std::string_view text) { return IsUrl(text) || IsUrn(text); }

bool IsEmail(std::string_view text) {
  const size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0 || at > kMaxLocalPart) return false;
  const std::string_view host = text.substr(at + 1);
  const bool has_dot = host.find('.') != std::string_view::npos && !host.ends_with('.');
  return HasAddressCharacters(text.substr(0, at)) && has_dot && IsHost(host);
}

bool IsMediaType(std::string_view text) {
  const size_t slash = text.find('/');
  if (slash == std::string_view::npos) return false;
  return IsRestrictedName(text.substr(0, slash)) && IsRestrictedName(text.substr(slash + 1));
}

}  // namespace headwater::publiccode
