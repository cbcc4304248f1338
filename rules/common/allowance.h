// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "headwater/glob.h"
#include "headwater/options.h"
#include "headwater/result.h"
#include "headwater/spdx_expression.h"
#include "rules/common/open_code_list.h"

namespace headwater {

/// How an expression stands on the list and by what the policy adds to it.
struct Judgement {
  ListClass standing = ListClass::kUnknown;
  std::string license;     ///< The single licence that decided.
  std::string like;        ///< kSimilar: the approved licence.
  bool by_policy = false;  ///< The policy says so, not the list.
};

/// The list, and the policy's own additions to both of its sides.
class Allowance {
 public:
  /// Reads `also_allowed` and `not_allowed`: patterns of identifiers, in any case. Errors as
  /// GlobSet::Make.
  static Result<Allowance> Make(const Options& options);

  /// OR is a choice: the best operand counts. With AND all hold: the worst does.
  Judgement Of(const SpdxExpression& expression) const;

 private:
  Judgement OfLicense(const SpdxExpression& license) const;

  GlobSet also_allowed_;
  GlobSet not_allowed_;
};

/// The options that a rule declares whose findings come from an Allowance.
inline constexpr Literal kAllowanceLists[] = {"opencode-1.7"};

inline constexpr OptionInfo kListOption = {
    .name = "list",
    .type = OptionType::kChoice,
    .stricter = Stricter::kEqual,
    .doc = "Which list counts: opencode-1.7 is Open CoDE's of 23 February 2026.",
    .default_value = "opencode-1.7",
    .choices = kAllowanceLists};

inline constexpr OptionInfo kAlsoAllowedOption = {
    .name = "also_allowed",
    .type = OptionType::kGlobs,
    .stricter = Stricter::kSubset,
    .doc = "Identifiers that are allowed too, such as `DL-DE-BY-2.0` or `LicenseRef-Example-*`.",
    .default_value = "[]"};

inline constexpr OptionInfo kNotAllowedOption = {
    .name = "not_allowed",
    .type = OptionType::kGlobs,
    .stricter = Stricter::kSuperset,
    .doc = "Identifiers that are not allowed, whatever the list says; they win over also_allowed.",
    .default_value = "[]"};

}  // namespace headwater
