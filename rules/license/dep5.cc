// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/dep5.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace headwater::license {
namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string_view Trim(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

/// Reads line after line; a blank one ends a paragraph.
class Dep5Reader {
 public:
  Dep5Reader() { now_.precedence = Precedence::kAggregate; }

  void ReadLine(std::string_view line) {
    ++line_;
    const std::string_view value = Trim(line);
    if (value.empty()) return EndParagraph();
    const bool continues = line.front() == ' ' || line.front() == '\t';
    if (!continues) field_ = FieldOf(line);
    ReadValue(continues ? value : Trim(line.substr(line.find(':') + 1)), continues);
  }

  void EndParagraph() {
    if (!globs_.empty()) annotations_.Add(std::move(now_), std::move(globs_));
    now_ = Annotation();
    now_.precedence = Precedence::kAggregate;
    globs_.clear();
    field_ = Field::kOther;
  }

  Annotations Take() && { return std::move(annotations_); }

 private:
  enum class Field { kOther, kFiles, kCopyright, kLicense };

  // Names of fields are read in any case, as Debian's policy 5.1 says.
  static Field FieldOf(std::string_view line) {
    std::string name(line.substr(0, std::min(line.find(':'), line.size())));
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (name == "files") return Field::kFiles;
    if (name == "copyright") return Field::kCopyright;
    return name == "license" ? Field::kLicense : Field::kOther;
  }

  void ReadValue(std::string_view value, bool continues) {
    if (value.empty()) return;
    const InfoPlace place{InfoSource::kDep5, std::string(kDep5Path), line_};
    if (field_ == Field::kFiles) {
      if (globs_.empty()) now_.line = line_;
      AddPatterns(value);
    } else if (field_ == Field::kCopyright) {
      now_.copyrights.push_back(MakeNotice(value, place));
    } else if (field_ == Field::kLicense && !continues) {
      // Behind its first line stands the licence's text.
      now_.licenses.push_back(MakeLicense(value, place));
    }
  }

  void AddPatterns(std::string_view text) {
    while (!(text = Trim(text)).empty()) {
      const size_t end = std::min(text.find_first_of(" \t"), text.size());
      now_.patterns.emplace_back(text.substr(0, end));
      globs_.push_back(ReuseGlob::Dep5(now_.patterns.back()));
      text.remove_prefix(end);
    }
  }

  Annotations annotations_;
  Annotation now_;
  std::vector<ReuseGlob> globs_;
  Field field_ = Field::kOther;
  uint32_t line_ = 0;
};

}  // namespace

Annotations ParseDep5(std::string_view text) {
  Dep5Reader reader;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    reader.ReadLine(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  reader.EndParagraph();
  return std::move(reader).Take();
}

}  // namespace headwater::license
