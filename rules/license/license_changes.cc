// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/license_changes.h"

#include <algorithm>
#include <utility>

#include "rules/license/recognise.h"

namespace headwater::license {
namespace {

/// What the one sentence of a file says that grants a licence, where no tag does.
Result<Terms> ProseTerms(GitView& view, const FileEntry& file, const FileLicensing& licensing) {
  if (!licensing.licenses.empty() || !licensing.own_bytes) return Terms();
  const SourceText source = TRY(view.Shared<Licensing>().TextOf(file));
  const auto tag = ProposedTag(file.path.bytes(), source.text);
  if (!tag) return Terms();
  const LicenseStatement statement = MakeLicense(*tag, {});
  return TermsOf({&statement, 1});
}

}  // namespace

LicenseComparison::LicenseComparison(GitView& before, GitView& after)
    : before_view_(before), after_view_(after) {}

Result<const ProjectStatements*> LicenseComparison::Read(GitView& view, Kept& kept) {
  if (!kept) kept = TRY(ReadProjectStatements(view));
  return &*kept;
}

Status LicenseComparison::ReadProse(ComparedFile& file) {
  const Terms before = TRY(ProseTerms(before_view_, *file.files.before, *file.before));
  file.prose_before = !before.shown.empty();
  if (file.prose_before) file.terms_before = before;
  const Terms after = TRY(ProseTerms(after_view_, *file.files.after, *file.after));
  if (!after.shown.empty()) file.terms_after = after;
  return Ok{};
}

Result<LicenseFate> LicenseComparison::FateOf(const ComparedFile& file) {
  if (file.before->unchecked || file.after->unchecked) return LicenseFate::kUnchecked;
  const Terms& before = file.terms_before;
  const Terms& after = file.terms_after;
  if (before.shown == after.shown) return LicenseFate::kSame;
  if (before.shown.empty()) return LicenseFate::kNew;
  if (after.shown.empty()) {
    if (file.prose_before) return LicenseFate::kUnstated;
    const ProjectStatements* statements = TRY(ProjectAfter());
    const auto project = statements->License();
    const bool same = std::any_of(
        project.begin(), project.end(),
        [&](const SpdxExpression& reading) { return reading.ToString() == before.shown; });
    return same ? LicenseFate::kUnstated : LicenseFate::kDropped;
  }
  const bool understood = before.expression && after.expression;
  return understood && Widens(*before.expression, *after.expression) ? LicenseFate::kWidened
                                                                     : LicenseFate::kChanged;
}

Result<std::optional<ComparedFile>> LicenseComparison::Compare(const FilePair& files) {
  ComparedFile file;
  file.files = files;
  file.before = TRY(before_view_.Shared<Licensing>().Of(*files.before));
  file.after = TRY(after_view_.Shared<Licensing>().Of(*files.after));
  if (file.before->excluded || file.after->excluded) return std::optional<ComparedFile>();
  file.terms_before = TermsOf(file.before->licenses);
  file.terms_after = TermsOf(file.after->licenses);
  if (files.before->blob != files.after->blob) TRY(ReadProse(file));
  file.fate = TRY(FateOf(file));
  return std::optional(std::move(file));
}

bool HasBefore(const RuleContext& context, const GitView& before) {
  return context.change.scope != ChangeScope::kAll && !before.Files().empty();
}

}  // namespace headwater::license
