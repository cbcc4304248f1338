// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "headwater/untrusted.h"

/// \file
/// Typed options of rules: declared once (OptionInfo), checked when a policy is loaded, read
/// without failing when a rule runs.

namespace headwater {

using OptionValue = std::variant<bool, int64_t, std::string, std::vector<std::string>>;

enum class OptionType {
  kBool,
  kInteger,
  kChoice,
  kGlobs,
  kText,  ///< One line for people, such as a name; may be empty.
};

/// Which direction makes a rule stricter: what a lower layer may always do.
enum class Stricter {
  kHigher,    ///< Larger number, true, later choice.
  kLower,     ///< Smaller number, false, earlier choice.
  kSuperset,  ///< More entries (what is judged).
  kSubset,    ///< Fewer entries (what is exempt).
  kEqual,     ///< No direction: can only be locked by equality.
};

struct OptionInfo {
  Literal name;
  OptionType type = OptionType::kBool;
  Stricter stricter = Stricter::kEqual;
  Literal doc;                            ///< One English sentence.
  Literal default_value;                  ///< As written in YAML: `true`, `10`, `new`, `[a/**, b]`.
  std::span<const Literal> choices = {};  ///< kChoice: in order from lax to strict.
  int64_t minimum = 0;                    ///< kInteger: smallest and largest allowed value.
  int64_t maximum = 0;                    ///< kText: most bytes.
};

/// The values of one rule's options, complete (defaults filled in) and of the declared types.
class Options {
 public:
  Options() = default;
  explicit Options(std::map<std::string, OptionValue, std::less<>> values)
      : values_(std::move(values)) {}

  /// Asking for an option the rule did not declare, or by another type, is a bug: it terminates.
  bool Bool(std::string_view name) const;
  int64_t Integer(std::string_view name) const;
  const std::string& Choice(std::string_view name) const;
  const std::vector<std::string>& Globs(std::string_view name) const;
  const std::string& Text(std::string_view name) const;

  const std::map<std::string, OptionValue, std::less<>>& values() const { return values_; }

 private:
  std::map<std::string, OptionValue, std::less<>> values_;
};

}  // namespace headwater
