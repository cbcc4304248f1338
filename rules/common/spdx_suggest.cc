// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "headwater/spdx_licenses.h"
#include "rules/common/spdx_license.h"
#include "rules/common/spdx_lookalikes.h"
#include "rules/common/spdx_names.h"

namespace headwater {
namespace {

// A line of a header. What is longer is prose, and prose is not corrected.
constexpr size_t kMaxBytes = 400;
// Nobody chooses among more licences in one line by mistake.
constexpr size_t kMaxParts = 40;

constexpr std::string_view kBlanks = " \t\r\n";
// What stands around a value that was copied from a manifest or out of prose.
constexpr std::string_view kWrapping = " \t\r\n\"'`<>[]{}.,;";

std::string_view Strip(std::string_view text, std::string_view characters) {
  const size_t begin = text.find_first_not_of(characters);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(characters) + 1 - begin);
}

/// Where the words of the licence begin: behind the last `::` of a trove classifier
/// (https://pypi.org/classifiers/), or behind a tag that was written twice.
std::string_view WithoutLeadIn(std::string_view text) {
  if (const size_t trove = text.rfind("::"); trove != std::string_view::npos) {
    return text.substr(trove + 2);
  }
  const std::string folded = FoldSpdxCase(text);
  for (const std::string_view tag :
       {"spdx-license-identifier:", "license:", "licence:", "lizenz:", "licensed under"}) {
    if (folded.starts_with(tag)) return text.substr(tag.size());
  }
  return text;
}

/// The identifiers as the list spells them.
void Respell(SpdxExpression& expression) {
  for (SpdxExpression& operand : expression.operands) Respell(operand);
  if (const SpdxLicense* license = FindSpdxLicense(expression.license)) {
    expression.license = license->id;
  }
  if (const SpdxLicense* exception = FindSpdxException(expression.exception)) {
    expression.exception = exception->id;
  }
}

/// The expression in the list's spelling, if it is one of nothing but current licences.
std::optional<std::string> CurrentExpression(std::string_view text) {
  auto parsed = ParseSpdxExpression(text);
  auto* expression = std::get_if<SpdxExpression>(&parsed);
  if (expression == nullptr || !FindSpdxIdProblems(text).empty()) return std::nullopt;
  Respell(*expression);
  return expression->ToString();
}

/// `licenseref-own_terms` -> `LicenseRef-own-terms`: the prefix has one spelling, and names hold no
/// underscore.
std::optional<std::string> AsReference(std::string_view word) {
  constexpr std::string_view kPrefix = "licenseref-";
  if (!FoldSpdxCase(word).starts_with(kPrefix) || word.size() == kPrefix.size()) {
    return std::nullopt;
  }
  std::string reference = "LicenseRef-" + std::string(word.substr(kPrefix.size()));
  std::replace(reference.begin(), reference.end(), '_', '-');
  return CurrentExpression(reference);
}

/// What people write between brackets behind a name is the short form of it: both must say the
/// same, or nothing is said.
std::optional<std::string> NameWithShortForm(std::string_view name) {
  const size_t open = name.find('(');
  if (open == std::string_view::npos || !name.ends_with(')')) return std::nullopt;
  const auto whole = LicenseByName(Strip(name.substr(0, open), kBlanks));
  const auto brief = LicenseByName(Strip(name.substr(open + 1, name.size() - open - 2), kBlanks));
  return whole == brief ? whole : std::nullopt;
}

std::optional<std::string> OneLicense(std::string_view text) {
  const std::string_view name = Strip(text, kWrapping);
  if (auto reference = AsReference(name)) return reference;
  if (auto found = NameWithShortForm(name)) return found;
  return LicenseByName(name);
}

// ---- Several licences ---------------------------------------------------------------------------

/// A piece of a text between operators and parentheses.
struct Part {
  enum class Kind { kName, kAnd, kOr, kWith, kOpen, kClose };
  Kind kind = Kind::kName;
  std::string text;
};

/// An operator of one or two bytes at `at`; comma and semicolon are none: they say neither.
std::optional<Part> SignAt(std::string_view text, size_t at, size_t& length) {
  const char c = text[at];
  length = at + 1 < text.size() && text[at + 1] == c ? 2 : 1;
  if (c == '|') return Part{Part::Kind::kOr, {}};
  if (c == '&') return Part{Part::Kind::kAnd, {}};
  length = 1;
  if (c == '/') return Part{Part::Kind::kOr, {}};
  if (c == '(') return Part{Part::Kind::kOpen, {}};
  if (c == ')') return Part{Part::Kind::kClose, {}};
  return std::nullopt;
}

/// "or later", "and newer" belong to the name before them.
bool BeginsOrLater(std::string_view rest) {
  const std::string folded = FoldSpdxCase(rest.substr(0, kMaxBytes));
  for (const std::string_view words : {"or later", "or any later", "or newer", "or higher",
                                       "and later", "and newer", "or above", "and above"}) {
    if (folded.starts_with(words)) return true;
  }
  return false;
}

std::optional<Part::Kind> OperatorWord(std::string_view word) {
  const std::string folded = FoldSpdxCase(word);
  if (folded == "or") return Part::Kind::kOr;
  if (folded == "and") return Part::Kind::kAnd;
  if (folded == "with") return Part::Kind::kWith;
  return std::nullopt;
}

/// Cuts a text into names and operators.
std::vector<Part> Cut(std::string_view text) {
  std::vector<Part> parts;
  std::string name;
  const auto flush = [&] {
    if (!Strip(name, kBlanks).empty()) parts.push_back({Part::Kind::kName, name});
    name.clear();
  };
  for (size_t at = 0; at < text.size();) {
    size_t length = 0;
    if (auto sign = SignAt(text, at, length)) {
      flush();
      parts.push_back(*std::move(sign));
      at += length;
      continue;
    }
    size_t end = std::min(text.find_first_of(" \t\r\n|&/()", at), text.size());
    if (end == at) end = at + 1;
    const std::string_view word = text.substr(at, end - at);
    const auto kind = OperatorWord(word);
    if (kind && !BeginsOrLater(text.substr(at))) {
      flush();
      parts.push_back({*kind, {}});
    } else {
      name += word;
    }
    at = end;
  }
  flush();
  return parts;
}

std::string_view Spelling(Part::Kind kind) {
  switch (kind) {
    case Part::Kind::kAnd:
      return " AND ";
    case Part::Kind::kOr:
      return " OR ";
    case Part::Kind::kWith:
      return " WITH ";
    case Part::Kind::kOpen:
      return "(";
    case Part::Kind::kClose:
      return ")";
    case Part::Kind::kName:
      break;
  }
  return {};
}

std::optional<std::string> SeveralLicenses(std::string_view text) {
  const std::vector<Part> parts = Cut(text);
  if (parts.size() > kMaxParts) return std::nullopt;
  std::string expression;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].kind != Part::Kind::kName) {
      expression += Spelling(parts[i].kind);
      continue;
    }
    const bool is_exception = i > 0 && parts[i - 1].kind == Part::Kind::kWith;
    const auto found =
        is_exception ? ExceptionByName(Strip(parts[i].text, kWrapping)) : OneLicense(parts[i].text);
    if (!found) return std::nullopt;
    expression += *found;
  }
  return CurrentExpression(expression);
}

