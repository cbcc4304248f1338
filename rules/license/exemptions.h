// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "headwater/change.h"
#include "headwater/result.h"
#include "headwater/rule.h"
#include "rules/license/licensing.h"

namespace headwater::license {

/// A reader gets the picture from so many; a report of thousands hides it.
inline constexpr size_t kMaxExemptions = 100;

/// Collects what this very change brings that keeps texts from licence checks: ignore blocks,
/// annotations that speak for other files (with a star, or overriding), NUL bytes and UTF-16 in
/// source files. All of it is legal, so it is listed, and it silences nothing. Nothing is listed
/// when a whole project is judged: there is no change then.
class Exemptions {
 public:
  /// `context` must outlive it.
  explicit Exemptions(const RuleContext& context) : context_(context) {}

  /// Looks at one file that is judged. Errors as GitView::Read.
  Status AddFile(const ChangedFile& file, const FileLicensing& licensing);

  /// Looks at the REUSE.toml files and the dep5 that the change touches. Errors as GitView::Read.
  Status AddAnnotations();

  std::vector<Notice> Take() && { return std::move(notices_); }

 private:
  Status AddAnnotationsOf(const ChangedFile& file);
  Result<std::string> ReadOld(const ChangedFile& file);
  void Add(NoticeKind kind, const Untrusted& path, std::string detail);
  bool full() const { return notices_.size() >= kMaxExemptions; }

  const RuleContext& context_;
  std::vector<Notice> notices_;
};

}  // namespace headwater::license
