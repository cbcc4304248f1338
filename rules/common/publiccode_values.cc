// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/common/publiccode_values.h"

#include <algorithm>
#include <cctype>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "headwater/date.h"
#include "headwater/nearest_word.h"
#include "headwater/spdx_licenses.h"
#include "rules/common/publiccode_addresses.h"

namespace headwater::publiccode {
namespace {

using Fault = std::optional<ValueFault>;

std::string Cased(std::string_view text, int (*cased)(int)) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [cased](unsigned char c) { return static_cast<char>(cased(c)); });
  return result;
}

std::string Lower(std::string_view text) { return Cased(text, std::tolower); }
std::string Upper(std::string_view text) { return Cased(text, std::toupper); }

Fault Unless(bool is_fine, std::string message) {
  if (is_fine) return std::nullopt;
  return ValueFault{.message = std::move(message)};
}

/// The value of the list that was most likely meant: of another case, or a slip away.
std::string_view MeantIn(std::span<const ListedValue> values, std::string_view written, Spec spec) {
  std::vector<std::string_view> current;
  for (const ListedValue& listed : values) {
    if (listed.since <= spec && spec < listed.until) current.push_back(listed.value);
  }
  for (const std::string_view value : current) {
    if (Lower(value) == Lower(written)) return value;
  }
  return NearestWord(written, current);
}

/// What is listed for the form: few values are named in the sentence, of many there are too many.
Fault CheckListed(const PubliccodeKey& row, std::string_view value, const ValueMeasure& measure) {
  const auto listed = std::find_if(row.values.begin(), row.values.end(),
                                   [&](const ListedValue& one) { return one.value == value; });
  if (listed != row.values.end()) {
    if (listed->until <= measure.spec) {
      return ValueFault{
          .message = "value-meant", .better = std::string(listed->instead), .is_sure = true};
    }
    if (listed->since > measure.spec)
      return ValueFault{.message = "value-early", .is_error = false};
    if (listed->until == Spec::kNever) return std::nullopt;
    return ValueFault{
        .message = "value-former", .is_error = false, .better = std::string(listed->instead)};
  }
  const std::string_view meant =
      measure.with_meant ? MeantIn(row.values, value, measure.spec) : std::string_view();
  if (!meant.empty()) {
    return ValueFault{.message = "value-meant", .better = std::string(meant), .is_sure = true};
  }
  return ValueFault{.message = row.form == Form::kChoice ? "value-not-allowed" : "value-unlisted"};
}

Fault CheckVersion(std::string_view value, const PubliccodeQuestion& question) {
  const auto spec = SpecOf(value);
  if (!spec) return ValueFault{.message = "version-unknown"};
  if (value.starts_with("0.6")) {
    return ValueFault{.message = "version-unread", .is_error = false};
  }
  if (*spec == kNewest || question.profile == PubliccodeProfile::kOpenCode) return std::nullopt;
  return ValueFault{.message = "version-old", .is_error = false};
}

Fault CheckDate(const PubliccodeKey& row, std::string_view value,
                const PubliccodeQuestion& question) {
  const auto day = ParseDate(value);
  if (!day) return ValueFault{.message = "no-date"};
  const bool is_end = row.path.ends_with(".until");
  if (is_end && *day < question.as_of) {
    return ValueFault{.message = "date-passed", .is_error = false};
  }
  // Elsewhere it may be tomorrow already.
  if (!is_end && *day > question.as_of + std::chrono::days(1)) {
    return ValueFault{.message = "date-ahead", .is_error = false};
  }
  return std::nullopt;
}

Fault CheckLanguage(std::string_view value) {
  if (IsLanguageTag(value)) return std::nullopt;
  std::string hyphenated(value);
  std::replace(hyphenated.begin(), hyphenated.end(), '_', '-');
  if (!IsLanguageTag(hyphenated)) return ValueFault{.message = "no-language"};
  return ValueFault{.message = "value-meant", .better = std::move(hyphenated), .is_sure = true};
}

Fault CheckCountry(std::string_view value, Spec spec) {
  if (IsCountryCode(value)) return std::nullopt;
  std::string capitals = Upper(value);
  if (!IsCountryCode(capitals)) return ValueFault{.message = "no-country"};
  const bool is_lower = Lower(value) == value;
  // Deprecated since 0.5 (CHANGELOG.rst), and the only spelling before.
  if (is_lower && spec < Spec::k05) return std::nullopt;
  return ValueFault{.message = is_lower ? "country-small" : "value-meant",
                    .is_error = !is_lower,
                    .better = std::move(capitals),
                    .is_sure = true};
}

