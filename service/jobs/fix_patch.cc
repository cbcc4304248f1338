// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/fix_patch.h"

#include <set>

#include "service/jobs/fix_plan.h"
#include "service/report/patch.h"

namespace headwater::jobs {
namespace {

/// Of one file; empty: nothing can be done to it.
std::string PatchOf(const std::string& path, const PlannedFile& planned, GitView& head) {
  const FileEntry* const file = FindFile(head.Files(), path);
  if (planned.create) {
    if (file != nullptr) return "";
    return report::RenderPatch({Untrusted(path), true, "", planned.edits});
  }
  if (file == nullptr || !IsFile(file->mode)) return "";
  Result<BlobAnswer> blob = head.Read(*file);
  if (!blob.ok() || blob.value().state != BlobState::kPresent) return "";
  std::string& before = blob.value().bytes;
  EditPlan plan = PlanEdits(before, planned.edits);
  if (plan.edits.empty()) return "";
  return report::RenderPatch({Untrusted(path), false, std::move(before), std::move(plan.edits)});
}

}  // namespace

std::string FixPatchOf(const Report& report, GitView& head) {
  std::set<std::string> seen;
  std::string patch;
  for (const auto& [path, planned] : PlanFixes(report, seen)) {
    const std::string one = PatchOf(path, planned, head);
    if (patch.size() + one.size() <= kMaxFixPatchBytes) patch += one;
  }
  return patch;
}

}  // namespace headwater::jobs
