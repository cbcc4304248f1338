// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/text_words.h"

#include <algorithm>
#include <array>
#include <string>

#include "rules/data/license_texts.h"
#include "rules/license/text_marks.h"

namespace headwater::license {
namespace {

// Longer words are in no licence: they match nothing. In bytes.
constexpr size_t kMaxWordBytes = 64;
// Bullets such as `xviii`.
constexpr size_t kMaxRomanDigits = 5;

constexpr std::string_view kCopyright = "copyright";
// Behind one of these a number at the start of a line is no bullet.
constexpr std::array<std::string_view, 15> kCounted = {
    "version", "versions",  "section",    "sections", "article", "articles", "clause", "clauses",
    "v",       "paragraph", "paragraphs", "and",      "or",      "of",       "part"};

// At the start of a line, the number behind them is a bullet.
constexpr std::array<std::string_view, 5> kHeadings = {"article", "section", "part", "chapter",
                                                       "clause"};

template <size_t kSize>
bool IsIn(const std::array<std::string_view, kSize>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsBlank(char c) { return c == ' ' || c == '\t'; }
bool IsSpace(char c) { return IsBlank(c) || (c >= '\n' && c <= '\r'); }

bool IsNumber(std::string_view word) {
  return !word.empty() &&
         std::all_of(word.begin(), word.end(), [](char c) { return IsDigit(c) || c == '.'; });
}

bool IsRoman(std::string_view word) {
  return !word.empty() && word.size() <= kMaxRomanDigits &&
         word.find_first_not_of("ivxl") == std::string_view::npos;
}

// `v2.0`, `2.0` and `2` are one number.
std::string_view Normal(std::string_view word) {
  if (word.size() > 1 && word[0] == 'v' && IsDigit(word[1])) word.remove_prefix(1);
  if (!IsNumber(word)) return word;
  while (word.size() > 2 && word.substr(word.size() - 2) == ".0") word.remove_suffix(2);
  return word;
}

/// What the letters of one word look like.
class Looks {
 public:
  void Add(char32_t code) {
    const bool upper = code >= 'A' && code <= 'Z';
    if (letters_ == 0) starts_name_ = upper || code > 'z' || (code >= '0' && code <= '9');
    ++letters_;
    all_upper_ = all_upper_ && upper;
  }

  // `Example`, `2026`, `IBM`; but not `PROHIBITED`.
  bool IsName() const { return starts_name_ && !(all_upper_ && letters_ > kMaxInitials); }

 private:
  static constexpr size_t kMaxInitials = 4;
  size_t letters_ = 0;
  bool starts_name_ = false;
  bool all_upper_ = true;
};

class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  std::vector<TextWord> Cut() && {
    while (pos_ < text_.size() && words_.size() < kMaxTextWords) Step();
    return std::move(words_);
  }

 private:
  char At(size_t pos) const { return pos < text_.size() ? text_[pos] : ' '; }

  void Step() {
    const char c = text_[pos_];
    if (c == '\n' || (c == '\r' && At(pos_ + 1) != '\n')) {
      ++line_;
      line_start_ = true;
      ++pos_;
    } else if (c == '<') {
      pos_ += std::max<size_t>(1, HtmlTagBytes(text_.substr(pos_)));
    } else if (c == '&') {
      TakeAmpersand();
    } else if (c == '(' && IsCopyrightSign()) {
      constexpr size_t kSignBytes = 3;
      AddSign(kSignBytes);
    } else {
      TakeCharacter();
    }
  }

  void TakeCharacter() {
    const Character character = ReadCharacter(text_, pos_);
    if (character.code == kCopyrightSign) {
      AddSign(character.bytes);
    } else if (IsIdeograph(character.code)) {
      line_start_ = false;
      word_.assign(text_.substr(pos_, character.bytes));
      Add(/*bullet=*/false);
      pos_ += character.bytes;
    } else if (IsWordCharacter(character.code)) {
      TakeWord();
    } else {
      pos_ += character.bytes;
    }
  }

  void TakeAmpersand() {
    const size_t bytes = EntityBytes(text_.substr(pos_));
    const std::string_view entity = text_.substr(pos_, bytes);
    if (EqualsIgnoringCase(entity, "&copy;")) {
      AddSign(bytes);
      return;
    }
    if (bytes == 0 || EqualsIgnoringCase(entity, "&amp;")) {
      line_start_ = false;
      word_ = "and";
      Add(/*bullet=*/false);
    }
    pos_ += std::max<size_t>(1, bytes);
  }

  // Whether `(c)` is the sign and not the third item of a list.
  bool IsCopyrightSign() const {
    if (At(pos_ + 2) != ')' || (At(pos_ + 1) != 'c' && At(pos_ + 1) != 'C')) return false;
    if (after_copyright_) return true;
    constexpr size_t kSignBytes = 3;
    constexpr size_t kBlanks = 5;
    const std::string_view rest = text_.substr(pos_ + kSignBytes, kBlanks);
    const size_t first = rest.find_first_not_of(" \t");
    if (first == std::string_view::npos) return false;
    return IsDigit(rest[first]) || rest[first] == '<' || rest[first] == '[' || rest[first] == '{';
  }

  // The sign and the word mean the same; together they count once.
  void AddSign(size_t bytes) {
    pos_ += bytes;
    if (after_copyright_) return;
    line_start_ = false;
    word_ = kCopyright;
    Add(/*bullet=*/false);
    after_sign_ = true;
  }

  void TakeWord() {
    const size_t begin = pos_;
    word_.clear();
    looks_ = {};
    while (pos_ < text_.size() && TakeInside()) {
    }
    AddWord(begin);
  }

  // Takes the next character of a word; false at its end.
  bool TakeInside() {
    const Character character = ReadCharacter(text_, pos_);
    if (IsWordCharacter(character.code) && !IsIdeograph(character.code)) {
      looks_.Add(character.code);
      if (word_.size() <= kMaxWordBytes) AppendLower(character.code, word_);
    } else if (IsApostrophe(character.code)) {
      if (!IsWordCharacter(ReadCharacter(text_, pos_ + character.bytes).code)) return false;
    } else if (character.code == '.' && IsDigit(word_.back()) && IsDigit(At(pos_ + 1))) {
      word_ += '.';
    } else {
      return false;
    }
    pos_ += character.bytes;
    return true;
  }

  void AddWord(size_t begin) {
    const bool at_start = line_start_;
    line_start_ = false;
    const char before = begin > 0 ? text_[begin - 1] : '\n';
    const bool bullet = IsBullet(before) || (at_start && IsNumberOfItem());
    // The number of `30 days` or `2.1 Grant` may have come to the start of a line by chance.
    const bool numbered = (at_start || after_heading_) && IsNumber(word_);
    after_heading_ = at_start && IsIn(kHeadings, word_);
    if (at_start && bullet && !after_counted_) return;
    if (at_start && IsCommentWord(before)) return;
    if (after_sign_ && word_ == kCopyright) {
      after_sign_ = false;
      return;
    }
    Add(bullet || numbered);
    words_.back().name = looks_.IsName() || IsPartOfAddress(before);
  }

  // In `alex@example.org` or `https://example.org/x`.
  bool IsPartOfAddress(char before) const {
    const char after = At(pos_);
    return before == '@' || before == '/' || before == '.' || after == '@' || after == '/' ||
           (after == '.' && IsWordCharacter(ReadCharacter(text_, pos_ + 1).code));
  }

  bool IsBullet(char before) const {
    if (!IsNumber(word_) && word_.size() != 1 && !IsRoman(word_)) return false;
    if (pos_ >= text_.size()) return false;
    const char after = text_[pos_];
    if (before == '(' && after == ')') return true;
    return (after == '.' || after == ')' || after == ']') && IsSpace(At(pos_ + 1));
  }

  // `1.Definitions` and `1- Definitions`, at the start of a line.
  bool IsNumberOfItem() const {
    if (!IsNumber(word_) || pos_ >= text_.size()) return false;
    const char after = text_[pos_];
    if (after == '.' || after == ')' || after == ']') return true;
    return after == '-' && IsSpace(At(pos_ + 1));
  }

  // Words with which comments begin, at the start of a line.
  bool IsCommentWord(char before) const {
    if (word_ == "rem" || word_ == "dnl") return true;
    return IsBlank(At(pos_)) && pos_ < text_.size() &&
           (word_ == "o" || (word_ == "c" && before == '\n'));
  }

  void Add(bool bullet) {
    const std::string_view word = Normal(word_);
    const bool joins = prefix_ == "per" ? word == "cent" : !prefix_.empty();
    after_sign_ = false;
    after_copyright_ = word == kCopyright;
    after_counted_ = IsIn(kCounted, word);
    if (joins) {
      prefix_ += word;
      const uint32_t line = words_.back().line;
      words_.pop_back();
      Push(prefix_, /*bullet=*/false);
      words_.back().line = line;
      prefix_.clear();
      return;
    }
    Push(word, bullet);
    // Joined with what follows, whatever stands between: `non-commercial`, `sub license`.
    prefix_ = word == "non" || word == "sub" || word == "per" ? word : std::string_view();
  }

  void Push(std::string_view word, bool bullet) {
    TextWord made{.line = line_, .bullet = bullet};
    if (word.size() <= kMaxWordBytes) {
      made.hash = data::HashWord(word);
      made.number = data::NumberOfWord(made.hash);
    }
    words_.push_back(made);
  }

  std::string_view text_;
  size_t pos_ = 0;
  uint32_t line_ = 1;
  bool line_start_ = true;
  bool after_copyright_ = false;  // The last word is `copyright`.
  bool after_sign_ = false;       // And it was a sign.
  bool after_counted_ = false;    // The last word is one of kCounted.
  bool after_heading_ = false;    // It is one of kHeadings, at the start of a line.
  std::string prefix_;            // The last word, when the next may be joined to it; else empty.
  std::string word_;              // Reused.
  Looks looks_;                   // Of the word in its spelling.
  std::vector<TextWord> words_;
};

}  // namespace

std::vector<TextWord> CutWords(std::string_view text) { return Cutter(text).Cut(); }

}  // namespace headwater::license
