// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cctype>
#include <string>

#include "rules/common/manifest_readers.h"
#include "rules/common/manifest_steps.h"

namespace headwater {
namespace {

/// A line without its comment: `#` at the start or behind a blank.
std::string_view WithoutPipComment(std::string_view line) {
  for (size_t at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1)) {
    if (at == 0 || line[at - 1] == ' ' || line[at - 1] == '\t') return Trim(line.substr(0, at));
  }
  return Trim(line);
}

/// The requirement behind `-e` or `--editable`, or the line itself; empty for other options.
std::string_view Requirement(std::string_view line) {
  if (!line.starts_with('-')) return line;
  for (const std::string_view option : {"-e", "--editable"}) {
    const std::string_view rest = line.substr(std::min(option.size(), line.size()));
    if (!line.starts_with(option) || rest.empty()) continue;
    if (rest.front() == ' ' || rest.front() == '=' || rest.front() == '\t') {
      return Trim(rest.substr(1));
    }
  }
  return {};
}

bool IsQuote(char c) { return c == '"' || c == '\''; }

/// Whether the Ruby statement calls `method` with a quoted name: `gem "x"`, `gem('x')`.
bool CallsWithName(std::string_view statement, std::string_view method) {
  if (!statement.starts_with(method)) return false;
  std::string_view rest = statement.substr(method.size());
  const bool separated = rest.starts_with(' ') || rest.starts_with('(') || rest.starts_with('\t');
  rest = Trim(rest);
  if (rest.starts_with('(')) rest = Trim(rest.substr(1));
  return separated && !rest.empty() && (IsQuote(rest.front()) || rest.starts_with("%q"));
}

bool IsHeading(std::string_view line) {
  return !line.empty() && std::all_of(line.begin(), line.end(), [](unsigned char c) {
    return std::isupper(c) != 0 || c == ' ';
  });
}

}  // namespace

// https://pip.pypa.io/en/stable/reference/requirements-file-format/
Result<bool> ReadRequirements(std::string_view content) {
  TRY(CheckLines(content));
  bool continues = false;
  for (Lines lines(content); lines.Next();) {
    const bool is_first = !continues;
    const std::string_view line = WithoutPipComment(lines.line());
    continues = line.ends_with('\\');
    if (!is_first) continue;
    const std::string_view requirement = Requirement(line);
    const bool is_file = requirement.find("@ file:") != std::string_view::npos;
    if (!requirement.empty() && !is_file && !IsLocalPath(requirement)) return true;
  }
  return false;
}

// https://bundler.io/man/gemfile.5.html; a Ruby program, of which the usual form is read.
Result<bool> ReadGemfile(std::string_view content) {
  TRY(CheckLines(content));
  for (Lines lines(content); lines.Next();) {
    const std::string_view line = Trim(lines.line());
    const bool is_local = line.find("path:") != std::string_view::npos ||
                          line.find(":path") != std::string_view::npos;
    if (CallsWithName(line, "gem") && !is_local) return true;
  }
  return false;
}

Result<bool> ReadGemspec(std::string_view content) {
  TRY(CheckLines(content));
  for (Lines lines(content); lines.Next();) {
    const std::string_view line = Trim(lines.line());
    const size_t dot = line.find(".add_");
    if (dot == std::string_view::npos || line.starts_with('#')) continue;
    for (const std::string_view method :
         {"add_dependency", "add_runtime_dependency", "add_development_dependency"}) {
      if (CallsWithName(line.substr(dot + 1), method)) return true;
    }
  }
  return false;
}

// Sections with a heading in capitals; the gems of a section stand under `specs:`, indented by four
// blanks, what they need by six.
Result<bool> ReadGemfileLock(std::string_view content) {
  TRY(CheckLines(content));
  bool found = false;
  std::string_view section;
  for (Lines lines(content); lines.Next();) {
    const std::string_view line = lines.line();
    if (line.empty()) continue;
    if (IsHeading(line)) {
      section = line;
    } else if (section.empty() || line.front() != ' ') {
      return lines.Invalid("a section's heading in capitals must stand here");
    } else if (section == "GEM" || section == "GIT" || section == "PLUGIN SOURCE") {
      found = found || line.starts_with("    ");
    }
  }
  return found;
}

}  // namespace headwater
