// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/jobs/project_policy.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace headwater::jobs {
namespace {

using config::NamedText;
using config::PolicySource;
using Paths = std::vector<std::string>;

Error Unusable(const std::string& path, std::string_view why) {
  return {Errc::kContent, path + ": " + std::string(why)};
}

/// The file's text, or nothing where there is no such file.
Result<std::optional<NamedText>> ReadPolicyText(GitView& view, const std::string& path) {
  const FileEntry* file = FindFile(view.Files(), path);
  if (file == nullptr) return std::optional<NamedText>();
  // Whoever reads a link reads another file than the one that was reviewed.
  if (!IsFile(file->mode)) return Unusable(path, "is a symbolic link or submodule, not a file");
  BlobAnswer blob = TRY(view.Read(*file));
  switch (blob.state) {
    case BlobState::kPresent:
      return std::optional(NamedText{path, std::move(blob.bytes)});
    case BlobState::kMissing:
      return Unusable(path, "its content is not in this clone");
    case BlobState::kTooLarge:
      return Unusable(path, "is too large to be a policy");
  }
  return Unusable(path, "cannot be read");
}

/// The project's file in the tree. Paths of what it extends are written down when they are read.
Result<std::optional<PolicySource>> SourceIn(const PolicyTree& tree, Paths& extended) {
  if (tree.root == nullptr) return std::optional<PolicySource>();
  auto text = TRY(ReadPolicyText(*tree.root, std::string(kProjectPolicyPath)));
  if (!text) return std::optional<PolicySource>();
  PolicySource source{std::move(text->name), std::move(text->yaml)};
  source.read = [&tree, &extended](const std::string& path) -> Result<std::optional<NamedText>> {
    extended.push_back(path);
    const bool is_below = path.find('/') != std::string::npos;
    if (!is_below || !tree.whole) return ReadPolicyText(*tree.root, path);
    GitView* const whole = TRY(tree.whole());
    return ReadPolicyText(*whole, path);
  };
  return std::optional(std::move(source));
}

class PolicyReader {
 public:
  PolicyReader(const PolicySides& sides, const config::Shipped& shipped,
               std::chrono::sys_days as_of)
      : sides_(sides), shipped_(shipped), as_of_(as_of) {}

  Result<Policy> PolicyIn(const PolicyTree& tree) {
    config::ProjectSources sources;
    sources.file = TRY(SourceIn(tree, extended_));
    // Without a target nobody is judged by a branch.
    sources.may_loosen = sides_.may_loosen || sides_.target.root == nullptr;
    if (!sources.may_loosen) {
      sources.default_file = TRY(SourceIn(sides_.default_branch, ignored_));
    }
    Result<Policy> policy = config::LoadProjectPolicy(sources, shipped_, as_of_);
    if (policy.ok()) return policy;
    return Error{Errc::kContent, policy.error().message};
  }

  /// Whether the change edits a file that was read.
  bool IsEdited() const {
    if (!sides_.edits) return false;
    return sides_.edits(kProjectPolicyPath) ||
           std::any_of(extended_.begin(), extended_.end(), sides_.edits);
  }

 private:
  const PolicySides& sides_;
  const config::Shipped& shipped_;
  const std::chrono::sys_days as_of_;
  Paths extended_;
  Paths ignored_;
};

}  // namespace

Result<std::vector<Policy>> ProjectPolicies(const PolicySides& sides,
                                            const config::Shipped& shipped,
                                            std::chrono::sys_days as_of) {
  PolicyReader reader(sides, shipped, as_of);
  if (sides.target.root == nullptr) return std::vector{TRY(reader.PolicyIn(sides.head))};
  std::vector<Policy> policies = {TRY(reader.PolicyIn(sides.target))};
  if (!reader.IsEdited()) return policies;
  Policy edited = TRY(reader.PolicyIn(sides.head));
  if (edited.hash == policies.front().hash) return policies;
  policies.front().name += " of the target";
  edited.name += " of the change";
  policies.push_back(std::move(edited));
  return policies;
}

}  // namespace headwater::jobs
