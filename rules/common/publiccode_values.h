// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "headwater/publiccode_check.h"
#include "rules/common/publiccode_table.h"

/// \file
/// Single values of a publiccode.yml.

namespace headwater::publiccode {

/// What is wrong with a value.
struct ValueFault {
  std::string message;  ///< A key of kPubliccodeMessages (publiccode_messages.h).
  bool is_error = true;
  std::string better = {};  ///< What was meant; empty: nobody knows.
  /// `better` may be written without asking: it is the same value in the spelling asked for, or a
  /// slip of the keyboard away.
  bool is_sure = false;
};

/// By what a value is judged.
struct ValueMeasure {
  Spec spec;
  const PubliccodeQuestion& question;
  bool with_meant = true;  ///< Whether to look for what was meant; it takes its time.
};

/// Judges a value that is a text, by the row's form and the version's lists. Nothing: it is fine.
std::optional<ValueFault> CheckValue(const PubliccodeKey& row, std::string_view value,
                                     const ValueMeasure& measure);

/// A language tag as BCP 47 (RFC 5646, section 2.1) forms it, with a language in front that ISO
/// 639-1 knows, or of three letters: of those there are thousands, and they are taken as they are.
bool IsLanguageTag(std::string_view tag);

/// An assigned code of ISO 3166-1 alpha-2, in capitals.
bool IsCountryCode(std::string_view code);

}  // namespace headwater::publiccode
