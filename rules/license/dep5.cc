// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/dep5.h"

#include <algorithm>
#include <optional>
#include <variant>

#include "headwater/spdx_expression.h"

namespace headwater::license {
namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string_view Trim(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

// The value behind `name:`, when the line begins that field.
std::optional<std::string_view> Field(std::string_view line, std::string_view name) {
  if (!line.starts_with(name)) return std::nullopt;
  return Trim(line.substr(name.size()));
}

void AddPatterns(std::string_view text, std::vector<std::string>& patterns) {
  while (!(text = Trim(text)).empty()) {
    const size_t end = std::min(text.find_first_of(" \t"), text.size());
    patterns.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
}

/// Reads line after line; a blank one ends a paragraph.
class Dep5Reader {
 public:
  void ReadLine(std::string_view line) {
    ++line_;
    if (Trim(line).empty()) return EndParagraph();
    const bool continues = line.front() == ' ' || line.front() == '\t';
    if (!continues) in_files_ = false;
    if (const auto files = Field(line, "Files:")) {
      in_files_ = true;
      AddPatterns(*files, now_.patterns);
    } else if (const auto license = Field(line, "License:")) {
      ReadLicense(*license);
    } else if (continues && in_files_) {
      AddPatterns(line, now_.patterns);
    }
  }

  void EndParagraph() {
    if (!now_.patterns.empty()) dep5_.paragraphs.push_back(std::move(now_));
    now_ = {};
    in_files_ = false;
  }

  Dep5 Take() && { return std::move(dep5_); }

 private:
  void ReadLicense(std::string_view license) {
    now_.names_license = !license.empty();
    const auto parsed = ParseSpdxExpression(license);
    const auto* error = std::get_if<SpdxError>(&parsed);
    if (now_.names_license && error != nullptr) {
      now_.problem = std::to_string(line_) + ": " + error->message;
    }
  }

  Dep5 dep5_;
  Dep5::Paragraph now_;
  bool in_files_ = false;
  size_t line_ = 0;
};

// One star is remembered at a time: the last one may always take what an earlier one could.
bool MatchesPattern(std::string_view pattern, std::string_view path) {
  size_t p = 0;
  size_t s = 0;
  size_t star = std::string_view::npos;
  size_t star_path = 0;
  while (s < path.size()) {
    const bool escaped = p + 1 < pattern.size() && pattern[p] == '\\';
    const size_t byte = escaped ? p + 1 : p;
    if (!escaped && p < pattern.size() && pattern[p] == '*') {
      star = p++;
      star_path = s;
    } else if (byte < pattern.size() &&
               (pattern[byte] == path[s] || (!escaped && pattern[byte] == '?'))) {
      p = byte + 1;
      ++s;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      s = ++star_path;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

}  // namespace

const Dep5::Paragraph* Dep5::LastMatch(std::string_view path) const {
  const auto matches = [path](const Paragraph& paragraph) {
    return std::any_of(
        paragraph.patterns.begin(), paragraph.patterns.end(),
        [path](const std::string& pattern) { return MatchesPattern(pattern, path); });
  };
  const auto found = std::find_if(paragraphs.rbegin(), paragraphs.rend(), matches);
  return found == paragraphs.rend() ? nullptr : &*found;
}

Dep5 ParseDep5(std::string_view text) {
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
