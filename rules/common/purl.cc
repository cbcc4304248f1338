// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/purl.h"

#include <algorithm>
#include <optional>

#include "rules/common/purl_types.h"
#include "rules/common/text.h"

namespace headwater {
namespace {

using Kind = PurlError::Kind;
using Parsed = std::variant<Purl, PurlError>;

constexpr std::string_view kScheme = "pkg";

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsAlnum(char c) { return IsLetter(c) || (c >= '0' && c <= '9'); }

int HexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Unreserved characters and the colon stand for themselves ("Character encoding").
void AppendEncoded(std::string_view text, std::string& out) {
  constexpr std::string_view kPlain = ".-_~:";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (const char c : text) {
    if (IsAlnum(c) || kPlain.find(c) != std::string_view::npos) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 0xFU];
  }
}

void AppendSegments(std::string_view path, std::string& out) {
  while (!path.empty()) {
    const size_t end = std::min(path.find('/'), path.size());
    AppendEncoded(path.substr(0, end), out);
    path.remove_prefix(std::min(end + 1, path.size()));
    if (!path.empty()) out += '/';
  }
}

std::optional<std::string> Decode(std::string_view text) {
  std::string decoded;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? HexValue(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? HexValue(text[i + 2]) : -1;
    if (high < 0 || low < 0) return std::nullopt;
    decoded += static_cast<char>(high * 16 + low);
    i += 2;
  }
  if (!CheckText(decoded, kMaxPurlBytes, Controls::kAllow).ok()) return std::nullopt;
  return decoded;
}

bool IsType(std::string_view type) {
  return IsLetter(type.front()) && std::all_of(type.begin(), type.end(), [](char c) {
           return IsAlnum(c) || c == '.' || c == '-';
         });
}

bool IsKey(std::string_view key) {
  return !key.empty() && IsLetter(key.front()) && std::all_of(key.begin(), key.end(), [](char c) {
    return IsAlnum(c) || c == '.' || c == '-' || c == '_';
  });
}

/// Reads from both ends towards the name, as the specification prescribes ("How to parse a PURL").
class PurlReader {
 public:
  explicit PurlReader(std::string_view text) : text_(text), rest_(text) {}

  Parsed Read() {
    if (text_.size() > kMaxPurlBytes) return Fail(Kind::kTooLong, text_);
    const bool read =
        Subpath() && Qualifiers() && Scheme() && Type() && Version() && Name() && Namespace();
    if (!read) return *std::move(error_);
    Parsed made = MakePurl(std::move(purl_));
    if (auto* error = std::get_if<PurlError>(&made)) {
      error->begin = 0;
      error->end = text_.size();
    }
    return made;
  }

 private:
  PurlError Fail(Kind kind, std::string_view where, std::string detail = {}) {
    const auto begin = static_cast<size_t>(where.data() - text_.data());
    error_ = PurlError{kind, begin, begin + where.size(), std::move(detail)};
    return *error_;
  }
  bool Refuse(Kind kind, std::string_view where, std::string detail = {}) {
    Fail(kind, where, std::move(detail));
    return false;
  }

  /// What follows the last separator is cut off and given back.
  std::optional<std::string_view> CutLast(char separator) {
    const size_t at = rest_.rfind(separator);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view last = rest_.substr(at + 1);
    rest_ = rest_.substr(0, at);
    return last;
  }

  bool DecodeInto(std::string_view text, std::string& out) {
    auto decoded = Decode(text);
    if (!decoded) return Refuse(Kind::kWrongEncoding, text);
    out = *std::move(decoded);
    return true;
  }

  /// Segments without those that mean nothing; `dots` as well.
  bool Segments(std::string_view path, bool dots, std::string& out) {
    while (!path.empty()) {
      const size_t end = std::min(path.find('/'), path.size());
      std::string segment;
      if (!DecodeInto(path.substr(0, end), segment)) return false;
      if (segment.find('/') != std::string::npos) {
        return Refuse(Kind::kWrongEncoding, path.substr(0, end));
      }
      path.remove_prefix(std::min(end + 1, path.size()));
      if (segment.empty() || (dots && (segment == "." || segment == ".."))) continue;
      if (!out.empty()) out += '/';
      out += segment;
    }
    return true;
  }

  bool Subpath() {
    const auto subpath = CutLast('#');
    return !subpath || Segments(*subpath, /*dots=*/true, purl_.subpath);
  }

  bool Qualifiers() {
    auto pairs = CutLast('?');
    while (pairs && !pairs->empty()) {
      const size_t end = std::min(pairs->find('&'), pairs->size());
      if (!Qualifier(pairs->substr(0, end))) return false;
      pairs->remove_prefix(std::min(end + 1, pairs->size()));
    }
    return true;
  }

  bool Qualifier(std::string_view pair) {
    const size_t equals = std::min(pair.find('='), pair.size());
    const std::string_view key = pair.substr(0, equals);
    if (!IsKey(key)) return Refuse(Kind::kWrongKey, pair);
    std::string value;
    if (!DecodeInto(pair.substr(std::min(equals + 1, pair.size())), value)) return false;
    if (!value.empty()) purl_.qualifiers.emplace_back(AsciiLower(std::string(key)), value);
    return true;
  }

