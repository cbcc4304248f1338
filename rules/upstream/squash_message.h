// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "headwater/change.h"
#include "headwater/provenance.h"

namespace headwater::upstream {

/// What the message of the one commit will say that GitLab makes of a merge request's commits. It
/// is never put together: of each variable of the project's template is known what it brings.
///
/// https://docs.gitlab.com/ee/user/project/merge_requests/commit_templates.html "Supported
/// variables in commit templates"; what the page leaves open is as GitLab does it
/// (lib/gitlab/merge_requests/message_generator.rb). Whoever merges may still write another
/// message.
class SquashMessage {
 public:
  /// `squash_template`: empty where the project has none. `commits`: of the change, newest first.
  /// `text`: title, an empty line, description.
  SquashMessage(std::string_view squash_template, std::span<const Commit> commits,
                std::string_view text);

  /// Whether it names the origin that `commit` claims: in its own words, or in others.
  bool Keeps(const CommitId& commit, const Claim& claim) const;

 private:
  void AddText(std::string_view text);
  void AddCommit(const Commit& commit);

  std::set<CommitId> commits_;  ///< Whose whole message is in it.
  std::vector<Claim> claims_;   ///< About content.
};

}  // namespace headwater::upstream
