// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "headwater/provenance.h"
#include "rules/upstream/message_lines.h"

namespace headwater::upstream {

/// What a message says about where and why a change differs from what it was taken from:
///   `Abweichung: FILE - reason`, `Deviation: FILE - reason`
///   `Conflicts:` and the files below it, with or without reasons (git writes it so)
///   `[name: what changed]`, `upstream-diff what changed`
///   `Partial: FILE`, `Omitted: FILE`: only what was not taken
/// A statement that names no file speaks for all of them.
class Explanations {
 public:
  /// Of one more text.
  void Add(std::string_view text, Markup markup);

  enum class Answer {
    kNo,
    kInGeneral,
    kByName,  ///< The file, its name, or a folder above it is named.
  };
  Answer About(const Residual& residual) const;

 private:
  struct Statement {
    std::set<std::string, std::less<>> names;  ///< What looks like a path.
    bool only_omissions = false;
  };

  void AddSection(const std::vector<MessageLine>& lines, size_t& at, bool needs_reason,
                  bool only_omissions);
  void AddNote(const std::vector<MessageLine>& lines, size_t& at);

  std::vector<Statement> statements_;
};

}  // namespace headwater::upstream