  bool Scheme() {
    const size_t colon = rest_.find(':');
    if (colon == std::string_view::npos ||
        AsciiLower(std::string(rest_.substr(0, colon))) != kScheme) {
      return Refuse(Kind::kNoScheme, rest_.substr(0, 0));
    }
    rest_.remove_prefix(colon + 1);
    rest_.remove_prefix(std::min(rest_.find_first_not_of('/'), rest_.size()));
    return true;
  }

  bool Type() {
    const size_t slash = rest_.find('/');
    const std::string_view type = rest_.substr(0, slash);
    if (type.empty()) return Refuse(Kind::kNoType, type);
    if (!IsType(type)) return Refuse(Kind::kWrongType, type);
    if (slash == std::string_view::npos) return Refuse(Kind::kNoName, rest_.substr(rest_.size()));
    purl_.type = AsciiLower(std::string(type));
    rest_.remove_prefix(slash + 1);
    return true;
  }

  bool Version() {
    // `@` of an npm scope that was not encoded is no version: `pkg:npm/@babel/core`.
    const size_t at = rest_.rfind('@');
    const bool scope = at != std::string_view::npos && (at == 0 || rest_[at - 1] == '/') &&
                       rest_.find('/', at) != std::string_view::npos;
    if (at == std::string_view::npos || scope) return true;
    return DecodeInto(*CutLast('@'), purl_.version);
  }

  bool Name() {
    while (rest_.ends_with('/')) rest_.remove_suffix(1);
    const size_t slash = rest_.rfind('/');
    const bool alone = slash == std::string_view::npos;
    const std::string_view name = alone ? rest_ : rest_.substr(slash + 1);
    if (name.empty()) return Refuse(Kind::kNoName, name);
    rest_ = alone ? std::string_view() : rest_.substr(0, slash);
    return DecodeInto(name, purl_.name);
  }

  bool Namespace() { return Segments(rest_, /*dots=*/false, purl_.name_space); }

  std::string_view text_;
  std::string_view rest_;
  Purl purl_;
  std::optional<PurlError> error_;
};

std::optional<PurlError> Check(const Purl& purl, const PurlType& type) {
  const auto fail = [&purl](Kind kind, std::string_view detail) {
    return PurlError{kind, 0, 0, detail.empty() ? purl.type : std::string(detail)};
  };
  if (purl.name.empty()) return fail(Kind::kNoName, {});
  const bool has_namespace = !purl.name_space.empty();
  if (type.name_space == PurlType::Namespace::kRequired && !has_namespace) {
    return fail(Kind::kNamespaceNeeded, {});
  }
  if (type.name_space == PurlType::Namespace::kForbidden && has_namespace) {
    return fail(Kind::kNamespaceForbidden, {});
  }
  if (type.name_fits != nullptr && !type.name_fits(purl.name)) return fail(Kind::kWrongName, {});
  const bool odd_version =
      type.version_fits != nullptr && !purl.version.empty() && !type.version_fits(purl.version);
  if (odd_version) return fail(Kind::kWrongVersion, {});
  const bool lacks = !type.needs.empty() &&
                     std::none_of(purl.qualifiers.begin(), purl.qualifiers.end(),
                                  [&type](const auto& pair) { return pair.first == type.needs; });
  if (lacks) return fail(Kind::kQualifierNeeded, type.needs);
  return std::nullopt;
}

}  // namespace

Parsed MakePurl(Purl parts) {
  if (parts.type.empty()) return PurlError{Kind::kNoType, 0, 0, {}};
  if (!IsType(parts.type)) return PurlError{Kind::kWrongType, 0, 0, {}};
  parts.type = AsciiLower(std::move(parts.type));
  const PurlType& type = PurlTypeOf(parts.type);
  if (type.lower_namespace) parts.name_space = AsciiLower(std::move(parts.name_space));
  parts.name = SpellPurlName(type, std::move(parts.name));
  if (type.lower_version) parts.version = AsciiLower(std::move(parts.version));
  for (auto& [key, value] : parts.qualifiers) {
    if (!IsKey(key)) return PurlError{Kind::kWrongKey, 0, 0, {}};
    key = AsciiLower(std::move(key));
  }
  std::erase_if(parts.qualifiers, [](const auto& pair) { return pair.second.empty(); });
  std::sort(parts.qualifiers.begin(), parts.qualifiers.end());
  const auto twice =
      std::adjacent_find(parts.qualifiers.begin(), parts.qualifiers.end(),
                         [](const auto& a, const auto& b) { return a.first == b.first; });
  if (twice != parts.qualifiers.end()) return PurlError{Kind::kDoubleKey, 0, 0, twice->first};
  if (auto error = Check(parts, type)) return *std::move(error);
  return parts;
}

Parsed ParsePurl(std::string_view text) { return PurlReader(text).Read(); }

std::string Purl::ToString() const {
  std::string text(kScheme);
  text += ':';
  text += type;
  text += '/';
  AppendSegments(name_space, text);
  if (!name_space.empty()) text += '/';
  AppendEncoded(name, text);
  if (!version.empty()) {
    text += '@';
    AppendEncoded(version, text);
  }
  char separator = '?';
  for (const auto& [key, value] : qualifiers) {
    text += separator;
    text += key;
    text += '=';
    AppendEncoded(value, text);
    separator = '&';
  }
  if (!subpath.empty()) {
    text += '#';
    AppendSegments(subpath, text);
  }
  return text;
}

}  // namespace headwater
