// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "headwater/spdx_licenses.h"
#include "rules/common/spdx_license.h"
#include "rules/common/spdx_names.h"
#include "rules/common/spdx_tokens.h"

namespace headwater {
namespace {

// A text with more unknown names is not one that a near identifier mends.
constexpr size_t kMaxSuggested = 8;

using Kind = SpdxIdProblem::Kind;

/// An identifier as it stands in the text; `plus` when `+` follows it.
struct Written {
  std::string_view id;
  bool plus = false;
};

std::optional<SpdxIdProblem> CheckLicense(const Written& written) {
  SpdxIdProblem problem;
  if (const SpdxLicense* license = FindSpdxLicense(written.id)) {
    if (!license->is_deprecated) return std::nullopt;
    problem.kind = Kind::kDeprecated;
    const bool with_plus = written.plus && !license->or_later_replaced_by.empty();
    problem.better = with_plus ? license->or_later_replaced_by : license->replaced_by;
    return problem;
  }
  problem.kind = FindSpdxException(written.id) != nullptr ? Kind::kIsException : Kind::kUnknown;
  return problem;
}

std::optional<SpdxIdProblem> CheckException(std::string_view id) {
  SpdxIdProblem problem;
  if (const SpdxLicense* exception = FindSpdxException(id)) {
    if (!exception->is_deprecated) return std::nullopt;
    problem.kind = Kind::kDeprecated;
    problem.better = exception->replaced_by;
    return problem;
  }
  problem.kind = FindSpdxLicense(id) != nullptr ? Kind::kIsLicense : Kind::kUnknown;
  return problem;
}

/// The word behind WITH, or a licence with or without `+`.
std::optional<SpdxIdProblem> CheckWord(const SpdxToken& token, bool is_exception) {
  if (IsSpdxReference(token.text)) return std::nullopt;
  Written written{token.text, token.text.ends_with('+')};
  if (written.plus) written.id.remove_suffix(1);
  auto problem = is_exception ? CheckException(token.text) : CheckLicense(written);
  if (!problem) return std::nullopt;
  problem->begin = token.begin;
  problem->end = token.end;
  problem->id = token.text;
  problem->behind_with = is_exception;
  return problem;
}

}  // namespace

std::vector<SpdxIdProblem> FindSpdxIdProblems(std::string_view text) {
  std::vector<SpdxIdProblem> problems;
  const auto split = SplitSpdxExpression(text, SpdxDialect::kSpdx23);
  const auto* tokens = std::get_if<std::vector<SpdxToken>>(&split);
  if (tokens == nullptr) return problems;
  bool behind_with = false;
  for (const SpdxToken& token : *tokens) {
    const bool is_exception = std::exchange(behind_with, token.kind == SpdxToken::Kind::kWith);
    if (token.kind != SpdxToken::Kind::kWord) continue;
    if (auto problem = CheckWord(token, is_exception)) problems.push_back(*std::move(problem));
  }
  return problems;
}

std::vector<SpdxIdProblem> CheckSpdxIds(std::string_view text) {
  std::vector<SpdxIdProblem> problems = FindSpdxIdProblems(text);
  size_t suggested = 0;
  for (SpdxIdProblem& problem : problems) {
    if (problem.kind != Kind::kUnknown || suggested++ >= kMaxSuggested) continue;
    auto found =
        problem.behind_with ? ExceptionByName(problem.id) : SuggestSpdxExpression(problem.id);
    problem.better = std::move(found).value_or("");
  }
  return problems;
}

}  // namespace headwater
