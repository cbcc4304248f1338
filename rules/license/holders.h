// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace headwater::license {

/// The people and bodies that notices name, in a form that survives how they are written: years,
/// signs, addresses, case, punctuation and order make no difference, and neither does a list on one
/// line or on several, nor an encoding.
class Holders {
 public:
  /// Adds whom a notice names (CopyrightNotice::holder).
  void Add(std::string_view holder);

  /// Whether every one whom `holder` names is still named: by a notice that has all the words of
  /// the name, so that `ACME` is found in `ACME GmbH` (among the first kMaxSearched of them; the
  /// same name is found among all). True for a notice that names nobody.
  bool Name(std::string_view holder) const;

  static constexpr size_t kMaxSearched = 1000;

 private:
  /// The words of each.
  std::set<std::set<std::string>> named_;
};

/// Whether the holder is the author of a licence's text and not of what is licensed: the Free
/// Software Foundation in the GPL's text.
bool IsAuthorOfLicenseText(std::string_view holder);

/// Letters and digits in lower case (ASCII only), all else a single blank; Latin-1 as UTF-8.
std::string Simplify(std::string_view text);

}  // namespace headwater::license
