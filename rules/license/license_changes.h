// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "headwater/finding.h"
#include "headwater/git.h"
#include "headwater/result.h"
#include "headwater/rule.h"
#include "rules/license/file_pairs.h"
#include "rules/license/license_meaning.h"
#include "rules/license/licensing.h"
#include "rules/license/project_statements.h"

/// \file
/// What the change does to what files say of their rights. Two rules ask: license/changed about the
/// licence, license/notice-removed about whose notice is gone. They share this comparison so that
/// one fact is one finding.

namespace headwater::license {

/// What became of a file's licence.
enum class LicenseFate {
  kSame,     ///< Also: another spelling of it, or stated elsewhere now.
  kNew,      ///< There was none before.
  kWidened,  ///< What was offered still is, and more.
  kChanged,
  kDropped,    ///< No statement is left, and by default the project's licence applies: another one.
  kUnstated,   ///< No statement is left, and the project's licence is the same one; or the
               ///< statement was prose, which may have become prose that is not recognised.
  kUnchecked,  ///< See the sides.
};

/// One file on both sides.
struct ComparedFile {
  FilePair files;
  std::shared_ptr<const FileLicensing> before;
  std::shared_ptr<const FileLicensing> after;
  bool prose_before = false;  ///< `terms_before` is granted in a sentence, without a tag.
  Terms terms_before;
  Terms terms_after;
  LicenseFate fate = LicenseFate::kSame;
};

/// Compares the files of one change, one after another.
class LicenseComparison {
 public:
  /// Both views must outlive it.
  LicenseComparison(GitView& before, GitView& after);

  /// Nothing when nothing is asked of the file (it is excluded by REUSE on one of the sides).
  /// Errors as GitView::Read.
  Result<std::optional<ComparedFile>> Compare(const FilePair& files);

  /// What the project says of itself; read when first asked for, since most changes leave it alone.
  /// Errors as GitView::Read.
  Result<const ProjectStatements*> ProjectBefore() { return Read(before_view_, project_before_); }
  Result<const ProjectStatements*> ProjectAfter() { return Read(after_view_, project_after_); }

 private:
  using Kept = std::optional<ProjectStatements>;

  static Result<const ProjectStatements*> Read(GitView& view, Kept& kept);
  Result<LicenseFate> FateOf(const ComparedFile& file);
  Status ReadProse(ComparedFile& file);

  GitView& before_view_;
  GitView& after_view_;
  Kept project_before_;
  Kept project_after_;
};

/// Whether there is a state before the change to compare with: not when a whole project is judged.
bool HasBefore(const RuleContext& context, const GitView& before);

}  // namespace headwater::license
