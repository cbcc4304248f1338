// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

/// \file
/// A line of words, as people type them.

namespace headwater::jobs {

/// In lower case, umlauts as two letters and a sharp s as two: "Prüfen", "PRUEFEN" and a decomposed
/// "prüfen" are the same word. What is neither ASCII nor German stays as it is.
std::string FoldWord(std::string_view word);

/// Whether the word is one of these.
bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words);

/// Takes words off the front of a line, which must outlive it.
class WordLine {
 public:
  explicit WordLine(std::string_view line) : left_(line) {}

  /// The next word, up to a blank or one of `ends`; one between quotes or backticks without them
  /// and with its blanks. Empty: there is none.
  std::string_view Take(std::string_view ends = {});
  /// The next word, left where it is.
  std::string_view Peek() const;
  /// Takes a colon, if that is next.
  bool TakeColon();
  /// Everything that is left, without the blanks around it.
  std::string_view Rest() const;

 private:
  void SkipBlanks();

  std::string_view left_;
};

}  // namespace headwater::jobs
