// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <functional>
#include <set>
#include <string>

#include "rules/common/manifest_readers.h"
#include "rules/common/manifest_steps.h"

namespace headwater {
namespace {

using Names = std::set<std::string_view>;

std::string_view WithoutComment(std::string_view line, std::string_view mark) {
  return Trim(line.substr(0, line.find(mark)));
}

/// What go.mod requires, and what it replaces by a directory.
struct GoModules {
  Names required;
  Names replaced_locally;
  bool has_module = false;
};

void TakeGoDirective(std::string_view verb, std::string_view arguments, GoModules& modules) {
  const std::string_view name = FirstWord(arguments);
  if (name.empty()) return;
  if (verb == "module") modules.has_module = true;
  if (verb == "require") modules.required.insert(name);
  if (verb != "replace") return;
  const size_t arrow = arguments.find("=>");
  if (arrow != std::string_view::npos && IsLocalPath(Trim(arguments.substr(arrow + 2)))) {
    modules.replaced_locally.insert(name);
  }
}

/// The specifications in the key of a yarn.lock entry, such as `"a@^1, a@npm:^1"`.
bool IsLocalYarnKey(std::string_view key) {
  return key.find("@workspace:") != std::string_view::npos ||
         key.find("@link:") != std::string_view::npos ||
         key.find("@portal:") != std::string_view::npos ||
         key.find("@file:") != std::string_view::npos;
}

bool IsConanSection(std::string_view section) {
  return section == "[requires]" || section == "[tool_requires]" || section == "[build_requires]" ||
         section == "[test_requires]";
}

}  // namespace

// https://go.dev/ref/mod#go-mod-file
Result<bool> ReadGoMod(std::string_view content) {
  TRY(CheckLines(content));
  GoModules modules;
  std::string_view block;  // The verb of an open `verb (` block.
  Lines lines(content);
  while (lines.Next()) {
    const std::string_view line = WithoutComment(lines.line(), "//");
    if (line.empty()) continue;
    const std::string_view verb = FirstWord(line);
    const std::string_view arguments = Trim(line.substr(verb.size()));
    if (line == ")") {
      block = {};
    } else if (!block.empty()) {
      TakeGoDirective(block, line, modules);
    } else if (arguments == "(") {
      block = verb;
    } else {
      TakeGoDirective(verb, arguments, modules);
    }
  }
  if (!block.empty()) return lines.Invalid("a block is not closed at the end of the file");
  if (!modules.has_module) return lines.Invalid("no `module` line stands in the file");
  return !std::includes(modules.replaced_locally.begin(), modules.replaced_locally.end(),
                        modules.required.begin(), modules.required.end());
}

// Both the first format and that of later versions have entries whose keys begin in column one and
// end in a colon. Very long keys are written `? "key"`, with the colon on the next line.
Result<bool> ReadYarnLock(std::string_view content) {
  TRY(CheckLines(content));
  bool found = false;
  for (Lines lines(content); lines.Next();) {
    const std::string_view line = lines.line();
    if (line.empty() || BeginsWithAny(line, {" ", "#", ":", "__metadata:"})) continue;
    if (!line.ends_with(':') && !line.starts_with("? ")) {
      return lines.Invalid("an entry's line must end in a colon");
    }
    found = found || !IsLocalYarnKey(line);
  }
  return found;
}

// https://docs.gradle.org/current/userguide/dependency_locking.html
Result<bool> ReadGradleLockfile(std::string_view content) {
  TRY(CheckLines(content));
  bool found = false;
  for (Lines lines(content); lines.Next();) {
    const std::string_view line = lines.line();
    if (line.empty() || line.starts_with('#') || line.starts_with("empty=")) continue;
    const std::string_view component = line.substr(0, line.find('='));
    if (std::count(component.begin(), component.end(), ':') < 2) {
      return lines.Invalid("a line must be group:name:version=configurations");
    }
    found = true;
  }
  return found;
}

// An Elixir map of the form mix writes: one entry per line, `"name": {:hex, ...}`.
Result<bool> ReadMixLock(std::string_view content) {
  TRY(CheckLines(content));
  if (!Trim(content).starts_with("%{") || !Trim(content).ends_with('}')) {
    return Lines(content).Invalid("the file must be one Elixir map, %{ ... }");
  }
  return content.find("{:hex,") != std::string_view::npos ||
         content.find("{:git,") != std::string_view::npos;
}

// https://docs.conan.io/2/reference/conanfile_txt.html
Result<bool> ReadConanfile(std::string_view content) {
  TRY(CheckLines(content));
  bool found = false;
  std::string_view section;
  for (Lines lines(content); lines.Next();) {
    const std::string_view line = WithoutComment(lines.line(), "#");
    if (line.empty()) continue;
    if (line.starts_with('[')) {
      section = line;
    } else if (section.empty()) {
      return lines.Invalid("a line stands before the first [section]");
    } else if (IsConanSection(section)) {
      found = true;
    }
  }
  return found;
}

// https://git-scm.com/docs/gitmodules. A relative URL names a neighbour on the same server.
Result<bool> ReadGitmodules(std::string_view content) {
  TRY(CheckLines(content));
  bool found = false;
  bool in_section = false;
  for (Lines lines(content); lines.Next();) {
    const std::string_view line = Trim(lines.line());
    if (line.empty() || line.front() == '#' || line.front() == ';') continue;
    if (line.front() == '[') {
      in_section = true;
      continue;
    }
    if (!in_section) return lines.Invalid("a line stands before the first [submodule]");
    const size_t equals = line.find('=');
    const bool is_url = Trim(line.substr(0, equals)) == "url" && equals != std::string_view::npos;
    if (is_url && !IsLocalPath(Trim(line.substr(equals + 1)))) found = true;
  }
  return found;
}

}  // namespace headwater
