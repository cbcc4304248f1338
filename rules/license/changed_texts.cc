// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/license/changed_texts.h"

#include <utility>

#include "rules/common/source_text.h"
#include "rules/license/covered.h"

namespace headwater::license {
namespace {

// RuleContext::max_findings when only "is there any" is asked.
constexpr size_t kAnyFinding = 1;

Status Visit(const RuleContext& context, const FileEntry& entry, bool in_licenses_folder,
             const std::function<void(const ChangedText&)>& visit) {
  ChangedText text;
  text.path = entry.path;
  text.in_licenses_folder = in_licenses_folder;
  BlobAnswer blob = TRY(context.view.Read(entry));
  text.unchecked = WhyNotRead(entry, blob);
  if (text.unchecked) {
    visit(text);
    return Ok{};
  }
  const SourceText source = DecodeSource(std::move(blob.bytes));
  for (RecognisedText& found : RecogniseLicenseTexts(source.text)) {
    text.recognised = std::move(found);
    visit(text);
  }
  return Ok{};
}

}  // namespace

Status ForEachChangedText(const RuleContext& context, const AnswerBuilder& answer,
                          const std::function<void(const ChangedText&)>& visit) {
  for (const ChangedFile& file : context.change.files) {
    if (answer.full() && context.max_findings == kAnyFinding) break;
    if (file.status == FileStatus::kDeleted || !IsFile(file.mode)) continue;
    if (!context.Covers(file.path)) continue;
    const FileEntry* entry = FindFile(context.view.Files(), file.path.bytes());
    if (entry == nullptr) return Error{Errc::kInternal, "a changed file is not in its view"};
    const auto excluded = WhyNotCovered(*entry);
    const bool in_folder = excluded == Exclusion::kLicensesFolder;
    if (!in_folder && excluded != Exclusion::kLicenseFile) continue;
    TRY(Visit(context, *entry, in_folder, visit));
  }
  return Ok{};
}

}  // namespace headwater::license