Fault CheckLicense(std::string_view value) {
  using Kind = SpdxIdProblem::Kind;
  const auto parsed = ParseSpdxExpression(value);
  const auto problems = std::holds_alternative<SpdxExpression>(parsed)
                            ? CheckSpdxIds(value)
                            : std::vector<SpdxIdProblem>();
  const bool is_deprecated_only =
      std::all_of(problems.begin(), problems.end(),
                  [](const SpdxIdProblem& problem) { return problem.kind == Kind::kDeprecated; });
  if (std::holds_alternative<SpdxExpression>(parsed) && is_deprecated_only) {
    if (problems.empty()) return std::nullopt;
    // What it should be instead is a question to people: "only" or "or later".
    return ValueFault{.message = "license-deprecated", .is_error = false};
  }
  if (auto better = SuggestSpdxExpression(value)) {
    return ValueFault{.message = "value-meant", .better = *std::move(better), .is_sure = true};
  }
  return ValueFault{.message = "no-license"};
}

Fault CheckSupport(const PubliccodeKey& row, std::string_view value, const ValueMeasure& measure) {
  constexpr std::string_view kAlias = "alias:";
  if (!value.starts_with(kAlias)) return Unless(IsUri(value), "no-support");
  auto fault = CheckListed(row, value.substr(kAlias.size()), measure);
  if (fault && !fault->better.empty()) fault->better.insert(0, kAlias);
  return fault;
}

bool EndsWithOneOf(std::string_view path, std::span<const std::string_view> endings) {
  const std::string lower = Lower(path);
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return lower.ends_with(ending); });
}

/// A path that leads out of the repository, or through another folder's parent.
bool HasParentFolder(std::string_view path) {
  while (!path.empty()) {
    const size_t slash = path.find('/');
    if (path.substr(0, slash) == "..") return true;
    if (slash == std::string_view::npos) break;
    path.remove_prefix(slash + 1);
  }
  return false;
}

Fault CheckPath(std::string_view value, std::span<const std::string_view> endings,
                const PubliccodeQuestion& question) {
  const bool is_address = IsWebAddress(value);
  const bool is_absolute = value.starts_with('/') || Lower(value.substr(0, 5)) == "file:";
  if (is_absolute || (!is_address && HasParentFolder(value))) {
    return ValueFault{.message = "path-not-relative"};
  }
  const std::string_view path = is_address ? value.substr(0, value.find_first_of("?#")) : value;
  if (!endings.empty() && !EndsWithOneOf(path, endings)) {
    return ValueFault{.message = "ending-not-allowed"};
  }
  if (is_address || !question.has_file) return std::nullopt;
  std::string_view plain = value;
  while (plain.starts_with("./")) plain.remove_prefix(2);
  return Unless(question.has_file(plain), "no-such-file");
}

}  // namespace

std::optional<ValueFault> CheckValue(const PubliccodeKey& row, std::string_view value,
                                     const ValueMeasure& measure) {
  const PubliccodeQuestion& question = measure.question;
  // Schema, Key logo, and Key description/[lang]/screenshots.
  static constexpr std::string_view kLogos[] = {".svg", ".svgz", ".png"};
  static constexpr std::string_view kScreenshots[] = {".png", ".jpg"};
  switch (row.form) {
    case Form::kText:
    case Form::kBoolean:
      return std::nullopt;
    case Form::kVersion:
      return CheckVersion(value, question);
    case Form::kUrl:
      return Unless(IsUrl(value), "no-url");
    case Form::kWebAddress:
      return Unless(IsWebAddress(value), "no-web-address");
    case Form::kUri:
      return Unless(IsUri(value), "no-uri");
    case Form::kSupport:
      return CheckSupport(row, value, measure);
    case Form::kDate:
      return CheckDate(row, value, question);
    case Form::kLanguage:
      return CheckLanguage(value);
    case Form::kCountry:
      return CheckCountry(value, measure.spec);
    case Form::kLicense:
      return CheckLicense(value);
    case Form::kEmail:
      return Unless(IsEmail(value), "no-email");
    case Form::kMediaType:
      return Unless(IsMediaType(value), "no-media-type");
    case Form::kLogo:
      return CheckPath(value, kLogos, question);
    case Form::kScreenshot:
      return CheckPath(value, kScreenshots, question);
    case Form::kFile:
      return CheckPath(value, {}, question);
    case Form::kChoice:
    case Form::kListed:
      return CheckListed(row, value, measure);
  }
  return std::nullopt;
}

}  // namespace headwater::publiccode
