// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/project_policy.h"

#include <optional>
#include <string>
#include <utility>

namespace headwater::jobs {
namespace {

Error Unusable(std::string_view why) {
  return {Errc::kContent, std::string(kProjectPolicyPath) + ": " + std::string(why)};
}

/// The file's text, or nothing where there is no such file.
Result<std::optional<std::string>> ReadPolicyText(GitView& view) {
  const FileEntry* file = FindFile(view.Files(), kProjectPolicyPath);
  if (file == nullptr) return std::optional<std::string>();
  // Whoever reads a link reads another file than the one that was reviewed.
  if (!IsFile(file->mode)) return Unusable("is a symbolic link or submodule, not a file");
  BlobAnswer blob = TRY(view.Read(*file));
  switch (blob.state) {
    case BlobState::kPresent:
      return std::optional(std::move(blob.bytes));
    case BlobState::kMissing:
      return Unusable("its content is not in this clone");
    case BlobState::kTooLarge:
      return Unusable("is too large to be a policy");
  }
  return Unusable("cannot be read");
}

Result<Policy> PolicyIn(GitView& view, const config::Shipped& shipped) {
  const std::optional<std::string> text = TRY(ReadPolicyText(view));
  if (!text) return config::LoadPreset(shipped.standard, shipped);
  Result<Policy> policy = config::LoadPolicy({std::string(kProjectPolicyPath), *text}, shipped);
  if (policy.ok()) return policy;
  return Error{Errc::kContent, policy.error().message};
}

}  // namespace

Result<std::vector<Policy>> ProjectPolicies(const PolicySides& sides,
                                            const config::Shipped& shipped) {
  if (sides.target == nullptr) return std::vector{TRY(PolicyIn(*sides.head, shipped))};
  std::vector<Policy> policies = {TRY(PolicyIn(*sides.target, shipped))};
  if (!sides.change_edits_it) return policies;
  Policy edited = TRY(PolicyIn(*sides.head, shipped));
  if (edited.hash == policies.front().hash) return policies;
  policies.front().name += " of the target";
  edited.name += " of the change";
  policies.push_back(std::move(edited));
  return policies;
}

}  // namespace headwater::jobs
