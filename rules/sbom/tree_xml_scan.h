// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

/// \file
/// XML 1.0 at the level of characters: names, character data, references. Part of ReadXmlTree.

namespace headwater::sbom {

/// A text in pieces; a view of the document as long as one piece is enough.
class XmlText {
 public:
  void Clear() { *this = {}; }
  void Append(std::string_view piece);
  /// What does not stand in the document as such.
  void AppendMade(std::string_view piece);

  bool is_made() const { return is_made_; }
  std::string_view view() const { return is_made_ ? std::string_view(made_) : plain_; }

 private:
  std::string_view plain_;
  std::string made_;
  bool is_made_ = false;
};

/// A cursor over the document. Every function stands behind what it has read; one that returns
/// false stands at the offence, and `problem` is the sentence about it. The bytes end with a NUL.
class XmlScanner {
 public:
  explicit XmlScanner(std::string_view bytes)
      : begin_(bytes.data()), at_(begin_), end_(begin_ + bytes.size()) {}

  size_t offset() const { return static_cast<size_t>(at_ - begin_); }
  bool at_end() const { return at_ == end_; }
  char peek() const { return *at_; }
  /// Further on; at most one byte behind what is known to stand there.
  char peek(size_t bytes) const { return at_[bytes]; }
  bool StartsWith(std::string_view text) const { return rest().starts_with(text); }
  std::string_view problem() const { return problem_; }

  void Skip(size_t bytes) { at_ += bytes; }
  void StepBackTo(size_t offset) { at_ = begin_ + offset; }
  /// Whether there were any.
  bool SkipBlanks();

  /// The XML declaration, if there is one: version 1.0, an encoding that is a part of UTF-8.
  bool Declaration();
  /// A name, with its prefix.
  bool Name(std::string_view& name);
  /// Character data up to `stop`: `<`, or the quote of an attribute. Standing at `stop` after.
  bool Characters(char stop, XmlText& text);
  /// `opening ... closing`, and what is between them.
  bool Section(std::string_view opening, std::string_view closing, std::string_view& content);
  /// Content of a CDATA section.
  bool CharacterSection(XmlText& text);

  bool Fail(std::string_view sentence);

 private:
  std::string_view rest() const { return {at_, static_cast<size_t>(end_ - at_)}; }
  bool SkipPlain(char stop, char other);
  bool Special(char stop, const char*& first, XmlText& text);
  bool Reference(XmlText& text);

  const char* begin_;
  const char* at_;
  const char* end_;
  std::string_view problem_;
};

}  // namespace headwater::sbom
