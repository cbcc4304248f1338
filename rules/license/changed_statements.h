// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "headwater/rule.h"
#include "rules/common/source_text.h"
#include "rules/license/licensing.h"

/// \file
/// What a change itself says about licences: the statements on its added lines, in the file where
/// they stand and where a person can mend them.

namespace headwater::license {

/// The statements of one changed file.
struct FileStatements {
  /// On added lines, those of snippets among them, in the order of the file.
  std::vector<LicenseStatement> licenses;
  SourceText text;  ///< Of the file in which they stand.
  /// Why not all is known; complete, with the path.
  std::optional<Message> unchecked;
};

/// Whose statements are asked for.
enum class Owners {
  kOwn,  ///< Not those of files that the target's policy calls generated or somebody else's.
  kEverybody,
};

/// Reads the changed files of a rule's context. A header counts in a file for which neither a
/// side-car nor an overriding REUSE.toml speaks; a side-car, a REUSE.toml and `.reuse/dep5` are
/// files with statements of their own.
class ChangedStatements {
 public:
  using Visit = std::function<Status(const ChangedFile&, const FileStatements&)>;

  explicit ChangedStatements(const RuleContext& context);

  /// Calls `visit` for every file with statements, or with something unchecked, in the order of the
  /// paths; stops early when only "is there any" is asked and `answer` is full.
  Status ForEach(Owners owners, const AnswerBuilder& answer, const Visit& visit);

 private:
  bool IsWanted(const ChangedFile& file, Owners owners) const;
  Result<FileStatements> Read(const ChangedFile& file);
  Result<FileStatements> ReadHeaderOf(const FileEntry& entry);
  Result<FileStatements> ReadWhole(const FileEntry& entry, InfoSource source);
  Status KeepAdded(const ChangedFile& file, FileStatements& statements);

  const RuleContext& context_;
  Licensing& licensing_;
};

/// Whether a statement stands on a line that the change adds, so that the rules about statements
/// speak of it. Errors as LineChanges::AddedLines.
Result<bool> IsOnAddedLine(const RuleContext& context, const InfoPlace& place);

}  // namespace headwater::license