/// What looks like a licence or a choice and is none: `UNLICENSED` says in npm's manifests that
/// nothing is licensed (https://docs.npmjs.com/cli/configuring-npm/package-json#license), `MIT/X11`
/// is the name of one licence.
bool IsMisleading(std::string_view text) {
  static constexpr std::string_view kNames[] = {"unlicensed", "mit x 11", "x 11 mit", "mit bsd",
                                                "bsd mit"};
  // Doubt, negation, placeholders.
  constexpr std::string_view kSigns = "!?*~^=#@$%\\";
  if (text.find_first_of(kSigns) != std::string_view::npos) return true;
  const std::string key = SpdxNameKey(text);
  return std::find(std::begin(kNames), std::end(kNames), key) != std::end(kNames);
}

}  // namespace

std::optional<std::string> SuggestSpdxExpression(std::string_view text) {
  if (text.size() > kMaxBytes) return std::nullopt;
  const std::string plain = WithoutLookalikes(text);
  const std::string_view value = Strip(WithoutLeadIn(Strip(plain, kWrapping)), kWrapping);
  if (value.empty() || IsMisleading(value)) return std::nullopt;
  const auto is_ascii = [](char c) { return c > 0; };
  if (!std::all_of(value.begin(), value.end(), is_ascii)) return std::nullopt;
  if (auto current = CurrentExpression(value)) return current;
  if (auto one = OneLicense(value)) return CurrentExpression(*one);
  return SeveralLicenses(value);
}

}  // namespace headwater
